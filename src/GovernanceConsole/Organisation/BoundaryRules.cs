using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;

namespace GovernanceConsole.Organisation;

internal static class BoundaryRules
{
    public static Refusal? Check(string? text) => TextRules.Required("Text", "The boundary statement", text, TextRules.Paragraph);

    /// <summary>Whether a text is a new version at all.</summary>
    public static Refusal? MayFollow(BoundaryStatement inForce, string text) =>
        inForce.Text == text ? new BoundaryStatementSaysTheSame() : null;
}
