using System.Text.Json;
using GovernanceConsole.Web.Tests.Hosting;

namespace GovernanceConsole.Web.Tests.ApiKeys;

public sealed class ApiKeyVerbsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("governance-console-keys-").FullName;

    private string Database => $"--ConnectionStrings:Governance=Data Source={Path.Combine(_folder, "governance.db")}";

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Keys_CreatedListedAndRevoked_AreToldAsText()
    {
        var (code, created, _) = await ConfigurationTests.RunAsync("api-key", "create", "--client", "ticketing, test", "--scope", "paths:read", "--scope", "ledger:read", Database);
        Assert.Equal(0, code);
        Assert.Matches("^gck_0001_[0-9a-f]{72}\\s+AK-0001 for “ticketing, test”: paths:read ledger:read, until ", created);

        var (_, listed, _) = await ConfigurationTests.RunAsync("api-key", "list", Database);
        Assert.Matches("^AK-0001  Live .* last used never  paths:read ledger:read  ticketing, test", listed);
        Assert.DoesNotContain(created.Split('_')[2][..64], listed, StringComparison.Ordinal);

        Assert.Equal(0, (await ConfigurationTests.RunAsync("api-key", "revoke", "ak-0001", "--reason", "Gone.", Database)).Code);
        Assert.StartsWith("AK-0001  Revoked", (await ConfigurationTests.RunAsync("api-key", "list", Database)).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keys_WithJson_AreForMachines()
    {
        var created = JsonSerializer.Deserialize<JsonElement>(
            (await ConfigurationTests.RunAsync("api-key", "create", "--client", "witness", "--scope", "ledger:prove", "--json", Database)).Output);
        Assert.Equal("AK-0001", created.GetProperty("number").GetString());
        Assert.StartsWith("gck_0001_", created.GetProperty("key").GetString(), StringComparison.Ordinal);

        var listed = JsonSerializer.Deserialize<JsonElement>((await ConfigurationTests.RunAsync("api-key", "list", "--json", Database)).Output);
        Assert.Equal(("AK-0001", "Live", "ledger:prove"), (listed[0].GetProperty("number").GetString(), listed[0].GetProperty("state").GetString(), listed[0].GetProperty("scopes")[0].GetString()));
    }

    [Fact]
    public async Task Create_WhatIsRefused_SaysWhyAndDoesNothing()
    {
        var (code, output, error) = await ConfigurationTests.RunAsync("api-key", "create", "--client", " ", "--scope", "paths:read", "--until", "2020-01-01", Database);

        Assert.Equal((1, ""), (code, output));
        Assert.Contains("The client is empty.", error, StringComparison.Ordinal);
        Assert.Contains("1 Jan 2020 is past.", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("api-key", "create", "--client", "x", "--scope", "everything")]
    [InlineData("api-key", "create", "--client", "x")]
    [InlineData("api-key", "revoke", "AK-0001")]
    public async Task Verb_ThatIsNotUnderstood_Fails(params string[] arguments) =>
        Assert.NotEqual(0, (await ConfigurationTests.RunAsync([.. arguments, Database])).Code);

    [Fact]
    public async Task Revoke_WhatIsNotThere_SaysSo()
    {
        var (code, _, error) = await ConfigurationTests.RunAsync("api-key", "revoke", "AK-0042", "--reason", "Gone.", Database);

        Assert.Equal(1, code);
        Assert.Contains("There is no API key AK-0042.", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verbs_WhileAConsoleRuns_OnlyRead()
    {
        Assert.Equal(0, (await ConfigurationTests.RunAsync("api-key", "create", "--client", "x", "--scope", "paths:read", Database)).Code);
        await using var running = GovernanceConsole.Sqlite.SqliteGovernanceStore.Open(new GovernanceConsole.Sqlite.SqliteOptions { File = Path.Combine(_folder, "governance.db") }, TimeProvider.System);

        Assert.Equal(1, (await ConfigurationTests.RunAsync("api-key", "create", "--client", "y", "--scope", "paths:read", Database)).Code);
        Assert.Equal(1, (await ConfigurationTests.RunAsync("api-key", "revoke", "AK-0001", "--reason", "Gone.", Database)).Code);
        var (code, listed, _) = await ConfigurationTests.RunAsync("api-key", "list", Database);
        Assert.Equal(0, code);
        Assert.Single(listed.TrimEnd().Split('\n'));
    }
}
