using System.Globalization;
using System.Security.Claims;
using GovernanceConsole.Organisation;

namespace GovernanceConsole.Web.Identity;

/// <summary>How somebody proved themselves, for their session and for what they sign in it.</summary>
/// <param name="At">When, as whoever vouches says; null where they do not say.</param>
/// <param name="Method">How; null where it is not named.</param>
/// <param name="Issuer">Who vouches.</param>
internal sealed record Proof(DateTimeOffset? At, string? Method, string Issuer);

/// <summary>Whom the identity provider vouched for.</summary>
/// <param name="Account">Issuer and subject: who it is.</param>
/// <param name="Proof">When and how.</param>
/// <param name="Name">What the provider calls them; only a suggestion.</param>
/// <param name="Email">Never who it is; only a suggestion.</param>
internal sealed record ProvenIdentity(ProvenAccount Account, Proof Proof, string? Name, string? Email)
{
    private const string IssuerClaim = "iss";
    private const string SubjectClaim = "sub";

    /// <summary>Reads the claims of a validated token; null where somebody else made the principal.</summary>
    public static ProvenIdentity? Of(ClaimsPrincipal? proven)
    {
        if (proven?.FindFirstValue(IssuerClaim) is not { Length: > 0 } issuer || proven.FindFirstValue(SubjectClaim) is not { Length: > 0 } subject)
            return null;
        return new ProvenIdentity(
            new ProvenAccount(issuer, subject),
            new Proof(InstantOf(proven.FindFirstValue("auth_time")), proven.FindFirstValue("acr") is { Length: > 0 } method ? method : null, issuer),
            proven.FindFirstValue("name"),
            proven.FindFirstValue("email"));
    }

    /// <summary>The claims from which <see cref="Of"/> reads it again.</summary>
    public static ClaimsPrincipal Keep(ClaimsPrincipal proven, string scheme) =>
        new(new ClaimsIdentity(proven.Claims.Where(c => c.Type is IssuerClaim or SubjectClaim or "auth_time" or "acr" or "name" or "email"), scheme));

    /// <summary>Seconds since 1970; what is no instant is not known.</summary>
    private static DateTimeOffset? InstantOf(string? seconds) =>
        long.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            ? DateTimeOffset.FromUnixTimeSeconds(at)
            : null;
}
