using GovernanceConsole.Identity;

namespace GovernanceConsole.AuditLedger;

/// <param name="Path">The page's address, without what was searched for on it.</param>
public sealed record OpenPageInput(string Path);

/// <summary>
/// Somebody asked for a page that is not for their roles. Always refused: the host has decided so already, and this writes the attempt
/// down where every denied attempt stands, under the same cap.
/// </summary>
[MayBeDoneBy(Relation.Self)]
public sealed class OpenPage(LedgeredChange road)
{
    private const int LongestPath = 200;

    public Task<Outcome<Done>> ExecuteAsync(CommandId commandId, OpenPageInput input, Actor actor, CancellationToken cancellationToken = default) =>
        road.ExecuteAsync<OpenPageInput, Done>(this, commandId, input, actor, change =>
        {
            var path = input.Path.Length > LongestPath ? $"{input.Path[..LongestPath]}…" : input.Path;
            return Task.FromResult<Outcome<Done>>(change.Authorise(Relation.Self) ?? new PageNotOpen(path));
        }, cancellationToken);
}

/// <summary>The page is for other roles.</summary>
/// <param name="Path">Which page.</param>
public sealed record PageNotOpen(string Path) : Refusal
{
    /// <inheritdoc/>
    public override string Sentence => $"{Path} is for other roles.";
}
