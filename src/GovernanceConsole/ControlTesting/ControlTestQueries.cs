using GovernanceConsole.Identity;
using GovernanceConsole.Imports;
using GovernanceConsole.Organisation;
using GovernanceConsole.RecoveryPaths;
using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.ControlTesting;

/// <param name="Id">The run.</param>
/// <param name="Number">What people call it.</param>
/// <param name="State">Where it stands.</param>
/// <param name="StartedAt">When it was asked for.</param>
/// <param name="EndedAt">Null while running.</param>
/// <param name="StartedBy">Null for a job and the command line.</param>
/// <param name="Imports">The numbers of the imports tested.</param>
/// <param name="Tickets">Tickets of the history.</param>
/// <param name="Findings">Findings of all tests together.</param>
public sealed record ControlTestRunRow(
    ControlTestRunId Id, string Number, ControlTestRunState State, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, PersonId? StartedBy, string Imports, long Tickets, long Findings);

/// <summary>What one test said in a run.</summary>
/// <param name="Code">The test.</param>
/// <param name="Name">Its name; the code where the test does not exist any more.</param>
/// <param name="Finds">What a finding is; null where the test does not exist any more.</param>
/// <param name="Matters">Why it matters; null likewise.</param>
/// <param name="Version">The version that judged.</param>
/// <param name="IsControl">Whether a finding is a skipped control.</param>
/// <param name="Tested">Tickets judged.</param>
/// <param name="NotJudged">Tickets that say too little.</param>
/// <param name="NotTestable">Tickets of histories that cannot show it.</param>
/// <param name="Because">Why not; null where every ticket was testable.</param>
/// <param name="Findings">Tickets with a finding.</param>
public sealed record TestedControl(
    string Code, string Name, string? Finds, string? Matters, int Version, bool IsControl, long Tested, long NotJudged, long NotTestable, string? Because, long Findings)
{
    /// <summary>Whether there is any number to show.</summary>
    public bool IsTested => NotTestable == 0 || Tested + NotJudged > 0;

    /// <summary>Findings per ticket tested, 0 to 1; null where none was.</summary>
    public double? Rate => Tested == 0 ? null : (double)Findings / Tested;
}

/// <summary>An assumption under which a history was imported: every report that rests on it repeats it.</summary>
public sealed record HistoryAssumption(string Import, string Text);

/// <summary>A complete run, population first.</summary>
/// <param name="Row">The run.</param>
/// <param name="Parameters">What was measured against.</param>
/// <param name="Updates">Updates that tell of the tickets.</param>
/// <param name="TicketsWithFindings">Tickets with at least one finding.</param>
/// <param name="TicketsWithSkippedControl">Tickets in which at least one control was skipped.</param>
/// <param name="FirstMonth">The first month covered; null where no ticket has a date.</param>
/// <param name="LastMonth">The last month covered.</param>
/// <param name="InputSha256">The run's identity.</param>
/// <param name="FindingsRoot">The Merkle root over the findings.</param>
/// <param name="Tests">In the order of the catalogue.</param>
/// <param name="Assumptions">What the mappings of the histories assume.</param>
/// <param name="Kinds">Whether the kinds of request are told by the histories or assumed by their mappings.</param>
/// <param name="IsCurrent">False where the visible history is not what was tested any more.</param>
public sealed record ControlTestRunDetails(
    ControlTestRunRow Row,
    ControlTestParameters Parameters,
    long Updates,
    long TicketsWithFindings,
    long TicketsWithSkippedControl,
    DateOnly? FirstMonth,
    DateOnly? LastMonth,
    string InputSha256,
    string FindingsRoot,
    IReadOnlyList<TestedControl> Tests,
    IReadOnlyList<HistoryAssumption> Assumptions,
    KindsOfRequest Kinds,
    bool IsCurrent);

/// <summary>How the kinds of request of tickets are known.</summary>
public enum KindsOfRequest
{
    /// <summary>The histories have a column for them, or nothing is said of them.</summary>
    Told,

    /// <summary>Some histories tell, for others a mapping assumes them from a code.</summary>
    PartlyAssumed,

