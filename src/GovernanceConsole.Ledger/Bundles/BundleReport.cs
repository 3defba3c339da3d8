namespace GovernanceConsole.Ledger.Bundles;

/// <summary>What was checked of one ledger.</summary>
public sealed record LedgerReport(string Name)
{
    /// <summary>Entries found good, pruned ones included.</summary>
    public long Entries { get; set; }

    /// <summary>Entries whose bodies were pruned: only their place and hash were checked.</summary>
    public long Pruned { get; set; }

    /// <summary>Merkle root over all entries, in base64 as checkpoints write it.</summary>
    public string Root { get; set; } = "";

    /// <summary>Checkpoints that were compared, those from outside included.</summary>
    public int Checkpoints { get; set; }

    /// <summary>Entries vouched for by the largest checkpoint; the ones beyond are chained to them and not yet signed.</summary>
    public long SignedUpTo { get; set; }

    /// <summary>Entries vouched for by the largest checkpoint that came from outside the bundle.</summary>
    public long AnchoredUpTo { get; set; }

    /// <summary>Texts whose commitment was checked.</summary>
    public long Revealed { get; set; }

    /// <summary>Commitments without a text: erased, or not part of this bundle.</summary>
    public long Redacted { get; set; }

    /// <summary>States compared with the entries.</summary>
    public long States { get; set; }
}

/// <summary>The answer.</summary>
/// <param name="Fault">What was wrong first; null where everything is good.</param>
/// <param name="Ledger">The ledger it concerns; null where it is the bundle itself.</param>
/// <param name="Ledgers">As far as they were checked.</param>
public sealed record BundleReport(LedgerFault? Fault, string? Ledger, IReadOnlyList<LedgerReport> Ledgers)
{
    /// <summary>0 where everything is good, else the fault's code.</summary>
    public int ExitCode => Fault is null ? 0 : (int)Fault.Code;
}

/// <summary>What an auditor brings along.</summary>
/// <param name="Policy">Whom they believe.</param>
/// <param name="Known">Checkpoints they have from elsewhere: an earlier bundle, a workbook, a mail.</param>
/// <param name="Anchors">What an anchor kept.</param>
public sealed record Trust(TrustPolicy Policy, IReadOnlyList<SignedNote> Known, IReadOnlyList<AnchoredNote> Anchors)
{
    /// <summary>Rebuilds each object's state from its entries, instead of comparing the last one only.</summary>
    public bool Fold { get; init; }
}
