using GovernanceConsole.AuditLedger;

namespace GovernanceConsole.Organisation;

internal static class OrganisationEvents
{
    public static readonly EventKind OrganisationFounded = new("person.first-registered", "opened the empty console for {set.name}");
    public static readonly EventKind PersonRegistered = new("person.registered", "registered {set.name} in the directory");
    public static readonly EventKind PersonUpdated = new("person.updated", "updated the directory entry");
    public static readonly EventKind PersonLeft = new("person.left", "marked the person as having left");
    public static readonly EventKind PersonReturned = new("person.returned", "marked the person as active again");
    public static readonly EventKind RoleGranted = new("person.role-granted", "granted the role {role}");
    public static readonly EventKind RoleEnded = new("person.role-ended", "ended the role {role}");
    public static readonly EventKind AccountLinked = new("person.account-linked", "linked an account to the person");
    public static readonly EventKind UnitRegistered = new("organisational-unit.registered", "registered the unit {set.name}");
}
