using GovernanceConsole.AuditLedger;

namespace GovernanceConsole.RecoveryPaths;

/// <summary>Brings descriptions into the form in which they are stored.</summary>
internal static class PathTexts
{
    /// <summary>A clean text; null where there is nothing to read.</summary>
    public static string? CleanOrNull(string? text) => string.IsNullOrWhiteSpace(text) ? null : TextRules.Clean(text);

    public static PathDescription Cleaned(this PathDescription description) => description with { Name = TextRules.Clean(description.Name) };

    public static ReachDescription Cleaned(this ReachDescription reach) => reach with { Note = CleanOrNull(reach.Note) };

    public static BoundaryDescription Cleaned(this BoundaryDescription boundary) => new(
        CleanOrNull(boundary.Proofing), CleanOrNull(boundary.FallbackVerification), CleanOrNull(boundary.Escalation), CleanOrNull(boundary.Auditability));
}
