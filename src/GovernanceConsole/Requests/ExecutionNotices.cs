using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Outbox;
using GovernanceConsole.Policy;
using GovernanceConsole.RecoveryPaths;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Requests;

/// <summary>
/// Writes, with the execution of a request, who and what is to hear of it: every system on the path's list, whom the kind
/// names, and in an emergency both owners of the path. Whoever has duties in this console is told in their
/// inbox, and by mail beside it. The person whose access it is, is told by a channel that had no part in the case, and on a
/// change of contacts never at the new address alone. The rest is told by hand until a system is connected (B-15).
/// </summary>
internal sealed class ExecutionNotices
{
    private readonly Change _change;
    private readonly Request _request;
    private readonly Route _route;
    private readonly string _kind;
    private readonly HashSet<PersonId> _inInbox = [];

    private ExecutionNotices(Change change, Request request, Route route, string kind) => (_change, _request, _route, _kind) = (change, request, route, kind);

    /// <param name="change">The execution.</param>
    /// <param name="request">The request, executed.</param>
    /// <param name="route">What it went through.</param>
    /// <param name="policy">Names the kind.</param>
    public static async Task WriteAsync(Change change, Request request, Route route, PolicyDocument policy)
    {
        var notices = new ExecutionNotices(change, request, route, policy.FindKind(request.Kind)?.Title ?? request.Kind);
        foreach (var target in notices.Targets())
            await notices.TellAsync(target);
        await notices.TellListedSystemsAsync();
    }

    /// <summary>Those whom the kind names, and in an emergency both owners of the path, whatever it names.</summary>
    private IEnumerable<NoticeTarget> Targets() => IsEmergency ? _route.Notifies.Union([NoticeTarget.ControlOwner, NoticeTarget.RiskOwner]) : _route.Notifies.Distinct();

    private bool IsEmergency => _route.Category == AuditCategory.Emergency;

    private Task TellAsync(NoticeTarget target) => target switch
    {
        NoticeTarget.Person => TellSubjectAsync(target),
        NoticeTarget.PersonAtAllAddresses => TellSubjectEverywhereAsync(target),
        NoticeTarget.OldAndNewAddress => TellOldAndNewAddressAsync(target),
        NoticeTarget.ManagerOfRecord or NoticeTarget.Sponsor or NoticeTarget.VendorManager => TellManagerAsync(target),
        NoticeTarget.SystemOwner => TellSystemOwnerAsync(target),
        NoticeTarget.ControlOwner => TellOwnerAsync(target, PathSeat.Control),
        NoticeTarget.RiskOwner => TellOwnerAsync(target, PathSeat.Risk),
        NoticeTarget.Governance => TellRoleAsync(target, Role.Governance),
        NoticeTarget.SecurityQueue => TellRoleAsync(target, Role.SecurityOperations),
        NoticeTarget.Delegates or NoticeTarget.Operators or NoticeTarget.OwnersOfDependants or NoticeTarget.MachineOwner or NoticeTarget.Consumers or NoticeTarget.ContinuityManager => ByHand(target, ByHandBecause.NotOnRecord),
        _ => ByHand(target, ByHandBecause.NotConnected),
    };

    /// <summary>By mail where mail had no part in the case and there is an address of record, otherwise by hand. An address that changed meanwhile is not the only one.</summary>
    private async Task TellSubjectAsync(NoticeTarget target)
    {
        if (_request.SubjectId is not { } person)
            await ByHand(target, ByHandBecause.NotInTheDirectory);
        else if (MailHadAPart() || await ContactHistory.EmailAsync(_change.Context, person) is null)
            await ByHand(target, ByHandBecause.AnotherChannel, person);
        else
            Mail(target, person, await AddressesAsync(person));
    }

    /// <summary>By mail to the address of record and to the one before, and by hand by another channel: one that was taken over does not keep the others silent.</summary>
    private async Task TellSubjectEverywhereAsync(NoticeTarget target)
    {
        if (_request.SubjectId is not { } person)
        {
            await TellSubjectAsync(target);
            return;
        }

        Mail(target, person, await AddressesAsync(person));
        await ByHand(target, ByHandBecause.AnotherChannel, person);
    }

    /// <summary>The new address may be the impostor's: so it is never the only one .</summary>
    private async Task TellOldAndNewAddressAsync(NoticeTarget target)
    {
        if (_request.SubjectId is not { } person)
        {
            await TellSubjectAsync(target);
            return;
        }

        var addresses = await AddressesAsync(person);
        Mail(target, person, addresses);
        if (addresses.Count < 2)
            await ByHand(target, ByHandBecause.NewAddress, person);
        await ByHand(target, ByHandBecause.AnotherChannel, person);
    }

