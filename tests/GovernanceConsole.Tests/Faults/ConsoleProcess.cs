using System.Globalization;
using System.Text.Json;
using GovernanceConsole.Backups;
using GovernanceConsole.Identity;
using GovernanceConsole.Imports;
using GovernanceConsole.Organisation;
using GovernanceConsole.RecoveryPaths;
using GovernanceConsole.Sqlite;
using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GovernanceConsole.Tests.Faults;

/// <summary>
/// What runs when this assembly is started as a program: the store and the use cases of the console in a process that may be killed, or
/// whose disk may be made to fail. It does what it reads from its input, line by line, and writes each answer once it has it:
/// <code>
/// open | close             opened, closed or failed
/// decide [key]             an acknowledgement or failed
/// backup [folder]          makes a sealed backup there, again and again, until it is killed
/// run [seed]               opens, decides as fast as eight callers can, closes, and again, until it is killed
/// </code>
/// An acknowledgement is <c>ack [command id] [use case] [key] [answer as JSON]</c>.
/// </summary>
internal static class ConsoleProcess
{
    private const int Callers = 8;

    /// <param name="args">The database file, and who acts.</param>
    public static async Task<int> Main(string[] args)
    {
        var (file, founder) = (args[0], FounderOf(new PersonId(Guid.Parse(args[1]))));
        await WarmUpAsync(founder);
        Say("ready");

        Session? session = null;
        while (await Console.In.ReadLineAsync() is { } line)
        {
            var words = line.Split(' ');
            try
            {
                switch (words[0])
                {
                    case "open":
                        session = Session.Open(file, founder);
                        Say("opened");
                        break;
                    case "close":
                        if (session is not null)
                            await session.DisposeAsync();
                        session = null;
                        Say("closed");
                        break;
                    case "decide":
                        await session!.RegisterAsync(words[1]);
                        break;
                    case "backup":
                        Say("backing up");
                        BackUp(file, words[1]);
                        break;
                    case "run":
                        await RunAsync(file, founder, int.Parse(words[1], CultureInfo.InvariantCulture));
                        break;
                }
            }
            catch (Exception failure)
            {
                Say($"failed {failure.GetType().Name} {failure.Message.ReplaceLineEndings(" ")}");
            }
        }

        return 0;
    }

    /// <summary>Whom the tests' founder is for another process.</summary>
    public static Actor FounderOf(PersonId person) => Actor.ForPerson(person, "Gesa Founder") with { KnownRoles = new HashSet<Role> { Role.Governance, Role.PlatformAdministrator } };

    /// <summary>The name that a key stands for.</summary>
    public static RegisterPersonInput InputOf(string key) => new(key, $"Person {key}", $"{key}@example.test");

