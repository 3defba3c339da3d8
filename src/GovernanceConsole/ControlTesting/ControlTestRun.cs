using GovernanceConsole.Identity;
using GovernanceConsole.Imports;
using GovernanceConsole.Organisation;
using GovernanceConsole.Storage;

namespace GovernanceConsole.ControlTesting;

public readonly record struct ControlTestRunId(Guid Value) : IEntityId<ControlTestRunId>
{
    public static ControlTestRunId From(Guid value) => new(value);
}

/// <summary>Where a run stands.</summary>
public enum ControlTestRunState
{
    /// <summary>Tickets are being judged; no query sees the findings. If the process ends here, the next start gives it up.</summary>
    Running,

    /// <summary>Every ticket was judged and all findings are visible.</summary>
    Complete,

    /// <summary>Given up by a person or found half done at a start. Nothing of it is stored.</summary>
    GivenUp,
}

/// <summary>
/// All control tests over a whole imported history. The ledger has one entry for the findings of a run: their count and
/// the Merkle root over them. The same history, tests, limits and register are one run, however often it is asked for.
/// </summary>
internal sealed class ControlTestRun : ILedgered
{
    private readonly List<ControlTestOutcome> _outcomes = [];

    public ControlTestRunId Id { get; private init; }

    /// <summary>What people call it: <c>CT-0001</c>.</summary>
    public string Number { get; private init; } = "";

    public ControlTestRunState State { get; private set; }

    /// <summary>The one import that was tested; null where every visible history was.</summary>
    public ImportId? OnlyImportId { get; private init; }

    /// <summary>The numbers of the imports that were tested, separated by comma and space.</summary>
    public string Imports { get; private init; } = "";

    /// <summary>SHA-256 over everything the result follows from, lower-case hex.</summary>
    public string InputSha256 { get; private init; } = "";

    /// <summary>See <see cref="ControlTestParameters"/>; so the next five.</summary>
    public int HandOvers { get; private init; }

    public int ResolutionDays { get; private init; }

    /// <summary>Null where no hours were assumed, and then so are the next three.</summary>
    public WeekDays? AssumedDays { get; private init; }

    public TimeOnly? AssumedFrom { get; private init; }

    public TimeOnly? AssumedUntil { get; private init; }

    /// <summary>Null where the organisation's zone counts.</summary>
    public string? AssumedTimeZone { get; private init; }

    /// <summary>Who asked for it; null for a job and the command line.</summary>
    public PersonId? StartedById { get; private init; }

    public DateTimeOffset StartedAt { get; private init; }

    /// <summary>When it was complete or given up; null while running.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>All tickets of the history; 0 until complete, and so the next four.</summary>
    public long Tickets { get; private set; }

    /// <summary>All updates that tell of them.</summary>
    public long Updates { get; private set; }

    public long Findings { get; private set; }

    /// <summary>Tickets with at least one finding.</summary>
    public long TicketsWithFindings { get; private set; }

    /// <summary>Tickets with at least one finding of a test of a control.</summary>
    public long TicketsWithSkippedControl { get; private set; }

    /// <summary>The first month in which a ticket was opened; null until complete and where no ticket has a date.</summary>
    public DateOnly? CoversFromOn { get; private set; }

    /// <summary>The last month, as its first day.</summary>
    public DateOnly? CoversToOn { get; private set; }

    /// <summary>
    /// Merkle root over the findings in their order, salted with <see cref="InputSha256"/>; lower-case hex. Null until
    /// complete.
    /// </summary>
    public string? FindingsRoot { get; private set; }

    public long Version { get; private set; }

    public IReadOnlyList<ControlTestOutcome> Outcomes => _outcomes;

    Guid ILedgered.LedgerId => Id.Value;

    public static ControlTestRun Start(
        ControlTestRunId id, string number, ImportId? onlyImport, string imports, string inputSha256, ControlTestParameters parameters, PersonId? startedBy, DateTimeOffset at) => new()
        {
            Id = id,
            Number = number,
            OnlyImportId = onlyImport,
            Imports = imports,
            InputSha256 = inputSha256,
            HandOvers = parameters.HandOvers,
            ResolutionDays = parameters.ResolutionDays,
            AssumedDays = parameters.AssumedHours?.Days,
            AssumedFrom = parameters.AssumedHours?.From,
            AssumedUntil = parameters.AssumedHours?.Until,
            AssumedTimeZone = parameters.AssumedHours?.TimeZone,
            StartedById = startedBy,
            StartedAt = at,
        };

    public void Complete(ControlTestTotals totals, string findingsRoot, DateTimeOffset at)
    {
        ExpectRunning();
        State = ControlTestRunState.Complete;
        EndedAt = at;
        Tickets = totals.Tickets;
        Updates = totals.Updates;
        Findings = totals.Findings;
        TicketsWithFindings = totals.TicketsWithFindings;
        TicketsWithSkippedControl = totals.TicketsWithSkippedControl;
        CoversFromOn = totals.FirstMonth;
        CoversToOn = totals.LastMonth;
        FindingsRoot = findingsRoot;
        _outcomes.AddRange(totals.Tests.Select((test, i) => new ControlTestOutcome(Id, i + 1, test)));
    }

    public void GiveUp(DateTimeOffset at)
    {
        ExpectRunning();
        (State, EndedAt) = (ControlTestRunState.GivenUp, at);
    }

    private void ExpectRunning()
    {
        if (State != ControlTestRunState.Running)
            throw new InvalidOperationException($"{Number} is {State}, not running.");
    }
}

