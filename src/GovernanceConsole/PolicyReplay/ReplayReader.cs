using System.Runtime.CompilerServices;
using GovernanceConsole.ControlTesting;
using GovernanceConsole.Imports;
using GovernanceConsole.Policy;
using GovernanceConsole.RecoveryPaths;
using GovernanceConsole.Requests;
using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.PolicyReplay;

/// <summary>Reads the cases of a period: requests of this console, then the tickets of every visible history.</summary>
internal sealed class ReplayReader(ReadOnlyStore store, RecoveryPathQueries paths, OrganisationTime time)
{
    private const int TicketsPerChunk = 2000;

    /// <summary>Whether there may be a case in a period: quick, because it is asked where others wait.</summary>
    public static async Task<bool> AnyAsync(GovernanceDbContext context, DateOnly from, DateOnly until, OrganisationTime time, CancellationToken cancellationToken) =>
        await PastRequests.AnyAsync(context, PastSpan.Of(from, until, time), cancellationToken)
        || await context.VisibleHistories().AnyAsync(i => i.CoversFromOn == null || (i.CoversFromOn <= until && i.CoversToOn >= from), cancellationToken);

    /// <summary>How many cases there are at most, before they are chosen by path, desk and kind.</summary>
    public static async Task<long> CountAsync(GovernanceDbContext context, DateOnly from, DateOnly until, OrganisationTime time, CancellationToken cancellationToken) =>
        await PastRequests.CountAsync(context, PastSpan.Of(from, until, time), cancellationToken)
        + await context.VisibleTickets().LongCountAsync(t => t.OpenedOn == null || (t.OpenedOn >= from && t.OpenedOn <= until), cancellationToken);

    public async IAsyncEnumerable<IReadOnlyList<PastCase>> ChunksAsync(ReplayRun run, ReplayPolicies policies, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var numbers = (await paths.NamesAsync(cancellationToken)).Values.ToDictionary(p => p.Id, p => p.Number);
        await using var context = store.Open();
        await foreach (var chunk in PastRequests.ChunksAsync(context, PastSpan.Of(run.FromOn, run.UntilOn, time), cancellationToken))
            yield return [.. chunk.Select(r => Read(r, r.Path is { } path ? numbers.GetValueOrDefault(path) ?? "" : "")).Where(c => IsChosen(run, c))];

        var attribution = new PathAttribution(await paths.ServedKindsAsync(cancellationToken));
        var histories = await context.VisibleHistories().OrderBy(i => i.Number).Select(i => new { i.Id, i.MappingText }).ToListAsync(cancellationToken);
        foreach (var history in histories)
        {
            var conditions = new TestConditions(ImportMapping.ParseKept(history.MappingText), ControlTestParameters.Proposed, time.Zone);
            await foreach (var chunk in TicketsAsync(context, run, history.Id, cancellationToken))
                yield return [.. chunk.Select(t => Read(t, run.AssumedClass, policies, attribution, conditions)).Where(c => IsChosen(run, c))];
        }
    }

    private static async IAsyncEnumerable<List<Ticket>> TicketsAsync(
        GovernanceDbContext context, ReplayRun run, ImportId import, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (from, until) = (run.FromOn, run.UntilOn);
        for (var last = ""; ;)
        {
            var after = last;
            var tickets = await context.Set<Ticket>().AsNoTracking()
                .Where(t => t.ImportId == import && string.Compare(t.Number, after) > 0 && (t.OpenedOn == null || (t.OpenedOn >= from && t.OpenedOn <= until)))
                .OrderBy(t => t.Number).Take(TicketsPerChunk).ToListAsync(cancellationToken);
            if (tickets.Count == 0)
                yield break;
            last = tickets[^1].Number;
            yield return tickets;
        }
    }

    private PastCase Read(PastRequest request, string path)
    {
        var on = time.DateOf(request.SubmittedAt);
        return new RequestCase(request)
        {
            Number = request.Number,
            At = request.SubmittedAt,
            Place = new CasePlace(new DateOnly(on.Year, on.Month, 1), request.Desk, request.Facts.Kind, path),
            Facts = request.Facts,
        };
    }

    private static PastCase Read(Ticket ticket, SubjectClass? assumed, ReplayPolicies policies, PathAttribution attribution, TestConditions conditions)
    {
        var kind = PathAttribution.KindOf(ticket.RequestKind) is { } known ? RequestKinds.Of(known).Code : null;
        // A kind that is not for the class that is assumed was asked for somebody else.
        var subject = kind is not null && assumed is { } taken && policies.Offer(kind, taken) ? assumed : null;
        return new TicketCase(ticket, HistoryReader.StoryOf(ticket, hours: null, steps: []), conditions)
        {
            Number = ticket.Number,
            At = ticket.OpenedAt,
            Place = new CasePlace(ticket.OpenedMonth, ticket.DeskCode ?? "", kind ?? ticket.RequestKind ?? "", attribution.Of(ticket.RequestKind, ticket.DeskCode)),
            Facts = kind is null ? null : new RoutingFacts(kind, subject),
        };
    }

    private static bool IsChosen(ReplayRun run, PastCase past) =>
        (run.OnlyPath is null || past.Place.Path == run.OnlyPath) && (run.OnlyDesk is null || past.Place.Desk == run.OnlyDesk) && (run.OnlyKind is null || past.Place.Kind == run.OnlyKind);
}
