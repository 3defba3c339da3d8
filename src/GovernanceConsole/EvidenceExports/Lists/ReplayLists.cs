using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Policy;
using GovernanceConsole.PolicyReplay;
using GovernanceConsole.Storage;

namespace GovernanceConsole.EvidenceExports.Lists;

/// <summary>The replays of a policy, and the cases of one of them.</summary>
internal static class ReplayLists
{
    public static ListExport<ReplayLine> Replays(ReplayQueries replays, PeopleQueries people) => new()
    {
        Name = "policy-replays",
        Title = "Policy replays",
        Readers = ReplayQueries.Readers,
        Columns = new ExportColumns<ReplayLine>()
            .Text("Number", r => r.Row.Number, width: 12)
            .Choice<ReplayState>("State", r => r.Row.State, width: 12)
            .Text("Tried", r => r.Row.PolicyVersion is { } version ? $"policy {version}" : "a draft")
            .Text("Compared with", r => r.Row.Against is { } against ? $"policy {against}" : "the policy of each case's time", width: 30)
            .Date("From", r => r.Row.FromOn)
            .Date("To", r => r.Row.UntilOn)
            .Whole("Cases", r => r.Row.Counts.Population)
            .Whole("Not judged", r => r.Row.Counts.NotJudged)
            .Whole("Refused", r => r.Row.Counts.Refused)
            .Whole("Stricter", r => r.Row.Counts.Stricter)
            .Whole("Looser", r => r.Row.Counts.Looser)
            .Whole("Otherwise", r => r.Row.Counts.Otherwise)
            .Whole("The same", r => r.Row.Counts.Same)
            .Text("Asked for by", r => r.StartedBy)
            .Instant("Asked for", r => r.Row.StartedAt)
            .Instant("Ended", r => r.Row.EndedAt),
        Rows = (actor, filter, cancellationToken) => Task.FromResult(PagedRows.ReadAsync(
            filter.OrderedBy(nameof(ReplaySummary.Number)),
            async (page, token) =>
            {
                var found = await replays.ListAsync(actor, page, token);
                var names = await people.NamesOfAsync(found.Rows.Select(r => r.StartedBy), token);
                return new Page<ReplayLine>([.. found.Rows.Select(r => new ReplayLine(r, names.GetValueOrDefault(r.StartedBy)))], found.Total);
            },
            cancellationToken)),
    };

    public static ListExport<ReplayedCase> Cases(ReplayQueries replays) => new()
    {
        Name = "policy-replay-cases",
        Title = "Cases of a policy replay",
        Readers = ReplayQueries.Readers,
        Columns = new ExportColumns<ReplayedCase>()
            .Text("Case", c => c.Number, width: 18)
            .Text("From", c => c.Request is null ? "imported ticket" : "request", width: 16)
            .Instant("Submitted or opened", c => c.At)
            .Choice<ReplayOutcome>("What came out", c => c.Answer.Outcome, width: 14)
            .Text("Why", c => string.Join("; ", c.Answer.Reasons), width: 80)
            .Text("Rule before", c => c.Answer.RuleBefore, width: 10)
            .Text("Level before", c => c.Answer.LevelBefore?.ToString(), width: 10)
            .Text("Rule after", c => c.Answer.RuleAfter, width: 10)
            .Text("Level after", c => c.Answer.LevelAfter?.ToString(), width: 10)
            .Text("Desk", c => c.Desk)
            .Text("Kind of request", c => c.Kind, width: 12)
            .Text("Recovery path", c => c.Path, width: 16),
        Rows = async (actor, filter, cancellationToken) =>
        {
            var order = filter.OrderedBy(
                nameof(ReplayedCase.Number), nameof(ReplayedCase.At), nameof(ReplayedCase.Desk), nameof(ReplayedCase.Kind), nameof(ReplayedCase.Path));
            var number = filter.Text("run", "Replay") ?? await replays.LatestAsync(actor, cancellationToken);
            var (month, answer) = (filter.Text("month", "Month"), filter.Whole("answer", "Answer"));
            var chosen = ReplayFilter.FromQuery(
                filter.Choice<ReplayOutcome>("outcome", "What came out")?.ToString(), month, filter.Text("desk", "Desk"), filter.Text("kind", "Kind of request"), filter.Text("path", "Recovery path"), answer: null)
                with { Verdict = answer };
            if (month is not null && chosen.Month is null)
                filter.Refuse("month");
            if (number is null || await replays.FindAsync(actor, number, cancellationToken) is not { } replay)
                return AsyncEnumerable.Empty<ReplayedCase>();
            filter.Say("Replay of", $"{(replay.Summary.PolicyVersion is { } version ? $"policy {version}" : "a draft")}, text {replay.PolicyHash}");
            if (replay.Tickets > 0)
                filter.Say("Class of the subjects of tickets", replay.Asked.AssumedClass is { } assumed ? $"assumed: {SubjectClasses.Of(assumed).Name}" : "not known; the strictest rule of each kind counts");
            return PagedRows.ReadAsync(order, (page, token) => replays.CasesAsync(actor, replay.Summary.Id, chosen, page, token), cancellationToken);
        },
    };

    /// <param name="Row">As in the list.</param>
    /// <param name="StartedBy">The name of whoever asked; null for somebody who is no longer known.</param>
    internal sealed record ReplayLine(ReplaySummary Row, string? StartedBy);
}
