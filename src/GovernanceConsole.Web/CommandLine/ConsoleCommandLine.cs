using System.CommandLine;
using System.Data.Common;
using GovernanceConsole.Backups;
using GovernanceConsole.Storage;
using GovernanceConsole.Web.ApiKeys;
using GovernanceConsole.Web.Checkpoints;
using GovernanceConsole.Web.Demo;
using GovernanceConsole.Web.EvidenceExports;
using GovernanceConsole.Web.Hosting;
using GovernanceConsole.Web.Imports;

namespace GovernanceConsole.Web.CommandLine;

/// <summary>
/// The host is its own command line. Without a verb it serves. Exit codes: 0 done, 1 not done, 2 the configuration or
/// the command line is wrong. Switches that no verb knows go to the host: <c>--Database:Provider=Sqlite</c>.
/// </summary>
/// <param name="build">Makes the console out of the host's own switches.</param>
/// <param name="serveAsync">Serves until it is stopped; says on the writer why it does not.</param>
internal sealed class ConsoleCommandLine(Func<string[], WebApplication> build, Func<WebApplication, TextWriter, CancellationToken, Task<int>> serveAsync)
{
    /// <param name="arguments">As the process got them.</param>
    /// <param name="configuration">Where output goes; null for the process's own streams.</param>
    public async Task<int> RunAsync(string[] arguments, InvocationConfiguration? configuration = null)
    {
        configuration ??= new InvocationConfiguration();
        configuration.EnableDefaultExceptionHandler = false;
        try
        {
            return await Root().Parse(arguments).InvokeAsync(configuration);
        }
        catch (ConfigurationFaultsException exception)
        {
            await configuration.Error.WriteLineAsync(exception.Message);
            return 2;
        }
        catch (Exception exception) when (exception is SchemaException or BackupException)
        {
            await configuration.Error.WriteLineAsync(exception.Message);
            return 1;
        }
        catch (Exception exception) when (FaultOfTheMachine(exception) is { } fault)
        {
            await configuration.Error.WriteLineAsync($"That could not be done: {fault.Message.TrimEnd('.')}. Nothing half-done counts. See that the disk has room, and that the files may be read and written, then repeat.");
            return 1;
        }
    }

    /// <summary>What a full disk, a missing permission or a database file gone bad say, wherever it was wrapped on the way.</summary>
    private static Exception? FaultOfTheMachine(Exception exception)
    {
        for (Exception? fault = exception; fault is not null; fault = fault.InnerException)
        {
            if (fault is IOException or UnauthorizedAccessException or DbException)
                return fault;
        }

        return null;
    }

    private RootCommand Root()
    {
        var root = new RootCommand("GovernanceConsole: an organisation owns its recovery paths.");
        var serve = new Command("serve", "Serves the console. This is what runs without a verb.");
        foreach (var command in new Command[] { root, serve })
        {
            command.TreatUnmatchedTokensAsErrors = false;
            command.SetAction(async (parsed, cancellationToken) =>
            {
                await using var app = Build(parsed); // closes the database, so that the next start knows that nothing is missing
                return await serveAsync(app, parsed.InvocationConfiguration.Error, cancellationToken);
            });
        }

        root.Add(serve);
        var verbs = new Verbs(Build);
        root.Add(DatabaseVerbs.Create(verbs));
        root.Add(ImportVerbs.Create(verbs));
        root.Add(DemoVerbs.Create(verbs));
        root.Add(ExportVerbs.Create(verbs));
        root.Add(LedgerVerbs.Create(verbs));
        root.Add(ApiKeyVerbs.Create(verbs));
        return root;
    }

    private WebApplication Build(ParseResult parsed)
    {
        var app = build([.. parsed.UnmatchedTokens]);
        app.Services.CheckConfiguration();
        return app;
    }
}
