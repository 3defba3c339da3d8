using System.Globalization;
using GovernanceConsole.Imports;

namespace GovernanceConsole.ControlTesting;

/// <summary>What kind of control a test is about.</summary>
public enum ControlTestFamily
{
    /// <summary>Two acts that different people must do.</summary>
    Separation,

    /// <summary>Who must agree, and when.</summary>
    Approval,

    /// <summary>How the requester was recognised.</summary>
    Verification,

    /// <summary>Whether the record can be believed afterwards.</summary>
    Record,

    /// <summary>How and when the desk worked. Not a control, but where service fails, controls are skipped next.</summary>
    Service,
}

/// <summary>Two people who must not be the same.</summary>
/// <param name="First">The field with the code of the one.</param>
/// <param name="Second">The field with the code of the other.</param>
public sealed record PairOfPeople(TicketField First, TicketField Second);

/// <summary>
/// One question asked of every ticket. Data and a pure function: what it needs, what it finds, and how it judges one
/// ticket.
/// </summary>
public sealed record ControlTest
{
    /// <summary>Stable: <c>executed-before-approval</c>.</summary>
    public required string Code { get; init; }

    /// <summary>Grows whenever the function judges differently, so that old runs remain what they were.</summary>
    public int Version { get; init; } = 1;

    public required ControlTestFamily Family { get; init; }

    /// <summary>A few words for lists and charts.</summary>
    public required string Name { get; init; }

    /// <summary>The sentence that says what a finding is.</summary>
    public required string Finds { get; init; }

    /// <summary>The sentence that says why it matters.</summary>
    public required string Matters { get; init; }

    /// <summary>Fields that must all have a column.</summary>
    public IReadOnlyList<TicketField> Needs { get; init; } = [];

    /// <summary>Fields of which one must have a column; empty where nothing is asked.</summary>
    public IReadOnlyList<TicketField> NeedsOneOf { get; init; } = [];

    /// <summary>
    /// Pairs whose codes are compared. One of them must have both columns, and both in the same identity space; empty
    /// for tests that compare nobody.
    /// </summary>
    public IReadOnlyList<PairOfPeople> Compares { get; init; } = [];

    /// <summary>Whether it reads the updates of a ticket one by one, which a file with one row per ticket does not hold.</summary>
    public bool ReadsUpdates { get; init; }

    /// <summary>Whether a finding is a control that was skipped (M04), not a service that was slow.</summary>
    public bool IsControl => Family != ControlTestFamily.Service;

    /// <summary>Judges one ticket.</summary>
    public required Func<TicketStory, TestConditions, Verdict> Judge { get; init; }

    /// <summary>A finding in words, from what was counted or measured; the test knows its unit.</summary>
    public required Func<long, string> Tell { get; init; }

    internal static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    internal static string Times(long count, string one, string many) => count == 1 ? one : $"{Number(count)} {many}";
}

/// <summary>What a test may know beside the ticket.</summary>
/// <param name="mapping">What the columns of the ticket's file mean.</param>
/// <param name="parameters">What is measured against.</param>
/// <param name="zone">The organisation's zone.</param>
public sealed class TestConditions(ImportMapping mapping, ControlTestParameters parameters, TimeZoneInfo zone)
{
    private readonly Dictionary<PairOfPeople, bool> _comparable = [];

    public ImportMapping Mapping { get; } = mapping;

    public ControlTestParameters Parameters { get; } = parameters;

    public TimeZoneInfo Zone { get; } = zone;

    /// <summary>
    /// Whether the same person stands in both fields; null where the codes cannot be compared or one is unknown.
    /// </summary>
    public bool? AreTheSame(PairOfPeople pair, string? first, string? second)
    {
        if (first is null || second is null)
            return null;
        if (!_comparable.TryGetValue(pair, out var comparable))
            _comparable[pair] = comparable = Mapping.SharesIdentitySpace(pair.First, pair.Second);
        return comparable ? string.Equals(first, second, StringComparison.Ordinal) : null;
    }
}

/// <summary>How a test judged a ticket.</summary>
public readonly record struct Verdict
{
    private Verdict(VerdictKind kind, long measure) => (Kind, Measure) = (kind, measure);

    public VerdictKind Kind { get; }

    /// <summary>For a finding: what was counted or measured, in the test's unit.</summary>
    public long Measure { get; }

    /// <summary>The ticket holds too little to be judged, for instance an unknown marker. Not counted as tested.</summary>
    public static Verdict NotJudged => default;

    public static Verdict InOrder => new(VerdictKind.InOrder, 0);

    public static Verdict Finding(long measure) => new(VerdictKind.Finding, measure);

    public static Verdict Of(bool? isFinding, long measure = 1) => isFinding switch
    {
        null => NotJudged,
        true => Finding(measure),
        false => InOrder,
    };
}

/// <summary>The three answers a test has.</summary>
public enum VerdictKind
{
    /// <summary>The ticket says too little.</summary>
    NotJudged,

    InOrder,
    Finding,
}
