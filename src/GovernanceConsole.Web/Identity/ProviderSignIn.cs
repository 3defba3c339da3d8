using System.Security.Claims;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Web.Hosting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace GovernanceConsole.Web.Identity;

/// <summary>
/// What happens between this console and the identity provider: sending somebody there, what comes of it when they come back,
/// and signing out there too.
/// </summary>
internal sealed partial class ProviderSignIn(
    IOptionsMonitor<OpenIdConnectScheme> handler,
    IOptions<OpenIdConnectOptions> settings,
    IOptions<SignInOptions> sessions,
    SignInStrength strength,
    WhoMaySignIn people,
    SignInRecords records,
    TakeRolesFromSignIn takeRoles,
    TimeProvider clock,
    ILogger<ProviderSignIn> log)
{
    /// <summary>Whom the provider vouched for and the console does not know (yet): kept for some minutes, beside the session.</summary>
    public const string ProvenScheme = "proven-at-provider";

    /// <summary>For how long.</summary>
    public static readonly TimeSpan ProvenFor = TimeSpan.FromMinutes(10);

    public bool IsOffered => settings.Value.IsConfigured;

    /// <summary>The provider as people know it.</summary>
    public string ProviderName => settings.Value.ProviderName;

    /// <summary>Sends somebody to the provider.</summary>
    /// <param name="context">The request.</param>
    /// <param name="returnUrl">Where they go after it, in this console.</param>
    /// <param name="again">Who is to prove themselves again; null for a sign-in.</param>
    public async Task<IResult> SendAsync(HttpContext context, string returnUrl, PersonId? again)
    {
        var properties = new AuthenticationProperties { RedirectUri = returnUrl };
        if (again is { } person)
            properties.Ask(new StepUp(person, clock.GetUtcNow()));
        try
        {
            await context.ChallengeAsync(OpenIdConnectScheme.Name, properties);
            return Results.Empty;
        }
        catch (Exception fault) when (IsTheProviders(fault))
        {
            ProviderDoesNotAnswer(log, settings.Value.Authority!, fault);
            return Results.LocalRedirect(Refused(SignInRefused.ProviderIsSilent, returnUrl));
        }
    }

    /// <summary>Somebody came back and the proof holds: opens their session, or says why not.</summary>
    /// <returns>Where they go.</returns>
    public async Task<string> ComeBackAsync(HttpContext context, ClaimsPrincipal proven, AuthenticationProperties properties, string returnUrl)
    {
        if (ProvenIdentity.Of(proven) is not { } identity)
            return await FailAsync(context, SignInFailure.ProofRejected, person: null, SignInRefused.ProofRejected, returnUrl);
        var before = (await context.AuthenticateAsync(CookieAuthenticationDefaults.AuthenticationScheme)).Principal;
        var person = await people.FindByAccountAsync(identity.Account.Issuer, identity.Account.Subject, context.RequestAborted);
        if (properties.Asked() is { } asked)
        {
            if (person?.Id != asked.Person || (before?.PersonOf() is { } signedIn && signedIn != asked.Person))
                return await FailAsync(context, SignInFailure.SomebodyElseCameBack, asked.Person, SignInRefused.SomebodyElse, returnUrl);
            if (WhyNotAgain(identity.Proof, asked) is not null)
                return await FailAsync(context, SignInFailure.ProofNotFresh, asked.Person, SignInRefused.NotFresh, returnUrl);
        }

        if (person is null)
            return await KeepAsync(context, proven, properties, returnUrl);
        if (!person.MayAct || !await OpenAsync(context, person, identity.Proof, RolesIn(proven), properties.GetTokenValue(OpenIdConnectParameterNames.IdToken), before))
            return await FailAsync(context, SignInFailure.MayNotAct, person.Id, SignInRefused.MayNotAct, returnUrl);
        return returnUrl;
    }

    /// <summary>Whom the provider vouched for a moment ago and the console did not know; null where nobody was.</summary>
    public async Task<ProvenIdentity?> KeptAsync(HttpContext context) => IsOffered ? ProvenIdentity.Of((await context.AuthenticateAsync(ProvenScheme)).Principal) : null;

    /// <summary>Opens the session of the first administrator, whom the provider vouched for before they were registered.</summary>
    public async Task OpenFirstAsync(HttpContext context, SignInStanding first, ProvenIdentity identity)
    {
        var kept = await context.AuthenticateAsync(ProvenScheme);
        await OpenAsync(context, first, identity.Proof, roles: null, kept.Properties?.GetTokenValue(OpenIdConnectParameterNames.IdToken), before: null);
    }

    /// <summary>What came back does not hold, or nothing came back.</summary>
    public async Task<string> RejectAsync(HttpContext context, Exception? fault, AuthenticationProperties? properties)
    {
        ProofDoesNotHold(log, fault?.InnerException is { } inner ? $"{fault.Message} {inner.Message}" : fault?.Message ?? "");
        return await FailAsync(context, SignInFailure.ProofRejected, properties?.Asked()?.Person, SignInRefused.ProofRejected, properties?.RedirectUri);
    }

    /// <summary>Where the browser goes to sign out at the provider too; null where it has no such place or does not answer.</summary>
    public async Task<string?> SignOutAddressAsync(HttpContext context, string? idToken)
    {
        var options = handler.Get(OpenIdConnectScheme.Name);
        try
        {
            var provider = await options.ConfigurationManager.GetConfigurationAsync(context.RequestAborted);
            if (string.IsNullOrEmpty(provider.EndSessionEndpoint))
                return null;
            var here = $"{(context.Request.IsHttps || options.PublicIsHttps ? "https" : "http")}://{context.Request.Host}{context.Request.PathBase}{options.SignedOutCallbackPath}";
            return QueryHelpers.AddQueryString(provider.EndSessionEndpoint, new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                [OpenIdConnectParameterNames.ClientId] = options.ClientId,
                [OpenIdConnectParameterNames.PostLogoutRedirectUri] = here,
                [OpenIdConnectParameterNames.IdTokenHint] = idToken,
            });
        }
        catch (Exception fault) when (IsTheProviders(fault))
        {
            ProviderDoesNotAnswer(log, settings.Value.Authority!, fault);
            return null;
        }
    }

    /// <summary>The page that says why nobody was signed in, or not again.</summary>
    public static string Refused(SignInRefused why, string? returnUrl) =>
        QueryHelpers.AddQueryString("/sign-in", new Dictionary<string, string?>(StringComparer.Ordinal) { ["refused"] = why.ToString(), ["returnUrl"] = returnUrl });

    /// <summary>What was proved before somebody was sent to the provider does not count, whatever the policy's limit.</summary>
    private Refusal? WhyNotAgain(Proof proof, StepUp asked)
    {
        var now = clock.GetUtcNow();
        return FreshSignIn.WhyNot(new SignIn(proof.At, proof.Method, proof.Issuer, SessionHash: null), now - asked.AskedAt + FreshSignIn.ClockSkew, strength, now);
    }

    private async Task<bool> OpenAsync(HttpContext context, SignInStanding person, Proof proof, IReadOnlyList<Role>? roles, string? idToken, ClaimsPrincipal? before)
    {
        if (roles is not null && !(await takeRoles.ExecuteAsync(
                CommandId.New(), new TakeRolesFromSignInInput(person.Id, roles, clock.GetUtcNow().AddHours(sessions.Value.LongestHours)), Actor.ForSignInPage(), context.RequestAborted)).IsAccepted)
            return false;
        var now = await people.FindAsync(person.Id, context.RequestAborted);
        if (now is null || !await records.SignInAsync(context, now, proof, before, idToken))
            return false;
        await context.SignOutAsync(ProvenScheme); // somebody who was not known a moment ago, perhaps
        return true;
    }

    /// <summary>The roles that the claims bring; null where no mapping was set, and then nothing is touched.</summary>
    private IReadOnlyList<Role>? RolesIn(ClaimsPrincipal proven) => settings.Value.RoleClaim is { } claim
        ? settings.Value.RolesBroughtBy([.. proven.FindAll(claim).Select(c => c.Value)])
        : null;

    /// <summary>The provider knows somebody whom the console does not: the page tells them what to do, or lets them open an empty workspace.</summary>
    private async Task<string> KeepAsync(HttpContext context, ClaimsPrincipal proven, AuthenticationProperties properties, string returnUrl)
    {
        if (await people.AnybodyAsync(context.RequestAborted))
            await records.FailedAsync(SignInFailure.NobodyKnown, person: null, context.RequestAborted);
        var kept = new AuthenticationProperties { ExpiresUtc = clock.GetUtcNow() + ProvenFor };
        if (properties.GetTokenValue(OpenIdConnectParameterNames.IdToken) is { } idToken)
            kept.StoreTokens([new AuthenticationToken { Name = OpenIdConnectParameterNames.IdToken, Value = idToken }]);
        await context.SignInAsync(ProvenScheme, ProvenIdentity.Keep(proven, ProvenScheme), kept);
        return QueryHelpers.AddQueryString("/sign-in", "returnUrl", returnUrl);
    }

    private async Task<string> FailAsync(HttpContext context, SignInFailure failure, PersonId? person, SignInRefused why, string? returnUrl)
    {
        await records.FailedAsync(failure, person, context.RequestAborted);
        return Refused(why, returnUrl);
    }

    private static bool IsTheProviders(Exception fault) => fault is InvalidOperationException or IOException or HttpRequestException or AuthenticationFailureException;

    [LoggerMessage(Level = LogLevel.Error, Message = "The identity provider at {Authority} does not answer as it should")]
    private static partial void ProviderDoesNotAnswer(ILogger log, string authority, Exception fault);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A sign-in was refused: {Reason}")]
    private static partial void ProofDoesNotHold(ILogger log, string reason);
}

/// <summary>Why the sign-in page is shown instead of what somebody wanted; it has a sentence for each.</summary>
internal enum SignInRefused
{
    /// <summary>An empty workspace was not opened: a field of the form.</summary>
    NotFounded,

    /// <summary>An empty workspace was not opened: the code.</summary>
    WrongCode,

    /// <summary>What came back from the provider does not hold, or somebody cancelled there.</summary>
    ProofRejected,

    /// <summary>The person has left.</summary>
    MayNotAct,

    /// <summary>Signing in again, somebody else came back.</summary>
    SomebodyElse,

    /// <summary>Signing in again, the provider did not ask for a proof, or for a weaker one.</summary>
    NotFresh,

    /// <summary>The provider does not answer.</summary>
    ProviderIsSilent,
}
