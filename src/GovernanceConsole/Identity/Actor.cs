namespace GovernanceConsole.Identity;

/// <summary>What kind of actor a change comes from.</summary>
public enum ActorKind
{
    Person,

    /// <summary>A scheduled job, by name.</summary>
    Job,

    /// <summary>The operating-system user of a command-line verb. May import, migrate and export; decides nothing.</summary>
    CommandLine,

    /// <summary>A key of the HTTP API.</summary>
    ApiKey,
}

/// <summary>Facts about the sign-in behind an act; the policy on fresh sign-in reads them.</summary>
/// <param name="At">When the person proved themselves, as the identity provider says (<c>auth_time</c>); null where it does not say.</param>
/// <param name="Method">The method class (<c>acr</c>), or the name of the development sign-in; null where the provider names none.</param>
/// <param name="Issuer">Who vouched for the person: the provider's issuer, or <c>development</c>.</param>
/// <param name="SessionHash">SHA-256 of the session's id; null for actors without a session.</param>
public sealed record SignIn(DateTimeOffset? At, string? Method, string Issuer, byte[]? SessionHash);

/// <summary>For whom an actor acts, and by which delegation.</summary>
/// <param name="Principal">The person who delegated.</param>
/// <param name="Grant">The delegation's number.</param>
public sealed record OnBehalfOf(PersonId Principal, string Grant);

/// <summary>
/// Who acts. Roles are deliberately not trusted from here when something changes: the write road reads them again in
/// the transaction that decides (B-01).
/// </summary>
public sealed record Actor
{
    private Actor(ActorKind kind, string name) => (Kind, Name) = (kind, name);

    public ActorKind Kind { get; }

    /// <summary>The name of the job, the operating-system user, the number of the key (<c>AK-0042</c>); for people the name when they signed in.</summary>
    public string Name { get; }

    /// <summary>The person; null for machines.</summary>
    public PersonId? Person { get; private init; }

    /// <summary>The key of the HTTP API; null for everybody else.</summary>
    public ApiKeyId? Key { get; private init; }

    /// <summary>For whom; null when acting for oneself.</summary>
    public OnBehalfOf? OnBehalfOf { get; init; }

    /// <summary>The sign-in behind the act; null for machines.</summary>
    public SignIn? SignIn { get; init; }

    /// <summary>
    /// The roles read when the circuit was last revalidated. Decides what is shown, never what is changed.
    /// </summary>
    public IReadOnlySet<Role> KnownRoles { get; init; } = new HashSet<Role>();

    /// <summary>The scopes of the key when the call came in. Decides what is read, never what is changed.</summary>
    public IReadOnlySet<ApiScope> KnownScopes { get; private init; } = new HashSet<ApiScope>();

    /// <summary>Whether this is the operating-system user at the sign-in page of an empty console, where nobody is registered yet.</summary>
    public bool IsFirstSignIn { get; private init; }

    /// <summary>Whether this is the sign-in page, which writes down whom it did not let in.</summary>
    public bool IsSignInPage { get; private init; }

    /// <summary>Whether this is the HTTP API itself, which writes down which keys it turned away and which it let in.</summary>
    public bool IsHttpApi { get; private init; }

    /// <summary>How the act came in: <c>ui</c>, <c>api</c>, <c>job</c>, <c>cli</c>.</summary>
    public string Via => Kind switch
    {
        ActorKind.Person => "ui",
        ActorKind.Job => IsSignInPage ? "ui" : IsHttpApi ? "api" : "job",
        ActorKind.CommandLine => IsFirstSignIn ? "ui" : "cli",
        ActorKind.ApiKey => "api",
    };

    public static Actor ForPerson(PersonId person, string name) => new(ActorKind.Person, name) { Person = person };

    public static Actor ForJob(string name) => new(ActorKind.Job, name);

    /// <summary>The sign-in page, where nobody is signed in yet.</summary>
    public static Actor ForSignInPage() => new(ActorKind.Job, "sign-in") { IsSignInPage = true };

    /// <summary>The HTTP API, where no key is known yet.</summary>
    public static Actor ForHttpApi() => new(ActorKind.Job, "http-api") { IsHttpApi = true };

    public static Actor ForCommandLine(string operatingSystemUser) => new(ActorKind.CommandLine, operatingSystemUser);

    /// <summary>Opens an empty console from its sign-in page; may no more than the command line may.</summary>
    public static Actor ForFirstSignIn(string operatingSystemUser) => new(ActorKind.CommandLine, operatingSystemUser) { IsFirstSignIn = true };

    /// <summary>Another system that calls the HTTP API.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="number">The key's number, by which the ledger names it.</param>
    /// <param name="scopes">What the key was good for when the call came in.</param>
    public static Actor ForApiKey(ApiKeyId key, string number, IReadOnlySet<ApiScope> scopes) =>
        new(ActorKind.ApiKey, number) { Key = key, KnownScopes = scopes, KnownRoles = new HashSet<Role> { Role.ApiClient } };

    public bool KnowsRole(Role role) => KnownRoles.Contains(role);

    /// <summary>Whether this is a key with the scope.</summary>
    public bool KnowsScope(ApiScope scope) => KnownScopes.Contains(scope);
}
