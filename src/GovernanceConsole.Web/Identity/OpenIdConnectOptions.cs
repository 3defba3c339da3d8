using GovernanceConsole.Identity;
using GovernanceConsole.Web.Hosting;

namespace GovernanceConsole.Web.Identity;

/// <summary>Section <c>Authentication:OpenIdConnect</c>: the organisation's identity provider, through which people sign in.</summary>
public sealed class OpenIdConnectOptions : ICheckedOptions
{
    public static string Section => "Authentication:OpenIdConnect";

    /// <summary>The issuer's address; the provider's own description lies under <c>/.well-known/openid-configuration</c>.</summary>
    public string? Authority { get; set; }

    /// <summary>The name under which this console is registered there.</summary>
    public string? ClientId { get; set; }

    /// <summary>The console's secret there; none for a client without one, which PKCE protects alone. Never in a file of settings.</summary>
    public string? ClientSecret { get; set; }

    /// <summary>What is asked for, separated by blanks.</summary>
    public string Scopes { get; set; } = "openid profile email";

    /// <summary>Method classes (<c>acr</c>), separated by blanks, of which an approval needs one. None: any will do.</summary>
    public string? RequireAcr { get; set; }

    /// <summary>The claim whose values bring roles along, for instance <c>roles</c> or <c>groups</c>; none where roles are granted in the console alone.</summary>
    public string? RoleClaim { get; set; }

    /// <summary>For each role the values of <see cref="RoleClaim"/> that bring it.</summary>
    public Dictionary<string, string[]> Roles { get; set; } = [];

    /// <summary>Whether anything was set; then all of it is checked.</summary>
    internal bool IsConfigured => Authority is not null || ClientId is not null || ClientSecret is not null || RequireAcr is not null || RoleClaim is not null || Roles.Count > 0;

    /// <summary>The provider as people know it: by the name of its host.</summary>
    internal string ProviderName => Uri.TryCreate(Authority, UriKind.Absolute, out var address) ? address.Host : "";

    internal IReadOnlyList<string> AcrValues => WordsOf(RequireAcr);

    internal IReadOnlyList<string> ScopeValues => WordsOf(Scopes);

    /// <summary>The roles that the values of the claim bring.</summary>
    internal IReadOnlyList<Role> RolesBroughtBy(IReadOnlyCollection<string> values) =>
        [.. Roles.Where(r => r.Value.Any(values.Contains)).Select(r => Enum.Parse<Role>(r.Key)).Order()];

    /// <inheritdoc/>
    public IEnumerable<ConfigurationFault> Faults()
    {
        if (!IsConfigured)
            yield break;
        if (WhyNoAuthority() is { } why)
            yield return Fault(nameof(Authority), why);
        if (string.IsNullOrWhiteSpace(ClientId))
            yield return Fault(nameof(ClientId), "is missing. Write the name under which the console is registered at the provider.");
        if (ClientSecret is not null && string.IsNullOrWhiteSpace(ClientSecret))
            yield return Fault(nameof(ClientSecret), "is empty. Set the secret, or remove the key for a client without one.");
        if (!ScopeValues.Contains("openid", StringComparer.Ordinal))
            yield return Fault(nameof(Scopes), $"'{Scopes}' lacks openid, without which the provider does not say who signed in.");
        if (RoleClaim is not null && Roles.Count == 0)
            yield return Fault(nameof(Roles), $"is missing: nothing says which values of the claim {RoleClaim} bring which role. Add {Section}:Roles:Auditor:0 and the like, or remove RoleClaim.");
        if (string.IsNullOrWhiteSpace(RoleClaim) && Roles.Count > 0)
            yield return Fault(nameof(RoleClaim), "is missing. Name the claim whose values bring the roles, such as roles or groups.");
        foreach (var (role, values) in Roles)
        {
            if (!Enum.IsDefined(typeof(Role), role) || role == nameof(Role.ApiClient))
                yield return Fault($"{nameof(Roles)}:{role}", $"is no role of a person. There are: {string.Join(", ", Enum.GetValues<Role>().Where(r => r != Role.ApiClient))}.");
            else if (values is null || values.Length == 0 || values.Any(string.IsNullOrWhiteSpace))
                yield return Fault($"{nameof(Roles)}:{role}", "names no value, or an empty one. Write the values of the claim that bring this role.");
        }
    }

    /// <inheritdoc cref="SecretsInFiles.Find"/>
    internal static IEnumerable<ConfigurationFault> SecretInAFile(IConfiguration configuration) =>
        SecretsInFiles.Find(configuration, $"{Section}:{nameof(ClientSecret)}", "choose another one at the provider");

    private string? WhyNoAuthority() => Authority switch
    {
        null or "" => "is missing. Write the issuer's address, such as https://login.example.com.",
        _ when !Uri.TryCreate(Authority, UriKind.Absolute, out var address) || address.Scheme is not ("https" or "http") || address.Query.Length > 0 || address.Fragment.Length > 0 =>
            $"'{Authority}' is not an issuer's address. Write it as https://login.example.com, without a query.",
        _ when new Uri(Authority) is { Scheme: "http", IsLoopback: false } => $"'{Authority}' is not https. Without it anybody on the way could sign in as anybody.",
        _ => null,
    };

    private static ConfigurationFault Fault(string key, string message) => new($"{Section}:{key}", message);

    private static string[] WordsOf(string? text) => text?.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
}
