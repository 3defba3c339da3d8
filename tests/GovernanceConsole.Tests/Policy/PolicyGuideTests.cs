using System.Text.RegularExpressions;
using GovernanceConsole.Policy;

namespace GovernanceConsole.Tests.Policy;

/// <summary>The examples of docs/policy.md, put where the guide says: what is shown to people who write a policy must be one.</summary>
[Trait("row", "R-036")]
public sealed partial class PolicyGuideTests
{
    private static readonly string[] Examples =
        [.. Fence().Matches(File.ReadAllText(RepositoryTree.At("docs", "policy.md"))).Select(m => m.Groups["yaml"].Value)];

    [Fact]
    public void StricterCell_InPlaceOfItsRule_HoldsTogetherAndAsksForMore()
    {
        var written = PolicyFormat.DefaultText();
        var at = written.IndexOf("  - id: K01-CON\n", StringComparison.Ordinal);
        var policy = PolicyFormat.Read(written[..at] + Examples[0] + written[written.IndexOf("  - id: ", at + 4, StringComparison.Ordinal)..]).Value;

        Assert.Empty(PolicyChecks.Check(policy));
        Assert.All(PolicyDifference.Between(PolicyDocument.Default, policy), d => Assert.Equal(("K01-CON", Direction.Stricter), (d.Cell, d.Direction)));
        Assert.Equal(3, PolicyDifference.Between(PolicyDocument.Default, policy).Count);
    }

    [Fact]
    public void KindOfTheOrganisation_WithItsCells_HoldsTogether()
    {
        var policy = PolicyFormat.Read(PolicyFormat.DefaultText()
            .Replace("\nclasses:\n", $"\n{Examples[1]}classes:\n", StringComparison.Ordinal)
            .Replace("\nnotOffered:\n", $"\n{Examples[2]}notOffered:\n{Examples[3]}", StringComparison.Ordinal)).Value;

        Assert.Empty(PolicyChecks.Check(policy));
        Assert.Equal("PIN of a works badge", policy.FindKind("K20")!.Title);
        Assert.NotNull(policy.FindRule("K20-STD"));
    }

    [GeneratedRegex("```yaml\n(?<yaml>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Fence();
}