    /// <summary>For every history a mapping assumes them from a code. So are the recovery paths that follow from them.</summary>
    Assumed,
}

/// <summary>Tickets tested and tickets with a finding, in one place.</summary>
public readonly record struct FindingCount(long Tickets, long Findings)
{
    /// <summary>0 to 1; null where nothing was tested.</summary>
    public double? Rate => Tickets == 0 ? null : (double)Findings / Tickets;

    public static FindingCount operator +(FindingCount left, FindingCount right) => new(left.Tickets + right.Tickets, left.Findings + right.Findings);
}

/// <summary>By what the rows of the heat map are told apart.</summary>
public enum HeatMapRows
{
    Group,
    Desk,
    Kind,
    Path,
}

/// <param name="Code">The group, desk, kind or path; empty where not known.</param>
/// <param name="Cells">One for each month of the map.</param>
/// <param name="Total">Their sum.</param>
public sealed record HeatMapRow(string Code, IReadOnlyList<FindingCount> Cells, FindingCount Total);

/// <param name="Months">First days of months, in order; a last null where some tickets have no date.</param>
/// <param name="Rows">Most findings first.</param>
/// <param name="Others">All rows beyond the number asked for, added up; null where there are none.</param>
/// <param name="OtherRows">How many rows that are.</param>
/// <param name="MonthTotals">Of all rows: the trend.</param>
/// <param name="Total">Of everything: the tile.</param>
public sealed record HeatMap(
    IReadOnlyList<DateOnly?> Months, IReadOnlyList<HeatMapRow> Rows, HeatMapRow? Others, int OtherRows, IReadOnlyList<FindingCount> MonthTotals, FindingCount Total);

/// <summary>One place in the comparison of skipped controls (M04, R-152).</summary>
/// <param name="Code">The desk or group; empty where not known.</param>
/// <param name="Count">Tickets judged by a test of a control, and those in which one was skipped.</param>
/// <param name="IsOutlier">
/// Whether the rate lies further from that of all tickets together than chance explains: by more than three standard
/// errors of a share.
/// </param>
public sealed record SkippedControlRow(string Code, FindingCount Count, bool IsOutlier);

/// <summary>
/// M04: how differently desks skip controls. The spread is the highest minus the lowest rate among places with at least
/// <see cref="LeastTickets"/> tickets.
/// </summary>
/// <param name="By">Desks where the histories tell them apart, else groups.</param>
/// <param name="Rows">Highest rate first.</param>
/// <param name="All">Everything together.</param>
/// <param name="Spread">0 to 1; null where fewer than two places have enough tickets.</param>
public sealed record SkippedControlRates(HeatMapRows By, IReadOnlyList<SkippedControlRow> Rows, FindingCount All, double? Spread)
{
    /// <summary>Fewer tickets make a rate jump by whole percents with each ticket.</summary>
    public const int LeastTickets = 30;
}

/// <param name="Code">The test.</param>
/// <param name="Name">Its name.</param>
/// <param name="Sentence">What was found in this ticket.</param>
public sealed record FindingOfTicket(string Code, string Name, string Sentence);

/// <param name="Id">The ticket.</param>
/// <param name="Number">Its number in the source.</param>
/// <param name="OpenedAt">Null where not known.</param>
/// <param name="Group">Empty where not known; so the next three.</param>
/// <param name="Desk">The desk's code.</param>
/// <param name="Kind">The kind of request.</param>
/// <param name="Path">The number of the recovery path that serves the kind.</param>
/// <param name="IsOlderThanItsPath">Whether it was opened before that path stood in the register.</param>
/// <param name="Findings">All findings of the ticket, in the order of the catalogue.</param>
public sealed record TicketWithFindings(
    TicketId Id, string Number, DateTimeOffset? OpenedAt, string Group, string Desk, string Kind, string Path, bool IsOlderThanItsPath, IReadOnlyList<FindingOfTicket> Findings);

/// <summary>A ticket found by its number.</summary>
/// <param name="Id">The ticket.</param>
/// <param name="Number">Its number in the source.</param>
/// <param name="Import">The number of the import that brought it.</param>
public sealed record NumberedTicket(TicketId Id, string Number, string Import);

