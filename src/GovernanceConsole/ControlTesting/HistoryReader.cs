using System.Runtime.CompilerServices;
using GovernanceConsole.Imports;
using GovernanceConsole.Organisation;
using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.ControlTesting;

/// <summary>One ticket as it comes from the tables.</summary>
internal readonly record struct HistoricTicket(TicketId Id, TicketStory Story, FindingPlace Place);

/// <summary>Reads the tickets of an import with their updates, in the order of their numbers, a chunk at a time.</summary>
internal sealed class HistoryReader(ReadOnlyStore store)
{
    private const int TicketsPerChunk = 2000;

    public async IAsyncEnumerable<IReadOnlyList<HistoricTicket>> ChunksAsync(
        ControlTestPlan plan, ImportId import, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var context = store.Open();
        var last = "";
        while (true)
        {
            var after = last;
            var tickets = await context.Set<Ticket>()
                .Where(t => t.ImportId == import && string.Compare(t.Number, after) > 0)
                .OrderBy(t => t.Number)
                .Take(TicketsPerChunk)
                .ToListAsync(cancellationToken);
            if (tickets.Count == 0)
                yield break;

            last = tickets[^1].Number;
            var steps = await StepsAsync(context, import, after, last, cancellationToken);
            yield return tickets.ConvertAll(t => Read(plan, t, steps.GetValueOrDefault(t.Id) ?? []));
        }
    }

    private static async Task<Dictionary<TicketId, List<TicketStep>>> StepsAsync(
        GovernanceDbContext context, ImportId import, string after, string last, CancellationToken cancellationToken)
    {
        var rows =
            from ticket in context.Set<Ticket>()
            where ticket.ImportId == import && string.Compare(ticket.Number, after) > 0 && string.Compare(ticket.Number, last) <= 0
            join update in context.Set<TicketEvent>() on ticket.Id equals update.TicketId
            orderby ticket.Number, update.Sequence
            select new { update.TicketId, update.At, update.State };
        var steps = new Dictionary<TicketId, List<TicketStep>>(TicketsPerChunk);
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            if (!steps.TryGetValue(row.TicketId, out var ofTicket))
                steps[row.TicketId] = ofTicket = [];
            ofTicket.Add(new TicketStep(row.At, TicketStages.Of(row.State)));
        }

        return steps;
    }

    private static HistoricTicket Read(ControlTestPlan plan, Ticket ticket, List<TicketStep> steps) => new(
        ticket.Id,
        StoryOf(ticket, plan.HoursOf(ticket.DeskCode), steps),
        new FindingPlace(
            ticket.OpenedMonth,
            ticket.GroupCode ?? "",
            ticket.DeskCode ?? "",
            ticket.RequestKind ?? "",
            plan.Paths.Of(ticket.RequestKind, ticket.DeskCode)));

    /// <summary>What a ticket tells.</summary>
    /// <param name="ticket">As it is stored.</param>
    /// <param name="hours">When its desk is staffed; null where nobody said so.</param>
    /// <param name="steps">Its updates; empty where nobody asks for them.</param>
    internal static TicketStory StoryOf(Ticket ticket, WorkingHours? hours, IReadOnlyList<TicketStep> steps) => new()
    {
        Number = ticket.Number,
        OpenedAt = ticket.OpenedAt,
        ResolvedAt = ticket.ResolvedAt,
        ClosedAt = ticket.ClosedAt,
        State = ticket.State,
        MadeSla = ticket.MadeSla,
        ReopenCount = ticket.ReopenCount,
        ReassignmentCount = ticket.ReassignmentCount,
        Caller = ticket.CallerCode,
        OpenedBy = ticket.OpenedByCode,
        ResolvedBy = ticket.ResolvedByCode,
        RequestedBy = ticket.RequestedByCode,
        VerifiedBy = ticket.VerifiedByCode,
        VerifiedAt = ticket.VerifiedAt,
        VerificationChannels = ticket.VerificationChannelCount,
        ApprovedBy = ticket.ApprovedByCode,
        ApprovedAt = ticket.ApprovedAt,
        ExecutedBy = ticket.ExecutedByCode,
        ExecutedAt = ticket.ExecutedAt,
        EvidenceReference = ticket.EvidenceReference,
        Hours = hours,
        Steps = steps,
    };
}
