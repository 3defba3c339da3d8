using System.Globalization;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace GovernanceConsole.Web.Identity;

/// <summary>
/// How a person is written into the cookie and read back. The cookie says who signed in, when and how; name and roles
/// are read from the database with every request and every half minute in an open page.
/// </summary>
internal static class SignedInPerson
{
    private const string PersonClaim = "sub";
    private const string NameClaim = "name";
    private const string RoleClaim = "role";
    private const string SessionClaim = "sid";
    private const string BeganAtClaim = "began";
    private const string ProvedAtClaim = "auth_time";
    private const string MethodClaim = "acr";
    private const string IssuerClaim = "iss";

    /// <summary>What the cookie holds for a new session.</summary>
    /// <param name="person">Who signed in.</param>
    /// <param name="at">When the session begins.</param>
    /// <param name="proof">When and how they proved who they are: with a provider's own session that may have been long before.</param>
    public static ClaimsPrincipal NewSession(SignInStanding person, DateTimeOffset at, Proof proof) => With(
        person,
        new[]
        {
            new Claim(SessionClaim, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16))),
            new Claim(BeganAtClaim, TextOf(at)),
            proof.At is { } provedAt ? new Claim(ProvedAtClaim, TextOf(provedAt)) : null,
            proof.Method is { } method ? new Claim(MethodClaim, method) : null,
            new Claim(IssuerClaim, proof.Issuer),
        }.OfType<Claim>());

    /// <summary>The same session with name and roles as they are now.</summary>
    public static ClaimsPrincipal AsOf(this ClaimsPrincipal session, SignInStanding person) =>
        With(person, session.Claims.Where(c => c.Type is SessionClaim or BeganAtClaim or ProvedAtClaim or MethodClaim or IssuerClaim));

    /// <summary>The person behind a session; null for somebody not signed in.</summary>
    public static PersonId? PersonOf(this ClaimsPrincipal user) =>
        user.Identity?.IsAuthenticated == true && Guid.TryParse(user.FindFirstValue(PersonClaim), out var id) ? new PersonId(id) : null;

    /// <summary>The session's own id; null for somebody not signed in.</summary>
    public static string? SessionOf(this ClaimsPrincipal user) => user.FindFirstValue(SessionClaim);

    /// <summary>When the session began; null for somebody not signed in.</summary>
    public static DateTimeOffset? BeganAt(this ClaimsPrincipal user) => InstantOf(user.FindFirstValue(BeganAtClaim));

    /// <summary>Who vouched for the person; null for somebody not signed in.</summary>
    public static string? IssuerOf(this ClaimsPrincipal user) => user.FindFirstValue(IssuerClaim);

    /// <summary>Who acts, for use cases. Endpoints take a <see cref="ClaimsPrincipal"/> and call this; pages take <see cref="CurrentActor"/>.</summary>
    /// <exception cref="InvalidOperationException">Nobody is signed in: the page or endpoint was left open by mistake.</exception>
    public static Actor ToActor(this ClaimsPrincipal user)
    {
        if (user.PersonOf() is not { } person || user.BeganAt() is null || user.SessionOf() is not { } session)
            throw new InvalidOperationException("Nobody is signed in. A page or endpoint that acts must not be open to everybody.");
        return Actor.ForPerson(person, user.Identity?.Name ?? "") with
        {
            KnownRoles = user.RolesOf(),
            SignIn = new SignIn(InstantOf(user.FindFirstValue(ProvedAtClaim)), user.FindFirstValue(MethodClaim), user.IssuerOf() ?? "", SHA256.HashData(Encoding.UTF8.GetBytes(session))),
        };
    }

    /// <summary>The roles as last read.</summary>
    public static IReadOnlySet<Role> RolesOf(this ClaimsPrincipal user) =>
        user.FindAll(RoleClaim).Select(c => Enum.Parse<Role>(c.Value)).ToHashSet();

    private static string TextOf(DateTimeOffset at) => at.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);

    private static DateTimeOffset? InstantOf(string? text) =>
        long.TryParse(text, CultureInfo.InvariantCulture, out var at) ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null;

    private static ClaimsPrincipal With(SignInStanding person, IEnumerable<Claim> session) => new(new ClaimsIdentity(
        [
            new Claim(PersonClaim, person.Id.Value.ToString()),
            new Claim(NameClaim, person.Name),
            .. person.Roles.Order().Select(r => new Claim(RoleClaim, r.ToString())),
            .. session,
        ],
        CookieAuthenticationDefaults.AuthenticationScheme, NameClaim, RoleClaim));
}
