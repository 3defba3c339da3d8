using System.Globalization;
using System.Security.Cryptography;
using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Ledger;
using GovernanceConsole.Organisation;
using GovernanceConsole.Policy;

namespace GovernanceConsole.Requests;

/// <summary>Whose access it is.</summary>
public enum SubjectKind
{
    /// <summary>A person of the directory.</summary>
    Person,

    /// <summary>A service account or another identity that is no person; it has a form of its own .</summary>
    MachineIdentity,

    /// <summary>A customer, or the holder of a regulated record.</summary>
    CustomerRecord,
}

/// <summary>What is asked for: exactly this is approved and executed.</summary>
public sealed record RequestContent
{
    /// <summary>The code of the kind: <c>K03</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>What shall be the case afterwards.</summary>
    public required string Effect { get; init; }

    /// <summary>The target; null where the path says it.</summary>
    public GovernedSystemId? System { get; init; }

    /// <summary>Why the business needs it; access asks for it .</summary>
    public string? Justification { get; init; }

    /// <summary>When access begins; null for at once.</summary>
    public DateTimeOffset? StartsAt { get; init; }

    /// <summary>When access ends; null where nothing lasts, or it is reviewed instead.</summary>
    public DateTimeOffset? EndsAt { get; init; }

    /// <summary>When it is looked at again; null where it ends.</summary>
    public DateOnly? ReviewOn { get; init; }

    /// <summary>The incident or outage; emergencies ask for it.</summary>
    public string? Incident { get; init; }

    /// <summary>What of HR, contract, inventory or legal asks for it; null where a person does.</summary>
    public string? TriggeredBy { get; init; }

    /// <summary>It happens before its time, or somebody objects.</summary>
    public bool IsEarlyOrDisputed { get; init; }

    /// <summary>For a machine identity, the workload.</summary>
    public string? Workload { get; init; }

    /// <summary>For a machine identity, where it runs.</summary>
    public string? Environment { get; init; }

    /// <summary>For a machine identity, when its secret is replaced next.</summary>
    public DateOnly? RotatesOn { get; init; }

    /// <summary>SHA-256 in hexadecimal over what is asked and for whom, as canonical JSON: an approval and an execution name it.</summary>
    internal string HashFor(RequestIntake intake) => Convert.ToHexStringLower(SHA256.HashData(CanonicalJson.FromObject(new Dictionary<string, object?>(StringComparer.Ordinal)
    {
        ["kind"] = Kind,
        ["effect"] = Effect,
        ["subject"] = intake.Subject?.Value.ToString("N"),
        ["subjectReference"] = intake.SubjectReference,
        ["system"] = System?.Value.ToString("N"),
        ["justification"] = Justification,
        ["startsAt"] = Written(StartsAt),
        ["endsAt"] = Written(EndsAt),
        ["reviewOn"] = Written(ReviewOn),
        ["incident"] = Incident,
        ["triggeredBy"] = TriggeredBy,
        ["isEarlyOrDisputed"] = IsEarlyOrDisputed,
        ["workload"] = Workload,
        ["environment"] = Environment,
        ["rotatesOn"] = Written(RotatesOn),
    })));

    /// <summary>The form in which it is stored and hashed.</summary>
    internal RequestContent Cleaned() => this with
    {
        Effect = TextRules.Clean(Effect),
        Justification = TextRules.CleanOrNull(Justification),
        Incident = TextRules.CleanOrNull(Incident),
        TriggeredBy = TextRules.CleanOrNull(TriggeredBy),
        Workload = TextRules.CleanOrNull(Workload),
        Environment = TextRules.CleanOrNull(Environment),
    };

    private static string? Written(DateTimeOffset? at) => at?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static string? Written(DateOnly? on) => on?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

/// <summary>How a request came in: who asks, for whom, by which channel. It is set once.</summary>
/// <param name="SubjectKind">Whose access it is.</param>
/// <param name="Subject">The person; null for machine identities and customers.</param>
/// <param name="SubjectReference">Machine name or customer reference; null for people.</param>
/// <param name="Requester">Who asks, where the directory knows them.</param>
/// <param name="Caller">Who says that they ask; null where the directory knows them.</param>
/// <param name="Channel">By what.</param>
/// <param name="Desk">Where; null for none.</param>
/// <param name="Ticket">Of another system; null for none.</param>
/// <param name="Urgency">Why it is said to be urgent; null for not.</param>
/// <param name="Tags">Separated by spaces; empty for none.</param>
/// <param name="EnteredBy">The person who entered it; null for a machine.</param>
/// <param name="EnteredByKey">The API key; null for a person.</param>
internal sealed record RequestIntake(
    SubjectKind SubjectKind, PersonId? Subject, string? SubjectReference, PersonId? Requester, string? Caller, IntakeChannel Channel, DeskId? Desk,
    string? Ticket, string? Urgency, string Tags, PersonId? EnteredBy, string? EnteredByKey)
{
    public static RequestIntake Of(Request request) => new(
        request.SubjectKind, request.SubjectId, request.SubjectReference, request.RequesterId, request.Caller, request.Channel, request.DeskId,
        request.Ticket, request.Urgency, request.Tags, request.EnteredById, request.EnteredByKey);
}
