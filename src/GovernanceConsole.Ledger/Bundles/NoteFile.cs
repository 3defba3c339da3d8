namespace GovernanceConsole.Ledger.Bundles;

/// <summary>Signed notes one after another in one file. A note ends where a line follows its signatures that is not one.</summary>
public static class NoteFile
{
    private const string Dash = "— ";

    /// <summary>The notes in the file's order.</summary>
    /// <exception cref="LedgerFormatException">A part of the file is not a note.</exception>
    public static IReadOnlyList<SignedNote> Parse(string text)
    {
        var notes = new List<SignedNote>();
        var start = 0;
        var signed = false;
        for (var at = 0; at < text.Length;)
        {
            var end = text.IndexOf('\n', at);
            if (end < 0)
                throw new LedgerFormatException("The file of checkpoints ends inside a line.");
            var isSignature = string.CompareOrdinal(text, at, Dash, 0, Dash.Length) == 0;
            if (signed && !isSignature)
            {
                notes.Add(SignedNote.Parse(text[start..at]));
                start = at;
            }

            signed = isSignature;
            at = end + 1;
        }

        if (start < text.Length)
            notes.Add(SignedNote.Parse(text[start..]));
        return notes;
    }
}
