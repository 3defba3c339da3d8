using GovernanceConsole.Identity;

namespace GovernanceConsole.Checkpoints;

/// <summary>A note that is no checkpoint of the ledger as it stands.</summary>
/// <param name="What">What is wrong, in a sentence.</param>
public sealed record NotACheckpoint(string What) : Refusal
{
    /// <inheritdoc/>
    public override string Sentence => $"The checkpoint is not kept. {What}";
}

/// <summary>No checkpoint covers the entry yet.</summary>
public sealed record NotSignedYet(long Idx, long SignedSize) : Refusal
{
    /// <inheritdoc/>
    public override string Sentence => $"Entry {Idx} is newer than the last signed checkpoint, which counts {SignedSize} entries. The next one is signed within 15 minutes; take the proof then.";
}

/// <summary>What the database holds does not lead to the signed root: somebody changed it past the console.</summary>
public sealed record ProofDoesNotHold(long Idx) : Refusal
{
    /// <inheritdoc/>
    public override string Sentence =>
        $"There is no proof of entry {Idx}: what the database holds does not lead to the signed root. Tell internal audit and security operations now, and change nothing.";
}

/// <summary>Its retention is over: only its hash is left, which proves its place but tells nothing.</summary>
public sealed record EntryIsPruned(long Idx) : Refusal
{
    /// <inheritdoc/>
    public override string Sentence =>
        $"The body of entry {Idx} was deleted when its retention was over, so there is nothing left to prove. Its hash still holds its place: the proofs of the other entries lead through it.";
}
