using GovernanceConsole.AuditLedger;
using GovernanceConsole.Backups;
using GovernanceConsole.Checkpoints;
using GovernanceConsole.Identity;
using GovernanceConsole.Imports;
using GovernanceConsole.Organisation;
using GovernanceConsole.Outbox;
using GovernanceConsole.Policy;
using GovernanceConsole.Privacy;
using GovernanceConsole.Sqlite;
using GovernanceConsole.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace GovernanceConsole.Tests.Fixtures;

/// <summary>
/// The business on a real, migrated SQLite file of its own, with a clock the test moves. One founder with governance
/// and platform roles exists; further people are made by name. Every query that runs is translated for SQL Server too.
/// </summary>
internal sealed class TestConsole : IAsyncDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private readonly string _timeZone;
    private readonly IReadOnlyList<IInterceptor> _whenReading;
    private ServiceProvider _services = null!;
    private SqliteGovernanceStore _store = null!;
    private int _people;

    private TestConsole(string timeZone, string? folder, params IReadOnlyList<IInterceptor> whenReading)
    {
        _timeZone = timeZone;
        _whenReading = whenReading;
        Clock = new SettableClock(Start);
        File = Path.Combine(folder ?? Directory.CreateTempSubdirectory("governance-console-tests-").FullName, "governance.db");
        Open();
    }

    public string File { get; }

    public SettableClock Clock { get; }

    /// <summary>The signer of this console's checkpoints.</summary>
    public SignerFiles Signer => new(Path.Combine(Path.GetDirectoryName(File)!, "signer", "key.pem"), Path.Combine(Path.GetDirectoryName(File)!, "signer", "signed.json"));

    /// <summary>Outside of what is backed up and restored.</summary>
    public ErasureRegisterFile Register => new(Path.Combine(Path.GetDirectoryName(File)!, "signer", "erasures.jsonl"));

    /// <summary>Holds <see cref="Role.Governance"/> and <see cref="Role.PlatformAdministrator"/>.</summary>
    public Actor Founder { get; private set; } = null!;

    public IGovernanceStore Store => _store;

    /// <summary>The mail server, as far as this console knows.</summary>
    public FakeMailServer Mail { get; } = new();

    /// <summary>Whether approvals demand a fresh sign-in, as they do in the host. Off, because people here sign in once and the clock moves by years.</summary>
    public bool DemandsFreshSignIn { get; set; }

    /// <param name="timeZone">The organisation's.</param>
    /// <param name="folder">Where the file is made; null for a folder of its own. It is gone at the end.</param>
    /// <param name="whenReading">Sees what queries send; null where nobody looks.</param>
    /// <param name="translates">Whether each query is translated for SQL Server too; not where times are measured.</param>
    public static async Task<TestConsole> StartAsync(string timeZone = "Europe/Berlin", string? folder = null, IInterceptor? whenReading = null, bool translates = true)
    {
        var console = new TestConsole(timeZone, folder, [.. translates ? new IInterceptor[] { TranslatesForSqlServer.Too } : [], .. whenReading is null ? [] : new[] { whenReading }]);
        var founder = await console.Use<FoundOrganisation>().ExecuteAsync(
            CommandId.New(), new FoundOrganisationInput("Gesa Founder", "E0000", "gesa@example.test"), Actor.ForCommandLine("test"));
        console.Founder = SignedIn(founder.Value, "Gesa Founder", Role.Governance, Role.PlatformAdministrator);
        return console;
    }

    /// <summary>Stops and starts again on the same file.</summary>
    public Task RestartAsync() => WhileStoppedAsync(() => Task.CompletedTask);

    /// <summary>Stops, lets somebody else have the file, and starts again on it.</summary>
    public async Task WhileStoppedAsync(Func<Task> work)
    {
        await CloseAsync();
        try
        {
            await work();
        }
        finally
        {
            Open();
        }
    }

    /// <summary>The use case, query or service.</summary>
    public T Use<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>The same for a type found at run time.</summary>
    public object Use(Type type) => _services.GetRequiredService(type);

    /// <summary>A new person with the given roles, signed in.</summary>
    public async Task<Actor> PersonAsync(string name, params Role[] roles)
    {
        var key = $"E{++_people:0000}";
        var person = (await Use<RegisterPerson>().ExecuteAsync(
            CommandId.New(), new RegisterPersonInput(key, name, $"{key}@example.test"), Founder)).Value;
        foreach (var role in roles)
            _ = (await Use<GrantRole>().ExecuteAsync(CommandId.New(), new GrantRoleInput(person, role), Founder)).Value;
        return SignedIn(person, name, roles);
    }

    /// <summary>What somebody with access to the file does behind the console's back.</summary>
    public async Task PastTheConsoleAsync(string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={File};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        Assert.True(await command.ExecuteNonQueryAsync() > 0);
    }

    /// <summary>Reads rows past the queries, to check what was stored.</summary>
    public async Task<List<T>> RowsAsync<T>()
        where T : class
    {
        await using var context = Store.OpenForReading();
        return await context.Set<T>().ToListAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        Directory.Delete(Path.GetDirectoryName(File)!, recursive: true);
    }

    private void Open()
    {
        _store = SqliteGovernanceStore.Open(new SqliteOptions { File = File }, Clock, _whenReading);
        _services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<IGovernanceStore>(_store)
            .AddSingleton<TimeProvider>(Clock)
            .AddSingleton(new OrganisationTime(Clock, TimeZoneInfo.FindSystemTimeZoneById(_timeZone)))
            .AddSingleton(new ImportOptions { Folder = Path.Combine(Path.GetDirectoryName(File)!, "imports"), RowsPerChunk = 500 })
            .AddSingleton(Signer)
            .AddSingleton(Register)
            .AddSingleton(new BackupPlaces(Path.Combine(Path.GetDirectoryName(File)!, "backups"), Path.Combine(Path.GetDirectoryName(File)!, "signer", "backup-keys"), KeepDays: 30))
            .AddSingleton<IDatabaseCopy>(new SqliteDatabaseCopy(File))
            .AddSingleton<IMailSender>(Mail)
            .AddBusiness()
            .AddSingleton<ISignInDemand>(provider => new DemandAtWill(this, provider.GetRequiredService<ApprovalSignIn>()))
            .BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
    }

    private async Task CloseAsync()
    {
        await _services.DisposeAsync();
        await _store.DisposeAsync();
    }

    private sealed class DemandAtWill(TestConsole console, ISignInDemand real) : ISignInDemand
    {
        public async Task<Refusal?> WhyNotAsync(GovernanceDbContext context, SignIn? signIn, DateTimeOffset now, CancellationToken cancellationToken = default) =>
            console.DemandsFreshSignIn ? await real.WhyNotAsync(context, signIn, now, cancellationToken) : null;
    }

    internal static Actor SignedIn(PersonId person, string name, params Role[] roles) =>
        Actor.ForPerson(person, name) with
        {
            SignIn = new SignIn(Start, "test", "test", SessionHash: null),
            KnownRoles = roles.ToHashSet(),
        };
}
