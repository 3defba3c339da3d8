using GovernanceConsole.Imports;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.Imports;

public sealed class ImportTemplateTests
{
    public static TheoryData<string> Mappings => [.. ShippedMappings.ByKey.Keys];

    [Theory]
    [MemberData(nameof(Mappings))]
    public async Task Template_OfAShippedMapping_IsTakenAsItIs(string mapping)
    {
        await using var console = await TestConsole.StartAsync();
        var meant = ShippedMappings.ByKey[mapping];

        var checkedFile = (await console.CheckAsync(ImportTemplate.Of(meant), meant)).Value;

        Assert.Empty(await console.FindingsAsync(checkedFile, FindingClass.Refused));
        Assert.Equal((ImportState.Checked, 1, 0), (checkedFile.State, checkedFile.RowsRead, checkedFile.RowsRefused));
    }

    [Fact]
    public void Template_OfAMappingWithASemicolon_SeparatesByIt()
    {
        var mapping = ImportMapping.Parse("name: X\nkind: people\ndelimiter: ';'\ncolumns: { directory-key: 'Key; number', name: Name }").Value;

        Assert.Equal("\"Key; number\";Name\r\nP1001;Ada Example\r\n", ImportTemplate.Of(mapping));
    }

    /// <summary>Whoever prepares a file reads there which headers it needs.</summary>
    [Theory]
    [MemberData(nameof(Mappings))]
    public void Documentation_OfAShippedMapping_NamesItsHeaders(string mapping)
    {
        var columns = ShippedMappings.ByKey[mapping].Columns.Values.ToLookup(c => c.IsOptional, c => $"`{c.Column}`");

        Assert.Contains(
            $"| `{mapping}` | {string.Join(", ", columns[false])} | {string.Join(", ", columns[true])} |",
            File.ReadAllText(RepositoryTree.At("docs", "imports.md")), StringComparison.Ordinal);
    }
}
