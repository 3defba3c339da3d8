using GovernanceConsole.AuditLedger;

namespace GovernanceConsole.Imports;

internal static class ImportEvents
{
    public static readonly EventKind ImportBegun = new("import.begun", "began an import from a file");
    public static readonly EventKind ImportReadAgain = new("import.read-again", "had the file of the import read again");
    public static readonly EventKind FileChecked = new("import.checked", "had a file checked; nothing of it is stored");
    public static readonly EventKind FileRefused = new("import.file-refused", "brought a file that cannot be imported");
    public static readonly EventKind HistoryImported = new("import.history-visible", "imported a ticket history");
    public static readonly EventKind HistoryReplaced = new("import.history-replaced", "replaced the history by a later file with all of its tickets, {by}");
    public static readonly EventKind ObjectsImported = new("import.objects-visible", "imported a file with an entry for each object it changed");
    public static readonly EventKind ImportCancelled = new("import.cancelled", "cancelled the import; nothing of it is stored");
    public static readonly EventKind ImportBrokeOff = new("import.broke-off", "broke the import off, because it failed or could not go on; nothing of it is stored");
    public static readonly EventKind ImportSwept = new("import.swept", "cancelled an import that was found half done; nothing of it is stored");
}
