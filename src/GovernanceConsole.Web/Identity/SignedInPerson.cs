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
    private const string SignedInAtClaim = "auth_time";
    private const string MethodClaim = "acr";
    private const string IssuerClaim = "iss";

    /// <summary>What the cookie holds for a new session.</summary>
    public static ClaimsPrincipal NewSession(SignInStanding person, DateTimeOffset at, string method, string issuer) => With(
        person,
        [
            new Claim(SessionClaim, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16))),
            new Claim(SignedInAtClaim, at.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture)),
            new Claim(MethodClaim, method),
            new Claim(IssuerClaim, issuer),
        ]);

    /// <summary>The same session with name and roles as they are now.</summary>
    public static ClaimsPrincipal AsOf(this ClaimsPrincipal session, SignInStanding person) =>
        With(person, session.Claims.Where(c => c.Type is SessionClaim or SignedInAtClaim or MethodClaim or IssuerClaim));

    /// <summary>The person behind a session; null for somebody not signed in.</summary>
    public static PersonId? PersonOf(this ClaimsPrincipal user) =>
        user.Identity?.IsAuthenticated == true && Guid.TryParse(user.FindFirstValue(PersonClaim), out var id) ? new PersonId(id) : null;

    /// <summary>The session's own id; null for somebody not signed in.</summary>
    public static string? SessionOf(this ClaimsPrincipal user) => user.FindFirstValue(SessionClaim);

    /// <summary>When the person proved themselves; null for somebody not signed in.</summary>
    public static DateTimeOffset? SignedInAt(this ClaimsPrincipal user) =>
        long.TryParse(user.FindFirstValue(SignedInAtClaim), CultureInfo.InvariantCulture, out var at) ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null;

    /// <summary>Who acts, for use cases. Endpoints take a <see cref="ClaimsPrincipal"/> and call this; pages take <see cref="CurrentActor"/>.</summary>
    /// <exception cref="InvalidOperationException">Nobody is signed in: the page or endpoint was left open by mistake.</exception>
    public static Actor ToActor(this ClaimsPrincipal user)
    {
        if (user.PersonOf() is not { } person || user.SignedInAt() is not { } at || user.SessionOf() is not { } session)
            throw new InvalidOperationException("Nobody is signed in. A page or endpoint that acts must not be open to everybody.");
        return Actor.ForPerson(person, user.Identity?.Name ?? "") with
        {
            KnownRoles = user.RolesOf(),
            SignIn = new SignIn(at, user.FindFirstValue(MethodClaim) ?? "", user.FindFirstValue(IssuerClaim) ?? "", SHA256.HashData(Encoding.UTF8.GetBytes(session))),
        };
    }

    /// <summary>The roles as last read.</summary>
    public static IReadOnlySet<Role> RolesOf(this ClaimsPrincipal user) =>
        user.FindAll(RoleClaim).Select(c => Enum.Parse<Role>(c.Value)).ToHashSet();

    private static ClaimsPrincipal With(SignInStanding person, IEnumerable<Claim> session) => new(new ClaimsIdentity(
        [
            new Claim(PersonClaim, person.Id.Value.ToString()),
            new Claim(NameClaim, person.Name),
            .. person.Roles.Order().Select(r => new Claim(RoleClaim, r.ToString())),
            .. session,
        ],
        CookieAuthenticationDefaults.AuthenticationScheme, NameClaim, RoleClaim));
}
