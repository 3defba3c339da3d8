using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Outbox;
using GovernanceConsole.Policy;
using GovernanceConsole.Storage;

namespace GovernanceConsole.Requests;

public readonly record struct RequestNoticeId(Guid Value) : IEntityId<RequestNoticeId>
{
    public static RequestNoticeId From(Guid value) => new(value);
}

/// <summary>By what somebody is told.</summary>
public enum NoticeChannel
{
    /// <summary>In this console, where they have their duties.</summary>
    Inbox,

    /// <summary>By mail to an address of record.</summary>
    Mail,

    /// <summary>Somebody does it and says so: no system is connected that would, or the channel must be another than those of the case (B-15).</summary>
    ByHand,
}

/// <summary>Why somebody is told by hand.</summary>
public enum ByHandBecause
{
    /// <summary>A kind of system that the policy names, and none is connected.</summary>
    NotConnected,

    /// <summary>A system of the path's list, which is not connected.</summary>
    OnThePathsList,

    /// <summary>People whom no register of the console names.</summary>
    NotOnRecord,

    /// <summary>Whose access it is, is no person of the directory.</summary>
    NotInTheDirectory,

    /// <summary>Mail had a part in the case, is not enough by itself, or there is no address of record.</summary>
    AnotherChannel,

    /// <summary>The new address stands in what was executed, and not in the directory yet.</summary>
    NewAddress,

    /// <summary>Nobody holds the part in the console.</summary>
    NobodyHoldsIt,

    /// <summary>The records name nobody, or somebody who has left.</summary>
    NobodyIsNamed,
}

/// <summary>Whether somebody was told.</summary>
public enum RequestNoticeState
{
    Waiting,

    /// <summary>Told, as far as can be known.</summary>
    Delivered,

    /// <summary>The mail was given up: somebody tells them by hand, or the control owner does without.</summary>
    Failed,

    /// <summary>The control owner of the path did without, for a reason.</summary>
    Waived,
}

/// <summary>
/// That somebody or some system is to hear that a request was executed, and whether they did. Written with
/// the execution; the request is not closed before each is delivered or waived.
/// </summary>
internal sealed class RequestNotice
{
    public RequestNoticeId Id { get; private init; }

    public RequestId RequestId { get; private init; }

    /// <summary>As the policy names it; null for a system of the path's list.</summary>
    public NoticeTarget? Target { get; private init; }

    /// <summary>The system of the path's list; null otherwise.</summary>
    public GovernedSystemId? SystemId { get; private init; }

    /// <summary>The one person; null for systems, queues and those whom no record names.</summary>
    public PersonId? PersonId { get; private init; }

    public NoticeChannel Channel { get; private init; }

    /// <summary>Why a person tells them, and with it what to mind; null where the console does.</summary>
    public ByHandBecause? ByHandBecause { get; private init; }

    /// <summary>The mail; null where none is sent. It is deleted before this.</summary>
    public OutgoingMailId? MailId { get; private init; }

    public RequestNoticeState State { get; private set; }

    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>When people were last told that it is open; null before.</summary>
    public DateTimeOffset? ChasedAt { get; private set; }

    /// <summary>When it was delivered, confirmed or waived; null while it is open.</summary>
    public DateTimeOffset? SettledAt { get; private set; }

    /// <summary>Who says that it was done; null where the console delivered it.</summary>
    public PersonId? ConfirmedById { get; private set; }

    /// <summary>Who told whom, and how; null likewise.</summary>
    public string? Account { get; private set; }

    /// <summary>Where that can be looked up; null likewise.</summary>
    public string? Reference { get; private set; }

    /// <summary>The control owner who did without; null otherwise.</summary>
    public PersonId? WaivedById { get; private set; }

    /// <summary>Null likewise.</summary>
    public string? WaiveReason { get; private set; }

    public bool IsOpen => SettledAt is null;

    /// <summary>In somebody's inbox with the execution.</summary>
    public static RequestNotice InTheInbox(RequestNoticeId id, RequestId request, NoticeTarget target, PersonId? person, DateTimeOffset at) => new()
    {
        Id = id,
        RequestId = request,
        Target = target,
        PersonId = person,
        Channel = NoticeChannel.Inbox,
        State = RequestNoticeState.Delivered,
        CreatedAt = at,
        SettledAt = at,
    };

    public static RequestNotice ByMail(RequestNoticeId id, RequestId request, NoticeTarget target, PersonId person, OutgoingMailId mail, DateTimeOffset at) => new()
    {
        Id = id,
        RequestId = request,
        Target = target,
        PersonId = person,
        Channel = NoticeChannel.Mail,
        MailId = mail,
        State = RequestNoticeState.Waiting,
        CreatedAt = at,
    };

    public static RequestNotice ByHand(RequestNoticeId id, RequestId request, NoticeTarget? target, GovernedSystemId? system, PersonId? person, ByHandBecause because, DateTimeOffset at) => new()
    {
        Id = id,
        RequestId = request,
        Target = target,
        SystemId = system,
        PersonId = person,
        Channel = NoticeChannel.ByHand,
        ByHandBecause = because,
        State = RequestNoticeState.Waiting,
        CreatedAt = at,
    };

    /// <summary>The mail server took it.</summary>
    public void BecomeDelivered(DateTimeOffset at) => Settle(RequestNoticeState.Delivered, at);

    /// <summary>The mail was given up.</summary>
    public void Fail()
    {
        Expect(IsOpen);
        State = RequestNoticeState.Failed;
    }

    public void Chase(DateTimeOffset at)
    {
        Expect(IsOpen);
        ChasedAt = at;
    }

    public void Confirm(PersonId by, string account, string reference, DateTimeOffset at)
    {
        Settle(RequestNoticeState.Delivered, at);
        (ConfirmedById, Account, Reference) = (by, account, reference);
    }

    public void Waive(PersonId by, string reason, DateTimeOffset at)
    {
        Settle(RequestNoticeState.Waived, at);
        (WaivedById, WaiveReason) = (by, reason);
    }

    private void Settle(RequestNoticeState state, DateTimeOffset at)
    {
        Expect(IsOpen);
        (State, SettledAt) = (state, at);
    }

    private void Expect(bool holds)
    {
        if (!holds)
            throw new InvalidOperationException($"The notice is {State}.");
    }
}
