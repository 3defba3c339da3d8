using System.CommandLine;
using System.Globalization;
using GovernanceConsole.ApiKeys;
using GovernanceConsole.Identity;
using GovernanceConsole.Storage;
using GovernanceConsole.Web.CommandLine;
using GovernanceConsole.Web.Hosting;

namespace GovernanceConsole.Web.ApiKeys;

/// <summary><c>api-key create|list|revoke</c>: for whoever sets a console up without a browser.</summary>
internal static class ApiKeyVerbs
{
    public static Command Create(Verbs verbs)
    {
        var keys = new Command("api-key", "The keys with which other systems call the HTTP API.");

        var client = new Option<string>("--client") { Description = "Whose key it is: system and surroundings, such as \"ticketing, production\".", Required = true };
        var scopes = new Option<string[]>("--scope") { Description = "What it is good for; may come several times.", Required = true };
        scopes.AcceptOnlyFromAmong([.. Enum.GetValues<ApiScope>().Select(ApiScopeText.Of)]);
        var until = new Option<DateOnly?>("--until") { Description = "The last day on which it works, such as 2027-03-31. Without it, the latest that may be." };
        keys.Add(verbs.Act(
            new Command("create", "Creates a key and prints it, once. The console must not run.") { client, scopes, until },
            (services, parsed, answer, cancellationToken) => CreateAsync(
                services, parsed.GetRequiredValue(client), [.. parsed.GetRequiredValue(scopes).Select(ApiScopeText.Parse).OfType<ApiScope>()], parsed.GetValue(until), parsed.InvocationConfiguration.Error, answer, cancellationToken)));

        keys.Add(verbs.Act(new Command("list", "Lists all keys, newest first. Reads only, also while the console runs."), ListAsync));

        var number = new Argument<string>("number") { Description = "The key's number, such as AK-0001; it stands in the key itself." };
        var reason = new Option<string>("--reason") { Description = "Why: it leaked, the client is gone.", Required = true };
        keys.Add(verbs.Act(
            new Command("revoke", "Ends a key at once. The console must not run; on its page it may.") { number, reason },
            (services, parsed, answer, cancellationToken) => RevokeAsync(
                services, parsed.GetRequiredValue(number), parsed.GetRequiredValue(reason), parsed.InvocationConfiguration.Error, answer, cancellationToken)));
        return keys;
    }

    private static async Task<int> CreateAsync(
        IServiceProvider services, string client, IReadOnlyList<ApiScope> scopes, DateOnly? until, TextWriter error, Action<string, object> answer, CancellationToken cancellationToken)
    {
        _ = services.GetRequiredService<IGovernanceStore>(); // opening says in one sentence that a console is writing already
        var endsOn = until ?? services.GetRequiredService<OrganisationTime>().Today.AddDays(services.GetRequiredService<ApiKeySettings>().LongestDays);
        var secret = new ApiKeySecret();
        var outcome = await services.GetRequiredService<CreateApiKey>().ExecuteAsync(
            CommandId.New(), new CreateApiKeyInput(client, scopes, endsOn, secret.Hash), Actor.ForCommandLine(Environment.UserName), cancellationToken);
        if (!outcome.IsAccepted)
            return await RefuseAsync(outcome.Refusals, error);

        var (number, key) = (outcome.Value.Number, secret.KeyOf(outcome.Value.Number));
        answer(
            $"{key}{Environment.NewLine}{number} for “{client}”: {ApiScopeText.Of(scopes)}, until {Date(endsOn)}. The key is stored nowhere and is not shown again.",
            new { number, key, client, scopes = scopes.Select(ApiScopeText.Of), endsOn });
        return 0;
    }

    private static async Task<int> ListAsync(IServiceProvider services, ParseResult parsed, Action<string, object> answer, CancellationToken cancellationToken)
    {
        var store = DatabaseComposition.OpenToLook(services);
        await using var opened = store as IAsyncDisposable;
        var time = services.GetRequiredService<OrganisationTime>();
        var queries = new ApiKeyQueries(new ReadOnlyStore(store), time);
        var keys = new List<ApiKeyRow>();
        Page<ApiKeyRow> page;
        do
        {
            page = await queries.ListAsync(Actor.ForCommandLine(Environment.UserName), state: null, words: null, new PageRequest(keys.Count, PageRequest.MostRows), cancellationToken);
            keys.AddRange(page.Rows);
        }
        while (page.Rows.Count > 0 && keys.Count < page.Total);

        answer(
            keys.Count == 0 ? "There is no API key." : string.Join(Environment.NewLine, keys.Select(k => Line(k, time))),
            keys.Select(k => new
            {
                k.Number, k.Client, scopes = k.Scopes.Select(ApiScopeText.Of), state = k.State.ToString(), k.CreatedAt, k.EndsAt, k.LastUsedOn, k.ReplacedBy, k.RevokedAt, k.RevokeReason,
            }));
        return 0;
    }

    private static async Task<int> RevokeAsync(IServiceProvider services, string number, string reason, TextWriter error, Action<string, object> answer, CancellationToken cancellationToken)
    {
        if (await services.GetRequiredService<ApiKeyQueries>().FindIdAsync(number, cancellationToken) is not { } key)
        {
            await error.WriteLineAsync($"There is no API key {number}. “api-key list” shows them.");
            return 1;
        }

        var outcome = await services.GetRequiredService<RevokeApiKey>().ExecuteAsync(
            CommandId.New(), new RevokeApiKeyInput(key, reason), Actor.ForCommandLine(Environment.UserName), cancellationToken);
        if (!outcome.IsAccepted)
            return await RefuseAsync(outcome.Refusals, error);
        answer($"{number.Trim().ToUpperInvariant()} is revoked and opens nothing from now on.", new { number = number.Trim().ToUpperInvariant(), revoked = true });
        return 0;
    }

    private static async Task<int> RefuseAsync(IReadOnlyList<Refusal> refusals, TextWriter error)
    {
        foreach (var refusal in refusals)
            await error.WriteLineAsync(refusal.Sentence);
        return 1;
    }

    private static string Line(ApiKeyRow key, OrganisationTime time) =>
        $"{key.Number}  {key.State,-7}  ends {DateText.Of(key.EndsAt, time.Zone)}  last used {(key.LastUsedOn is { } on ? Date(on) : "never")}  {ApiScopeText.Of(key.Scopes)}  {key.Client}{(key.ReplacedBy is { } by ? $" (replaced by {by})" : "")}";

    private static string Date(DateOnly on) => on.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
