using System.Collections.Concurrent;
using System.Security.Claims;
using System.Text.Encodings.Web;
using GovernanceConsole.ApiKeys;
using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Storage;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace GovernanceConsole.Web.Api;

/// <summary>
/// Lets in who sends a good key: <c>Authorization: Bearer gck_...</c>. The key is looked up with every call, so that a revoked one opens
/// nothing from the next call on; the write road looks again when something changes.
/// </summary>
internal sealed class ApiKeyAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, WhoMayCall keys, RecordRefusedKey refused, CallEndpoint denied, ApiKeyUses uses)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public new const string Scheme = "ApiKey";

    private const string Bearer = "Bearer ";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Request.Headers.Authorization is not [{ } sent] || !sent.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
            return AuthenticateResult.NoResult();
        var check = await keys.CheckAsync(sent[Bearer.Length..].Trim(), Context.RequestAborted);
        if (check is { WhyNot: { } reason })
        {
            await refused.ExecuteAsync(CommandId.New(), new RecordRefusedKeyInput(reason, check.Key), Actor.ForHttpApi());
            return AuthenticateResult.Fail("The key opens nothing."); // never why: a stranger would learn which keys there are
        }

        await uses.NoteAsync(check.Key!.Value);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(new CallingSystem(check.Caller!)), Scheme));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = Request.Headers.Authorization.Count == 0 ? "Bearer realm=\"GovernanceConsole\"" : "Bearer realm=\"GovernanceConsole\", error=\"invalid_token\"";
        return ApiProblem.Of(StatusCodes.Status401Unauthorized).WriteAsync(Context);
    }

    /// <summary>The key is good, but not for this. The attempt is written down as every denied one is.</summary>
    protected override async Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        if (Context.GetEndpoint()?.Metadata.GetMetadata<NeededScope>() is not { Scope: var scope } || CallingSystem.Find(Context.User) is not { } caller)
        {
            await ApiProblem.Of(StatusCodes.Status404NotFound).WriteAsync(Context);
            return;
        }

        var outcome = await denied.ExecuteAsync(CommandId.New(), new CallEndpointInput(Request.Method, Request.Path, scope), caller.Actor, Context.RequestAborted);
        Response.Headers.WWWAuthenticate = $"Bearer realm=\"GovernanceConsole\", error=\"insufficient_scope\", scope=\"{ApiScopeText.Of(scope)}\"";
        await ApiProblem.Of(outcome.Refusals).WriteAsync(Context);
    }
}

/// <summary>Another system that came in with its key. It is nobody to the pages: they look for a person.</summary>
internal sealed class CallingSystem(Actor actor)
    : ClaimsIdentity([new Claim(NumberClaim, actor.Name), .. actor.KnownScopes.Select(s => new Claim(ScopeClaim, ApiScopeText.Of(s)))], ApiKeyAuthentication.Scheme, NumberClaim, roleType: null)
{
    public const string ScopeClaim = "scope";

    private const string NumberClaim = "key";

    /// <summary>Who acts, for use cases.</summary>
    public new Actor Actor => actor;

    public static CallingSystem? Find(ClaimsPrincipal user) => user.Identities.OfType<CallingSystem>().SingleOrDefault();

    /// <exception cref="InvalidOperationException">The endpoint was left open by mistake.</exception>
    public static Actor ActorOf(ClaimsPrincipal user) =>
        Find(user)?.Actor ?? throw new InvalidOperationException("No key came in. An endpoint of the API that acts must ask for a scope.");
}

/// <summary>Notes on which day each key was used: with its first call of the day, and after a start once more.</summary>
internal sealed class ApiKeyUses(RecordApiKeyUse record, OrganisationTime time)
{
    private readonly ConcurrentDictionary<ApiKeyId, DateOnly> _noted = new();

    public async Task NoteAsync(ApiKeyId key)
    {
        var today = time.Today;
        if (_noted.TryGetValue(key, out var on) && on == today)
            return;
        // Where it cannot be written the call goes on: it may only want to read.
        if ((await record.ExecuteAsync(CommandId.New(), new RecordApiKeyUseInput(key), Actor.ForHttpApi())).IsAccepted)
            _noted[key] = today;
    }
}
