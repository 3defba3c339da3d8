using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;

namespace GovernanceConsole.Imports;

/// <summary>Does something on the write road to see what would happen, and undoes it: a check that knows no other rules than the act.</summary>
internal delegate Task<Judgement> Rehearse(Func<Change, Task<Judgement>> act);

internal static class Rehearsals
{
    /// <summary>Nothing of the act is kept, no entry either.</summary>
    /// <exception cref="ImportStopped">The actor may not act at all.</exception>
    public static Rehearse RehearsalsOf(this LedgeredChange road, object useCase, Actor actor) => async act =>
    {
        try
        {
            var outcome = await road.ExecuteAsync<string, Judgement>(
                useCase, CommandId.New(), "rehearsal", actor, async change => throw new Undone(await act(change)), CancellationToken.None);
            throw new ImportStopped(outcome.Refusals);
        }
        catch (Undone undone)
        {
            return undone.Judgement;
        }
    };

    /// <summary>Leaves the transaction, so that all of it is undone, and takes the judgement along.</summary>
    private sealed class Undone(Judgement judgement) : Exception("The rehearsal is over.")
    {
        public Judgement Judgement { get; } = judgement;
    }
}

/// <summary>A step of an import was refused: somebody cancelled it, or the actor's role ended.</summary>
internal sealed class ImportStopped(IReadOnlyList<Refusal> refusals) : Exception("The import was stopped.")
{
    public IReadOnlyList<Refusal> Refusals { get; } = refusals;
}
