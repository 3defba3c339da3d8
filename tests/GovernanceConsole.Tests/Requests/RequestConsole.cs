using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Policy;
using GovernanceConsole.RecoveryPaths;
using GovernanceConsole.Requests;
using GovernanceConsole.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;

namespace GovernanceConsole.Tests.Requests;

/// <summary>
/// A console with active paths for the kinds that the tests ask for, two agents, a subject with managers above them, and
/// people on duty. Disposing it checks that the ledger still says what the tables say (X1).
/// </summary>
internal sealed class RequestConsole : IAsyncDisposable
{
    private RequestConsole(PathConsole paths) => Paths = paths;

    public PathConsole Paths { get; }

    public TestConsole Console => Paths.Console;

    /// <summary>An agent of the desk; enters the requests.</summary>
    public Actor Anna { get; private init; } = null!;

    /// <summary>Another agent of the desk.</summary>
    public Actor Bert { get; private init; } = null!;

    /// <summary>A third agent, who executes.</summary>
    public Actor Emil { get; private init; } = null!;

    /// <summary>Whose access it is: an employee, managed by Mona.</summary>
    public Actor Sam { get; private init; } = null!;

    /// <summary>Sam's number of record, which the directory has told for years.</summary>
    public ContactId SamsNumber { get; private set; }

    /// <summary>Sam's recovery address of record, as old.</summary>
    public ContactId SamsAddress { get; private set; }

    /// <summary>The manager of record of Sam, managed by Mira.</summary>
    public Actor Mona { get; private init; } = null!;

    /// <summary>The manager of Mona.</summary>
    public Actor Mira { get; private init; } = null!;

    /// <summary>On duty for SEC.</summary>
    public Actor Sanna { get; private init; } = null!;

    /// <summary>On duty for SEC.</summary>
    public Actor Sven { get; private init; } = null!;

    /// <summary>On duty for IAM.</summary>
    public Actor Ida { get; private init; } = null!;

    /// <summary>Risk owner of <see cref="Finance"/>.</summary>
    public Actor Rolf => Paths.Rolf;

    /// <summary>A target system.</summary>
    public GovernedSystemId Finance { get; private init; }

    public SettableClock Clock => Console.Clock;

    public T Use<T>()
        where T : notnull => Console.Use<T>();

    public static async Task<RequestConsole> StartAsync() => await OnAsync(await PathConsole.StartAsync());

    /// <summary>The same on a console that is there.</summary>
    public static async Task<RequestConsole> OnAsync(PathConsole paths)
    {
        var console = paths.Console;
        var mira = await console.PersonAsync("Mira Above");
        var mona = await ManagedAsync(console, "Mona Manager", mira);
        var finance = (await console.Use<RegisterSystem>().ExecuteAsync(CommandId.New(), new RegisterSystemInput("FIN", "Finance"), console.Founder)).Value;
        PathConsole.Accepted(await console.Use<AssignSystemRiskOwner>().ExecuteAsync(CommandId.New(), new AssignSystemRiskOwnerInput(finance, PathConsole.Id(paths.Rolf)), console.Founder));
        var started = new RequestConsole(paths)
        {
            Anna = await console.PersonAsync("Anna Agent", Role.DeskAgent),
            Bert = await console.PersonAsync("Bert Agent", Role.DeskAgent),
            Emil = await console.PersonAsync("Emil Agent", Role.DeskAgent),
            Mira = mira,
            Mona = mona,
            Sam = await ManagedAsync(console, "Sam Subject", mona),
            Sanna = await console.PersonAsync("Sanna Duty"),
            Sven = await console.PersonAsync("Sven Duty"),
            Ida = await console.PersonAsync("Ida Duty"),
            Finance = finance,
        };
        (started.SamsNumber, started.SamsAddress) = await console.ContactsAsync(started.Sam, "M-Sam");
        _ = await console.OnDutyAsync("SEC", started.Sanna);
        _ = await console.OnDutyAsync("SEC", started.Sven);
        _ = await console.OnDutyAsync("IAM", started.Ida);
        _ = await paths.ActivePathAsync(paths.Description("Desk by phone") with { RequestKinds = [.. RequestKinds.All.Select(k => k.Kind)] });
        return started;
    }

    public static PersonId Id(Actor actor) => actor.Person!.Value;

    /// <summary>A password reset for Sam, asked by Sam on the phone, entered by Anna.</summary>
    public SubmitRequestInput Reset(string kind = "K01") => Input(new RequestContent { Kind = kind, Effect = "Sam can sign in again." });

    /// <summary>Access for Sam to the finance system for 30 days, asked by Sam.</summary>
    public SubmitRequestInput Access(string kind = "K14") => Input(new RequestContent
    {
        Kind = kind,
        Effect = "Sam reads the ledger of accounts.",
        System = Finance,
        Justification = "Closing of the quarter.",
        EndsAt = Clock.GetUtcNow().AddDays(30),
    });

    public SubmitRequestInput Input(params RequestContent[] parts) =>
        new(parts, SubjectKind.Person, Id(Sam), SubjectReference: null, Id(Sam), Caller: null, IntakeChannel.Phone);

