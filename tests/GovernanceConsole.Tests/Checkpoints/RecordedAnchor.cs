using GovernanceConsole.Checkpoints;
using GovernanceConsole.Ledger;
using GovernanceConsole.Ledger.Bundles;

namespace GovernanceConsole.Tests.Checkpoints;

/// <summary>An anchor that remembers, and fails when told to.</summary>
internal sealed class RecordedAnchor(string name = "test") : IAnchor
{
    public List<Checkpoint> Kept { get; } = [];

    /// <summary>What it says instead of keeping; null while it works.</summary>
    public string? Failure { get; set; }

    public string Name => name;

    public string Place => "nowhere";

    public Task KeepAsync(AnchoredNote checkpoint, CancellationToken cancellationToken)
    {
        if (Failure is { } failure)
            throw new AnchorException(failure);
        Kept.Add(Checkpoint.Parse(checkpoint.Note.Text));
        return Task.CompletedTask;
    }
}
