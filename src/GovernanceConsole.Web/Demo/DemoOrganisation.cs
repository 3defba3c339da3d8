using GovernanceConsole.Organisation;
using GovernanceConsole.Policy;
using GovernanceConsole.RecoveryPaths;

namespace GovernanceConsole.Web.Demo;

internal sealed record DemoDomain(string Code, string Name, string RiskOwner, string Boundary);

internal sealed record DemoSystem(
    string Code, string Name, string Domain, string RiskOwner, bool HighlyAvailable = false, bool ExternallyFacing = false, bool PrivilegedAdministration = false);

internal sealed record DemoDesk(string Code, string Name, DeskKind Kind, string Lead, WorkingHours? Hours);

/// <summary>The units, desks, systems and texts of the fictional utility.</summary>
internal static class DemoOrganisation
{
    private const WeekDays Weekdays = WeekDays.Monday | WeekDays.Tuesday | WeekDays.Wednesday | WeekDays.Thursday | WeekDays.Friday;

    /// <summary>The desks live by the clock of their office, whatever zone the organisation reports in.</summary>
    private const string DeskZone = "Europe/Berlin";

    /// <summary>When a desk without hours of its own is taken to be staffed.</summary>
    public static readonly WorkingHours OfficeHours = new(Weekdays, new TimeOnly(8, 0), new TimeOnly(18, 0), DeskZone);

    public static IReadOnlyList<(string Code, string Name)> Units { get; } =
    [
        ("BOARD", "Board office"), ("GOV", "Identity governance"), ("IT", "Platform operations"), ("AUDIT", "Internal audit"), ("IAM", "Identity and access"),
        ("SEC", "Security operations"), ("DESK", "Service desk"), ("FIELD", "Field services"), ("OPS", "Grid operations"), ("FIN", "Finance and treasury"),
        ("HR", "People and culture"), ("CUST", "Customer services"), ("PLANT", "Generation"), ("VENDOR", "Outsourced support"),
    ];

    public static IReadOnlyList<DemoDomain> Domains { get; } =
    [
        new("WORKFORCE", "Workforce identities", "N1062", "Governance sets the verification standard, the desk carries it out, and the head of finance decides on risk for staff accounts."),
        new("CUSTOMERS", "Customer identities", "N1066", "Customer services decides on risk for portal accounts; the outsourced desk runs the script and decides nothing."),
        new("PLANT", "Plant control identities", "N1068", "Generation owns the risk of control-room accounts. Nobody outside the plant restores them, break-glass included."),
        new("MACHINES", "Machine identities", "N1060", "The team that runs a workload owns its service accounts; the platform team keeps the vault and decides nothing about scope."),
    ];

    public static IReadOnlyList<DemoSystem> Systems { get; } =
    [
        new("DIRECTORY", "Staff directory", "WORKFORCE", "N1062", HighlyAvailable: true, PrivilegedAdministration: true),
        new("MAIL", "Mail platform", "WORKFORCE", "N1062", ExternallyFacing: true),
        new("REMOTE", "Remote access gateway", "WORKFORCE", "N1060", HighlyAvailable: true, ExternallyFacing: true),
        new("HRMS", "Personnel system", "WORKFORCE", "N1064"),
        new("TREASURY", "Treasury workstation", "WORKFORCE", "N1062", PrivilegedAdministration: true),
        new("SIEM", "Security monitoring", "WORKFORCE", "N1040"),
        new("PORTAL", "Customer portal", "CUSTOMERS", "N1066", HighlyAvailable: true, ExternallyFacing: true),
        new("BILLING", "Billing engine", "MACHINES", "N1066"),
        new("VAULT", "Secrets vault", "MACHINES", "N1060", HighlyAvailable: true, PrivilegedAdministration: true),
        new("SCADA", "Control room", "PLANT", "N1068", HighlyAvailable: true, PrivilegedAdministration: true),
    ];

    public static IReadOnlyList<DemoDesk> Desks { get; } =
    [
        new("SD-NORTH", "Service desk north", DeskKind.Own, "N1050", new WorkingHours(Weekdays, new TimeOnly(7, 0), new TimeOnly(19, 0), DeskZone)),
        new("SD-EXEC", "Executive support", DeskKind.Own, "N1050", OfficeHours),
        new("SD-FIELD", "Field desk", DeskKind.Own, "N1054", new WorkingHours(Weekdays | WeekDays.Saturday, new TimeOnly(6, 0), new TimeOnly(16, 0), DeskZone)),
        new("KONTOR", "Kontor Support night desk", DeskKind.Outsourced, "V2001", new WorkingHours(Weekdays, new TimeOnly(18, 0), new TimeOnly(23, 30), DeskZone)),
    ];

    public static IReadOnlyList<(ControlArea Area, string Person)> AreaOwners { get; } =
    [
        (ControlArea.Onboarding, "N1064"),
        (ControlArea.Reset, "N1030"),
        (ControlArea.ImpersonationResistantVerification, "N1040"),
    ];

    public static IReadOnlyList<EvidenceEntry> Evidence { get; } =
    [
        new(Stage.Intake, "Ticket with requester, subject and channel"),
        new(Stage.Verification, "Every signal with its result, failed ones too"),
        new(Stage.Approval, "Approver, basis and the evidence that was shown"),
        new(Stage.Execution, "Directory event with state before and after"),
        new(Stage.Monitoring, "Check of mailbox rules, memberships and new factors"),
    ];

    public static IReadOnlyList<(string Person, AuthorityRight Right)> Authorities { get; } =
    [
        ("N1051", AuthorityRight.Verify), ("N1052", AuthorityRight.Execute), ("N1061", AuthorityRight.Approve), ("N1060", AuthorityRight.ApproveExceptions),
    ];

    public static BoundaryDescription BoundaryOf(DemoPath path) => new(
        path.Level >= RiskLevel.High
            ? "Two independent strong signals from the policy's list, one confirmed by a system. What a caller knows never counts."
            : "Two independent signals, one of them strong and confirmed by a system.",
        "A call-back to the number of record, dialled by a second agent. If nobody answers the case stops; there is no third way.",
        "Security operations first, governance next. A caller who presses for speed is noted and changes nothing.",
        "Each step leaves its entry with the script's version; a sample of closed cases is read every month.");
}
