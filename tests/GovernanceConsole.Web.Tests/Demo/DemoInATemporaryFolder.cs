using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Sqlite;
using GovernanceConsole.Storage;
using GovernanceConsole.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace GovernanceConsole.Web.Tests.Demo;

/// <summary>The demo as the verb makes it, opened as the host opens it. Played once for all tests that read it.</summary>
public sealed class DemoInATemporaryFolder : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("governance-console-demo-").FullName;
    private SqliteGovernanceStore _store = null!;
    private ServiceProvider _services = null!;

    /// <summary>Somebody of governance, as far as queries ask.</summary>
    public static Actor Governance { get; } =
        Actor.ForPerson(new PersonId(Guid.CreateVersion7()), "Governance") with { KnownRoles = new HashSet<Role> { Role.Governance } };

    /// <summary>What the verb answered.</summary>
    public int ExitCode { get; private set; }

    /// <summary>The files it left, before anybody opened them.</summary>
    public IReadOnlyList<string> Files { get; private set; } = [];

    public async Task InitializeAsync()
    {
        var data = Path.Combine(_folder, "data"); // not there yet, as on a fresh clone
        var file = Path.Combine(data, "demo.db");
        (ExitCode, _, _) = await ConfigurationTests.RunAsync("demo", "load", $"--ConnectionStrings:Governance=Data Source={file}");
        Files = [.. Directory.EnumerateFileSystemEntries(data).Select(f => Path.GetFileName(f)!)];
        _store = SqliteGovernanceStore.Open(new SqliteOptions { File = file }, TimeProvider.System);
        _services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<IGovernanceStore>(_store)
            .AddSingleton(TimeProvider.System)
            .AddSingleton(new OrganisationTime(TimeProvider.System, TimeZoneInfo.Utc))
            .AddBusiness()
            .BuildServiceProvider();
    }

    /// <summary>The query of the demo's own database.</summary>
    public T Use<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public async Task DisposeAsync()
    {
        await _services.DisposeAsync();
        await _store.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