/// <summary>What one test said in one run. Every ticket of the history is tested, not judged, or not testable.</summary>
internal sealed class ControlTestOutcome
{
    private ControlTestOutcome()
    {
    }

    public ControlTestOutcome(ControlTestRunId run, int position, ControlTestTotal total)
    {
        RunId = run;
        Position = position;
        TestCode = total.Test.Code;
        TestVersion = total.Test.Version;
        NotTestableBecause = total.NotTestableBecause;
        TicketsNotTestable = total.TicketsNotTestable;
        TicketsNotJudged = total.TicketsNotJudged;
        TicketsTested = total.TicketsTested;
        Findings = total.Findings;
    }

    public ControlTestRunId RunId { get; private init; }

    /// <summary>The order of the catalogue, from 1.</summary>
    public int Position { get; private init; }

    public string TestCode { get; private init; } = "";

    public int TestVersion { get; private init; }

    /// <summary>Why tickets were not testable, by import where there are several; null where all were.</summary>
    public string? NotTestableBecause { get; private init; }

    /// <summary>Tickets of histories that cannot show what the test asks.</summary>
    public long TicketsNotTestable { get; private init; }

    /// <summary>Tickets that say too little, for instance an unknown marker in the column.</summary>
    public long TicketsNotJudged { get; private init; }

    public long TicketsTested { get; private init; }

    /// <summary>Tickets with a finding.</summary>
    public long Findings { get; private init; }
}

/// <summary>One test that found something in one ticket. A bulk row: the run's entry covers it.</summary>
internal sealed class ControlFinding : IPlaced
{
    public ControlTestRunId RunId { get; private init; }

    /// <summary>The place in the Merkle tree, from 1.</summary>
    public int Sequence { get; private init; }

    public TicketId TicketId { get; private init; }

    public string TestCode { get; private init; } = "";

    /// <summary>What was counted or measured; the test knows its unit.</summary>
    public long Measure { get; private init; }

    /// <summary>True for one finding of each ticket that has any: counting these counts tickets.</summary>
    public bool IsFirstOfTicket { get; private init; }

    /// <summary>True for one finding of each ticket in which a control was skipped.</summary>
    public bool IsFirstSkippedControl { get; private init; }

    /// <summary>The first day of the month in which the ticket was opened; null where that is unknown.</summary>
    public DateOnly? OpenedMonth { get; private init; }

    /// <summary>Empty where unknown; so the next three.</summary>
    public string GroupCode { get; private init; } = "";

    public string DeskCode { get; private init; } = "";

    public string RequestKind { get; private init; } = "";

    /// <summary>The number of the recovery path, such as <c>RP-0042</c>; empty where no single path serves the kind of request.</summary>
    public string PathNumber { get; private init; } = "";

    public static ControlFinding Of(ControlTestRunId run, int sequence, FoundFinding found) => new()
    {
        RunId = run,
        Sequence = sequence,
        TicketId = found.Ticket,
        TestCode = found.Test.Code,
        Measure = found.Measure,
        IsFirstOfTicket = found.IsFirstOfTicket,
        IsFirstSkippedControl = found.IsFirstSkippedControl,
        OpenedMonth = found.Place.Month,
        GroupCode = found.Place.Group,
        DeskCode = found.Place.Desk,
        RequestKind = found.Place.Kind,
        PathNumber = found.Place.Path,
    };
}

/// <summary>
/// Tickets tested and findings for one test and one combination of month, group, desk, kind and path. Written with the
/// run, so that the dashboard costs the same however long the history is.
/// </summary>
internal sealed class ControlTestFigure : IPlaced
{
    public ControlTestRunId RunId { get; private init; }

    public int Sequence { get; private init; }

    /// <summary>A test's code, or one of <see cref="FindingSeries"/>.</summary>
    public string Series { get; private init; } = "";

    /// <summary>See <see cref="ControlFinding"/>; so the next four.</summary>
    public DateOnly? OpenedMonth { get; private init; }

    public string GroupCode { get; private init; } = "";

    public string DeskCode { get; private init; } = "";

    public string RequestKind { get; private init; } = "";

    public string PathNumber { get; private init; } = "";

    /// <summary>Tickets judged.</summary>
    public int Tickets { get; private init; }

    /// <summary>Tickets with a finding.</summary>
    public int Findings { get; private init; }

    public static ControlTestFigure Of(ControlTestRunId run, int sequence, CountedFigure figure) => new()
    {
        RunId = run,
        Sequence = sequence,
        Series = figure.Series,
        OpenedMonth = figure.Place.Month,
        GroupCode = figure.Place.Group,
        DeskCode = figure.Place.Desk,
        RequestKind = figure.Place.Kind,
        PathNumber = figure.Place.Path,
        Tickets = figure.Tickets,
        Findings = figure.Findings,
    };
}

/// <summary>A row that can be chosen by month, group, desk, kind and path.</summary>
internal interface IPlaced
{
    DateOnly? OpenedMonth { get; }

    string GroupCode { get; }

    string DeskCode { get; }

    string RequestKind { get; }

    string PathNumber { get; }
}

/// <summary>What is counted beside the single tests.</summary>
public static class FindingSeries
{
    /// <summary>Tickets with at least one finding of any test.</summary>
    public const string Any = "any";

    /// <summary>Tickets with at least one finding of a test of a control (M04).</summary>
    public const string SkippedControl = "skipped-control";
}
