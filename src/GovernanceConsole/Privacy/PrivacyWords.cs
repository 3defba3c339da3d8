namespace GovernanceConsole.Privacy;

/// <summary>The words of erasures for people.</summary>
public static class PrivacyWords
{
    public static string Of(ErasureBasis basis) => basis switch
    {
        ErasureBasis.NoLongerNeeded => "No longer needed",
        ErasureBasis.Objection => "The person objects",
        ErasureBasis.UnlawfullyKept => "Should never have been kept",
        ErasureBasis.LegalObligation => "A law or a court demands it",
    };

    /// <summary>A kind of ledger object as it is counted: "recovery-path" becomes "recovery path".</summary>
    public static string OfKind(string objectKind) => objectKind.Replace('-', ' ');
}