    /// <summary>The address when the request came in and the one now, where they differ; empty where none is on record.</summary>
    private async Task<List<string>> AddressesAsync(PersonId person) =>
        [.. new[] { await ContactHistory.EmailAtAsync(_change.Context, person, _request.SubmittedAt), await ContactHistory.EmailAsync(_change.Context, person) }
            .OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase)];

    private async Task TellManagerAsync(NoticeTarget target)
    {
        var subject = _request.SubjectId;
        await TellInInboxAsync(target, await _change.Context.Set<Subject>().AsNoTracking().Where(s => s.Id == subject).Select(s => s.ManagerId).SingleOrDefaultAsync());
    }

    private async Task TellSystemOwnerAsync(NoticeTarget target)
    {
        var system = _request.SystemId;
        var owner = await _change.Context.Set<TargetSystem>().AsNoTracking().Where(s => s.Id == system).Select(s => s.RiskOwnerId).SingleOrDefaultAsync();
        await TellInInboxAsync(target, owner ?? await HolderAsync(PathSeat.Risk));
    }

    private async Task TellOwnerAsync(NoticeTarget target, PathSeat seat) => await TellInInboxAsync(target, await HolderAsync(seat));

    private async Task<PersonId?> HolderAsync(PathSeat seat) => _request.PathId is { } path ? await PathReads.HolderAsync(_change.Context, path, seat) : null;

    /// <summary>Everybody who holds a role, as one notice; nobody does, and it is told by hand.</summary>
    private async Task TellRoleAsync(NoticeTarget target, Role role)
    {
        var holders = await OrganisationReads.HoldersAsync(_change.Context, role, CancellationToken.None);
        if (holders.Count == 0)
        {
            await ByHand(target, ByHandBecause.NobodyHoldsIt);
            return;
        }

        foreach (var holder in holders)
            PutIntoInbox(holder);
        _change.Context.Add(RequestNotice.InTheInbox(NewId(), _request.Id, target, person: null, _change.Now));
    }

    private async Task TellInInboxAsync(NoticeTarget target, PersonId? person)
    {
        if (person is not { } known || !(await OrganisationReads.ActiveAsync(_change.Context, [known], CancellationToken.None)).Contains(known))
        {
            await ByHand(target, ByHandBecause.NobodyIsNamed);
            return;
        }

        PutIntoInbox(known);
        _change.Context.Add(RequestNotice.InTheInbox(NewId(), _request.Id, target, known, _change.Now));
    }

    /// <summary>Once, also where somebody has several parts.</summary>
    private void PutIntoInbox(PersonId person)
    {
        if (_inInbox.Add(person))
        {
            _change.Tell(person, new Notice(
                $"{_request.Number} was executed: {_kind}", $"It is watched until {_request.WatchedUntil:yyyy-MM-dd HH:mm} UTC. If it should not have happened, tell security operations at once.", Href, AboutThis())
            { AsksForAnAct = IsEmergency });
        }
    }

    private void Mail(NoticeTarget target, PersonId person, IReadOnlyList<string> addresses)
    {
        if (addresses.Count == 0)
            return;
        var notice = new Notice(
            $"{_kind}: this was done for you",
            $"It was asked for in your name as {_request.Number} and executed on {_request.ExecutedAt:yyyy-MM-dd HH:mm} UTC. If you did not ask for it, tell security operations at once, by a number that you know.", Href);
        foreach (var mail in _change.TellByMail(person, notice, addresses))
            _change.Context.Add(RequestNotice.ByMail(NewId(), _request.Id, target, person, mail, _change.Now));
    }

    private Task ByHand(NoticeTarget target, ByHandBecause because, PersonId? person = null)
    {
        _change.Context.Add(RequestNotice.ByHand(NewId(), _request.Id, target, system: null, person, because, _change.Now));
        return Task.CompletedTask;
    }

    private async Task TellListedSystemsAsync()
    {
        if (_request.PathId is not { } path)
            return;
        foreach (var system in await PathReads.NotifiedSystemsAsync(_change.Context, path))
            _change.Context.Add(RequestNotice.ByHand(NewId(), _request.Id, target: null, system, person: null, ByHandBecause.OnThePathsList, _change.Now));
    }

    /// <summary>Whoever controls the mailbox may have asked by it, or confirmed themselves by it.</summary>
    private bool MailHadAPart() => _request.Channel == IntakeChannel.Email || _request.Signals.Any(s => s.Channel == SignalChannel.Mail);

    private RequestNoticeId NewId() => _change.NewId<RequestNoticeId>();

    private Guid AboutThis() => _request.Id.Value;

    private string Href => $"/requests/{_request.Number}";
}
