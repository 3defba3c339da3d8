using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Policy;
using GovernanceConsole.RecoveryPaths;
using GovernanceConsole.Storage;
using GovernanceConsole.Web.Shell;

namespace GovernanceConsole.Web.RecoveryPaths;

/// <summary>What people owe to recovery paths, on their home page; and what comes next in an empty workspace.</summary>
internal sealed class PathWork(DutyQueries duties, RecoveryPathQueries paths, PeopleQueries people, OrganisationTime time) : IWorkSource
{
    public async Task<IReadOnlyList<WorkItem>> OwedByAsync(Actor actor, CancellationToken cancellationToken) =>
    [
        .. (await duties.OfAsync(actor, cancellationToken)).Select(duty => new WorkItem(
            GroupOf(duty.Kind),
            duty.What,
            duty switch
            {
                { Number: { } number } => $"{number} {duty.PathName}",
                { Gap: { } gap } => GapText.About(gap),
                _ => "",
            },
            duty.DueOn,
            duty.Consequence,
            duty switch
            {
                { Gap: { } gap } => PathActs.HrefOf(gap),
                { Kind: DutyKind.MendSuspension } => $"/paths/{duty.Number}#missing",
                _ => PathActs.HrefOf(duty.Number!, duty.Act),
            },
            duty.Kind == DutyKind.MendSuspension ? "See what is missing" : PathActs.WordsOf(duty.Act))
        {
            Since = duty.Since is { } since ? time.DateOf(since) : null,
        }),
    ];

    public async Task<NextStep?> NextStepAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.KnowsRole(Role.Governance) || (await paths.ListAsync(new PathFilter(), new PageRequest(0, 1), cancellationToken)).Total > 0)
            return null;
        var knownPeople = await people.PeopleNamedLikeAsync(text: null, take: 3, cancellationToken);
        return knownPeople.Count < 3
            ? new NextStep(
                "group_add", "Bring in your people", "Every recovery path needs two different people who answer for it. Import them from a file, or type them in.",
                [("Import people", "/imports"), ("Type somebody in", "/people/new")])
            : new NextStep(
                "route", "Register the first recovery path", "Start with the way back in that you would attack: usually the help desk's reset by phone.",
                [("Register a recovery path", "/paths/new"), ("Import paths from a file", "/imports")]);
    }

    private static string GroupOf(DutyKind kind) => kind switch
    {
        DutyKind.AnswerTransfer => "Answer an offered seat",
        DutyKind.ConfirmOwnership => "Confirm ownership",
        DutyKind.MendSuspension => "Get a suspended path going again",
        DutyKind.RenewSignOff => "Renew a sign-off",
        DutyKind.MendGap => "Mend an accountability gap",
    };
}

/// <summary>Finds paths by number and name.</summary>
internal sealed class PathSearch(RecoveryPathQueries paths) : ISearchSource
{
    public async Task<IReadOnlyList<SearchHit>> FindAsync(string text, Actor actor, int limit, CancellationToken cancellationToken) =>
    [
        .. (await paths.ListAsync(new PathFilter { Text = text }, new PageRequest(0, limit), cancellationToken)).Rows.Select(row => new SearchHit(
            "Recovery path",
            $"{row.Number} {row.Name}",
            $"{Capital.First(PathWords.Of(row.State))}, control owner {row.ControlOwner?.Name ?? "nobody"}",
            $"/paths/{row.Number}",
            string.Equals(row.Number, text.Trim(), StringComparison.OrdinalIgnoreCase))),
    ];
}

internal static class RecoveryPathPages
{
    /// <summary>What the pages of the slice need beside its use cases.</summary>
    public static IServiceCollection AddRecoveryPathPages(this IServiceCollection services) => services
        .AddSingleton<IWorkSource, PathWork>()
        .AddSingleton<ISearchSource, PathSearch>()
        .AddStateLook<PathState>(state => state switch
        {
            PathState.Draft => new("Draft", Tone.Quiet, "edit_note"),
            PathState.Active => new("Active", Tone.Good, "check_circle"),
            PathState.Suspended => new("Suspended", Tone.Bad, "pause_circle"),
            PathState.Retired => new("Retired", Tone.Quiet, "archive"),
        })
        .AddStateLook<RiskLevel>(level => level switch
        {
            RiskLevel.Low => new("Low", Tone.Quiet, "arrow_downward"),
            RiskLevel.Moderate => new("Moderate", Tone.Quiet, "remove"),
            RiskLevel.High => new("High", Tone.Attention, "arrow_upward"),
            RiskLevel.Critical => new("Critical", Tone.Attention, "priority_high"),
        });
}
