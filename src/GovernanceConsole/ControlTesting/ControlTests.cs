using GovernanceConsole.Imports;
using static GovernanceConsole.ControlTesting.ControlTest;

namespace GovernanceConsole.ControlTesting;

/// <summary>The tests, in the order in which people read them.</summary>
public static class ControlTests
{
    private static readonly PairOfPeople OpenedAndResolved = new(TicketField.OpenedBy, TicketField.ResolvedBy);
    private static readonly PairOfPeople RequestedAndApproved = new(TicketField.RequestedBy, TicketField.ApprovedBy);
    private static readonly PairOfPeople CalledAndApproved = new(TicketField.Caller, TicketField.ApprovedBy);
    private static readonly PairOfPeople ApprovedAndExecuted = new(TicketField.ApprovedBy, TicketField.ExecutedBy);

    public static readonly ControlTest OnePersonOpenedAndResolved = new()
    {
        Code = "one-person-opened-and-resolved",
        Family = ControlTestFamily.Separation,
        Name = "One person opened and resolved",
        Finds = "The ticket was opened and resolved by the same person.",
        Matters = "Whoever can write a request and fulfil it needs no accomplice.",
        Needs = [TicketField.OpenedBy, TicketField.ResolvedBy],
        Compares = [OpenedAndResolved],
        Judge = static (ticket, conditions) => Verdict.Of(conditions.AreTheSame(OpenedAndResolved, ticket.OpenedBy, ticket.ResolvedBy)),
        Tell = static _ => "Opened and resolved by the same person.",
    };

    public static readonly ControlTest RequesterApproved = new()
    {
        Code = "requester-approved",
        Family = ControlTestFamily.Separation,
        Name = "Requester approved",
        Finds = "The person who asked, or for whom it was asked, also approved.",
        Matters = "An approval of one's own request is no second opinion.",
        Needs = [TicketField.ApprovedBy],
        NeedsOneOf = [TicketField.RequestedBy, TicketField.Caller],
        Compares = [RequestedAndApproved, CalledAndApproved],
        Judge = static (ticket, conditions) =>
        {
            var requester = conditions.AreTheSame(RequestedAndApproved, ticket.RequestedBy, ticket.ApprovedBy);
            var caller = conditions.AreTheSame(CalledAndApproved, ticket.Caller, ticket.ApprovedBy);
            return Verdict.Of(requester is null ? caller : requester.Value || caller == true);
        },
        Tell = static _ => "Approved by the person who asked or for whom it was asked.",
    };

    public static readonly ControlTest ApproverExecuted = new()
    {
        Code = "approver-executed",
        Family = ControlTestFamily.Separation,
        Name = "Approver executed",
        Finds = "The person who approved also carried it out.",
        Matters = "Nobody saw the approval before it became access.",
        Needs = [TicketField.ApprovedBy, TicketField.ExecutedBy],
        Compares = [ApprovedAndExecuted],
        Judge = static (ticket, conditions) => Verdict.Of(conditions.AreTheSame(ApprovedAndExecuted, ticket.ApprovedBy, ticket.ExecutedBy)),
        Tell = static _ => "Approved and carried out by the same person.",
    };

    public static readonly ControlTest NoApproval = new()
    {
        Code = "no-approval",
        Family = ControlTestFamily.Approval,
        Name = "No approval recorded",
        Finds = "The work was done and the ticket names neither an approver nor a time of approval.",
        Matters = "Nobody can be held accountable for the decision.",
        NeedsOneOf = [TicketField.ApprovedBy, TicketField.ApprovedAt],
        Judge = static (ticket, _) => OfDone(ticket, ticket.ApprovedBy is null && ticket.ApprovedAt is null),
        Tell = static _ => "Done without a recorded approval.",
    };

    public static readonly ControlTest ExecutedBeforeApproval = new()
    {
        Code = "executed-before-approval",
        Family = ControlTestFamily.Approval,
        Name = "Executed before approval",
        Finds = "It was carried out at an earlier time than it was approved.",
        Matters = "The approval only confirmed what could no longer be refused.",
        Needs = [TicketField.ApprovedAt, TicketField.ExecutedAt],
        Judge = static (ticket, _) => ticket.ExecutedAt is { } executed && ticket.ApprovedAt is { } approved
            ? Verdict.Of(executed < approved, WholeMinutes(approved - executed))
            : Verdict.NotJudged,
        Tell = static minutes => $"Carried out {Times(minutes, "a minute", "minutes")} before it was approved.",
    };

