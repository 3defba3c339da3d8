using GovernanceConsole.Identity;
using GovernanceConsole.Imports;
using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.ControlTesting;

/// <param name="Id">The review.</param>
/// <param name="Number">What people call it.</param>
/// <param name="Title">A few words.</param>
/// <param name="Assignee">Who decides.</param>
/// <param name="DueOn">Until when.</param>
/// <param name="State">Open or done.</param>
/// <param name="Tickets">How many tickets there were to review.</param>
/// <param name="CreatedAt">When it was asked for.</param>
/// <param name="ClosedAt">Null while open.</param>
public sealed record ReviewTaskRow(
    ReviewTaskId Id, string Number, string Title, PersonId Assignee, DateOnly DueOn, ReviewTaskState State, int Tickets, DateTimeOffset CreatedAt, DateTimeOffset? ClosedAt);

/// <param name="Row">The review.</param>
/// <param name="Question">What is to be found out; null where the title says it.</param>
/// <param name="CreatedBy">Who asked.</param>
/// <param name="Run">The run whose findings are reviewed.</param>
/// <param name="RunNumber">Its number.</param>
/// <param name="Ticket">The one ticket; null for a choice of many.</param>
/// <param name="TicketNumber">Its number; null likewise.</param>
/// <param name="Series">The test, or all of them.</param>
/// <param name="Choice">The choice as the query of an address; empty for one ticket.</param>
/// <param name="Resolution">Null while open.</param>
/// <param name="Version">For the form that closes it.</param>
public sealed record ReviewTaskDetails(
    ReviewTaskRow Row,
    string? Question,
    PersonId CreatedBy,
    ControlTestRunId Run,
    string RunNumber,
    TicketId? Ticket,
    string? TicketNumber,
    string Series,
    string Choice,
    string? Resolution,
    long Version);

/// <summary>Reviews of findings: one's own, and for the roles that answer for controls all of them.</summary>
public sealed class ReviewTaskQueries(ReadOnlyStore store)
{
    private static readonly Role[] Readers = [Role.Governance, Role.SecurityOperations, Role.Auditor];

    /// <summary>What waits for a person, next due first.</summary>
    public async Task<IReadOnlyList<ReviewTaskRow>> OpenForAsync(PersonId person, CancellationToken cancellationToken = default)
    {
        await using var context = store.Open();
        return await Rows(context.Set<ReviewTask>().Where(t => t.AssigneeId == person && t.State == ReviewTaskState.Open).OrderBy(t => t.DueOn).ThenBy(t => t.Number))
            .ToListAsync(cancellationToken);
    }

    /// <summary>The reviews open to the actor, open ones first, next due first. Sorts by Number, State, DueOn and Tickets.</summary>
    /// <param name="actor">Who reads.</param>
    /// <param name="state">Null for both.</param>
    /// <param name="page">Which part.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<Page<ReviewTaskRow>> ListAsync(Actor actor, ReviewTaskState? state, PageRequest page, CancellationToken cancellationToken = default)
    {
        await using var context = store.Open();
        var tasks = OpenTo(context, actor).Where(t => state == null || t.State == state);
        var ordered = page.Sort switch
        {
            nameof(ReviewTaskRow.Number) => tasks.By(t => t.Number, page.Descending),
            nameof(ReviewTaskRow.State) => tasks.By(t => t.State, page.Descending),
            nameof(ReviewTaskRow.DueOn) => tasks.By(t => t.DueOn, page.Descending),
            nameof(ReviewTaskRow.Tickets) => tasks.By(t => t.Tickets, page.Descending),
            _ => tasks.OrderBy(t => t.ClosedAt != null).ThenBy(t => t.DueOn),
        };
        return await Rows(ordered.ThenBy(t => t.Number)).ToPageAsync(page, cancellationToken);
    }

    /// <summary>One review; null where there is none, or it is not open to the actor.</summary>
    public async Task<ReviewTaskDetails?> FindAsync(Actor actor, ReviewTaskId id, CancellationToken cancellationToken = default)
    {
        await using var context = store.Open();
        var task = await OpenTo(context, actor).SingleOrDefaultAsync(t => t.Id == id, cancellationToken);
        if (task is null)
            return null;
        var run = await context.Set<ControlTestRun>().Where(r => r.Id == task.RunId).Select(r => r.Number).SingleAsync(cancellationToken);
        var ticket = task.TicketId is null ? null : await context.Set<Ticket>().Where(t => t.Id == task.TicketId).Select(t => t.Number).SingleAsync(cancellationToken);
        return new ReviewTaskDetails(
            new ReviewTaskRow(task.Id, task.Number, task.Title, task.AssigneeId, task.DueOn, task.State, task.Tickets, task.CreatedAt, task.ClosedAt),
            task.Question, task.CreatedById, task.RunId, run, task.TicketId, ticket, task.Series, task.Choice, task.Resolution, task.Version);
    }

    /// <summary>The review of a number such as <c>RT-0001</c>; null where there is none, or it is not open to the actor.</summary>
    public async Task<ReviewTaskDetails?> FindAsync(Actor actor, string number, CancellationToken cancellationToken = default)
    {
        await using var context = store.Open();
        var id = await OpenTo(context, actor).Where(t => t.Number == number).Select(t => (ReviewTaskId?)t.Id).FirstOrDefaultAsync(cancellationToken);
        return id is { } found ? await FindAsync(actor, found, cancellationToken) : null;
    }

    private static IQueryable<ReviewTask> OpenTo(GovernanceDbContext context, Actor actor)
    {
        var tasks = context.Set<ReviewTask>();
        if (actor.Kind == ActorKind.CommandLine || Readers.Any(actor.KnowsRole))
            return tasks;
        var person = actor.Person;
        return tasks.Where(t => t.AssigneeId == person);
    }

    private static IQueryable<ReviewTaskRow> Rows(IQueryable<ReviewTask> tasks) => tasks.Select(t => new ReviewTaskRow(
        t.Id, t.Number, t.Title, t.AssigneeId, t.DueOn, t.State, t.Tickets, t.CreatedAt, t.ClosedAt));
}
