using System.Text.RegularExpressions;

namespace GovernanceConsole.Tests.Architecture;

/// <summary>A decision record is true as long as the tests it names exist and the index knows it.</summary>
public sealed partial class DecisionRecordsTests
{
    private static readonly string[] Parts = ["Context", "Options", "Decision", "Consequences", "What a swap back costs", "Held by"];

    private static string Folder => RepositoryTree.At("docs", "decisions");

    private static IEnumerable<string> Records => Directory.EnumerateFiles(Folder, "0*.md").Order(StringComparer.Ordinal);

    [Fact]
    public void Record_HasEveryPart() =>
        Expect.None(
            from record in Records
            let text = File.ReadAllText(record)
            from part in Parts
            where !text.Contains($"**{part}.**", StringComparison.Ordinal)
            select $"{Path.GetFileName(record)} lacks '{part}'");

    [Fact]
    public void Index_ListsEveryRecordInOrder() =>
        Assert.Equal(
            Records.Select(r => Path.GetFileName(r)),
            RecordLink().Matches(File.ReadAllText(Path.Combine(Folder, "README.md"))).Select(m => m.Groups[1].Value));

    [Fact]
    public void Records_NameTestsThatExist()
    {
        var classes = RepositoryTree.Files(RepositoryTree.At("tests"), "*.cs").Select(f => Path.GetFileNameWithoutExtension(f)).ToHashSet(StringComparer.Ordinal);
        Expect.None(
            from record in Records
            from name in TestClass().Matches(File.ReadAllText(record)).Select(m => m.Groups[1].Value)
            where !classes.Contains(name)
            select $"{Path.GetFileName(record)} names {name}");
    }

    [GeneratedRegex(@"\]\((0\d{3}-[^)]+\.md)\)", RegexOptions.None, 1000)]
    private static partial Regex RecordLink();

    [GeneratedRegex("`([A-Z][A-Za-z]+Tests)`", RegexOptions.None, 1000)]
    private static partial Regex TestClass();
}
