using System.Collections.Frozen;

namespace GovernanceConsole.ControlTesting;

/// <summary>How far a ticket is, whatever words its source uses.</summary>
public enum TicketStage
{
    /// <summary>Written down, nobody works on it.</summary>
    New,

    /// <summary>Somebody works on it, or waits for somebody.</summary>
    InWork,

    /// <summary>The work is done; the requester may still object.</summary>
    Resolved,

    /// <summary>Final.</summary>
    Closed,
}

/// <summary>
/// Reads the stage from the words that help-desk products use for states. A word that is not known has no stage: it is
/// passed over, never guessed.
/// </summary>
public static class TicketStages
{
    private static readonly FrozenDictionary<string, TicketStage> Known = new Dictionary<string, TicketStage>(StringComparer.OrdinalIgnoreCase)
    {
        ["New"] = TicketStage.New,
        ["Open"] = TicketStage.New,
        ["Opened"] = TicketStage.New,
        ["Submitted"] = TicketStage.New,
        ["Active"] = TicketStage.InWork,
        ["Assigned"] = TicketStage.InWork,
        ["In Progress"] = TicketStage.InWork,
        ["Work in Progress"] = TicketStage.InWork,
        ["On Hold"] = TicketStage.InWork,
        ["Pending"] = TicketStage.InWork,
        ["Resolved"] = TicketStage.Resolved,
        ["Solved"] = TicketStage.Resolved,
        ["Completed"] = TicketStage.Resolved,
        ["Closed"] = TicketStage.Closed,
        ["Closed Complete"] = TicketStage.Closed,
        ["Cancelled"] = TicketStage.Closed,
        ["Canceled"] = TicketStage.Closed,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    public static TicketStage? Of(string? state) =>
        state is null ? null
        : Known.TryGetValue(state, out var stage) ? stage
        : state.StartsWith("Awaiting ", StringComparison.OrdinalIgnoreCase) || state.StartsWith("Waiting ", StringComparison.OrdinalIgnoreCase) ? TicketStage.InWork
        : null;
}
