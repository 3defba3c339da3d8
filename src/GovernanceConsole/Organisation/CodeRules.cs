using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;

namespace GovernanceConsole.Organisation;

/// <summary>What units, vendors, desks, systems and domains have in common: a code for files and a name for people.</summary>
internal static class CodeRules
{
    public static List<Refusal> Check(string? code, string? name) => [.. CheckCode(code), .. CheckName(name)];

    public static List<Refusal> CheckCode(string? code) => TextRules.Required("Code", "The code", code, 100) is { } refusal ? [refusal] : [];

    public static List<Refusal> CheckName(string? name) => TextRules.Required("Name", "The name", name, TextRules.Line) is { } refusal ? [refusal] : [];
}
