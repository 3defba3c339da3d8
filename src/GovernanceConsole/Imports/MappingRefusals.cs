using GovernanceConsole.Identity;

namespace GovernanceConsole.Imports;

/// <summary>The mapping file is not YAML of the documented shape.</summary>
public sealed record MappingIsUnreadable(long Line, string What) : Refusal
{
    public override string Sentence => $"The mapping file, line {Line}: {What} docs/imports.md describes the form.";

    public override string Field => "Mapping";
}