    public static readonly ControlTest VerificationMissing = new()
    {
        Code = "verification-missing",
        Family = ControlTestFamily.Verification,
        Name = "Verification missing",
        Finds = "The work was done and the ticket names no verifier, no time and no channel of verification.",
        Matters = "Nobody knows who was given access.",
        NeedsOneOf = [TicketField.VerifiedBy, TicketField.VerifiedAt, TicketField.VerificationChannels],
        Judge = static (ticket, _) =>
            OfDone(ticket, ticket.VerifiedBy is null && ticket.VerifiedAt is null && ticket.VerificationChannels is null or 0),
        Tell = static _ => "Done without a recorded verification.",
    };

    public static readonly ControlTest VerifiedByOneChannel = new()
    {
        Code = "verified-by-one-channel",
        Family = ControlTestFamily.Verification,
        Name = "Verified by one channel alone",
        Finds = "The requester was verified through a single channel.",
        Matters = "Whoever holds that channel, holds the account.",
        Needs = [TicketField.VerificationChannels],
        Judge = static (ticket, _) => ticket.VerificationChannels is null or 0 ? Verdict.NotJudged : Verdict.Of(ticket.VerificationChannels == 1),
        Tell = static _ => "Verified through one channel alone.",
    };

    public static readonly ControlTest NoEvidence = new()
    {
        Code = "no-evidence",
        Family = ControlTestFamily.Record,
        Name = "No evidence reference",
        Finds = "The work was done and the ticket points to no evidence.",
        Matters = "What was checked cannot be shown to anybody.",
        Needs = [TicketField.EvidenceReference],
        Judge = static (ticket, _) => OfDone(ticket, string.IsNullOrWhiteSpace(ticket.EvidenceReference)),
        Tell = static _ => "Done without a reference to evidence.",
    };

    public static readonly ControlTest ChangedAfterClosing = new()
    {
        Code = "changed-after-closing",
        Family = ControlTestFamily.Record,
        Name = "Changed after closing",
        Finds = "The ticket was updated after it had been closed for the first time.",
        Matters = "A record that can be changed after the fact proves nothing.",
        Needs = [TicketField.State],
        ReadsUpdates = true,
        Judge = static (ticket, _) => UpdatesAfterClosing(ticket) is { } updates ? Verdict.Of(updates > 0, updates) : Verdict.NotJudged,
        Tell = static updates => $"Updated {Times(updates, "once", "times")} after it had been closed.",
    };

    public static readonly ControlTest StatesOutOfOrder = new()
    {
        Code = "states-out-of-order",
        Family = ControlTestFamily.Record,
        Name = "States out of order",
        Finds = "The ticket was closed without having been resolved, left the closed state, or became new again.",
        Matters = "The workflow that holds the controls was walked around.",
        Needs = [TicketField.State],
        ReadsUpdates = true,
        Judge = static (ticket, _) => MovesOutOfOrder(ticket) is { } moves ? Verdict.Of(moves > 0, moves) : Verdict.NotJudged,
        Tell = static moves => $"{Times(moves, "One move", "moves")} between states out of order.",
    };

    public static readonly ControlTest OutsideHours = new()
    {
        Code = "outside-hours",
        Family = ControlTestFamily.Service,
        Name = "Outside the desk's hours",
        Finds = "Work was done while the desk is not staffed. Closing does not count: tools close by themselves.",
        Matters = "Nobody who supervises the desk was there.",
        NeedsOneOf = [TicketField.UpdatedAt, TicketField.ExecutedAt],
        Judge = static (ticket, conditions) => ActsOutsideHours(ticket, conditions) is { } acts ? Verdict.Of(acts > 0, acts) : Verdict.NotJudged,
        Tell = static acts => $"Worked on {Times(acts, "once", "times")} outside the desk's hours.",
    };

    public static readonly ControlTest Reopened = new()
    {
        Code = "reopened",
        Family = ControlTestFamily.Service,
        Name = "Reopened",
        Finds = "The ticket was opened again after it had been resolved.",
        Matters = "The first answer did not give access back, or not to the right person.",
        Needs = [TicketField.ReopenCount],
        Judge = static (ticket, _) => ticket.ReopenCount is { } count ? Verdict.Of(count > 0, count) : Verdict.NotJudged,
        Tell = static count => $"Reopened {Times(count, "once", "times")}.",
    };

