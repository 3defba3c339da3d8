namespace GovernanceConsole.Ledger;

/// <summary>What a verifier found. The numbers are its exit codes.</summary>
public enum LedgerFaultCode
{
    /// <summary>Bytes that are not in the ledger's format.</summary>
    Malformed = 10,

    /// <summary>An entry that is not the one its successor or the signed root speaks of.</summary>
    Content = 20,

    /// <summary>Entries missing, doubled, out of order, or a group without its end.</summary>
    Gap = 21,

    /// <summary>A signature that is missing or wrong.</summary>
    Signature = 30,

    /// <summary>Two histories of one ledger.</summary>
    Fork = 31,

    /// <summary>Fewer entries than an anchor has seen.</summary>
    TailMissing = 32,

    /// <summary>A newer checkpoint smaller than an older one.</summary>
    Rollback = 33,

    /// <summary>An exported table that is not what the entries say.</summary>
    TableDiffers = 40,

    /// <summary>Entries that break a business rule.</summary>
    RuleBroken = 41,

    /// <summary>A revealed text that is not the committed one, or an erased one without its erasure entry.</summary>
    Commitment = 50,

    /// <summary>The newest anchor is older than agreed.</summary>
    AnchorTooOld = 60,
}

/// <param name="Code">What kind.</param>
/// <param name="Idx">Place in the ledger at which it shows.</param>
/// <param name="Text">One sentence for the auditor.</param>
public sealed record LedgerFault(LedgerFaultCode Code, long Idx, string Text);
