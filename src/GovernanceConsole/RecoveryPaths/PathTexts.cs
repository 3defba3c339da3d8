using GovernanceConsole.AuditLedger;

namespace GovernanceConsole.RecoveryPaths;

/// <summary>Brings descriptions into the form in which they are stored.</summary>
internal static class PathTexts
{
    public static PathDescription Cleaned(this PathDescription description) => description with { Name = TextRules.Clean(description.Name) };

    public static ReachDescription Cleaned(this ReachDescription reach) => reach with { Note = TextRules.CleanOrNull(reach.Note) };

    public static BoundaryDescription Cleaned(this BoundaryDescription boundary) => new(
        TextRules.CleanOrNull(boundary.Proofing), TextRules.CleanOrNull(boundary.FallbackVerification), TextRules.CleanOrNull(boundary.Escalation), TextRules.CleanOrNull(boundary.Auditability));
}
