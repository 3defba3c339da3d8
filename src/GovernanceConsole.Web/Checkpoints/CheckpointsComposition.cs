using GovernanceConsole.Checkpoints;
using GovernanceConsole.Identity;
using GovernanceConsole.Web.Hosting;
using Microsoft.Extensions.Options;

namespace GovernanceConsole.Web.Checkpoints;

internal static partial class CheckpointsComposition
{
    /// <summary>An anchor that answers no sooner fails this time; the next turn comes in minutes.</summary>
    private static readonly TimeSpan LongestAnswer = TimeSpan.FromSeconds(10);

    /// <summary>The signer's files and the anchors that the configuration names.</summary>
    public static WebApplicationBuilder AddCheckpointsHost(this WebApplicationBuilder builder)
    {
        builder.Services.AddChecked<LedgerOptions>();
        builder.Services.AddHealthChecks().AddCheck<CheckpointsHealth>("checkpoints", tags: ["ready"]);
        builder.Services.AddSingleton(FilesOf);
        builder.Services.AddSingleton<TrustPolicyFile>();
        if (bool.TryParse(builder.Configuration["Scheduler:Enabled"] ?? "true", out var enabled) && enabled)
            builder.Services.AddHostedService<SealAtStart>();
        // What is wrong in the configuration is told before the host starts; here it only decides how many anchors there are.
        var onSqlite = !Enum.TryParse<DatabaseProvider>(builder.Configuration["Database:Provider"], ignoreCase: true, out var provider) || provider == DatabaseProvider.Sqlite;
        if (builder.Configuration["Ledger:AnchorFile"] is { } file ? file.Length > 0 : onSqlite)
            builder.Services.AddSingleton<IAnchor>(services => new FileAnchor(
                Path.GetFullPath(Options(services).AnchorFile ?? Path.Combine(Beside(services, "anchor"), "checkpoints.jsonl"), RootOf(services)),
                isBesideTheDatabase: Options(services).AnchorFile is null));
        if (builder.Configuration["Ledger:AnchorWebhook"] is { Length: > 0 })
            builder.Services.AddSingleton<IAnchor>(WebhookOf);
        return builder;
    }

    private static SignerFiles FilesOf(IServiceProvider services)
    {
        var options = Options(services);
        var key = Path.GetFullPath(options.KeyFile ?? Path.Combine(Beside(services, "signer"), "ledger-key.pem"), RootOf(services));
        return new SignerFiles(key, Path.GetFullPath(options.StateFile ?? Path.Combine(Path.GetDirectoryName(key)!, "signed.json"), RootOf(services)));
    }

    /// <summary>A folder of its own for each database: <c>governance-signer</c> beside <c>governance.db</c>, <c>data/signer</c> for SQL Server.</summary>
    private static string Beside(IServiceProvider services, string what) =>
        services.GetRequiredService<IOptions<DatabaseOptions>>().Value.Provider == DatabaseProvider.Sqlite
            ? $"{Path.ChangeExtension(DatabaseComposition.FileOf(services.GetRequiredService<IOptions<ConnectionStringOptions>>().Value.Governance, services.GetRequiredService<IHostEnvironment>()), null)}-{what}"
            : Path.Combine("data", what);

    private static WebhookAnchor WebhookOf(IServiceProvider services)
    {
        var options = Options(services);
        // One address for the life of the console: its connections are renewed, so that a change of its name's address is noticed.
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) }) { Timeout = LongestAnswer };
        return new WebhookAnchor(client, new Uri(options.AnchorWebhook!), LedgerOptions.Secret(options.AnchorWebhookSecret!)!);
    }

    /// <summary>What was added before this process began need not wait for the next quarter of an hour.</summary>
    private sealed partial class SealAtStart(LedgerSealer sealer, CheckpointAnchoring anchoring, ILogger<SealAtStart> log) : BackgroundService
    {
        protected override async Task ExecuteAsync(CancellationToken cancellationToken)
        {
            await Task.Delay(ConsoleHost.AfterTheFirstPage, cancellationToken);
            var actor = Actor.ForJob("SealLedgers");
            try
            {
                await sealer.SealAsync(actor, cancellationToken);
                await anchoring.RunAsync(actor, cancellationToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                NotSigned(log, fault.Message); // the job meets it again, and shows it as its failure
            }
        }

        [LoggerMessage(Level = LogLevel.Warning, Message = "No checkpoint was signed at the start: {Why} The job tries again.")]
        private static partial void NotSigned(ILogger log, string why);
    }

    private static LedgerOptions Options(IServiceProvider services) => services.GetRequiredService<IOptions<LedgerOptions>>().Value;

    private static string RootOf(IServiceProvider services) => RepositoryRoot.Of(services.GetRequiredService<IHostEnvironment>());
}
