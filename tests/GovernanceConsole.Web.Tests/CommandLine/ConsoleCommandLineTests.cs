using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using GovernanceConsole.Web.Tests.Hosting;

namespace GovernanceConsole.Web.Tests.CommandLine;

public sealed class ConsoleCommandLineTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("governance-console-verbs-").FullName;

    [Fact]
    public async Task Migrate_OfADatabaseThatIsNotThere_MakesItAndSaysWhereItStands()
    {
        var (code, output, _) = await ConfigurationTests.RunAsync("database", "migrate", Database, "--json");

        Assert.Equal(0, code);
        Assert.True(File.Exists(Path.Combine(_folder, "governance.db")));
        Assert.True(JsonDocument.Parse(output).RootElement.GetProperty("script").GetInt32() > 0);
    }

    /// <summary>Outside Development the console does not serve yet, but a database owner must get on.</summary>
    [Fact]
    public async Task Migrate_InProduction_Works()
    {
        var (code, output, _) = await ConfigurationTests.RunAsync("database", "migrate", Database, "--environment=Production");

        Assert.Equal(0, code);
        Assert.StartsWith("The database is at script", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Script_PrintsEveryScriptWithItsHashAndMakesNoDatabase()
    {
        var (code, output, _) = await ConfigurationTests.RunAsync("database", "script", Database);

        Assert.Equal(0, code);
        Assert.Contains("-- 0001_", output, StringComparison.Ordinal);
        Assert.Contains("CREATE TABLE", output, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public async Task Script_ForSqlServer_PrintsItsScriptsWithoutAServer()
    {
        var (code, output, _) = await ConfigurationTests.RunAsync("database", "script", "--Database:Provider=SqlServer", "--ConnectionStrings:Governance=Server=none;Database=none");

        Assert.Equal(0, code);
        Assert.Contains("CREATE SCHEMA audit", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Migrate_OnSqlServerThatDoesNotAnswer_SaysSo()
    {
        var (code, _, error) = await ConfigurationTests.RunAsync(
            "database", "migrate", "--Database:Provider=SqlServer",
            "--ConnectionStrings:Governance=Server=127.0.0.1,1;Database=governance;Connect Timeout=2;ConnectRetryCount=0");

        Assert.Equal(1, code);
        Assert.StartsWith("The database on SQL Server cannot be opened.", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Migrate_OnSqlServerWithAnUncheckedCertificateOutsideDevelopment_IsRefused()
    {
        var (code, _, error) = await ConfigurationTests.RunAsync(
            "database", "migrate", "--Database:Provider=SqlServer", "--environment=Production",
            "--ConnectionStrings:Governance=Server=127.0.0.1,1;Database=governance;TrustServerCertificate=true");

        Assert.Equal(2, code);
        Assert.Contains("ConnectionStrings:Governance: holds TrustServerCertificate=true", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("database", "migrat")]
    [InlineData("database", "migrate", "now")]
    [InlineData("database", "migrate", "--jason")]
    public async Task AWordNobodyKnows_IsSaidAndNothingIsDone(params string[] arguments)
    {
        var (code, _, _) = await ConfigurationTests.RunAsync([.. arguments, Database]);

        Assert.NotEqual(0, code);
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public async Task Import_WhereNoFileCanBeWritten_SaysSoInOneSentence()
    {
        var people = Path.Combine(_folder, "people.csv");
        await File.WriteAllTextAsync(people, "key,name,email,kind,engagement,manager,unit,contract_ends,left\nP1,Ada,,,,,,,\n");

        var (code, _, error) = await ConfigurationTests.RunAsync("import", "people", people, Database, $"--Imports:Folder={Path.Combine(people, "folder")}");

        Assert.Equal(1, code);
        Assert.StartsWith("That could not be done: ", error, StringComparison.Ordinal);
        Assert.Single(error.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task Migrate_OfWhatIsNoDatabase_SaysSoInOneSentence()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "governance.db"), new string('x', 5000));

        var (code, _, error) = await ConfigurationTests.RunAsync("database", "migrate", Database);

        Assert.Equal(1, code);
        Assert.Contains("file is not a database", error, StringComparison.Ordinal);
        Assert.Single(error.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task Serve_AtAnAddressThatIsTaken_NamesItAndHowToChooseAnother()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var address = $"http://127.0.0.1:{((IPEndPoint)taken.LocalEndpoint).Port}";

        var (code, _, error) = await ConfigurationTests.RunAsync("serve", Database, "--environment=Development", "--Scheduler:Enabled=false", $"--urls={address}");

        Assert.Equal(1, code);
        Assert.Equal($"Another program answers at {address} already, perhaps a console. Stop it, or choose another address: --urls http://localhost:5090", error.TrimEnd());
    }

    [Fact]
    public async Task Help_ListsTheVerbs()
    {
        var (code, output, _) = await ConfigurationTests.RunAsync("--help");

        Assert.Equal(0, code);
        Assert.Contains("serve", output, StringComparison.Ordinal);
        Assert.Contains("database", output, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Database => $"--ConnectionStrings:Governance=Data Source={Path.Combine(_folder, "governance.db")}";
}