    private static void BackUp(string file, string folder)
    {
        var backups = new SealedBackups(TimeProvider.System, new BackupPlaces(folder, $"{folder}-keys", KeepDays: 30), new SqliteDatabaseCopy(file));
        for (var n = 0; ; n++)
            backups.Make(Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{n}.backup")));
    }

    private static async Task RunAsync(string file, Actor founder, int seed)
    {
        var random = new Random(seed);
        for (var round = 0; ; round++)
        {
            await using var session = Session.Open(file, founder);
            using var enough = new CancellationTokenSource(random.Next(5, 250));
            var prefix = string.Create(CultureInfo.InvariantCulture, $"{seed}-{round}");
            await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(() => session.DecideAsync(caller, prefix, enough.Token))));
        }
    }

    /// <summary>Everything is compiled before it is told that the process is ready: what is tested is the disk, not the compiler.</summary>
    private static async Task WarmUpAsync(Actor founder)
    {
        var folder = Directory.CreateTempSubdirectory("governance-console-tests-").FullName;
        try
        {
            await using var session = Session.Open(Path.Combine(folder, "warm.db"), founder);
            await session.WarmUpAsync();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>One line in one write, so that a kill leaves whole lines and at most one cut one.</summary>
    private static void Say(string line) => Console.WriteLine(line);

    private sealed class Session : IAsyncDisposable
    {
        private readonly SqliteGovernanceStore _store;
        private readonly ServiceProvider _services;
        private readonly Actor _founder;

        private Session(SqliteGovernanceStore store, ServiceProvider services, Actor founder) => (_store, _services, _founder) = (store, services, founder);

        public static Session Open(string file, Actor founder)
        {
            var store = SqliteGovernanceStore.Open(new SqliteOptions { File = file }, TimeProvider.System);
            var services = new ServiceCollection()
                .AddLogging()
                .AddSingleton<IGovernanceStore>(store)
                .AddSingleton(TimeProvider.System)
                .AddSingleton(new OrganisationTime(TimeProvider.System, TimeZoneInfo.Utc))
                .AddSingleton(new ImportOptions { Folder = $"{file}.imports" })
                .AddBusiness()
                .BuildServiceProvider();
            return new Session(store, services, founder);
        }

        public async Task WarmUpAsync()
        {
            var founder = await Use<FoundOrganisation>().ExecuteAsync(CommandId.New(), new FoundOrganisationInput("Gesa Founder", "E0", null), Actor.ForCommandLine("warm"));
            await Use<RegisterPerson>().ExecuteAsync(CommandId.New(), InputOf("W"), FounderOf(founder.Value));
        }

        public Task RegisterAsync(string key) => SayAsync("RegisterPerson", key, id => Use<RegisterPerson>().ExecuteAsync(id, InputOf(key), _founder));

        /// <summary>People come, get a role, answer for an area where there is one for the caller, and leave: groups of one and of two entries, and refusals.</summary>
        public async Task DecideAsync(int caller, string prefix, CancellationToken enough)
        {
            var area = caller < Enum.GetValues<ControlArea>().Length ? Enum.GetValues<ControlArea>()[caller] : (ControlArea?)null;
            if (area is not null && await OwnerOfAsync(area.Value) is { } before)
                await LeaveAsync(before);
            for (var n = 0; !enough.IsCancellationRequested; n++)
            {
                var key = string.Create(CultureInfo.InvariantCulture, $"{prefix}-{caller}-{n}");
                if (await SayAsync("RegisterPerson", key, id => Use<RegisterPerson>().ExecuteAsync(id, InputOf(key), _founder)) is not { IsAccepted: true } person)
                    return;
                await SayAsync("GrantRole", key, id => Use<GrantRole>().ExecuteAsync(id, new GrantRoleInput(person.Value, Role.Auditor), _founder));
                if (area is not null)
                {
                    await SayAsync("AssignAreaOwner", key, id => Use<AssignAreaOwner>().ExecuteAsync(id, new AssignAreaOwnerInput(area.Value, person.Value), _founder));
                    await LeaveAsync(person.Value);
                }
                else if (n % 8 == 0)
                {
                    await SayAsync("RegisterPerson", key, id => Use<RegisterPerson>().ExecuteAsync(id, InputOf(key), _founder)); // the key is taken
                }
            }

            Task LeaveAsync(PersonId person) => SayAsync("MarkPersonAsLeft", prefix, id => Use<MarkPersonAsLeft>().ExecuteAsync(id, new MarkPersonAsLeftInput(person), _founder));
        }

        public async ValueTask DisposeAsync()
        {
            await _services.DisposeAsync();
            await _store.DisposeAsync();
        }

        private T Use<T>()
            where T : notnull => _services.GetRequiredService<T>();

        private async Task<PersonId?> OwnerOfAsync(ControlArea area)
        {
            await using var context = ((IGovernanceStore)_store).OpenForReading();
            return (await context.Set<AreaOwnership>().SingleOrDefaultAsync(a => a.Area == area && a.EndedAt == null))?.PersonId;
        }

        /// <summary>Nothing is said about what was refused: it changes nothing.</summary>
        private static async Task<Outcome<T>?> SayAsync<T>(string useCase, string key, Func<CommandId, Task<Outcome<T>>> decide)
        {
            var id = CommandId.New();
            var outcome = await decide(id);
            Say(outcome.IsAccepted
                ? $"ack {id.Value:N} {useCase} {key} {JsonSerializer.Serialize(outcome.Value)}"
                : $"refused {outcome.Refusals[0].Code}");
            return outcome;
        }
    }
}
