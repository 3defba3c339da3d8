using GovernanceConsole.Imports;
using GovernanceConsole.Sqlite;
using GovernanceConsole.Storage;
using GovernanceConsole.Web.Hosting;
using Microsoft.Extensions.Options;

namespace GovernanceConsole.Web.Demo;

/// <summary>Makes the demo's database: a file beside the real one, which takes its place when the year is complete.</summary>
internal static partial class DemoDatabase
{
    /// <summary>The length of the played history.</summary>
    private const int Days = 365;

    /// <summary>Makes the database where the configuration asks for the demo and the file is not there; meanwhile the console's address says so.</summary>
    public static async Task MakeWhereMissingAsync(WebApplication console, CancellationToken cancellationToken)
    {
        var services = console.Services;
        if (!services.GetRequiredService<IOptions<DemoOptions>>().Value.Enabled
            || services.GetRequiredService<IOptions<DatabaseOptions>>().Value.Provider != DatabaseProvider.Sqlite)
            return;
        var file = FileOf(services);
        if (File.Exists(file))
            return;
        await using var room = await DemoWaitingRoom.OpenAsync(console, cancellationToken);
        await MakeAsync(file, services, room, cancellationToken);
    }

    /// <summary>The file the configuration names.</summary>
    public static string FileOf(IServiceProvider services) => DatabaseComposition.FileOf(
        services.GetRequiredService<IOptions<ConnectionStringOptions>>().Value.Governance, services.GetRequiredService<IHostEnvironment>());

    /// <summary>Plays the year. A process killed meanwhile leaves no demo, never half of one.</summary>
    /// <param name="file">Must not exist.</param>
    /// <param name="services">The console's clock and zone.</param>
    /// <param name="progress">Hears how many percent of the year have been played; null for nobody.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task MakeAsync(string file, IServiceProvider services, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var start = new DateTimeOffset(now.Date.AddDays(-Days), TimeSpan.Zero);
        var unfinished = $"{file}.unfinished";
        var imports = $"{file}.imports";
        DurableFiles.CreateFolder(Path.GetDirectoryName(file)!); // a fresh clone has no folder for data
        using var mine = TakeTurn(file);
        if (File.Exists(unfinished))
            BegunAnew(services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(DemoDatabase)), Path.GetFileName(file));
        foreach (var leftover in new[] { unfinished, $"{unfinished}-wal", $"{unfinished}-shm", $"{unfinished}.writer" })
            File.Delete(leftover);

        var clock = new ScriptedClock(start);
        await using (var store = SqliteGovernanceStore.Open(new SqliteOptions { File = unfinished }, clock))
        await using (var business = new ServiceCollection()
            .AddLogging()
            .AddSingleton<IGovernanceStore>(store)
            .AddSingleton<TimeProvider>(clock)
            .AddSingleton(new OrganisationTime(clock, services.GetRequiredService<OrganisationTime>().Zone))
            .AddSingleton(new ImportOptions { Folder = imports })
            .AddBusiness()
            .BuildServiceProvider())
        {
            await new DemoYear(business, clock, start, now).PlayAsync(progress, cancellationToken);
        }

        Directory.Delete(imports, recursive: true);
        File.Delete($"{unfinished}.writer");
        File.Move(unfinished, file);
    }

    /// <summary>Two processes that make one demo would play into each other's file.</summary>
    private static FileStream TakeTurn(string file)
    {
        try
        {
            return new FileStream($"{file}.making", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
        }
        catch (IOException)
        {
            throw new SchemaException($"Another process is making {Path.GetFileName(file)}. Wait until it has, then start again.");
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The making of {File} was ended before it was complete. It is made anew from its first day.")]
    private static partial void BegunAnew(ILogger log, string file);
}
