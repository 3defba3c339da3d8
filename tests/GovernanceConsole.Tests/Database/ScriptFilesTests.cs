using System.Text.RegularExpressions;

namespace GovernanceConsole.Tests.Database;

/// <summary>What database/README.md says about the scripts, held against the folders.</summary>
public sealed partial class ScriptFilesTests
{
    [Fact]
    public void Readme_ListsEveryScriptInOrder()
    {
        var listed = TableLine().Matches(File.ReadAllText(RepositoryTree.At("database", "README.md"))).Select(m => $"{m.Groups[1].Value}_{m.Groups[2].Value}.sql");
        Assert.Equal(Scripts("Sqlite"), listed);
    }

    [Fact]
    public void Scripts_AreNumberedWithoutGapsAndNamedAlikeForBothDatabases()
    {
        var sqlite = Scripts("Sqlite");
        Assert.Equal(Enumerable.Range(1, sqlite.Count).Select(n => n.ToString("0000", System.Globalization.CultureInfo.InvariantCulture)), sqlite.Select(s => s[..4]));
        // The scripts for SQL Server arrive together; from then on none may be missing or named otherwise.
        if (Directory.Exists(Folder("SqlServer")))
            Assert.Equal(sqlite, Scripts("SqlServer"));
    }

    private static string Folder(string provider) => RepositoryTree.At("database", provider, "scripts");

    private static List<string> Scripts(string provider) =>
        [.. RepositoryTree.Files(Folder(provider), "*.sql").Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    [GeneratedRegex(@"^\| (\d{4}) \| (\w+) \|", RegexOptions.Multiline, 1000)]
    private static partial Regex TableLine();
}
