using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using GovernanceConsole.ApiKeys;
using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Policy;
using GovernanceConsole.RecoveryPaths;
using GovernanceConsole.Storage;
using GovernanceConsole.Web.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;

namespace GovernanceConsole.Web.Tests.Api;

/// <summary>A key as its client holds it.</summary>
internal sealed record HeldKey(ApiKeyId Id, string Number, string Text);

/// <summary>The whole host over real HTTP, as another system meets it: no cookies, no redirects followed.</summary>
public sealed class ApiConsole : IAsyncLifetime
{
    private HttpClient _http = null!;

    internal ConsoleFactory Console { get; } = new();

    /// <summary>Holds governance and platform administration.</summary>
    internal Actor Founder { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        _http = Console.Browser(keepsCookies: false);
        var founder = (await Use<FoundOrganisation>().ExecuteAsync(
            CommandId.New(), new FoundOrganisationInput("Gesa Founder", "E0000", Email: null), Actor.ForCommandLine("test"))).Value;
        Founder = Actor.ForPerson(founder, "Gesa Founder") with { KnownRoles = new HashSet<Role> { Role.Governance, Role.PlatformAdministrator } };
    }

    public async Task DisposeAsync()
    {
        _http.Dispose();
        await Console.DisposeAsync();
    }

    internal T Use<T>()
        where T : notnull => Console.Services.GetRequiredService<T>();

    internal async Task<HeldKey> KeyAsync(params ApiScope[] scopes)
    {
        var secret = new ApiKeySecret();
        var created = (await Use<CreateApiKey>().ExecuteAsync(
            CommandId.New(), new CreateApiKeyInput("ticketing, test", scopes, Use<OrganisationTime>().Today.AddDays(30), secret.Hash), Founder)).Value;
        return new HeldKey(created.Id, created.Number, secret.KeyOf(created.Number));
    }

    internal async Task<HeldKey> RotateAsync(HeldKey key, int overlapHours)
    {
        var secret = new ApiKeySecret();
        var created = (await Use<RotateApiKey>().ExecuteAsync(
            CommandId.New(), new RotateApiKeyInput(key.Id, Use<OrganisationTime>().Today.AddDays(30), overlapHours, secret.Hash), Founder)).Value;
        return new HeldKey(created.Id, created.Number, secret.KeyOf(created.Number));
    }

    internal async Task RevokeAsync(HeldKey key) =>
        Assert.True((await Use<RevokeApiKey>().ExecuteAsync(CommandId.New(), new RevokeApiKeyInput(key.Id, "It leaked."), Founder)).IsAccepted);

    internal async Task<RegisteredPath> PathAsync(string name) => (await Use<RegisterRecoveryPath>().ExecuteAsync(
        CommandId.New(),
        new RegisterRecoveryPathInput(
            new PathDescription(name, PathType.Phone, Lane.BreakFix, RiskLevel.Moderate, [IntakeChannel.Phone], [RequestKind.PasswordReset], DesignedBy.Iam, Designer: null, Area: null, IdentityDomain: null, Desks: []),
            new ReachDescription([ReachKind.Accounts], "Every staff account.", []),
            ControlOwner: null, RiskOwner: null),
        Founder)).Value;

    /// <summary>A call with a key.</summary>
    internal Task<HttpResponseMessage> CallAsync(HeldKey? key, string address, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Get, address, key?.Text, body: null, headers);

    /// <summary>An act with a key, its own name for it, and a body.</summary>
    internal Task<HttpResponseMessage> PostAsync(HeldKey? key, string address, string? name, string body, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Post, address, key?.Text, new StringContent(body, Encoding.UTF8, "application/json"), name is null ? headers : [("Idempotency-Key", name), .. headers]);

    internal Task<HttpResponseMessage> SendAsync(HttpMethod method, string address, string? key, HttpContent? body, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method, address) { Content = body };
        if (key is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        foreach (var (name, value) in headers)
            Assert.True(request.Headers.TryAddWithoutValidation(name, value));
        return _http.SendAsync(request);
    }

    /// <summary>Acts that were refused to somebody, newest first.</summary>
    internal async Task<IReadOnlyList<TrailEntry>> SecurityEventsAsync(string type) =>
        (await Use<TrailQueries>().PageAsync(Founder, new TrailFilter(TrailLedger.SecurityEvents, Type: type), new PageRequest())).Rows;
}

/// <summary>What answers of the API have in common.</summary>
internal static class ApiAnswers
{
    public static async Task<JsonElement> JsonAsync(this HttpResponseMessage answer)
    {
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
        return JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync());
    }

    /// <summary>A problem of this kind: the same shape whatever went wrong, nothing of the machinery, nothing to keep.</summary>
    public static async Task<JsonElement> IsProblemAsync(this HttpResponseMessage answer, HttpStatusCode status, string type)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.Equal((status, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.True(answer.Headers.CacheControl?.NoStore);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        Assert.Null(answer.Headers.Location);
        Assert.DoesNotContain("<", text, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", text, StringComparison.Ordinal);
        var problem = JsonSerializer.Deserialize<JsonElement>(text);
        Assert.Equal(["type", "title", "status", "detail", "refusals"], problem.EnumerateObject().Select(p => p.Name));
        Assert.Equal(($"urn:governance-console:{type}", (int)status), (problem.GetProperty("type").GetString(), problem.GetProperty("status").GetInt32()));
        Assert.False(string.IsNullOrWhiteSpace(problem.GetProperty("detail").GetString()));
        return problem;
    }

    /// <summary>The names of the rules that said no, with the fields they are about.</summary>
    public static IEnumerable<(string Code, string? Field)> Refusals(this JsonElement problem) =>
        problem.GetProperty("refusals").EnumerateArray().Select(r => (r.GetProperty("code").GetString()!, r.GetProperty("field").GetString()));
}
