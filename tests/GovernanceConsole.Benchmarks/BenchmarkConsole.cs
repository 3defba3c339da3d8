using GovernanceConsole.Identity;
using GovernanceConsole.Imports;
using GovernanceConsole.Organisation;
using GovernanceConsole.Policy;
using GovernanceConsole.RecoveryPaths;
using GovernanceConsole.Sqlite;
using GovernanceConsole.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace GovernanceConsole.Benchmarks;

/// <summary>The whole business on a new SQLite file, with one person of governance.</summary>
internal sealed class BenchmarkConsole : IAsyncDisposable
{
    private readonly SqliteGovernanceStore _store;
    private readonly ServiceProvider _services;
    private readonly string _file;

    private BenchmarkConsole(SqliteGovernanceStore store, ServiceProvider services, string file) => (_store, _services, _file) = (store, services, file);

    /// <summary>May do what governance and platform administrators may.</summary>
    public Actor Founder { get; private set; } = null!;

    public T Use<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <param name="folder">Gets a folder of its own in it.</param>
    public static async Task<BenchmarkConsole> StartAsync(string folder)
    {
        var own = Directory.CreateDirectory(Path.Combine(folder, Path.GetRandomFileName())).FullName;
        var file = Path.Combine(own, "governance.db");
        var store = SqliteGovernanceStore.Open(new SqliteOptions { File = file }, TimeProvider.System);
        var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<IGovernanceStore>(store)
            .AddSingleton(TimeProvider.System)
            .AddSingleton(new OrganisationTime(TimeProvider.System, TimeZoneInfo.Utc))
            .AddSingleton(new ImportOptions { Folder = Path.Combine(own, "imports") })
            .AddBusiness()
            .BuildServiceProvider();
        var founder = (await services.GetRequiredService<FoundOrganisation>().ExecuteAsync(
            CommandId.New(), new FoundOrganisationInput("Gesa Founder", "E0", null), Actor.ForCommandLine("benchmark"))).Value;
        return new BenchmarkConsole(store, services, file)
        {
            Founder = Actor.ForPerson(founder, "Gesa Founder") with { KnownRoles = new HashSet<Role> { Role.Governance, Role.PlatformAdministrator } },
        };
    }

    /// <summary>A log of the shipped ServiceNow mapping, from file to visible.</summary>
    public async Task<ImportResult> ImportAsync(string file)
    {
        var mapping = ShippedMappings.ByKey["servicenow-incident-log"];
        await using var stream = File.OpenRead(file);
        var received = (await Use<FileIntake>().ReceiveAsync(stream, Path.GetFileName(file))).Value;
        var outcome = await Use<ImportFile>().ExecuteAsync(CommandId.New(), new ImportInput(ImportKind.TicketHistory, mapping.Text), received, Founder);
        return outcome.Value.State == ImportState.Visible ? outcome.Value : throw new InvalidOperationException($"The import is {outcome.Value.State}.");
    }

    /// <summary>
    /// A path by phone for every kind, active at once: how a path comes to be active is not what is measured, so its state is written past the rules.
    /// </summary>
    public async Task OpenAPathAsync()
    {
        _ = (await Use<RegisterRecoveryPath>().ExecuteAsync(
            CommandId.New(),
            new RegisterRecoveryPathInput(
                new PathDescription(
                    "Desk by phone", PathType.Phone, Lane.GovernedRecovery, RiskLevel.Moderate, [IntakeChannel.Phone], [.. RequestKinds.All.Select(k => k.Kind)], DesignedBy.Iam,
                    Founder.Person, Area: null, IdentityDomain: null, Desks: []),
                new ReachDescription([ReachKind.Accounts], Note: "Everything that people sign in to.", []), ControlOwner: null, RiskOwner: null),
            Founder)).Value;
        await using var connection = new SqliteConnection($"Data Source={_file};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "UPDATE recovery_paths SET state = 'Active'";
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _store.DisposeAsync();
    }
}
