using System.Text.Json;
using System.Text.Json.Nodes;

namespace GovernanceConsole.Policy;

/// <summary>Whether a change asks for more or for less.</summary>
public enum Direction
{
    Other,
    Stricter,
    Looser,
}

/// <summary>One thing that two policies say otherwise.</summary>
/// <param name="Where">What it is about: <c>K01-STD, signals</c>.</param>
/// <param name="From">What the one says; null where it says nothing.</param>
/// <param name="To">What the other says; null where it says nothing any more.</param>
public sealed record PolicyDifference(string Where, string? From, string? To)
{
    /// <summary>For rules: by level, lane, signals and approvals; of anything else nobody can say by itself.</summary>
    public Direction Direction { get; init; }

    /// <summary>The cell it is about; null where it is about none.</summary>
    public string? Cell { get; init; }

    /// <summary>Everything that differs, in the order of the document.</summary>
    public static IReadOnlyList<PolicyDifference> Between(PolicyDocument from, PolicyDocument to) =>
    [
        .. LimitCatalogue.Differences(from.Limits, to.Limits).Select(d => new PolicyDifference(d.Limit.Demand, d.Limit.InWords(d.From), d.Limit.InWords(d.To))),
        .. Items("Kind", from.Kinds, to.Kinds, k => k.Code),
        .. Rules(from, to),
        .. Items("Not offered", from.NotOffered, to.NotOffered, n => n.Cell, n => n.Cell),
        .. Items("Signal", from.Signals, to.Signals, s => s.Code),
        .. Items("Level", from.Levels, to.Levels, l => $"{LaneText.Of(l.Lane)}, {l.Level}"),
        .. Items("A verification stands", from.VerificationStands, to.VerificationStands, v => v.Level.ToString()),
        .. Items("Raising", from.Raising, to.Raising, r => r.Id),
        .. Items("Approver", from.Approvers, to.Approvers, a => a.Code),
        .. Items("Approvers of the class", from.Classes, to.Classes, c => SubjectClasses.Of(c.Class).Name),
        .. Items("Kept apart", from.Separation, to.Separation, s => DemandText.OfChoice(s.Parts)),
    ];

    private static IEnumerable<PolicyDifference> Rules(PolicyDocument from, PolicyDocument to)
    {
        foreach (var id in from.Rules.Concat(to.Rules).Select(r => r.Id).Distinct(StringComparer.Ordinal))
        {
            var (before, after) = (from.FindRule(id), to.FindRule(id));
            var direction = DirectionOf(before, after);
            foreach (var (part, was, isNow) in new (string, string?, string?)[]
            {
                ("lane", Of(before, r => LaneText.Of(r.Lane)), Of(after, r => LaneText.Of(r.Lane))),
                ("level", Of(before, r => DemandText.OfLevel(r.Lane, r.Level)), Of(after, r => DemandText.OfLevel(r.Lane, r.Level))),
                ("signals", Of(before, r => DemandText.Of(r.Signals, from)), Of(after, r => DemandText.Of(r.Signals, to))),
                ("approval", Of(before, r => DemandText.Of(r.Approval)), Of(after, r => DemandText.Of(r.Approval))),
                ("duration", Of(before, r => DemandText.Of(r.Validity)), Of(after, r => DemandText.Of(r.Validity))),
                ("review", Of(before, r => DemandText.Of(r.Review)), Of(after, r => DemandText.Of(r.Review))),
                ("monitoring", Of(before, r => DemandText.Of(r.Monitoring)), Of(after, r => DemandText.Of(r.Monitoring))),
            })
            {
                if (was != isNow)
                    yield return new PolicyDifference($"{id}, {part}", was, isNow) { Direction = direction, Cell = id };
            }
        }
    }

    private static string? Of(RequestRule? rule, Func<RequestRule, string> words) => rule is null ? null : words(rule);

    /// <summary>A rule taken away denies the cell, one that is new opens it.</summary>
    private static Direction DirectionOf(RequestRule? before, RequestRule? after)
    {
        if (before is null || after is null)
            return before is null ? Direction.Looser : Direction.Stricter;
        int[] steps =
        [
            after.Level.CompareTo(before.Level), after.Signals.Independent.CompareTo(before.Signals.Independent), after.Signals.Strong.CompareTo(before.Signals.Strong),
            after.Signals.PresenceGrade.CompareTo(before.Signals.PresenceGrade), after.Signals.SystemConfirmed.CompareTo(before.Signals.SystemConfirmed),
            after.Approval.Seats.Count.CompareTo(before.Approval.Seats.Count), after.Approval.CallBack.IsAsked().CompareTo(before.Approval.CallBack.IsAsked()),
        ];
        var (more, less) = (Array.Exists(steps, s => s > 0), Array.Exists(steps, s => s < 0));
        return more == less ? Direction.Other : more ? Direction.Stricter : Direction.Looser;
    }

    /// <summary>Parts in which single words matter less than the whole: written as the file writes them.</summary>
    private static IEnumerable<PolicyDifference> Items<T>(string part, IReadOnlyList<T> from, IReadOnlyList<T> to, Func<T, string> name, Func<T, string>? cell = null)
        where T : class
    {
        var (before, after) = (from.ToLookup(name, StringComparer.Ordinal), to.ToLookup(name, StringComparer.Ordinal));
        foreach (var item in before.Select(g => g.Key).Concat(after.Select(g => g.Key)).Distinct(StringComparer.Ordinal))
        {
            var (was, isNow) = (Written(before[item].FirstOrDefault()), Written(after[item].FirstOrDefault()));
            if (was != isNow)
                yield return new PolicyDifference($"{part} {item}", was, isNow) { Cell = cell is null ? null : item };
        }
    }

    private static string? Written<T>(T? item)
        where T : class => item is null ? null : Flat(JsonSerializer.SerializeToNode(item, PolicyFormat.Json)!);

    private static string Flat(JsonNode node) => node switch
    {
        JsonObject parts => string.Join("; ", parts.Where(p => p.Value is not null).Select(p => $"{p.Key} {Flat(p.Value!)}")),
        JsonArray list => list.Count == 0 ? "none" : string.Join(", ", list.Select(i => i is JsonObject ? $"({Flat(i)})" : i is null ? "" : Flat(i))),
        _ => node.ToString(),
    };
}
