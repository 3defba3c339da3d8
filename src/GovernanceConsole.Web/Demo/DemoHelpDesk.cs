using GovernanceConsole.Policy;

namespace GovernanceConsole.Web.Demo;

/// <summary>What a desk's people leave out or do late: shares of their tickets, in the middle of the year.</summary>
internal sealed record DemoHabits(
    double Unverified,
    double OneChannel,
    double Unapproved,
    double ApprovedLate,
    double ApproverExecutes,
    double OneAgent,
    double NoEvidence,
    double ChangedAfterClosing,
    double ClosedUnresolved,
    double Reopened,
    double ServiceLevelMissed,
    double HandedRound,
    double Slow);

/// <summary>Those who work at a desk or in a team.</summary>
/// <param name="Desk">The desk's code in the history. Two of them are queues that no desk of the register knows.</param>
/// <param name="Agents">Keys of those who take and carry out.</param>
/// <param name="Approvers">Keys of those who approve; nobody among the <paramref name="Callers"/>.</param>
/// <param name="ApprovesOwn">Who now and then approves what they asked for themselves; null where nobody does.</param>
/// <param name="Callers">Keys of those who ask; null for the staff at large.</param>
/// <param name="From">The hour from which tickets come in.</param>
/// <param name="Until">The hour until which they do.</param>
/// <param name="AtNight">The share of tickets that come in after the desk has closed.</param>
/// <param name="WorksAtWeekends">Whether it takes tickets on Saturdays and Sundays.</param>
internal sealed record DemoCrew(
    string Desk,
    string[] Agents,
    string[] Approvers,
    string? ApprovesOwn,
    string[]? Callers,
    int From,
    int Until,
    double AtNight,
    bool WorksAtWeekends,
    DemoHabits Habits);

/// <summary>One kind of request at one desk.</summary>
/// <param name="Crew">Who works on it.</param>
/// <param name="Group">The group it is assigned to.</param>
/// <param name="Kind">What is asked for.</param>
/// <param name="Weight">How many of a thousand tickets.</param>
/// <param name="Channel">How it comes in; through the portal and the interface the caller writes the ticket.</param>
/// <param name="Category">The category in the history.</param>
/// <param name="Symptom">The symptom in the history.</param>
/// <param name="Path">The recovery path it takes; null where none is registered for it.</param>
/// <param name="Reopens">How many times as often as its desk's other tickets it is opened again.</param>
/// <param name="StopsOn">The day of the year from which nobody does it any more.</param>
internal sealed record DemoWork(
    DemoCrew Crew, string Group, RequestKind Kind, int Weight, string Channel, string Category, string Symptom, string? Path = null, double Reopens = 1, int StopsOn = int.MaxValue)
{
    /// <summary>The day on which the path was signed off for the first time; never where it was not; null where there is no path.</summary>
    public int? SignedOffOn => Path is null ? null
        : DemoPaths.All.Single(p => p.Name == Path) is { Activate: true } path ? path.Day + DemoPath.DaysToSignOff
        : int.MaxValue;
}

/// <summary>Who does what at the desks of the fictional utility, and how carefully.</summary>
internal static class DemoHelpDesk
{
    /// <summary>Two shifts at the headquarters.</summary>
    private static readonly DemoCrew North = new(
        "SD-NORTH", ["N1051", "N1052", "N1053", "N1055", "N1056"], ["N1050", "N1060", "N1062", "N1064"], "N1061", Callers: null, 7, 17, 0.02, WorksAtWeekends: false,
        new DemoHabits(0.015, 0.05, 0.02, 0.01, 0.008, 0.03, 0.03, 0.008, 0.006, 0.04, 0.09, 0.02, 0.02));

    /// <summary>The outsourced desk: few people in the evening, fewer at night.</summary>
    private static readonly DemoCrew Kontor = new(
        "KONTOR", ["V2002", "V2003", "V2004", "V2005", "V2006"], ["V2001", "N1066", "N1067"], "V2001", Callers: null, 18, 22, 0.16, WorksAtWeekends: true,
        new DemoHabits(0.06, 0.11, 0.04, 0.03, 0.01, 0.06, 0.07, 0.015, 0.02, 0.06, 0.14, 0.06, 0.01));

    /// <summary>Three people for all crews outside; whoever leads the shift approves and does it.</summary>
    private static readonly DemoCrew Field = new(
        "SD-FIELD", ["N1054", "N1057", "N1058"], ["N1054", "N1061"], ApprovesOwn: null, Callers: null, 6, 14, 0.03, WorksAtWeekends: true,
        new DemoHabits(0.05, 0.14, 0.04, 0.07, 0.06, 0.06, 0.10, 0.01, 0.008, 0.05, 0.17, 0.02, 0.03));

