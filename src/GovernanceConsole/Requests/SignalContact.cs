using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Policy;

namespace GovernanceConsole.Requests;

/// <summary>The contact that a signal went to, as it stood then: this is evidence, and stays when the contact is gone (E3).</summary>
/// <param name="Id">The contact of record.</param>
/// <param name="Masked">As it is shown.</param>
/// <param name="Source">Where it was read.</param>
/// <param name="ChangedAt">When it was last changed.</param>
/// <param name="EndedAt">When another had taken its place; null where it held.</param>
public sealed record SignalContact(ContactId Id, string Masked, string Source, DateTimeOffset ChangedAt, DateTimeOffset? EndedAt)
{
    internal static SignalContact Of(ContactStanding contact) => new(contact.Id, contact.Masked, contact.Source, contact.ChangedAt, contact.EndedAt);
}

/// <summary>
/// Which contact a signal may go to. It is one of the subject's contacts of record, chosen and never typed; machine
/// identities and customers have none here, so the record of their source system is named instead.
/// </summary>
internal static class SignalContactRules
{
    /// <summary>The contacts that a channel reaches; null for a channel that reaches none.</summary>
    public static ContactKind? KindFor(SignalChannel? channel) => channel switch
    {
        SignalChannel.CallBack or SignalChannel.Sms or SignalChannel.Voice => ContactKind.Phone,
        SignalChannel.Mail => ContactKind.RecoveryAddress,
        _ => null,
    };

    /// <summary>Whether a signal by a channel rests on a contact.</summary>
    public static bool RestsOnAContact(SignalRule rule, SignalChannel? channel) =>
        rule.Counts && KindFor(channel) is not null && (rule.NeedsSettledContact || channel == SignalChannel.CallBack);

    /// <summary>How long a contact that was changed is none for this request; null where the policy does not say.</summary>
    public static Duration? CoolingOffOf(Request request, PolicyDocument policy) =>
        request.SubjectClass is { } subject ? policy.FindRule(RequestRule.IdOf("K04", subject))?.Validity.NoSignalFor : null;

    /// <summary>
    /// From when on a contact counts. What was done to contacts and factors through the console puts off every contact of the
    /// subject, except for a call-back to the previous one: that is asked for because of a change.
    /// </summary>
    /// <param name="coolingOff">How long it takes; null for not at all.</param>
    /// <param name="callBack">What the route asks for.</param>
    /// <param name="channel">By which channel the contact is reached; null for a factor.</param>
    /// <param name="contactChangedAt">When the contact itself was last changed; null where none is named.</param>
    /// <param name="changeExecutedAt">When a contact or factor of the subject was last changed through the console; null for never.</param>
    /// <returns>Null where nothing has to settle.</returns>
    public static DateTimeOffset? CountsFrom(Duration? coolingOff, CallBack callBack, SignalChannel? channel, DateTimeOffset? contactChangedAt, DateTimeOffset? changeExecutedAt)
    {
        var changedAt = channel == SignalChannel.CallBack && callBack == CallBack.PreviousContact && contactChangedAt is not null ? contactChangedAt
            : contactChangedAt > changeExecutedAt || changeExecutedAt is null ? contactChangedAt
            : changeExecutedAt;
        return changedAt is { } at && coolingOff is { } wait ? at + wait.Length : null;
    }

    /// <summary>Whether a former contact may still be reached: for a call-back to the previous one, while the present one settles.</summary>
    public static bool MayStillBeReached(DateTimeOffset endedAt, CallBack callBack, SignalChannel? channel, Duration? coolingOff, DateTimeOffset now) =>
        callBack == CallBack.PreviousContact && channel == SignalChannel.CallBack && coolingOff is { } wait && now < endedAt + wait.Length;

    /// <summary>When the newest of the contacts that a channel reaches was changed: what a signal is judged by where a system does not say to which it went.</summary>
    public static DateTimeOffset? NewestChange(SignalRule rule, SignalChannel? channel, IReadOnlyList<ContactStanding> known) =>
        RestsOnAContact(rule, channel) ? known.Where(c => c.EndedAt is null && c.Kind == KindFor(channel)).Max(c => (DateTimeOffset?)c.ChangedAt) : null;

    /// <summary>Whether a signal went, or may go, to what is named.</summary>
    /// <param name="request">The request.</param>
    /// <param name="rule">The rule of the signal.</param>
    /// <param name="channel">By which channel.</param>
    /// <param name="named">The contact; null for none.</param>
    /// <param name="reference">The record of the source system, for subjects without contacts here; null for none.</param>
    /// <param name="known">The contacts of record of the subject, former ones too.</param>
    /// <param name="callBack">What the route asks for.</param>
    /// <param name="coolingOff">How long a changed contact is none.</param>
    /// <param name="verifier">Who takes the signal; null where a system reports it.</param>
    /// <param name="now">Now.</param>
    public static Refusal? MayGoTo(
        Request request, SignalRule rule, SignalChannel? channel, ContactId? named, string? reference, IReadOnlyList<ContactStanding> known, CallBack callBack, Duration? coolingOff,
        PersonId? verifier, DateTimeOffset now)
    {
        if (!RestsOnAContact(rule, channel))
            return named is null ? null : new SignalHasNoContact(rule.Name);
        var kind = KindFor(channel)!.Value;
        if (request.SubjectKind != SubjectKind.Person)
        {
            return named is not null ? new ContactIsNotOfTheSubject()
                : string.IsNullOrWhiteSpace(reference) ? new SourceRecordIsMissing(request.SubjectKind)
                : ContactReads.IsAContact(reference) ? new ReferenceIsAContact()
                : null;
        }

        var reachable = known.Where(c => c.Kind == kind && (c.EndedAt is not { } end || MayStillBeReached(end, callBack, channel, coolingOff, now))).ToList();
        if (named is null && verifier is null && channel != SignalChannel.CallBack)
            return string.IsNullOrWhiteSpace(reference) ? new SourceRecordIsMissing(request.SubjectKind) : null; // the system that sent the code has its own record of the address
        if (named is null)
            return reachable.Count == 0 ? new NoContactOfRecord(kind) : new ContactIsNotNamed(kind);
        return known.FirstOrDefault(c => c.Id == named) switch
        {
            null => reachable.Count == 0 ? new NoContactOfRecord(kind) : new ContactIsNotOfTheSubject(),
            { Kind: var other } when other != kind => new ContactIsOfAnotherKind(kind),
            { EndedAt: { } end } when !MayStillBeReached(end, callBack, channel, coolingOff, now) => new ContactHoldsNoMore(end),
            { RecordedBy: { } by } when by == verifier => new VerifierRecordedTheContact(),
            _ => null,
        };
    }
}
