using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;

namespace GovernanceConsole.Imports;

internal static class ImportRules
{
    /// <summary>
    /// Platform administrators bring people and systems, which are facts; ticket histories and recovery paths are
    /// matters of governance.
    /// </summary>
    public static Refusal? MayBring(ImportKind kind, Change change) =>
        change.Actor.Kind != ActorKind.Person || change.ActorHolds(Role.Governance) || kind is ImportKind.People or ImportKind.Systems
            ? null
            : new NotAllowed();
}
