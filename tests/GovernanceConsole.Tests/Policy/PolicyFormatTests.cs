using System.Text.Json.Nodes;
using GovernanceConsole.Policy;

namespace GovernanceConsole.Tests.Policy;

[Trait("row", "R-026")]
public sealed class PolicyFormatTests
{
    private static string ShippedFile => RepositoryTree.At("src", "GovernanceConsole", "Policy", "default-policy.yaml");

    private static string SchemaFile => RepositoryTree.At("docs", "policy.schema.json");

    [Fact]
    public void Yaml_OfThePolicy_ReadsAsTheSamePolicy() =>
        Assert.Equal(PolicyDocument.Default, PolicyFormat.Read(PolicyFormat.ToYaml(PolicyDocument.Default)).Value);

    [Fact]
    public void Json_OfThePolicy_ReadsAsTheSamePolicy() =>
        Assert.Equal(PolicyDocument.Default, PolicyFormat.Read(PolicyFormat.ToJson(PolicyDocument.Default)).Value);

    /// <summary>The shipped file is what an export of version 1 gives, so that a difference of files shows differences of policies alone.</summary>
    [Fact]
    public void ShippedFile_IsWrittenAsAnExportIs() => IsAsGenerated(ShippedFile, PolicyFormat.ToYaml(PolicyDocument.Default));

    [Fact]
    public void PublishedSchema_IsThatOfTheTypes() => IsAsGenerated(SchemaFile, PolicyFormat.Schema);

    [Fact]
    public void Schema_NamesEveryPartAndAllowsNoOther()
    {
        var schema = JsonNode.Parse(PolicyFormat.Schema)!;

        Assert.Equal(
            JsonNode.Parse(PolicyDocument.Default.ToJson())!.AsObject().Select(p => p.Key),
            schema["properties"]!.AsObject().Select(p => p.Key));
        Assert.False(schema["additionalProperties"]!.GetValue<bool>());
    }

    [Theory]
    [InlineData("lane: break-fix", "lane: fix", "levels[1].lane: “fix” is not known. Write one of break-fix, governed-recovery,")]
    [InlineData("for: 72 h", "for: 72 hours", "levels[1].monitoring.for: a duration is written as “15 min”, “4 h” or “30 d”")]
    [InlineData("signOffDays: 180", "signOffDays: long", "limits.signOffDays: a whole number belongs there.")]
    [InlineData("signOffDays: 180", "lunchBreak: 1", "limits: “lunchBreak” is not known there.")]
    [InlineData("    level: moderate\n", "", "levels[1]: “level” is missing.")]
    [InlineData("verificationStands:", "verificationLasts:", "“verificationLasts” is not known there.")]
    [InlineData("id: K01-STD\n    lane: break-fix", "id: K01-STD\n    lane: fix", "rules[1] (K01-STD).lane: “fix” is not known.")]
    [InlineData("code: K01\n", "code: 17\n", "kinds[1] (17).code: a text belongs there; put it in quotes")]
    [InlineData("evidence: [E1, E5, E6]", "evidence: [E1, E5, E99]", "kinds[1] (K01).evidence[3]: “E99” is not known. Write one of E1, E2,")]
    public void File_WithAFault_IsRefusedWithItsPlaceAndWhatBelongsThere(string there, string instead, string sentence)
    {
        var text = PolicyFormat.ToYaml(PolicyDocument.Default);
        Assert.Contains(there, text, StringComparison.Ordinal);
        var at = text.IndexOf(there, StringComparison.Ordinal);

        var refused = Assert.IsType<PolicyFileIsUnreadable>(Assert.Single(PolicyFormat.Read(text[..at] + instead + text[(at + there.Length)..]).Refusals));

        Assert.StartsWith(sentence, refused.What, StringComparison.Ordinal);
        if (instead.Length > 0 && !sentence.StartsWith('“') && !sentence.Contains("not known there", StringComparison.Ordinal))
            Assert.Equal(text[..at].Count(c => c == '\n') + 1 + instead.Count(c => c == '\n' && instead[^1] != '\n'), refused.Line);
    }

    [Theory]
    [InlineData("")]
    [InlineData("- a\n- b\n")]
    [InlineData("limits: &a {x: *a}")]
    [InlineData("limits: !!python/object {}")]
    [InlineData("limits: {a: 1, a: 2}")]
    [InlineData("a: [[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]")]
    [InlineData("\0")]
    public void File_ThatIsNoPlainYaml_IsRefused(string text) => Assert.IsType<PolicyFileIsUnreadable>(Assert.Single(PolicyFormat.Read(text).Refusals));

    [Fact]
    public void File_LongerThanAPolicyCanBe_IsRefusedUnread() =>
        Assert.IsType<PolicyFileIsUnreadable>(Assert.Single(PolicyFormat.Read(new string('x', PolicyFormat.MaximumLength + 1)).Refusals));

    private static void IsAsGenerated(string file, string text)
    {
        if (Environment.GetEnvironmentVariable("GOVERNANCE_UPDATE") == "1")
            File.WriteAllText(file, text);
        Assert.True(File.Exists(file) && File.ReadAllText(file) == text, $"{Path.GetFileName(file)} is not as generated. Run this test with GOVERNANCE_UPDATE=1 and look at the difference.");
    }
}