    private static readonly DemoCrew Executive = new(
        "SD-EXEC", ["N1059", "N1052"], ["N1030", "N1002"], ApprovesOwn: null, ["N1000", "N1060", "N1062", "N1066", "N1068"], 8, 17, 0.05, WorksAtWeekends: false,
        new DemoHabits(0.02, 0.03, 0.02, 0.09, 0.02, 0.10, 0.02, 0.005, 0.005, 0.02, 0.02, 0.01, 0.01));

    private static readonly DemoCrew Platform = new(
        "PLATFORM", ["N1011", "N1032", "C3001"], ["N1010", "N1030"], "N1042", ["N1071", "N1065", "N1067", "N1070"], 8, 16, 0.03, WorksAtWeekends: false,
        new DemoHabits(0.01, 0.04, 0.03, 0.02, 0.02, 0.05, 0.02, 0.01, 0.03, 0.03, 0.08, 0.06, 0.06));

    private static readonly DemoCrew Plant = new(
        "CONTROL-ROOM", ["N1069", "N1070"], ["N1068"], ApprovesOwn: null, ["N1071"], 0, 22, 0, WorksAtWeekends: true,
        new DemoHabits(0.02, 0.05, 0.04, 0.20, 0.03, 0.05, 0.05, 0, 0, 0, 0.05, 0, 0));

    /// <summary>Weights add up to a thousand.</summary>
    public static IReadOnlyList<DemoWork> Works { get; } =
    [
        new(North, "NORTH-FIRST", RequestKind.PasswordReset, 172, "phone", "Access", "Forgot the password", "Password reset by phone"),
        new(North, "NORTH-FIRST", RequestKind.AccountUnlock, 68, "portal", "Access", "Locked out", "Password reset in the portal"),
        new(North, "NORTH-FIRST", RequestKind.ProtectiveRevoke, 24, "phone", "Loss", "Lost badge", "Report a lost badge or phone"),
        new(North, "NORTH-FIRST", RequestKind.EmergencyRestore, 8, "phone", "Outage", "Sign-in fails for a site", "Emergency restore during an outage"),
        new(North, "NORTH-DEVICES", RequestKind.MfaFactorReset, 84, "phone", "Device", "New phone", "MFA factor reset at the desk", Reopens: 6),
        new(North, "NORTH-JOINERS", RequestKind.OnboardingCredentialIssue, 58, "walk-in", "Joiner", "First credential", "Onboarding credential for new staff"),
        new(North, "NORTH-COLLAB", RequestKind.SharedMailboxRecovery, 22, "email", "Mailbox", "Nobody has the mailbox", "Shared mailbox recovery", Reopens: 2, StopsOn: DemoPaths.MailboxStoppedOn),
        new(North, "NORTH-COLLAB", RequestKind.EntitlementChange, 18, "portal", "Access", "Change of duties"),
        new(Kontor, "KONTOR-NIGHT", RequestKind.MfaFactorReset, 74, "phone", "Device", "New phone", "MFA factor reset by the night desk"),
        new(Kontor, "KONTOR-NIGHT", RequestKind.ProtectiveRevoke, 20, "phone", "Loss", "Lost phone", "Report a lost badge or phone"),
        new(Kontor, "KONTOR-CHAT", RequestKind.PasswordReset, 96, "chat", "Customer", "Cannot sign in to the portal", "Customer account recovery by chat"),
        new(Kontor, "KONTOR-CHAT", RequestKind.ContactDetailChange, 52, "chat", "Customer", "New mobile number", "Customer account recovery by chat"),
        new(Field, "FIELD-RADIO", RequestKind.PasswordReset, 78, "radio", "Access", "Locked out on site", "Field crew reset by radio"),
        new(Field, "FIELD-JOINERS", RequestKind.OnboardingCredentialIssue, 42, "walk-in", "Joiner", "First credential", "Onboarding credential for new staff"),
        new(Field, "FIELD-RADIO", RequestKind.MfaDisable, 10, "radio", "Device", "No reception for the app"),
        new(Executive, "EXECUTIVE", RequestKind.PasswordReset, 14, "phone", "Access", "Forgot the password", "Executive recovery with the assistant on the line"),
        new(Executive, "EXECUTIVE", RequestKind.MfaFactorReset, 12, "phone", "Device", "New phone", "Executive recovery with the assistant on the line"),
        new(Platform, "PLATFORM-VAULT", RequestKind.SecretRotation, 46, "portal", "Machine identity", "Rotation due", "API key rotation on request"),
        new(Platform, "PLATFORM-VAULT", RequestKind.SecretIssue, 28, "portal", "Machine identity", "New integration", "API key rotation on request"),
        new(Platform, "PLATFORM-VAULT", RequestKind.ServiceAccountRestoration, 26, "portal", "Machine identity", "Job fails to sign in", "Service account restoration"),
        new(Platform, "PLATFORM-LEAVERS", RequestKind.Offboarding, 40, "api", "Leaver", "Contract ended", "Contractor offboarding"),
        new(Plant, "CONTROL-ROOM", RequestKind.BreakGlassAccess, 8, "emergency line", "Outage", "Operator locked out", "Control room break-glass"),
    ];
}