    public Task<Outcome<IReadOnlyList<SubmittedRequest>>> SubmitAsync(SubmitRequestInput input, Actor? by = null) =>
        Use<SubmitRequest>().ExecuteAsync(CommandId.New(), input, by ?? Anna);

    /// <summary>The one part that was submitted.</summary>
    public async Task<SubmittedRequest> SubmittedAsync(SubmitRequestInput? input = null) => Assert.Single((await SubmitAsync(input ?? Reset())).Value);

    /// <summary>A signal; one that rests on a contact goes to Sam's.</summary>
    public Task<Outcome<RecordedSignal>> SignalAsync(
        RequestId request, string code, SignalChannel? channel, Actor? by = null, SignalResult result = SignalResult.Passed, bool resistsPhishing = false) =>
        SignalToAsync(request, code, channel, code is "V04" or "V05" ? channel == SignalChannel.Mail ? SamsAddress : SamsNumber : null, by, result, resistsPhishing);

    public Task<Outcome<RecordedSignal>> SignalToAsync(
        RequestId request, string code, SignalChannel? channel, ContactId? contact, Actor? by = null, SignalResult result = SignalResult.Passed, bool resistsPhishing = false, string? reference = "EV-1") =>
        Use<RecordSignal>().ExecuteAsync(CommandId.New(), new RecordSignalInput(request, code, channel, result, resistsPhishing, reference, contact) { Script = ScriptInForce.First.Version }, by ?? Anna);

    public Task<Outcome<RequestState>> ConfirmAsync(RequestId request, RequestSignalId signal, Actor? by = null) =>
        Use<ConfirmSignal>().ExecuteAsync(CommandId.New(), new ConfirmSignalInput(request, signal), by ?? Bert);

    /// <summary>Recovery code and presence by Anna, confirmed by Bert, and a call-back by Bert: enough for every level of people.</summary>
    public async Task<RequestId> VerifiedAsync(SubmitRequestInput? input = null)
    {
        var request = (await SubmittedAsync(input)).Id;
        await VerifyAsync(request);
        return request;
    }

    public async Task VerifyAsync(RequestId request)
    {
        var code = (await SignalAsync(request, "V03", SignalChannel.RecoveryCode)).Value;
        _ = (await SignalAsync(request, "V06", SignalChannel.InPerson)).Value;
        _ = (await SignalAsync(request, "V09", SignalChannel.ManagedDevice)).Value;
        _ = await SignalAsync(request, "V05", SignalChannel.CallBack, Bert);
        _ = (await ConfirmAsync(request, code.Id)).Value;
    }

    public async Task<Outcome<CastVote>> ApproveAsync(RequestId request, Actor by) => await ApproveAsync(request, by, (await FindAsync(request)).ContentHash);

    public async Task<Outcome<CastVote>> ApproveAsync(RequestId request, Actor by, string seen) =>
        await Use<ApproveRequest>().ExecuteAsync(
            CommandId.New(), new ApproveRequestInput(request, seen, "The call-back is on record, and the reason is good.", await Use<RequestQueries>().ShowForApprovalAsync(request)), by);

    public async Task<Outcome<CastVote>> RejectAsync(RequestId request, Actor by) =>
        await Use<RejectRequest>().ExecuteAsync(CommandId.New(), new RejectRequestInput(request, (await FindAsync(request)).ContentHash, "Nobody on the team knows of it."), by);

    public async Task<Outcome<Done>> ExecuteAsync(RequestId request, Actor? by = null, string? executed = null) =>
        await Use<ExecuteRequest>().ExecuteAsync(
            CommandId.New(), new ExecuteRequestInput(request, executed ?? (await FindAsync(request)).ContentHash, "AD-4711", "locked", "open"), by ?? Emil);

    /// <summary>Has somebody decide for somebody else from now on for a day, unless it says otherwise.</summary>
    public Task<Outcome<ApprovalDelegationId>> DelegateAsync(Actor from, Actor to, string kind = "K14", DateTimeOffset? begins = null, DateTimeOffset? lapses = null) =>
        Use<DelegateApprovals>().ExecuteAsync(CommandId.New(), new DelegateApprovalsInput(Id(to), [kind], begins, lapses ?? Clock.GetUtcNow().AddDays(1), "Away on leave."), from);

    public async Task<RequestDetails> FindAsync(RequestId request) => (await Use<RequestQueries>().FindAsync(request))!;

    public async Task<RequestState> StateAsync(RequestId request) => (await FindAsync(request)).Row.State;

    public ValueTask DisposeAsync() => Paths.DisposeAsync();

    private static async Task<Actor> ManagedAsync(TestConsole console, string name, Actor manager)
    {
        var key = $"M-{name.Split(' ')[0]}";
        var person = (await console.Use<RegisterPerson>().ExecuteAsync(
            CommandId.New(), new RegisterPersonInput(key, name, $"{key}@example.test", ManagerId: Id(manager)), console.Founder)).Value;
        return TestConsole.SignedIn(person, name);
    }
}
