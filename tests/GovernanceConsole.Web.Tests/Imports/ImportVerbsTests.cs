using System.Text.Json;
using GovernanceConsole.Web.Tests.Fixtures;
using GovernanceConsole.Web.Tests.Hosting;

namespace GovernanceConsole.Web.Tests.Imports;

public sealed class ImportVerbsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("governance-console-import-verb-").FullName;

    [Fact]
    public async Task DryRun_OfTheRealShapedFile_SaysWhatIsInItAndStoresNothing()
    {
        var (code, output, _) = await ImportAsync("ticket-history", Log, "--mapping", "servicenow-incident-log", "--dry-run");

        Assert.Equal(0, code);
        Assert.Contains("200 rows, 40 tickets; 0 refused", output, StringComparison.Ordinal);
        Assert.Contains("'-100' in ident_state", output, StringComparison.Ordinal);
        Assert.Contains("assumed  The publisher replaced symptoms by codes", output, StringComparison.Ordinal);
        Assert.EndsWith("Nothing was stored. The file can be imported as it is.", output.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_Twice_ImportsOnceAndIsContentTheSecondTime()
    {
        var (first, json, _) = await ImportAsync("ticket-history", Log, "--mapping", "servicenow-incident-log", "--json");
        var (second, again, _) = await ImportAsync("ticket-history", Log, "--mapping", "servicenow-incident-log");

        var answer = JsonDocument.Parse(json).RootElement;
        Assert.Equal((0, "Visible", 200), (first, answer.GetProperty("state").GetString(), answer.GetProperty("rowsStored").GetInt32()));
        Assert.Equal(0, second);
        Assert.Contains("was imported as IMP-0001", again, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_WithRefusedRows_FailsNamesThemAndGoesOnWithoutThem()
    {
        var people = Path.Combine(_folder, "people.csv");
        await File.WriteAllTextAsync(people, "key,name,email,kind,engagement,manager,unit,contract_ends,left\nP1,Ada,,,,,,,\nP2,,,,,,,,\n");

        var (code, output, _) = await ImportAsync("people", people);
        var (excluded, rest, _) = await ImportAsync("people", people, "--exclude", "3");

        Assert.Equal(1, code);
        Assert.Contains("refused  line 3: name has no value here", output, StringComparison.Ordinal);
        Assert.Contains("--exclude", output, StringComparison.Ordinal);
        Assert.Equal(0, excluded);
        Assert.Contains("1 left out", rest, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no such file", "people", "nowhere.csv")]
    [InlineData("Name a mapping with --mapping", "ticket-history", "log.csv")]
    [InlineData("Name a mapping with --mapping", "people", "log.csv", "--mapping", "nowhere.yaml")]
    public async Task Import_OfWhatIsNotThere_SaysSoInOneSentence(string sentence, string kind, string file, params string[] more)
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "log.csv"), "a\n1\n");

        var (code, output, _) = await ImportAsync([kind, Path.Combine(_folder, file), .. more]);

        Assert.Equal(1, code);
        Assert.Contains(sentence == "no such file" ? "There is no file" : sentence, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_AnUnknownKind_IsAFaultOfTheCommandLine()
    {
        var (code, _, error) = await ImportAsync("tickets", Log);

        Assert.NotEqual(0, code);
        Assert.Contains("ticket-history", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_WhileAConsoleWrites_IsRefusedInOneSentence()
    {
        await using var store = GovernanceConsole.Sqlite.SqliteGovernanceStore.Open(new() { File = Path.Combine(_folder, "governance.db") }, TimeProvider.System);

        var (code, _, error) = await ImportAsync("ticket-history", Log, "--mapping", "servicenow-incident-log");

        Assert.Equal(1, code);
        Assert.Contains("Another process is writing", error, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string Log => RepositoryTree.At("tests", "GovernanceConsole.Tests", "Imports", "files", "servicenow-shaped.csv");

    private Task<(int Code, string Output, string Error)> ImportAsync(params string[] arguments) => ConfigurationTests.RunAsync(
        ["import", .. arguments, $"--ConnectionStrings:Governance=Data Source={Path.Combine(_folder, "governance.db")}", $"--Imports:Folder={Path.Combine(_folder, "imports")}"]);
}
