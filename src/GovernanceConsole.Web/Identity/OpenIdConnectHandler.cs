using System.IdentityModel.Tokens.Jwt;
using System.Net.Http.Headers;
using System.Security.Claims;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using Claims = Microsoft.IdentityModel.JsonWebTokens.JwtRegisteredClaimNames;
using TokenNames = Microsoft.IdentityModel.Protocols.OpenIdConnect.OpenIdConnectParameterNames;

namespace GovernanceConsole.Web.Identity;

/// <summary>
/// OpenID Connect's authorization code flow (decision 0003). The base keeps state, correlation cookie and PKCE; Microsoft's
/// validator checks the token; here are discovery, nonce, the issuer of the answer (RFC 9207), key rotation and userinfo.
/// </summary>
internal sealed class OpenIdConnectHandler(IOptionsMonitor<OpenIdConnectScheme> options, ILoggerFactory loggers, UrlEncoder encoder)
    : OAuthHandler<OpenIdConnectScheme>(options, loggers, encoder)
{
    private const string NonceKey = ".nonce";

    private static readonly TimeSpan PatienceForNewKeys = TimeSpan.FromSeconds(2);
    private static readonly JsonWebTokenHandler Tokens = new() { MapInboundClaims = false };

    private OpenIdConnectConfiguration _provider = default!;

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        _provider = await ProviderAsync();
        // Travels inside the encrypted state, which the correlation cookie binds to this browser.
        properties.Items[NonceKey] = Options.ProtocolValidator.GenerateNonce();
        await base.HandleChallengeAsync(properties);
    }

    protected override string BuildChallengeUrl(AuthenticationProperties properties, string redirectUri)
    {
        var query = QueryHelpers.ParseQuery(new Uri(base.BuildChallengeUrl(properties, Public(redirectUri))).Query);
        query[TokenNames.Nonce] = properties.Items[NonceKey];
        if (properties.IsSignInAgain())
        {
            query[TokenNames.Prompt] = OpenIdConnectPrompt.Login;
            query[TokenNames.MaxAge] = "0";
            if (Options.AcrValues.Count > 0)
                query[TokenNames.AcrValues] = string.Join(' ', Options.AcrValues);
        }

        return QueryHelpers.AddQueryString(_provider.AuthorizationEndpoint, query);
    }

    protected override async Task<HandleRequestResult> HandleRemoteAuthenticateAsync()
    {
        _provider = await ProviderAsync();
        return IsFromOurProvider(Request.Query[TokenNames.Iss])
            ? await base.HandleRemoteAuthenticateAsync() // state and correlation, then the two methods below
            : HandleRequestResult.Fail("The answer came from another issuer than it was asked of.");
    }

    protected override async Task<OAuthTokenResponse> ExchangeCodeAsync(OAuthCodeExchangeContext context)
    {
        var form = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [TokenNames.GrantType] = OpenIdConnectGrantTypes.AuthorizationCode,
            [TokenNames.Code] = context.Code,
            [TokenNames.RedirectUri] = Public(context.RedirectUri),
        };
        if (context.Properties.Items.Remove(OAuthConstants.CodeVerifierKey, out var verifier) && verifier is not null)
            form[OAuthConstants.CodeVerifierKey] = verifier;
        using var request = new HttpRequestMessage(HttpMethod.Post, _provider.TokenEndpoint);
        if (string.IsNullOrEmpty(Options.ClientSecret))
            form[TokenNames.ClientId] = Options.ClientId;
        else
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Uri.EscapeDataString(Options.ClientId)}:{Uri.EscapeDataString(Options.ClientSecret)}")));
        request.Content = new FormUrlEncodedContent(form);
        using var response = await Backchannel.SendAsync(request, Context.RequestAborted);
        var body = await response.Content.ReadAsStringAsync(Context.RequestAborted);
        return response.IsSuccessStatusCode
            ? OAuthTokenResponse.Success(JsonDocument.Parse(body))
            : OAuthTokenResponse.Failed(new AuthenticationFailureException($"The token endpoint answered {(int)response.StatusCode}."));
    }

    protected override async Task<AuthenticationTicket> CreateTicketAsync(ClaimsIdentity identity, AuthenticationProperties properties, OAuthTokenResponse tokens)
    {
        var answer = tokens.Response!.RootElement;
        var idToken = answer.TryGetProperty(TokenNames.IdToken, out var told) && told.ValueKind == JsonValueKind.String ? told.GetString() : null;
        if (string.IsNullOrEmpty(idToken))
            throw new AuthenticationFailureException("The token endpoint's answer has no id_token.");
        var validated = await ValidateAsync(idToken);
        if (!validated.IsValid)
            throw new AuthenticationFailureException("The id_token does not hold.", validated.Exception);
        properties.Items.Remove(NonceKey, out var nonce);
        Options.ProtocolValidator.ValidateTokenResponse(new OpenIdConnectProtocolValidationContext
        {
            ClientId = Options.ClientId,
            Nonce = nonce,
            ProtocolMessage = new OpenIdConnectMessage(answer.GetRawText()),
            ValidatedIdToken = new JwtSecurityToken(idToken),
        });

        var proven = new ClaimsIdentity(validated.ClaimsIdentity.Claims, Scheme.Name, Claims.Name, roleType: null);
        if (!string.IsNullOrEmpty(_provider.UserInfoEndpoint))
            await AddUserInfoAsync(proven, tokens.AccessToken!);
        properties.StoreTokens([new AuthenticationToken { Name = TokenNames.IdToken, Value = idToken }]); // names the session when signing out; nothing else is kept
        return new AuthenticationTicket(new ClaimsPrincipal(proven), properties, Scheme.Name);
    }

    /// <summary>RFC 9207: an answer that names its issuer names ours, and one that must name it does.</summary>
    private bool IsFromOurProvider(StringValues issuer) => issuer.Count switch
    {
        0 => !_provider.AuthorizationResponseIssParameterSupported,
        1 => issuer == _provider.Issuer,
        _ => false,
    };

    private async Task<OpenIdConnectConfiguration> ProviderAsync()
    {
        var provider = await Options.ConfigurationManager.GetConfigurationAsync(Context.RequestAborted);
        return provider.Issuer?.TrimEnd('/') == Options.Authority.TrimEnd('/')
            ? provider
            : throw new AuthenticationFailureException($"{Options.Authority} says that its issuer is {provider.Issuer}. Set Authentication:OpenIdConnect:Authority to the issuer's own address.");
    }

    /// <summary>Against the keys that are known; where the token names another one, against those that the provider has now.</summary>
    private async Task<TokenValidationResult> ValidateAsync(string idToken)
    {
        var result = await ValidateAsync(idToken, _provider);
        if (result.Exception is not SecurityTokenSignatureKeyNotFoundException)
            return result;
        // The refresh runs in the background, and not twice within a second: the first sign-in after a rotation waits for it.
        var old = _provider;
        var since = TimeProvider.GetTimestamp();
        while (ReferenceEquals(_provider, old) && TimeProvider.GetElapsedTime(since) < PatienceForNewKeys)
        {
            Options.ConfigurationManager.RequestRefresh();
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider, Context.RequestAborted);
            _provider = await ProviderAsync();
        }

        return await ValidateAsync(idToken, _provider);
    }

    private Task<TokenValidationResult> ValidateAsync(string idToken, OpenIdConnectConfiguration provider)
    {
        var parameters = Options.TokenValidationParameters.Clone();
        parameters.ValidIssuer = provider.Issuer;
        parameters.ValidAudience = Options.ClientId;
        parameters.IssuerSigningKeys = provider.SigningKeys;
        return Tokens.ValidateTokenAsync(idToken, parameters);
    }

    private async Task AddUserInfoAsync(ClaimsIdentity proven, string accessToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, _provider.UserInfoEndpoint);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", accessToken);
        using var response = await Backchannel.SendAsync(request, Context.RequestAborted);
        if (!response.IsSuccessStatusCode)
            throw new AuthenticationFailureException($"The userinfo endpoint answered {(int)response.StatusCode}.");
        using var told = JsonDocument.Parse(await response.Content.ReadAsStringAsync(Context.RequestAborted));
        if (!told.RootElement.TryGetProperty(Claims.Sub, out var subject) || subject.ToString() != proven.FindFirst(Claims.Sub)?.Value)
            throw new AuthenticationFailureException("The userinfo is about somebody else than the id_token.");
        // What the signed token says stands; userinfo adds what it does not speak of.
        var known = proven.Claims.Select(c => c.Type).ToHashSet(StringComparer.Ordinal);
        foreach (var property in told.RootElement.EnumerateObject().Where(p => !known.Contains(p.Name) && !IsAboutTheSignIn(p.Name)))
        {
            foreach (var value in property.Value.ValueKind == JsonValueKind.Array ? property.Value.EnumerateArray().Select(v => v.ToString()) : [property.Value.ToString()])
                proven.AddClaim(new Claim(property.Name, value));
        }
    }

    /// <summary>When and how somebody signed in is told by the signed token alone.</summary>
    private static bool IsAboutTheSignIn(string claim) => claim is Claims.AuthTime or Claims.Acr or Claims.Iss;

    /// <summary>The address under which the browser came.</summary>
    private string Public(string address) => Options.PublicIsHttps ? $"https://{Request.Host}{OriginalPathBase}{Options.CallbackPath}" : address;
}
