using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Policy;
using GovernanceConsole.Requests;
using GovernanceConsole.Storage;
using Route = GovernanceConsole.Policy.Route;

namespace GovernanceConsole.Web.Requests;

/// <summary>Who asks, as the form offers it.</summary>
public enum AskedBy
{
    /// <summary>The person whose access it is.</summary>
    Subject,

    /// <summary>Somebody else of the directory.</summary>
    Person,

    /// <summary>Somebody whom the directory does not know.</summary>
    Caller,
}

/// <summary>Which fields the form of a part asks for. It follows from its rule and is never chosen .</summary>
/// <param name="IsAccess">Business reason, begin and review.</param>
/// <param name="Ends">Until when.</param>
/// <param name="IsMachine">Workload, environment, rotation.</param>
/// <param name="Incident">The reference of the incident or outage.</param>
/// <param name="MayBeDisputed">Whether it happens early, or somebody objects.</param>
public sealed record PartForm(bool IsAccess, bool Ends, bool IsMachine, bool Incident, bool MayBeDisputed)
{
    /// <summary>Before its rule is known.</summary>
    public static PartForm Shortest { get; } = new(false, false, false, false, false);

    public static PartForm Of(Route? route, SubjectKind subject) => route is null ? Shortest : new PartForm(
        route.Template == FormTemplate.Access,
        route.Template == FormTemplate.Access || route.Validity.Longest is not null,
        subject == SubjectKind.MachineIdentity,
        route.Template == FormTemplate.Emergency || route.Signals.Incident,
        route.Approval.When == ApprovalMoment.EarlyOrDisputed && route.Approval.Seats.Count > 0);
}

/// <summary>One part of what is typed.</summary>
public sealed class PartFields(string kind)
{
    /// <summary>Tells the parts of the page apart, whatever their kinds become.</summary>
    public Guid Key { get; } = Guid.CreateVersion7();

    public string Kind { get; set; } = kind;

    /// <summary>What of the ticket suggested it; null where the agent added it.</summary>
    public SuggestedPart? Suggested { get; set; }

    /// <summary>What stood in the field when it was suggested: as long as it still does, the ticket may change it.</summary>
    public string? SuggestedEffect { get; set; }

    public string Effect { get; set; } = "";

    public GovernedSystemId? System { get; set; }

    /// <summary>The name of <see cref="System"/> where it was brought along; null otherwise.</summary>
    public string? SystemName { get; set; }

    public string? Justification { get; set; }

    /// <summary>When it begins, in the organisation's zone; null for at once.</summary>
    public DateTime? From { get; set; }

    /// <summary>When it ends, in the organisation's zone; null where it does not.</summary>
    public DateTime? Until { get; set; }

    public DateOnly? ReviewOn { get; set; }

    public string? Incident { get; set; }

    public bool IsEarlyOrDisputed { get; set; }

    public string? Workload { get; set; }

    public string? Environment { get; set; }

    public DateOnly? RotatesOn { get; set; }

    /// <summary>The form that its rule asks for, by the last preview.</summary>
    public PartForm Form { get; set; } = PartForm.Shortest;

    /// <summary>What is asked, without what stands in fields that the form does not show.</summary>
    public RequestContent ToContent(OrganisationTime time) => new()
    {
        Kind = Kind,
        Effect = Effect,
        System = System,
        Justification = Form.IsAccess ? Justification : null,
        StartsAt = Form.IsAccess ? LocalTime.ToInstant(From, time) : null,
        EndsAt = Form.Ends || Form.IsMachine ? LocalTime.ToInstant(Until, time) : null,
        ReviewOn = Form.IsAccess ? ReviewOn : null,
        Incident = Form.Incident ? Incident : null,
        IsEarlyOrDisputed = Form.MayBeDisputed && IsEarlyOrDisputed,
        Workload = Form.IsMachine ? Workload : null,
        Environment = Form.IsMachine ? Environment : null,
        RotatesOn = Form.IsMachine ? RotatesOn : null,
    };
}

/// <summary>What is typed into the form of a new request.</summary>
public sealed class NewRequestFields
{
    private readonly HashSet<string> _dismissed = new(StringComparer.Ordinal);

    public string? Ticket { get; set; }

    /// <summary>The ticket's words. They are read for their parts and not stored as such.</summary>
    public string? TicketText { get; set; }

    public SubjectKind SubjectKind { get; set; }

    public PersonId? Subject { get; set; }

    /// <summary>Brought along with the subject; null where they were picked here.</summary>
    public string? SubjectName { get; set; }

    public string? SubjectReference { get; set; }

    public AskedBy AskedBy { get; set; }

    public PersonId? Requester { get; set; }

    /// <summary>Likewise.</summary>
    public string? RequesterName { get; set; }