/// <summary>A field of a ticket, in words.</summary>
public sealed record TicketFact(string Label, string? Text, DateTimeOffset? At);

/// <summary>One update of a ticket.</summary>
/// <param name="Line">The line of the file.</param>
/// <param name="At">Null where not known; so the rest.</param>
public sealed record TicketUpdate(int Line, DateTimeOffset? At, string? State, string? Group, string? AssignedTo, string? UpdatedBy);

/// <summary>One ticket: what the file tells, and what the tests found.</summary>
/// <param name="Id">The ticket.</param>
/// <param name="Number">Its number in the source.</param>
/// <param name="OpenedAt">Null where not known.</param>
/// <param name="ImportNumber">The import that brought it.</param>
/// <param name="Run">The last complete run that found something in it; null where none did.</param>
/// <param name="Path">The number of the recovery path that serves its kind of request, as that run saw it; empty where not known.</param>
/// <param name="PathRegisteredAt">When that path was registered; null where there is none. Before it nobody was accountable for the path.</param>
/// <param name="KindIsAssumed">Whether the mapping assumes the kind of request, and so the path, from a code.</param>
/// <param name="Findings">What that run found.</param>
/// <param name="Facts">What the file has a column for.</param>
/// <param name="Updates">In the order of the file.</param>
public sealed record TicketDetails(
    TicketId Id,
    string Number,
    DateTimeOffset? OpenedAt,
    string ImportNumber,
    ControlTestRunId? Run,
    string Path,
    DateTimeOffset? PathRegisteredAt,
    bool KindIsAssumed,
    IReadOnlyList<FindingOfTicket> Findings,
    IReadOnlyList<TicketFact> Facts,
    IReadOnlyList<TicketUpdate> Updates)
{
    /// <summary>Whether the ticket was opened before its path stood in the register.</summary>
    public bool IsOlderThanItsPath => PathRegisteredAt is { } registered && OpenedAt < registered;
}

/// <summary>
/// What the control tests found. Open to the roles that answer for controls, and to whoever has a review of a run.
/// Everybody else gets the same answer as for a run that does not exist.
/// </summary>
public sealed class ControlTestQueries(ReadOnlyStore store, RecoveryPathQueries paths)
{
    /// <summary>The roles that may read every run.</summary>
    public static readonly IReadOnlyList<Role> Readers = [Role.Governance, Role.IamPolicy, Role.DeskLead, Role.SecurityOperations, Role.Auditor];

    /// <summary>The imports whose tickets can be tested, by number; none to somebody without the roles.</summary>
    public async Task<IReadOnlyList<string>> HistoriesAsync(Actor actor, CancellationToken cancellationToken = default)
    {
        if (!IsReader(actor))
            return [];
        await using var context = store.Open();
        return await context.VisibleHistories().OrderBy(i => i.Number).Select(i => i.Number).ToListAsync(cancellationToken);
    }

    /// <summary>The last complete run; null where there is none, or none open to the actor.</summary>
    public async Task<ControlTestRunId?> LatestAsync(Actor actor, CancellationToken cancellationToken = default)
    {
        await using var context = store.Open();
        var latest = await context.Set<ControlTestRun>()
            .Where(r => r.State == ControlTestRunState.Complete)
            .OrderByDescending(r => r.EndedAt).ThenByDescending(r => r.Number)
            .Select(r => (ControlTestRunId?)r.Id)
            .FirstOrDefaultAsync(cancellationToken);
        return latest is { } run && await MayReadAsync(context, actor, run, cancellationToken) ? latest : null;
    }

    /// <summary>The complete run of a number such as <c>CT-0001</c>; null where there is none, or it is not open to the actor.</summary>
    public async Task<ControlTestRunId?> FindIdAsync(Actor actor, string number, CancellationToken cancellationToken = default)
    {
        await using var context = store.Open();
        var found = await context.Set<ControlTestRun>()
            .Where(r => r.Number == number && r.State == ControlTestRunState.Complete)
            .Select(r => (ControlTestRunId?)r.Id)
            .FirstOrDefaultAsync(cancellationToken);
        return found is { } run && await MayReadAsync(context, actor, run, cancellationToken) ? found : null;
    }

