using GovernanceConsole.AuditLedger;

namespace GovernanceConsole.Organisation;

internal static class OrganisationEvents
{
    public static readonly EventKind OrganisationFounded = new("person.first-registered", "founded the console, with {set.name} as its first administrator");
    public static readonly EventKind PersonRegistered = new("person.registered", "registered {set.name} in the directory");
    public static readonly EventKind PersonUpdated = new("person.updated", "updated the directory entry");
    public static readonly EventKind PersonErased = new("person.erased", "took away who the person was");
    public static readonly EventKind PersonLeft = new("person.left", "marked the person as having left");
    public static readonly EventKind PersonReturned = new("person.returned", "marked the person as active again");
    public static readonly EventKind RoleGranted = new("person.role-granted", "granted the role {role}");
    public static readonly EventKind RoleEnded = new("person.role-ended", "ended the role {role}");
    public static readonly EventKind RoleBrought = new("person.role-brought", "brought the role {role} along at sign-in, until {until}");
    public static readonly EventKind AccountLinked = new("person.account-linked", "linked an account to the person");
    public static readonly EventKind AccountUnlinked = new("person.account-unlinked", "unlinked an account from the person");
    public static readonly EventKind ContactRecorded = new("person.contact-recorded", "recorded a contact of record of the person: {kind}");
    public static readonly EventKind ContactEnded = new("person.contact-ended", "ended a contact of record of the person: {kind}");
    public static readonly EventKind UnitRegistered = new("organisational-unit.registered", "registered the unit {set.name}");
    public static readonly EventKind UnitUpdated = new("organisational-unit.updated", "updated the unit");
    public static readonly EventKind VendorRegistered = new("vendor.registered", "registered the vendor {set.name}");
    public static readonly EventKind VendorUpdated = new("vendor.updated", "updated the vendor");
    public static readonly EventKind DeskRegistered = new("desk.registered", "registered the desk {set.name}");
    public static readonly EventKind DeskUpdated = new("desk.updated", "updated the desk");
    public static readonly EventKind DecisionMakerProposed = new("desk.decision-maker-proposed", "proposed the desk as a decision-maker");
    public static readonly EventKind DecisionMakerConfirmed = new("desk.decision-maker-confirmed", "confirmed the desk as a decision-maker") { IsApproval = true };
    public static readonly EventKind DeskMadeExecutorOnly = new("desk.made-executor-only", "made the desk executor only");
    public static readonly EventKind SystemRegistered = new("governed-system.registered", "registered the system {set.name}");
    public static readonly EventKind SystemUpdated = new("governed-system.updated", "updated the system");
    public static readonly EventKind SystemRiskOwnerAssigned = new("governed-system.risk-owner-assigned", "assigned the risk owner of the system");
    public static readonly EventKind IdentityDomainRegistered = new("identity-domain.registered", "registered the identity domain {set.name}");
    public static readonly EventKind IdentityDomainUpdated = new("identity-domain.updated", "updated the identity domain");
    public static readonly EventKind DomainRiskOwnerAssigned = new("identity-domain.risk-owner-assigned", "assigned the risk owner of the identity domain");
    public static readonly EventKind BoundaryStatementPublished = new("identity-domain.boundary-published", "published version {number} of the boundary statement");
}
