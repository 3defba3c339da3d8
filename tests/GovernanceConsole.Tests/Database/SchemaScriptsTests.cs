using System.Globalization;
using System.Text.RegularExpressions;
using GovernanceConsole.Sqlite;
using GovernanceConsole.SqlServer;
using GovernanceConsole.Storage;

namespace GovernanceConsole.Tests.Database;

public sealed partial class SchemaScriptsTests
{
    private const string Heading = """
        # SHA-256 of each script, as the runner records it. A line of a released version never changes: what was
        # applied cannot be unapplied, and a database that holds the script with other content is refused.
        # After adding a script: GOVERNANCE_UPDATE=1 dotnet test tests/GovernanceConsole.Tests --filter SchemaScriptsTests

        """;

    private static string Pinned => RepositoryTree.At("database", "scripts.sha256");

    [Fact]
    public void Script_IsThereForBothDatabases() =>
        Assert.Equal(SqliteSchema.Scripts.Select(s => (s.Number, s.Name)), SqlServerSchema.Scripts.Select(s => (s.Number, s.Name)));

    [Theory]
    [InlineData("Sqlite")]
    [InlineData("SqlServer")]
    public void Numbers_AreGivenOnce(string provider) =>
        Expect.None(Of(provider).GroupBy(s => s.Number).Where(g => g.Count() > 1).Select(g => string.Join(", ", g.Select(s => s.Name))));

    [Theory]
    [InlineData("Sqlite")]
    [InlineData("SqlServer")]
    public void Script_IsEmbeddedAsItStandsInItsFolder(string provider) =>
        Assert.Equal(
            Directory.EnumerateFiles(RepositoryTree.At("database", provider, "scripts")).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal),
            Of(provider).Select(s => $"{s.Number:0000}_{s.Name}.sql"));

    [Fact]
    public void Readme_ListsEveryScriptInOrder() =>
        Assert.Equal(
            SqliteSchema.Scripts.Select(s => (s.Number.ToString("0000", CultureInfo.InvariantCulture), s.Name)),
            TableLine().Matches(File.ReadAllText(RepositoryTree.At("database", "README.md"))).Select(m => (m.Groups[1].Value, m.Groups[2].Value)));

    [Fact]
    public void Hashes_AreThePinnedOnes()
    {
        var actual = Heading + string.Concat(
            from provider in new[] { "Sqlite", "SqlServer" }
            from script in Of(provider)
            select $"{script.Sha256}  {provider}/{script.Number:0000}_{script.Name}.sql\n");
        if (Environment.GetEnvironmentVariable("GOVERNANCE_UPDATE") == "1")
            File.WriteAllText(Pinned, actual);

        Assert.Equal(File.ReadAllText(Pinned).ReplaceLineEndings("\n"), actual.ReplaceLineEndings("\n"));
    }

    private static IReadOnlyList<SchemaScript> Of(string provider) => provider == "Sqlite" ? SqliteSchema.Scripts : SqlServerSchema.Scripts;

    [GeneratedRegex(@"^\| (\d{4}) \| (\w+) \|", RegexOptions.Multiline, 1000)]
    private static partial Regex TableLine();
}