    /// <summary>All runs, newest first.</summary>
    public async Task<Page<ControlTestRunRow>> RunsAsync(Actor actor, PageRequest page, CancellationToken cancellationToken = default)
    {
        if (!IsReader(actor))
            return new Page<ControlTestRunRow>([], 0);
        await using var context = store.Open();
        return await Rows(context.Set<ControlTestRun>().OrderByDescending(r => r.StartedAt)).ToPageAsync(page, cancellationToken);
    }

    /// <summary>A complete run; null where it is none, or not open to the actor.</summary>
    public async Task<ControlTestRunDetails?> FindAsync(Actor actor, ControlTestRunId run, CancellationToken cancellationToken = default)
    {
        await using var context = store.Open();
        if (!await MayReadAsync(context, actor, run, cancellationToken))
            return null;
        var found = await context.Set<ControlTestRun>().Include(r => r.Outcomes)
            .SingleOrDefaultAsync(r => r.Id == run && r.State == ControlTestRunState.Complete, cancellationToken);
        if (found is null)
            return null;

        var histories = await context.VisibleHistories().OrderBy(i => i.Number).Select(i => new { i.Id, i.Number, i.MappingText }).ToListAsync(cancellationToken);
        var now = string.Join(", ", histories.Where(h => found.OnlyImportId is null || h.Id == found.OnlyImportId).Select(h => h.Number));
        var tested = found.Imports.Split(", ");
        return new ControlTestRunDetails(
            await Rows(context.Set<ControlTestRun>().Where(r => r.Id == run)).SingleAsync(cancellationToken),
            ParametersOf(found),
            found.Updates,
            found.TicketsWithFindings,
            found.TicketsWithSkippedControl,
            found.CoversFromOn,
            found.CoversToOn,
            found.InputSha256,
            found.FindingsRoot!,
            [.. found.Outcomes.OrderBy(o => o.Position).Select(Told)],
            [.. histories.Where(h => tested.Contains(h.Number)).SelectMany(h => AssumptionsOf(h.Number, ImportMapping.ParseKept(h.MappingText)))],
            KindsOf([.. histories.Where(h => tested.Contains(h.Number)).Select(h => ImportMapping.ParseKept(h.MappingText))]),
            now == found.Imports);
    }

