using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Policy;
using GovernanceConsole.Storage;

namespace GovernanceConsole.Requests;

public readonly record struct RequestSignalId(Guid Value) : IEntityId<RequestSignalId>
{
    public static RequestSignalId From(Guid value) => new(value);
}

/// <summary>How a verification signal came out. None is ever taken back .</summary>
public enum SignalResult
{
    Passed,
    Failed,

    /// <summary>Nobody answered: no pass, and no failure .</summary>
    NotReached,
}

/// <summary>One attempt to find out who somebody is.</summary>
internal sealed class RequestSignal
{
    public RequestSignalId Id { get; private init; }

    public RequestId RequestId { get; private init; }

    /// <summary>The code of the signal: <c>V05</c>.</summary>
    public string Code { get; private init; } = "";

    /// <summary>The channel; null for what does not count.</summary>
    public SignalChannel? Channel { get; private init; }

    public SignalResult Result { get; private init; }

    /// <summary>The sign-in behind it resists phishing.</summary>
    public bool ResistsPhishing { get; private init; }

    /// <summary>Whoever took it; null where a machine reported it.</summary>
    public PersonId? TakenById { get; private init; }

    /// <summary>The API key that reported it; null where a person took it.</summary>
    public string? ReportedByKey { get; private init; }

    public DateTimeOffset TakenAt { get; private init; }

    /// <summary>Where it can be looked up: the id of an event, of a call, of a log line; null for none.</summary>
    public string? Reference { get; private init; }

    /// <summary>The contact of record that it went to; null where it rests on none, and where its contact is in another system.</summary>
    public SignalContact? Contact =>
        ContactId is { } id ? new SignalContact(id, ContactMasked!, ContactSource!, ContactChangedAt!.Value, ContactEndedAt) : null;

    /// <summary>Of <see cref="Contact"/>, as are the next four; null where it is.</summary>
    public ContactId? ContactId { get; private init; }

    public string? ContactMasked { get; private init; }

    public string? ContactSource { get; private init; }

    /// <summary>Where a system reported the signal and did not say to which contact it went, that of the newest it may have gone to.</summary>
    public DateTimeOffset? ContactChangedAt { get; private init; }

    public DateTimeOffset? ContactEndedAt { get; private init; }

    /// <summary>The script by which it was taken; null where no operator spoke: a system reported it, or the manager confirmed in the console.</summary>
    public ScriptVersion? Script => ScriptCode is { } code ? new ScriptVersion(code, ScriptNumber!.Value) : null;

    /// <summary>Of <see cref="Script"/>, as are the next two; null where it is.</summary>
    public string? ScriptCode { get; private init; }

    public int? ScriptNumber { get; private init; }

    /// <summary>The language as its two letters.</summary>
    public string? ScriptLanguage { get; private init; }

    /// <summary>A second person who looked at the same and says so too; null for none (B-15).</summary>
    public PersonId? ConfirmedById { get; private set; }

    /// <summary>Null likewise.</summary>
    public DateTimeOffset? ConfirmedAt { get; private set; }

    public static RequestSignal Take(
        RequestSignalId id, RequestId request, string code, SignalChannel? channel, SignalResult result, bool resistsPhishing, string? reference, PersonId? by, string? key, DateTimeOffset at,
        SignalContact? contact = null, DateTimeOffset? contactChangedAt = null, ScriptInForce? script = null) => new()
        {
            Id = id,
            RequestId = request,
            Code = code,
            Channel = channel,
            Result = result,
            ResistsPhishing = resistsPhishing,
            Reference = reference,
            TakenById = by,
            ReportedByKey = key,
            TakenAt = at,
            ContactId = contact?.Id,
            ContactMasked = contact?.Masked,
            ContactSource = contact?.Source,
            ContactChangedAt = contact?.ChangedAt ?? contactChangedAt,
            ContactEndedAt = contact?.EndedAt,
            ScriptCode = script?.Code,
            ScriptNumber = script?.Number,
            ScriptLanguage = script?.Language,
        };

    public void Confirm(PersonId by, DateTimeOffset at)
    {
        if (ConfirmedById is not null || by == TakenById)
            throw new InvalidOperationException("Confirmed already, or by the person who took it.");
        (ConfirmedById, ConfirmedAt) = (by, at);
    }
}
