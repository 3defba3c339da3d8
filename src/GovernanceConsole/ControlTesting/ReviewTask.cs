using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Imports;
using GovernanceConsole.Storage;

namespace GovernanceConsole.ControlTesting;

public readonly record struct ReviewTaskId(Guid Value) : IEntityId<ReviewTaskId>
{
    public static ReviewTaskId From(Guid value) => new(value);
}

public enum ReviewTaskState
{
    Open,

    /// <summary>The assignee decided what the findings mean.</summary>
    Done,
}

/// <summary>
/// Findings that one person must decide about: one ticket, or all tickets of a choice such as a desk in a month.
/// </summary>
internal sealed class ReviewTask : ILedgered
{
    public ReviewTaskId Id { get; private init; }

    /// <summary>What people call it: <c>RT-0001</c>.</summary>
    public string Number { get; private init; } = "";

    public string Title { get; private init; } = "";

    /// <summary>What is to be found out, in the words of whoever asked; null where the title says it.</summary>
    public string? Question { get; private init; }

    public PersonId AssigneeId { get; private init; }

    public DateOnly DueOn { get; private init; }

    public ReviewTaskState State { get; private set; }

    /// <summary>The run whose findings are reviewed.</summary>
    public ControlTestRunId RunId { get; private init; }

    /// <summary>The test, or all of them: see <see cref="ControlTestFigure.Series"/>.</summary>
    public string Series { get; private init; } = "";

    /// <summary>The one ticket; null for a choice of many.</summary>
    public TicketId? TicketId { get; private init; }

    /// <summary>The choice as the page's address holds it, so that its rows can be opened again; empty for one ticket.</summary>
    public string Choice { get; private init; } = "";

    /// <summary>How many tickets there were to review.</summary>
    public int Tickets { get; private init; }

    public PersonId CreatedById { get; private init; }

    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>What the findings mean and what follows; null while open.</summary>
    public string? Resolution { get; private set; }

    /// <summary>Null while open.</summary>
    public DateTimeOffset? ClosedAt { get; private set; }

    public long Version { get; private set; }

    Guid ILedgered.LedgerId => Id.Value;

    public static ReviewTask Create(
        ReviewTaskId id, string number, CreateReviewTaskInput input, TicketId? ticket, int tickets, PersonId createdBy, DateTimeOffset at) => new()
        {
            Id = id,
            Number = number,
            Title = TextRules.Clean(input.Title),
            Question = string.IsNullOrWhiteSpace(input.Question) ? null : TextRules.Clean(input.Question),
            AssigneeId = input.Assignee,
            DueOn = input.DueOn,
            RunId = input.Run,
            Series = input.Filter.Series,
            TicketId = ticket,
            Choice = ticket is null ? input.Filter.ToQuery() : "",
            Tickets = tickets,
            CreatedById = createdBy,
            CreatedAt = at,
        };

    public void Close(string resolution, DateTimeOffset at)
    {
        if (State == ReviewTaskState.Done)
            throw new InvalidOperationException($"{Number} is closed already.");
        (State, Resolution, ClosedAt) = (ReviewTaskState.Done, resolution, at);
    }
}
