using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace GovernanceConsole.Web.Identity;

/// <summary>What <see cref="OpenIdConnectHandler"/> works by. Names are those of the framework's own package (decision 0003).</summary>
internal sealed class OpenIdConnectScheme : OAuthOptions
{
    /// <summary>The name of the scheme.</summary>
    public const string Name = "OpenIdConnect";

    public OpenIdConnectScheme()
    {
        CallbackPath = "/signin-oidc";
        UsePkce = true;
        AuthorizationEndpoint = "https://known.by.discovery.invalid/"; // the base builds its query on this; the address itself is discovered
    }

    /// <summary>The issuer's address.</summary>
    public string Authority { get; set; } = "";

    /// <summary>Asked for when somebody signs in again for an approval.</summary>
    public IReadOnlyList<string> AcrValues { get; set; } = [];

    /// <summary>Where the provider sends people after they signed out there.</summary>
    public PathString SignedOutCallbackPath { get; set; } = "/signout-callback-oidc";

    /// <summary>Outside Development people come by https, whatever the proxy in front speaks to us.</summary>
    public bool PublicIsHttps { get; set; }

    /// <summary>The provider's description of itself and its keys, kept and refreshed.</summary>
    public IConfigurationManager<OpenIdConnectConfiguration> ConfigurationManager { get; set; } = default!;

    public OpenIdConnectProtocolValidator ProtocolValidator { get; } = new() { RequireStateValidation = false, NonceLifetime = TimeSpan.FromMinutes(15) };

    public TokenValidationParameters TokenValidationParameters { get; } = new()
    {
        ClockSkew = TimeSpan.FromMinutes(1),
        RequireSignedTokens = true,
        RequireExpirationTime = true,
        // Only keys that the provider alone holds: a token signed with our own secret (HS256), or not at all, is nobody's word.
        ValidAlgorithms =
        [
            SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
            SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
            SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
        ],
        // A token made for another purpose, such as a logout token, says so in its type.
        TypeValidator = static (type, _, _) => string.IsNullOrEmpty(type) || type.Equals("JWT", StringComparison.OrdinalIgnoreCase)
            ? "JWT"
            : throw new SecurityTokenInvalidTypeException($"The id_token is of the type {type}."),
    };

    /// <summary>What a deployment sets was checked at start, with the keys it goes by: <see cref="OpenIdConnectOptions"/>.</summary>
    public override void Validate()
    {
    }
}
