using System.CommandLine;
using GovernanceConsole.Sqlite;
using GovernanceConsole.SqlServer;
using GovernanceConsole.Storage;
using GovernanceConsole.Web.Hosting;
using Microsoft.Extensions.Options;

namespace GovernanceConsole.Web.CommandLine;

/// <summary>What is done to the database as a whole.</summary>
internal static class DatabaseVerbs
{
    public static Command Create(Verbs verbs)
    {
        var database = new Command("database", "Brings the database up to date, or shows what that would run.");
        database.Add(verbs.Act(new Command("migrate", "Creates the database where it is not there and applies the scripts it lacks."), MigrateAsync));
        database.Add(verbs.Act(new Command("script", "Prints every script of this version, in order, for the configured provider."), ScriptAsync));
        return database;
    }

    private static Task<int> MigrateAsync(IServiceProvider services, ParseResult parsed, Action<string, object> answer, CancellationToken cancellationToken)
    {
        _ = services.GetRequiredService<IGovernanceStore>(); // opening applies what is missing, or says why it cannot
        var newest = Scripts(services)[^1];
        answer($"The database is at script {newest.Number:0000} {newest.Name}.", new { script = newest.Number, newest.Name });
        return Task.FromResult(0);
    }

    private static Task<int> ScriptAsync(IServiceProvider services, ParseResult parsed, Action<string, object> answer, CancellationToken cancellationToken)
    {
        var scripts = Scripts(services);
        answer(
            string.Join(Environment.NewLine, scripts.Select(s => $"-- {s.Number:0000}_{s.Name}.sql  sha256 {s.Sha256}{Environment.NewLine}{s.Sql}")),
            scripts.Select(s => new { s.Number, s.Name, s.Sha256, s.Sql }));
        return Task.FromResult(0);
    }

    private static IReadOnlyList<SchemaScript> Scripts(IServiceProvider services) =>
        SchemaScript.In(services.GetRequiredService<IOptions<DatabaseOptions>>().Value.Provider switch
        {
            DatabaseProvider.Sqlite => typeof(SqliteGovernanceStore).Assembly,
            DatabaseProvider.SqlServer => typeof(SqlServerGovernanceStore).Assembly,
        });
}
