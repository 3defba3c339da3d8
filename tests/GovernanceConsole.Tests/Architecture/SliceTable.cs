namespace GovernanceConsole.Tests.Architecture;

/// <summary>
/// Who may use whom inside the business. Arrows point down; the order of the lowest slices is decision 0009.
/// This is the only list of slices, and a folder without a place in it fails a test.
/// </summary>
internal static class SliceTable
{
    /// <summary>From the bottom up. A slice may use every slice in a row below its own.</summary>
    private static readonly string[][] Rows =
    [
        ["Storage"],
        ["Identity"],
        ["AuditLedger"],
        ["Outbox", "Jobs"],
        ["Organisation", "Policy"],
        ["Checkpoints", "ApiKeys"],
        ["RecoveryPaths"],
        ["Requests", "BreakGlass", "Exceptions", "RiskAcceptances", "Attestation", "Incidents", "NonHumanIdentities"],
        ["Metrics", "Reminders", "EvidenceExports", "Imports", "PolicyReplay", "ControlTesting", "Integrity", "Backups", "Privacy", "Retention"],
    ];

    /// <summary>Edges inside a row, each with its reason. One that no code needs any more fails a test.</summary>
    public static readonly (string From, string To, string Reason)[] Sideways =
    [
        ("Outbox", "Jobs", "mail goes out after the change, by a job"),
        ("Policy", "Organisation", "whose two signatures set the policy and who attended a review are people whose roles and standing are read when it is decided"),
        ("ControlTesting", "Imports", "control tests judge imported tickets by what the mapping says their columns mean"),
        ("PolicyReplay", "Imports", "what a policy would have done is asked of imported tickets too"),
        ("PolicyReplay", "ControlTesting", "a ticket is read, and counted at a path, as the control tests do"),
        ("EvidenceExports", "PolicyReplay", "cases of a replay are a list, and every list downloads as a workbook"),
        ("EvidenceExports", "ControlTesting", "tickets with findings and their reviews are lists, and every list downloads as a workbook"),
        ("Privacy", "Imports", "what was unclean in a file may name the person who is erased"),
        ("EvidenceExports", "Privacy", "erasures and legal holds are lists, and every list downloads as a workbook"),
        ("Retention", "Privacy", "legal holds forbid deletions as they do erasures, and what goes of the texts is told as an erasure tells it"),
        ("EvidenceExports", "Retention", "deletions of what was due are a list, and every list downloads as a workbook"),
        ("EvidenceExports", "Imports", "imports and what was unclean in them are lists too, and every list downloads as a workbook"),
    ];

    /// <summary>Slices whose internal types others may use, and who: plumbing the host must not see. Null means every slice above.</summary>
    private static readonly (string Slice, string[]? OpenTo, string Reason)[] Plumbing =
    [
        ("Storage", null, "mappings speak its words; the context behind a change is internal so that the host can never hold one"),
        ("Identity", ["AuditLedger", "Organisation", "Outbox"], "the write road reads role grants and standing in the deciding transaction; people are given roles; whoever runs the console is told of mail that was given up"),
        ("AuditLedger", null, "use cases work inside a ledgered change, whose inside the host must not reach"),
        ("Imports", ["ControlTesting", "Metrics", "PolicyReplay"], "findings and figures are queries over millions of imported rows, so they join the tables themselves"),
        ("ControlTesting", ["PolicyReplay"], "what a ticket tells and which path it took is read in one place"),
        ("Checkpoints", ["EvidenceExports", "Retention"], "a bundle for auditors is written and signed entry by entry, and carries every checkpoint; only what one counts is pruned"),
        ("Policy", null, "a slice's own records with a period of the policy are looked through and deleted inside a ledgered change"),
        ("Privacy", ["Retention"], "what names a person under a legal hold is found as their erasure would find it"),
        ("Outbox", null, "messages are rows written with the change, never sent by the use case"),
    ];

    /// <summary>Folders of the host that are no capability: the frame, start and settings, the verbs, and what API endpoints share.</summary>
    public static readonly string[] HostOnly = ["Shell", "Api", "Hosting", "CommandLine", "Demo"];

    public static IEnumerable<string> Slices => Rows.SelectMany(row => row);

    public static bool MayUse(string from, string to) =>
        RowOf(from) > RowOf(to) || Sideways.Any(edge => edge.From == from && edge.To == to);

    public static bool MayUseInternalsOf(string from, string to) =>
        Plumbing.Any(p => p.Slice == to && (p.OpenTo is null || p.OpenTo.Contains(from)));

    private static int RowOf(string slice) =>
        Array.FindIndex(Rows, row => row.Contains(slice)) is var row and >= 0
            ? row
            : throw new InvalidOperationException($"The slice {slice} has no row in SliceTable.");
}