    public string? Caller { get; set; }

    public IntakeChannel Channel { get; set; } = IntakeChannel.Phone;

    public DeskId? Desk { get; set; }

    /// <summary>Likewise.</summary>
    public string? DeskName { get; set; }

    public string? Urgency { get; set; }

    public HashSet<string> Tags { get; } = new(StringComparer.Ordinal);

    public List<PartFields> Parts { get; } = [];

    /// <summary>The request in which it came up; null where it stands alone.</summary>
    public KnownIntake? CameUpIn { get; private set; }

    /// <summary>Takes over what a request knows already .</summary>
    public void Take(KnownIntake known)
    {
        CameUpIn = known;
        (SubjectKind, Subject, SubjectName, SubjectReference) = (known.SubjectKind, known.Subject, known.SubjectName, known.SubjectReference);
        (Requester, RequesterName, Caller) = (known.Requester, known.RequesterName, known.Caller);
        AskedBy = known.Requester is { } asks ? asks == known.Subject ? AskedBy.Subject : AskedBy.Person : AskedBy.Caller;
        (Channel, Desk, DeskName, Ticket) = (known.Channel, known.Desk, known.DeskName, known.Ticket);
    }

    /// <summary>Adds a part; of a matter that goes on, with its target.</summary>
    public PartFields Add(string kind)
    {
        var part = new PartFields(kind) { System = CameUpIn?.System, SystemName = CameUpIn?.SystemName };
        Parts.Add(part);
        return part;
    }

    /// <summary>Takes a part out; the ticket does not suggest it again.</summary>
    public void Remove(PartFields part)
    {
        Parts.Remove(part);
        _dismissed.Add(part.Kind);
    }

    /// <summary>Follows the words of the ticket: adds what they suggest, takes out what they do not any more, and leaves alone what somebody wrote.</summary>
    public void Follow(IReadOnlyList<SuggestedPart> suggested)
    {
        Parts.RemoveAll(p => p.Suggested is { } was && p.Effect == p.SuggestedEffect && suggested.All(s => s.Kind != was.Kind));
        foreach (var suggestion in suggested.Where(s => !_dismissed.Contains(s.Kind)))
        {
            if (Parts.Find(p => p.Kind == suggestion.Kind) is not { } part)
                part = Add(suggestion.Kind);
            else if (part.Suggested is null)
                continue;
            if (part.Suggested is null || part.Effect == part.SuggestedEffect)
                (part.Effect, part.SuggestedEffect) = (suggestion.Excerpt, suggestion.Excerpt);
            part.Suggested = suggestion;
        }
    }

    /// <summary>Takes over which fields each part asks for.</summary>
    /// <returns>Whether another form is asked for than before.</returns>
    public bool TakeForms(RequestPreview preview)
    {
        var changed = false;
        foreach (var (part, previewed) in Parts.Zip(preview.Parts))
        {
            var form = PartForm.Of(previewed.Route, SubjectKind);
            changed |= form != part.Form;
            part.Form = form;
        }

        return changed;
    }

    public SubmitRequestInput ToInput(OrganisationTime time)
    {
        var isPerson = SubjectKind == SubjectKind.Person;
        var asks = AskedBy == AskedBy.Subject && isPerson ? Subject : AskedBy == AskedBy.Person ? Requester : null;
        return new SubmitRequestInput(
            [.. Parts.Select(p => p.ToContent(time))], SubjectKind, isPerson ? Subject : null, isPerson ? null : SubjectReference, asks, AskedBy == AskedBy.Caller ? Caller : null, Channel, Desk, Ticket, Urgency)
        {
            Tags = [.. Tags.Order(StringComparer.Ordinal)],
            CameUpIn = CameUpIn?.Id,
        };
    }
}

/// <summary>Times as people type them, in the organisation's zone.</summary>
internal static class LocalTime
{
    /// <summary>
    /// Null for nothing and for what no calendar of ours reaches. Where the clock is put forward over it, the first
    /// instant after; where it comes twice, the first of both.
    /// </summary>
    public static DateTimeOffset? ToInstant(DateTime? typed, OrganisationTime time)
    {
        if (typed is not { Year: >= 2000 and <= 9000 } local)
            return null;
        while (time.Zone.IsInvalidTime(local))
            local = local.AddMinutes(15);
        var offset = time.Zone.IsAmbiguousTime(local) ? time.Zone.GetAmbiguousTimeOffsets(local).Max() : time.Zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }

    /// <summary>To the minute, as it is typed.</summary>
    public static DateTime Of(DateTimeOffset instant, OrganisationTime time)
    {
        var local = TimeZoneInfo.ConvertTime(instant, time.Zone).DateTime;
        return local.AddTicks(-(local.Ticks % TimeSpan.TicksPerMinute));
    }
}