    public static readonly ControlTest ServiceLevelMissed = new()
    {
        Code = "service-level-missed",
        Family = ControlTestFamily.Service,
        Name = "Service level missed",
        Finds = "The desk did not meet the service level agreed for the ticket.",
        Matters = "People who wait for access look for a way around the desk.",
        Needs = [TicketField.MadeSla],
        Judge = static (ticket, _) => Verdict.Of(!ticket.MadeSla),
        Tell = static _ => "The agreed service level was missed.",
    };

    public static readonly ControlTest HandedRound = new()
    {
        Code = "handed-round",
        Family = ControlTestFamily.Service,
        Name = "Handed round",
        Finds = "The ticket was handed from group to group as often as the run's limit, or more often.",
        Matters = "Where everybody hands on, nobody owns the decision.",
        Needs = [TicketField.ReassignmentCount],
        Judge = static (ticket, conditions) =>
            ticket.ReassignmentCount is { } count ? Verdict.Of(count >= conditions.Parameters.HandOvers, count) : Verdict.NotJudged,
        Tell = static count => $"Handed on {Times(count, "once", "times")}.",
    };

    public static readonly ControlTest TookTooLong = new()
    {
        Code = "took-too-long",
        Family = ControlTestFamily.Service,
        Name = "Took too long",
        Finds = "From opening to resolution took longer than the run's limit.",
        Matters = "Friction of this size is where exceptions are born.",
        Needs = [TicketField.OpenedAt, TicketField.ResolvedAt],
        Judge = static (ticket, conditions) => ticket.OpenedAt is { } opened && ticket.ResolvedAt is { } resolved
            ? Verdict.Of(resolved - opened > TimeSpan.FromDays(conditions.Parameters.ResolutionDays), (long)(resolved - opened).TotalHours)
            : Verdict.NotJudged,
        Tell = static hours => $"Resolved after {Times(hours, "an hour", "hours")}.",
    };

    /// <summary>Every test, in order.</summary>
    public static IReadOnlyList<ControlTest> All { get; } =
    [
        OnePersonOpenedAndResolved, RequesterApproved, ApproverExecuted,
        NoApproval, ExecutedBeforeApproval,
        VerificationMissing, VerifiedByOneChannel,
        NoEvidence, ChangedAfterClosing, StatesOutOfOrder,
        OutsideHours, Reopened, ServiceLevelMissed, HandedRound, TookTooLong,
    ];

    /// <summary>The test of a code; null for a code that no test has.</summary>
    public static ControlTest? Find(string code) => All.FirstOrDefault(t => t.Code == code);

    private static Verdict OfDone(TicketStory ticket, bool isFinding) => ticket.IsDone ? Verdict.Of(isFinding) : Verdict.NotJudged;

    private static long WholeMinutes(TimeSpan span) => (long)Math.Ceiling(span.TotalMinutes);

    /// <summary>Null where no state of the ticket is known.</summary>
    private static long? UpdatesAfterClosing(TicketStory ticket)
    {
        var known = false;
        for (var i = 0; i < ticket.Steps.Count; i++)
        {
            if (ticket.Steps[i].Stage == TicketStage.Closed)
                return ticket.Steps.Count - 1 - i;
            known |= ticket.Steps[i].Stage is not null;
        }

        return known ? 0 : null;
    }

    /// <summary>Null where no state of the ticket is known.</summary>
    private static long? MovesOutOfOrder(TicketStory ticket)
    {
        TicketStage? before = null;
        var moves = 0;
        foreach (var step in ticket.Steps)
        {
            if (step.Stage is not { } stage)
                continue;
            if (before is { } left && left != stage && IsOutOfOrder(left, stage))
                moves++;
            before = stage;
        }

        return before is null ? null : moves;
    }

    private static bool IsOutOfOrder(TicketStage from, TicketStage to) =>
        to == TicketStage.New || from == TicketStage.Closed || (to == TicketStage.Closed && from != TicketStage.Resolved);

    /// <summary>Null where the desk's hours or all times are unknown.</summary>
    private static long? ActsOutsideHours(TicketStory ticket, TestConditions conditions)
    {
        if (ticket.Hours is not { } hours)
            return null;
        var known = false;
        var outside = 0;
        foreach (var step in ticket.Steps)
        {
            if (step.At is not { } at || step.Stage == TicketStage.Closed)
                continue;
            known = true;
            if (!hours.Cover(at, conditions.Zone))
                outside++;
        }

        if (ticket.ExecutedAt is { } executed)
        {
            known = true;
            if (!hours.Cover(executed, conditions.Zone))
                outside++;
        }

        return known ? outside : null;
    }
}