    /// <summary>
    /// Findings by month and by group, desk, kind or path. Null where the run is not open to the actor.
    /// </summary>
    /// <param name="actor">Who reads.</param>
    /// <param name="run">The run.</param>
    /// <param name="rows">By what the rows are told apart.</param>
    /// <param name="filter">Which findings are counted.</param>
    /// <param name="most">How many rows are told one by one, from 1; the others are added up.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<HeatMap?> HeatMapAsync(
        Actor actor, ControlTestRunId run, HeatMapRows rows, FindingFilter filter, int most = 25, CancellationToken cancellationToken = default)
    {
        await using var context = store.Open();
        return await MayReadAsync(context, actor, run, cancellationToken) ? await HeatMapAsync(context, run, rows, filter, most, cancellationToken) : null;
    }

    /// <summary>M04 over a run. Null where the run is not open to the actor.</summary>
    public async Task<SkippedControlRates?> SkippedControlRatesAsync(Actor actor, ControlTestRunId run, CancellationToken cancellationToken = default)
    {
        await using var context = store.Open();
        if (!await MayReadAsync(context, actor, run, cancellationToken))
            return null;
        var hasDesks = await context.Set<ControlTestFigure>().AnyAsync(f => f.RunId == run && f.Series == FindingSeries.SkippedControl && f.DeskCode != "", cancellationToken);
        var by = hasDesks ? HeatMapRows.Desk : HeatMapRows.Group;
        var map = await HeatMapAsync(context, run, by, new FindingFilter(FindingSeries.SkippedControl), int.MaxValue, cancellationToken);
        return Compare(by, map);
    }

    /// <summary>The tickets behind a cell, a tile or a filter: as many as its findings. Null where not open to the actor.</summary>
    public async Task<Page<TicketWithFindings>?> TicketsAsync(
        Actor actor, ControlTestRunId run, FindingFilter filter, PageRequest page, CancellationToken cancellationToken = default)
    {
        await using var context = store.Open();
        if (!await MayReadAsync(context, actor, run, cancellationToken))
            return null;
        var rows =
            from finding in context.Set<ControlFinding>().Where(f => f.RunId == run).Chosen(filter)
            join ticket in context.Set<Ticket>() on finding.TicketId equals ticket.Id
            select new { finding, ticket };
        var ordered = page.Sort switch
        {
            nameof(TicketWithFindings.OpenedAt) => rows.By(r => r.ticket.OpenedAt, page.Descending),
            nameof(TicketWithFindings.Group) => rows.By(r => r.finding.GroupCode, page.Descending),
            nameof(TicketWithFindings.Desk) => rows.By(r => r.finding.DeskCode, page.Descending),
            nameof(TicketWithFindings.Kind) => rows.By(r => r.finding.RequestKind, page.Descending),
            nameof(TicketWithFindings.Path) => rows.By(r => r.finding.PathNumber, page.Descending),
            nameof(TicketWithFindings.Number) => rows.By(r => r.ticket.Number, page.Descending),
            nameof(TicketWithFindings.Findings) => rows.By(r => r.finding.Measure, page.Descending),
            null when ControlTests.Find(filter.Series) is null => rows.By(r => r.finding.Sequence, descending: false), // measures of different tests do not compare
            _ => rows.By(r => r.finding.Measure, descending: true),
        };
        var found = await ordered.ThenBy(r => r.finding.Sequence)
            .Select(r => new { r.ticket.Id, r.ticket.Number, r.ticket.OpenedAt, r.finding.GroupCode, r.finding.DeskCode, r.finding.RequestKind, r.finding.PathNumber })
            .ToPageAsync(page, cancellationToken);

        var ids = found.Rows.Select(r => r.Id).ToList();
        var findings = (await context.Set<ControlFinding>().Where(f => f.RunId == run && ids.Contains(f.TicketId))
                .OrderBy(f => f.Sequence).Select(f => new { f.TicketId, f.TestCode, f.Measure }).ToListAsync(cancellationToken))
            .ToLookup(f => f.TicketId, f => Tell(f.TestCode, f.Measure));
        var registered = await paths.RegisteredAtAsync(cancellationToken);
        return new Page<TicketWithFindings>(
            [.. found.Rows.Select(r => new TicketWithFindings(
                r.Id, r.Number, r.OpenedAt, r.GroupCode, r.DeskCode, r.RequestKind, r.PathNumber,
                registered.TryGetValue(r.PathNumber, out var at) && r.OpenedAt < at, [.. findings[r.Id]]))],
            found.Total);
    }

    /// <summary>The visible tickets of a number; several where several imports use it. None to somebody without the roles.</summary>
    public async Task<IReadOnlyList<NumberedTicket>> TicketsNumberedAsync(Actor actor, string number, int most, CancellationToken cancellationToken = default)
    {
        await using var context = store.Open();
        if (!IsReader(actor))
            return [];
        return await context.VisibleTickets().Where(t => t.Number == number)
            .Join(context.VisibleHistories(), t => t.ImportId, i => i.Id, (t, i) => new NumberedTicket(t.Id, t.Number, i.Number))
            .Take(most).ToListAsync(cancellationToken);
    }

    /// <summary>One ticket as the file tells it, with what the last complete run found. Null where not open to the actor.</summary>
    public async Task<TicketDetails?> TicketAsync(Actor actor, TicketId id, CancellationToken cancellationToken = default)
    {
        await using var context = store.Open();
        var ticket = await context.VisibleTickets().SingleOrDefaultAsync(t => t.Id == id, cancellationToken);
        var run = await context.Set<ControlFinding>()
            .Where(f => f.TicketId == id)
            .Join(context.Set<ControlTestRun>().Where(r => r.State == ControlTestRunState.Complete), f => f.RunId, r => r.Id, (f, r) => r)
            .OrderByDescending(r => r.EndedAt).ThenByDescending(r => r.Number)
            .Select(r => (ControlTestRunId?)r.Id)
            .FirstOrDefaultAsync(cancellationToken);
        if (ticket is null || !(IsReader(actor) || await HasAReviewOfAsync(context, actor, id, cancellationToken)))
            return null;

        var import = await context.VisibleHistories().SingleAsync(i => i.Id == ticket.ImportId, cancellationToken);
        var findings = await context.Set<ControlFinding>().Where(f => f.RunId == run && f.TicketId == id)
            .OrderBy(f => f.Sequence).Select(f => new { f.TestCode, f.Measure, f.PathNumber }).ToListAsync(cancellationToken);
        var path = findings.FirstOrDefault()?.PathNumber ?? "";
        var mapping = ImportMapping.ParseKept(import.MappingText);
        return new TicketDetails(
            id,
            ticket.Number,
            ticket.OpenedAt,
            import.Number,
            run,
            path,
            path.Length == 0 ? null : (await paths.RegisteredAtAsync(cancellationToken)).TryGetValue(path, out var registered) ? registered : null,
            mapping.RequestKinds is not null,
            [.. findings.Select(f => Tell(f.TestCode, f.Measure))],
            TicketFacts.Of(ticket, mapping),
            await context.EventsOf(id)
                .Select(e => new TicketUpdate(e.Line, e.At, e.State, e.GroupCode, e.AssignedToCode, e.UpdatedByCode)).ToListAsync(cancellationToken));
    }

    /// <summary>The command line exports what the roles may read.</summary>
    private static bool IsReader(Actor actor) => actor.Kind == ActorKind.CommandLine || Readers.Any(actor.KnowsRole);

    internal static async Task<bool> MayReadAsync(GovernanceDbContext context, Actor actor, ControlTestRunId? run, CancellationToken cancellationToken) =>
        IsReader(actor)
        || (actor.Person is { } person && run is not null
            && await context.Set<ReviewTask>().AnyAsync(t => t.AssigneeId == person && t.RunId == run, cancellationToken));

    private static async Task<bool> HasAReviewOfAsync(GovernanceDbContext context, Actor actor, TicketId ticket, CancellationToken cancellationToken) =>
        actor.Person is { } person
        && await context.Set<ReviewTask>().AnyAsync(
            t => t.AssigneeId == person && context.Set<ControlFinding>().Any(f => f.TicketId == ticket && f.RunId == t.RunId), cancellationToken);

    private static IQueryable<ControlTestRunRow> Rows(IQueryable<ControlTestRun> runs) =>
        runs.Select(r => new ControlTestRunRow(r.Id, r.Number, r.State, r.StartedAt, r.EndedAt, r.StartedById, r.Imports, r.Tickets, r.Findings));

    private static async Task<HeatMap> HeatMapAsync(
        GovernanceDbContext context, ControlTestRunId run, HeatMapRows by, FindingFilter filter, int most, CancellationToken cancellationToken)
    {
        var figures = context.Set<ControlTestFigure>().Where(f => f.RunId == run).Chosen(filter);
        var slices = by switch
        {
            HeatMapRows.Group => figures.Select(f => new { f.OpenedMonth, Code = f.GroupCode, f.Tickets, f.Findings }),
            HeatMapRows.Desk => figures.Select(f => new { f.OpenedMonth, Code = f.DeskCode, f.Tickets, f.Findings }),
            HeatMapRows.Kind => figures.Select(f => new { f.OpenedMonth, Code = f.RequestKind, f.Tickets, f.Findings }),
            HeatMapRows.Path => figures.Select(f => new { f.OpenedMonth, Code = f.PathNumber, f.Tickets, f.Findings }),
        };
        var cells = await slices.GroupBy(s => new { s.Code, s.OpenedMonth })
            .Select(g => new { g.Key.Code, g.Key.OpenedMonth, Tickets = g.Sum(s => (long)s.Tickets), Findings = g.Sum(s => (long)s.Findings) })
            .ToListAsync(cancellationToken);

        var months = cells.Select(c => c.OpenedMonth).Distinct().OrderBy(m => m is null).ThenBy(m => m).ToList();
        var place = months.Select((month, i) => (Key: month ?? DateOnly.MaxValue, i)).ToDictionary(m => m.Key, m => m.i);
        var rows = cells.GroupBy(c => c.Code)
            .Select(row =>
            {
                var counts = new FindingCount[months.Count];
                foreach (var cell in row)
                    counts[place[cell.OpenedMonth ?? DateOnly.MaxValue]] = new FindingCount(cell.Tickets, cell.Findings);
                return new HeatMapRow(row.Key, counts, Sum(counts));
            })
            .OrderByDescending(r => r.Total.Findings).ThenByDescending(r => r.Total.Tickets).ThenBy(r => r.Code, StringComparer.Ordinal)
            .ToList();
        var told = rows.Take(Math.Max(most, 1)).ToList();
        var others = rows.Skip(told.Count).ToList();
        var totals = ByMonth(rows, months.Count);
        return new HeatMap(
            months,
            told,
            others.Count == 0 ? null : new HeatMapRow("", ByMonth(others, months.Count), Sum(others.Select(r => r.Total))),
            others.Count,
            totals,
            Sum(totals));
    }

    private static SkippedControlRates Compare(HeatMapRows by, HeatMap map)
    {
        var all = map.Total;
        var enough = map.Rows.Where(r => r.Total.Tickets >= SkippedControlRates.LeastTickets).Select(r => r.Total.Rate!.Value).ToList();
        return new SkippedControlRates(
            by,
            [.. map.Rows.OrderByDescending(r => r.Total.Rate).ThenBy(r => r.Code, StringComparer.Ordinal)
                .Select(r => new SkippedControlRow(r.Code, r.Total, IsOutlier(r.Total, all)))],
            all,
            enough.Count < 2 ? null : enough.Max() - enough.Min());
    }

    private static bool IsOutlier(FindingCount row, FindingCount all)
    {
        if (row.Tickets < SkippedControlRates.LeastTickets || all.Rate is not { } expected)
            return false;
        var standardError = Math.Sqrt(expected * (1 - expected) / row.Tickets);
        return Math.Abs(row.Rate!.Value - expected) > 3 * standardError;
    }

    private static FindingCount[] ByMonth(List<HeatMapRow> rows, int months) =>
        [.. Enumerable.Range(0, months).Select(m => Sum(rows.Select(r => r.Cells[m])))];

    private static FindingCount Sum(IEnumerable<FindingCount> counts) => counts.Aggregate(default(FindingCount), (sum, count) => sum + count);

    private static TestedControl Told(ControlTestOutcome outcome)
    {
        var test = ControlTests.Find(outcome.TestCode);
        return new TestedControl(
            outcome.TestCode, test?.Name ?? outcome.TestCode, test?.Finds, test?.Matters, outcome.TestVersion, test?.IsControl ?? true,
            outcome.TicketsTested, outcome.TicketsNotJudged, outcome.TicketsNotTestable, outcome.NotTestableBecause, outcome.Findings);
    }

    private static FindingOfTicket Tell(string code, long measure) => ControlTests.Find(code) is { } test
        ? new FindingOfTicket(code, test.Name, test.Tell(measure))
        : new FindingOfTicket(code, code, "The test that found this is not made any more.");

    private static ControlTestParameters ParametersOf(ControlTestRun run) => new(
        run.HandOvers,
        run.ResolutionDays,
        run.AssumedDays is { } days ? new WorkingHours(days, run.AssumedFrom!.Value, run.AssumedUntil!.Value, run.AssumedTimeZone) : null);

    private static KindsOfRequest KindsOf(IReadOnlyList<ImportMapping> mappings) =>
        mappings.All(m => m.RequestKinds is null) ? KindsOfRequest.Told
        : mappings.Any(m => m.Has(TicketField.RequestKind)) ? KindsOfRequest.PartlyAssumed
        : KindsOfRequest.Assumed;

    private static IEnumerable<HistoryAssumption> AssumptionsOf(string import, ImportMapping mapping) =>
        mapping.Assumptions.Concat(mapping.RequestKinds is { } kinds ? [kinds.Assumption] : []).Select(a => new HistoryAssumption(import, a));
}
