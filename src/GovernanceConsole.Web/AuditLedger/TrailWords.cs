using System.Globalization;
using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Storage;
using GovernanceConsole.Web.Shell;

namespace GovernanceConsole.Web.AuditLedger;

/// <summary>The words and addresses of the audit trail.</summary>
public static class TrailWords
{
    /// <summary>The kind of event that is every denied attempt.</summary>
    public const string DeniedType = "act.refused";

    public static string Of(TrailLedger ledger) => ledger switch
    {
        TrailLedger.Decisions => "Decisions",
        TrailLedger.SecurityEvents => "Security events",
    };

    /// <summary>As addresses name a ledger.</summary>
    public static string AddressOf(TrailLedger ledger) => ledger switch
    {
        TrailLedger.Decisions => "decisions",
        TrailLedger.SecurityEvents => "security-events",
    };

    /// <summary>Null for an address that names none.</summary>
    public static TrailLedger? LedgerAt(string? address) =>
        Enum.GetValues<TrailLedger>().Cast<TrailLedger?>().FirstOrDefault(l => AddressOf(l!.Value) == address);

    /// <summary>The page of an entry.</summary>
    public static string HrefOf(TrailLedger ledger, long idx) => string.Create(CultureInfo.InvariantCulture, $"/audit-trail/{AddressOf(ledger)}/{idx}");

    /// <summary>"Entry 1,234".</summary>
    public static string Entry(long idx) => $"Entry {Number(idx)}";

    public static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary><c>recovery-path</c> reads as "Recovery path".</summary>
    public static string OfKind(string? kind) => kind switch
    {
        null or "" => "Any object",
        "organisational-unit" => "Unit",
        "governed-system" => "System",
        "area-ownership" => "Control area",
        "control-test-run" => "Control tests",
        "review-task" => "Review of findings",
        "policy-version" => "Policy",
        "trail" => "Audit trail",
        _ => Sentence(kind),
    };

    /// <summary><c>person.role-granted</c> reads as "Role granted".</summary>
    public static string OfType(string type) => type switch
    {
        DeniedType => "Denied attempt",
        "sign-in.failed" => "Sign-in failed",
        "session.opened" => "Signed in",
        "session.ended" => "Signed out",
        _ => Sentence(type[(type.IndexOf('.', StringComparison.Ordinal) + 1)..]),
    };

    /// <summary>A kind of event where nothing else says what it is about: "Person: role granted".</summary>
    public static string OfEvent(EventKind kind) =>
        kind.Type is DeniedType or "sign-in.failed" or "session.opened" or "session.ended" ? OfType(kind.Type)
        : $"{OfKind(kind.Type[..kind.Type.IndexOf('.', StringComparison.Ordinal)])}: {OfType(kind.Type).ToLowerInvariant()}";

    /// <summary>What an object is called: number and name as it is now, or what kind it is.</summary>
    public static string NameOf(string? kind, TrailObject? named) => named switch
    {
        { Number: { } number, Name: { } name } => $"{(kind is "person" ? "" : $"{number} ")}{name}",
        { Number: { } number } => kind is "policy-version" ? $"Policy {number}" : number,
        { Name: { } name } => name,
        _ => OfKind(kind),
    };

    /// <summary>The object's own page; null for kinds without one.</summary>
    public static string? HrefOf(string? kind, Guid? id, TrailObject? named) => (kind, named?.Number) switch
    {
        ("recovery-path", { } number) => $"/paths/{number}",
        ("import", { } number) => $"/imports/{number}",
        ("policy-replay", { } number) => $"/policy/replay/{number}",
        ("control-test-run", { } number) => $"/control-tests?run={number}",
        ("review-task", { } number) => $"/reviews/{number}",
        ("policy-version", { } number) => $"/policy/versions/{number}",
        ("governance-review", { } number) => $"/governance-reviews/{number}",
        ("person", _) when id is not null => $"/people/{id}",
        ("organisational-unit", _) when id is not null => $"/units/{id}",
        ("vendor", _) when id is not null => $"/vendors/{id}",
        ("desk", _) when id is not null => $"/desks/{id}",
        ("governed-system", _) when id is not null => $"/systems/{id}",
        ("identity-domain", _) when id is not null => $"/identity-domains/{id}",
        ("area-ownership", _) => "/areas",
        _ => null,
    };

    /// <summary>The way in, in words.</summary>
    public static string OfVia(string via) => via switch
    {
        "ui" => "In the browser",
        "api" => "Through the HTTP API",
        "job" => "By a scheduled job",
        "cli" => "On the command line",
        _ => via,
    };

    /// <summary>Who acted: a person by name, anything else in words.</summary>
    public static string WhoIn(TrailEntry entry, IReadOnlyDictionary<PersonId, string> names) => entry.ActorId is { } person
        ? names.GetValueOrDefault(person, "Somebody no longer named")
        : entry.IsPruned ? "–" : MachineText.Of(entry.Machine);

    /// <summary>A search in words, for the record of who searched for what; null where nothing is searched for.</summary>
    public static string? SearchOf(TrailFilter filter, string? person, OrganisationTime time)
    {
        var words = new List<string>();
        if (filter.Person is not null)
            words.Add($"person {person ?? "unknown"}");
        if (filter.Object is { } what)
            words.Add($"object {what}");
        if (filter.Kind is { } kind)
            words.Add($"kind of object {kind}");
        if (filter.Type is { } type)
            words.Add($"kind of event {type}");
        if (filter.FromAt is { } from)
            words.Add($"from {WhenText.Absolute(from, time.Zone)}");
        if (filter.BeforeAt is { } before)
            words.Add($"before {WhenText.Absolute(before, time.Zone)}");
        if (filter.Correlation is { } correlation)
            words.Add($"correlation {correlation}");
        return words.Count == 0 ? null : string.Join("; ", words);
    }

    private static string Sentence(string code)
    {
        var words = code.Replace('-', ' ').Replace('.', ' ');
        return words.Length == 0 ? words : $"{char.ToUpperInvariant(words[0])}{words[1..]}";
    }
}
