using GovernanceConsole.Ledger.Bundles;

namespace GovernanceConsole.Checkpoints;

/// <summary>
/// Somebody outside the database who keeps signed checkpoints: what he holds can no longer be rewritten unseen. Mail, time-stamping
/// services and witnesses fit the same interface.
/// </summary>
public interface IAnchor
{
    /// <summary>Lower case, stable: under it the console knows how far the anchor has got.</summary>
    string Name { get; }

    /// <summary>Where it keeps them, for people; holds no secret.</summary>
    string Place { get; }

    /// <summary>Whether it lies where the database lies, so that whoever can change one can change the other: better than nothing against accidents only.</summary>
    bool IsBesideTheDatabase => false;

    /// <summary>How many entries of a ledger its newest checkpoint counts, 0 for none; null where it cannot be asked and the console's own word must do.</summary>
    /// <exception cref="AnchorException">It could be asked, and what it holds makes no sense.</exception>
    Task<long?> HoldsAsync(string ledger, CancellationToken cancellationToken) => Task.FromResult<long?>(null);

    /// <summary>Hands one checkpoint over. Returning means that the anchor has it for certain. The same one may come again.</summary>
    /// <exception cref="AnchorException">It was not taken.</exception>
    Task KeepAsync(AnchoredNote checkpoint, CancellationToken cancellationToken);
}

/// <summary>An anchor did not take a checkpoint.</summary>
/// <param name="message">One sentence for whoever operates the console.</param>
/// <param name="cause">What was met; null where there is none.</param>
public sealed class AnchorException(string message, Exception? cause = null) : Exception(message, cause);
