using System.CommandLine;
using GovernanceConsole.Web.CommandLine;
using GovernanceConsole.Web.Hosting;
using GovernanceConsole.Web.Identity;
using GovernanceConsole.Web.Tests.Fixtures;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace GovernanceConsole.Web.Tests.Hosting;

public sealed class ConfigurationTests(ConsoleFactory console) : IClassFixture<ConsoleFactory>
{
    [Fact]
    public void Check_WithSeveralFaults_ReportsAllOfThemWithTheirKeys()
    {
        var faults = Assert.Throws<ConfigurationFaultsException>(() => Check(
            ("Database:Provider", "Oracle"),
            ("ConnectionStrings:Governance", ""),
            ("Organisation:TimeZone", "Mars/Olympus"),
            ("SignIn:IdleMinutes", "4"),
            ("SignIn:LongestHours", "soon"),
            ("Demo:Enabeld", "true"))).Faults;

        Assert.Equal(
            ["ConnectionStrings:Governance", "Database:Provider", "Demo:Enabeld", "Organisation:TimeZone", "SignIn:IdleMinutes", "SignIn:LongestHours"],
            faults.Select(f => f.Key).Order(StringComparer.Ordinal));
        Assert.Contains("'Oracle' is not one of Sqlite, SqlServer.", faults.Single(f => f.Key == "Database:Provider").Message, StringComparison.Ordinal);
        Assert.Contains("IANA", faults.Single(f => f.Key == "Organisation:TimeZone").Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SignIn:IdleMinutes", "4", false)]
    [InlineData("SignIn:IdleMinutes", "5", true)]
    [InlineData("SignIn:IdleMinutes", "480", true)]
    [InlineData("SignIn:IdleMinutes", "481", false)]
    [InlineData("SignIn:LongestHours", "0", false)]
    [InlineData("SignIn:LongestHours", "1", true)]
    [InlineData("SignIn:LongestHours", "24", true)]
    [InlineData("SignIn:LongestHours", "25", false)]
    [InlineData("Database:Provider", "7", false)]
    [InlineData("Exports:AtOnce", "0", false)]
    [InlineData("Exports:AtOnce", "1", true)]
    [InlineData("Exports:AtOnce", "32", true)]
    [InlineData("Exports:AtOnce", "33", false)]
    [InlineData("Exports:Folder", " ", false)]
    [InlineData("Api:RequestsPerMinute", "0", false)]
    [InlineData("Api:RequestsPerMinute", "1", true)]
    [InlineData("Api:RequestsPerMinute", "100000", true)]
    [InlineData("Api:RequestsPerMinute", "100001", false)]
    [InlineData("Api:LongestKeyDays", "0", false)]
    [InlineData("Api:LongestKeyDays", "1", true)]
    [InlineData("Api:LongestKeyDays", "3650", true)]
    [InlineData("Api:LongestKeyDays", "3651", false)]
    [InlineData("Database:Provider", "sqlite", true)]
    [InlineData("ConnectionStrings:Governance", "data/governance.db", false)]
    public void Check_AtABoundary_AcceptsOrNamesTheKey(string key, string value, bool isUsable)
    {
        var exception = Record.Exception(() => Check((key, value)));

        if (isUsable)
            Assert.Null(exception);
        else
            Assert.Equal(key, Assert.Single(Assert.IsType<ConfigurationFaultsException>(exception).Faults).Key);
    }

    [Fact]
    public void Check_OfTheIdentityProvider_ReportsAllFaultsAtOnce()
    {
        var faults = Assert.Throws<ConfigurationFaultsException>(() => Check(
            ("Authentication:OpenIdConnect:Authority", "http://login.example.com"),
            ("Authentication:OpenIdConnect:ClientSecret", ""),
            ("Authentication:OpenIdConnect:Scopes", "profile"),
            ("Authentication:OpenIdConnect:Roles:Auditors:0", "audit"),
            ("Authentication:OpenIdConnect:Roles:Auditor:0", ""),
            ("Authentication:OpenIdConnect:Roles:ApiClient:0", "machines"))).Faults;

        Assert.Equal(
            ["Authority", "ClientId", "ClientSecret", "RoleClaim", "Roles:ApiClient", "Roles:Auditor", "Roles:Auditors", "Scopes"],
            faults.Select(f => f.Key["Authentication:OpenIdConnect:".Length..]).Order(StringComparer.Ordinal));
        Assert.Contains("is not https", faults.Single(f => f.Key.EndsWith("Authority", StringComparison.Ordinal)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://login.example.com", true)]
    [InlineData("https://login.example.com/tenant/v2.0/", true)]
    [InlineData("http://localhost:9090", true)]
    [InlineData("http://127.0.0.1:9090", true)]
    [InlineData("http://login.example.com", false)]
    [InlineData("https://login.example.com?tenant=1", false)]
    [InlineData("login.example.com", false)]
    [InlineData("ftp://login.example.com", false)]
    [InlineData("", false)]
    public void Check_OfTheAuthority_TakesAnHttpsIssuerOrLoopback(string authority, bool isUsable)
    {
        var exception = Record.Exception(() => Check(("Authentication:OpenIdConnect:Authority", authority), ("Authentication:OpenIdConnect:ClientId", "console")));

        if (isUsable)
            Assert.Null(exception);
        else
            Assert.Equal("Authentication:OpenIdConnect:Authority", Assert.Single(Assert.IsType<ConfigurationFaultsException>(exception).Faults).Key);
    }

    /// <summary>User secrets are a file too, and not one of ours.</summary>
    [Theory]
    [InlineData("appsettings.json", true)]
    [InlineData("appsettings.Production.json", true)]
    [InlineData("secrets.json", false)]
    public void Check_OfASecretInAFileOfSettings_IsAFault(string file, bool isFault)
    {
        var folder = Directory.CreateTempSubdirectory("governance-console-settings-").FullName;
        File.WriteAllText(Path.Combine(folder, file), """{"Authentication":{"OpenIdConnect":{"ClientSecret":"s"}}}""");

        var configuration = new ConfigurationBuilder().SetBasePath(folder).AddJsonFile(file).Build();

        Assert.Equal(isFault, OpenIdConnectOptions.SecretInAFile(configuration).Any());
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Whoever copies the example gets a console that starts.</summary>
    [Fact]
    public void ExampleOfDevelopmentSettings_IsReadWithoutAFault()
    {
        var example = new ConfigurationBuilder()
            .AddJsonFile(RepositoryTree.At("src", "GovernanceConsole.Web", "appsettings.json"))
            .AddJsonFile(RepositoryTree.At("appsettings.Development.json.example"))
            .Build();
        using var services = Services(example);

        services.CheckConfiguration();

        Assert.Equal("Europe/Berlin", example["Organisation:TimeZone"]);
    }

    [Fact]
    public void Documentation_NamesEachKeyOnce()
    {
        var keys = File.ReadLines(RepositoryTree.At("docs", "configuration.md")).Where(l => l.StartsWith("| `", StringComparison.Ordinal)).Select(l => l.Split('|')[1].Trim()).ToList();

        Assert.NotEmpty(keys);
        Assert.Equal(keys.Distinct(StringComparer.Ordinal), keys);
    }

    /// <summary>The example names every setting, so that nobody has to read code to find one.</summary>
    [Fact]
    public void ExampleOfDevelopmentSettings_NamesEverySetting()
    {
        var example = new ConfigurationBuilder().AddJsonFile(RepositoryTree.At("appsettings.Development.json.example")).Build();
        var missing =
            from section in console.Services.GetServices<CheckedSection>()
            let name = (string)section.Options.GetProperty(nameof(ICheckedOptions.Section))!.GetValue(null)!
            from property in section.Options.GetProperties()
            where property.CanWrite && example.GetSection(name).GetChildren().All(given => given.Key != property.Name) // null is named too
            select $"{name}:{property.Name}";

        Assert.Empty(missing);
    }

    [Fact]
    public void OptionsClasses_AreAllCheckedAtStart()
    {
        var written = typeof(Program).Assembly.GetTypes().Where(t => t.Name.EndsWith("Options", StringComparison.Ordinal) && t is { IsClass: true, IsAbstract: false });

        Assert.Empty(written.Except(console.Services.GetServices<CheckedSection>().Select(s => s.Options)).Select(t => t.Name));
    }

    [Fact]
    public async Task Start_WithFaults_PrintsThemAllAndExitsWith2()
    {
        var (code, _, error) = await RunAsync("--Organisation:TimeZone=Mars", "--Database:Provider=Oracle");

        Assert.Equal(2, code);
        Assert.Contains("Organisation:TimeZone", error, StringComparison.Ordinal);
        Assert.Contains("Database:Provider", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_WithTheKeysOfBackupsBesideThem_SaysSoAtOnce()
    {
        var folder = Directory.CreateTempSubdirectory("governance-console-settings-").FullName;

        var (code, _, error) = await RunAsync($"--ConnectionStrings:Governance=Data Source={folder}/governance.db", $"--Backup:Folder={folder}", "--environment=Development", "--Scheduler:Enabled=false");

        Directory.Delete(folder, recursive: true);
        Assert.Equal(2, code);
        Assert.Contains("Backup:KeyFolder: The keys of backups", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("3651")]
    public void KeepDays_OutsideItsBounds_IsAFault(string days) =>
        Assert.Contains("Backup:KeepDays", Assert.Throws<ConfigurationFaultsException>(() => Check(("Backup:KeepDays", days))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("1")]
    [InlineData("3650")]
    public void KeepDays_AtItsBounds_IsNone(string days) => Check(("Backup:KeepDays", days));

    [Fact]
    public void DatabaseFile_WhenRelative_CountsFromTheRootOfTheCheckout()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = RepositoryTree.At("src", "GovernanceConsole.Web") });

        Assert.Equal(RepositoryTree.At("data", "demo.db"), DatabaseComposition.FileOf("Data Source=data/demo.db", builder.Environment));
    }

    internal static async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await new ConsoleCommandLine(Program.Build, Program.ServeAsync).RunAsync(
            [.. arguments, "--applicationName=GovernanceConsole.Web", $"--contentRoot={RepositoryTree.At("src", "GovernanceConsole.Web")}"],
            new InvocationConfiguration { Output = output, Error = error });
        return (code, output.ToString(), error.ToString());
    }

    private static void Check(params (string Key, string Value)[] settings)
    {
        using var services = Services(new ConfigurationBuilder()
            .AddJsonFile(RepositoryTree.At("src", "GovernanceConsole.Web", "appsettings.json"))
            .AddInMemoryCollection(settings.ToDictionary(s => s.Key, s => (string?)s.Value))
            .Build());
        services.CheckConfiguration();
    }

    /// <summary>The sections as the host registers them, over other settings.</summary>
    private static ServiceProvider Services(IConfiguration configuration)
    {
        var builder = WebApplication.CreateBuilder();
        Program.Compose(builder);
        foreach (var other in builder.Services.Where(d => d.ServiceType == typeof(IConfiguration)).ToList())
            builder.Services.Remove(other);
        return builder.Services.AddSingleton(configuration).BuildServiceProvider();
    }
}
