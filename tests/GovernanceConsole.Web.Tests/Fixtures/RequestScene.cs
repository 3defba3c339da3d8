using System.Text;
using GovernanceConsole.Identity;
using GovernanceConsole.Imports;
using GovernanceConsole.Organisation;
using GovernanceConsole.Policy;
using GovernanceConsole.RecoveryPaths;
using GovernanceConsole.Requests;
using GovernanceConsole.Storage;
using GovernanceConsole.Web.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace GovernanceConsole.Web.Tests.Fixtures;

/// <summary>
/// What requests need in a console: an active path by phone that serves every kind, two agents, Sam with a manager, and a
/// system with a risk owner. Everything is brought in through the use cases.
/// </summary>
internal sealed class RequestScene
{
    private readonly IServiceProvider _services;

    private RequestScene(IServiceProvider services) => _services = services;

    /// <summary>An agent; enters the requests.</summary>
    public required Actor Anna { get; init; }

    /// <summary>Another agent; confirms what Anna saw, and calls back.</summary>
    public required Actor Bert { get; init; }

    /// <summary>Whose access it is: an employee, managed by Mona.</summary>
    public required Actor Sam { get; init; }

    /// <summary>The manager of record of Sam; holds the role too.</summary>
    public required Actor Mona { get; init; }

    /// <summary>Risk owner of <see cref="Finance"/>.</summary>
    public required Actor Rolf { get; init; }

    public required GovernedSystemId Finance { get; init; }

    public static async Task<RequestScene> StartAsync(IServiceProvider services, Actor founder)
    {
        var mona = await PersonAsync(services, founder, "Mona Manager", manager: null, Role.Manager);
        var rolf = await PersonAsync(services, founder, "Rolf Risk", manager: null, Role.Reviewer);
        var finance = (await services.GetRequiredService<RegisterSystem>().ExecuteAsync(CommandId.New(), new RegisterSystemInput("FIN", "Finance"), founder)).Value;
        _ = (await services.GetRequiredService<AssignSystemRiskOwner>().ExecuteAsync(CommandId.New(), new AssignSystemRiskOwnerInput(finance, rolf.Person!.Value), founder)).Value;
        var scene = new RequestScene(services)
        {
            Anna = await PersonAsync(services, founder, "Anna Agent", manager: null, Role.DeskAgent),
            Bert = await PersonAsync(services, founder, "Bert Agent", manager: null, Role.DeskAgent),
            Sam = await PersonAsync(services, founder, "Sam Subject", mona.Person, Role.Reviewer),
            Mona = mona,
            Rolf = rolf,
            Finance = finance,
        };
        await BringNumberAsync(services, founder, "R-Sam");
        await scene.ActivateAPathAsync(founder);
        return scene;
    }

    /// <summary>Eight hours of privileges in the finance system for Sam.</summary>
    public SubmitRequestInput Privilege() => new(
        [new RequestContent { Kind = "K13", Effect = "Sam may close the quarter.", System = Finance, Justification = "The quarter ends.", EndsAt = Use<OrganisationTime>().Now.AddHours(7) }],
        SubjectKind.Person, Sam.Person, SubjectReference: null, Sam.Person, Caller: null, IntakeChannel.Phone, Ticket: "HD-4711");

    public async Task<SubmittedRequest> SubmitAsync(SubmitRequestInput input, Actor? by = null) =>
        Assert.Single((await Use<SubmitRequest>().ExecuteAsync(CommandId.New(), input, by ?? Anna)).Value);

    /// <summary>Privileges for Sam, entered by Anna, verified by Anna and Bert: they wait for Mona and Rolf.</summary>
    public async Task<SubmittedRequest> AwaitingApprovalAsync()
    {
        var submitted = await SubmitAsync(Privilege());
        await VerifyAsync(submitted.Id);
        return submitted;
    }

    public async Task VerifyAsync(RequestId request)
    {
        var code = await SignalAsync(request, "V03", SignalChannel.RecoveryCode, Anna);
        await SignalAsync(request, "V06", SignalChannel.InPerson, Anna);
        await SignalAsync(request, "V05", SignalChannel.CallBack, Bert);
        _ = (await Use<ConfirmSignal>().ExecuteAsync(CommandId.New(), new ConfirmSignalInput(request, code), Bert)).Value;
    }

    public async Task<RequestDetails> FindAsync(RequestId request) => (await Use<RequestQueries>().FindAsync(request, Actor.ForCommandLine("test")))!;

    public async Task ApproveAsync(RequestId request, Actor by) =>
        _ = (await Use<ApproveRequest>().ExecuteAsync(
            CommandId.New(),
            new ApproveRequestInput(request, (await FindAsync(request)).ContentHash, "The call-back is on record.", await Use<RequestQueries>().ShowForApprovalAsync(request)),
            by with { SignIn = JustNow() })).Value;

    /// <summary>What is asked becomes something else: every vote for the former is void.</summary>
    public async Task EditAsync(RequestId request, string effect)
    {
        var found = await FindAsync(request);
        _ = (await Use<EditRequest>().ExecuteAsync(CommandId.New(), new EditRequestInput(request, found.ContentHash, found.Content with { Effect = effect }), Sam)).Value;
    }

    private async Task<RequestSignalId> SignalAsync(RequestId request, string code, SignalChannel channel, Actor by) =>
        (await Use<RecordSignal>().ExecuteAsync(
            CommandId.New(),
            new RecordSignalInput(request, code, channel, SignalResult.Passed, Reference: "EV-1", Contact: channel == SignalChannel.CallBack ? await NumberAsync() : null)
            {
                Script = (await Use<VerificationScriptQueries>().ForRequestAsync(request))[0].Version,
            },
            by)).Value.Id;

    /// <summary>Sam's number of record.</summary>
    public async Task<ContactId> NumberAsync() => (await Use<ContactQueries>().OfAsync(Sam, Sam.Person!.Value)).Single(c => c.Kind == ContactKind.Phone).Id;

    /// <summary>A number that the directory has known for years. It is of a range kept free for fiction.</summary>
    private static async Task BringNumberAsync(IServiceProvider services, Actor founder, string key)
    {
        var file = (await services.GetRequiredService<FileIntake>().ReceiveAsync(
            new MemoryStream(Encoding.UTF8.GetBytes($"key,name,kind,phone,phone_changed\n{key},Sam Subject,individual,+49 30 23125 101,2020-01-07\n")), "numbers.csv")).Value;
        _ = (await services.GetRequiredService<ImportFile>().ExecuteAsync(CommandId.New(), new ImportInput(ImportKind.People, ShippedMappings.ByKey["people"].Text), file, founder)).Value;
    }

    private async Task ActivateAPathAsync(Actor founder)
    {
        var signer = await PersonAsync(_services, founder, "Sina Signer", manager: null, Role.Governance);
        var security = await PersonAsync(_services, founder, "Svea Security", manager: null, Role.SecurityOperations);
        var control = await PersonAsync(_services, founder, "Carla Control", manager: null);
        var siem = (await Use<RegisterSystem>().ExecuteAsync(CommandId.New(), new RegisterSystemInput("SIEM", "Security monitoring"), founder)).Value;
        var paths = Use<RecoveryPathQueries>();
        var path = (await Use<RegisterRecoveryPath>().ExecuteAsync(
            CommandId.New(),
            new RegisterRecoveryPathInput(
                new PathDescription(
                    "Desk by phone", PathType.Phone, Lane.GovernedRecovery, RiskLevel.Moderate, [IntakeChannel.Phone, IntakeChannel.Api], [.. RequestKinds.All.Select(k => k.Kind)], DesignedBy.Iam,
                    founder.Person, Area: null, IdentityDomain: null, Desks: []),
                new ReachDescription([ReachKind.Accounts], Note: null, [Finance]), control.Person, Rolf.Person),
            founder)).Value.Id;
        _ = (await Use<DescribeBoundary>().ExecuteAsync(
            CommandId.New(), new DescribeBoundaryInput(path, await VersionAsync(), new BoundaryDescription("Call back to the number of record.", "Visit in person.", "Duty manager.", "Ticket and call log.")), founder)).Value;
        _ = (await Use<SetControlModel>().ExecuteAsync(
            CommandId.New(),
            new SetControlModelInput(path, await VersionAsync(), "Control model 4", new Dictionary<ModelPart, PersonId>
            {
                [ModelPart.Iam] = control.Person!.Value, [ModelPart.ServiceDesk] = Mona.Person!.Value, [ModelPart.Security] = security.Person!.Value, [ModelPart.Business] = Rolf.Person!.Value,
            }),
            founder)).Value;
        _ = (await Use<SetNotifiedSystems>().ExecuteAsync(CommandId.New(), new SetNotifiedSystemsInput(path, await VersionAsync(), [siem]), founder)).Value;
        _ = (await Use<SetEscalationChain>().ExecuteAsync(CommandId.New(), new SetEscalationChainInput(path, await VersionAsync(), [Mona.Person!.Value]), founder)).Value;
        _ = (await Use<SetEvidenceList>().ExecuteAsync(
            CommandId.New(), new SetEvidenceListInput(path, await VersionAsync(), [.. Enum.GetValues<Stage>().Select(stage => new EvidenceEntry(stage, $"What {PathWords.Of(stage)} leaves"))]), founder)).Value;
        _ = (await Use<SignOffPath>().ExecuteAsync(
            CommandId.New(),
            new SignOffPathInput(path, await VersionAsync(), Use<OrganisationTime>().Today.AddDays(90), Conditions: null, await paths.ShowForApprovalAsync(path, nameof(SignOffPath))),
            signer with { SignIn = JustNow() })).Value;
        _ = (await Use<ActivatePath>().ExecuteAsync(CommandId.New(), new ActivatePathInput(path, await VersionAsync()), founder)).Value;

        async Task<long> VersionAsync() => (await paths.FindAsync(path))!.Version;
    }

    private T Use<T>()
        where T : notnull => _services.GetRequiredService<T>();

    private SignIn JustNow() => new(Use<OrganisationTime>().Now, PersonaSignIn.Method, PersonaSignIn.Issuer, SessionHash: null);

    private static async Task<Actor> PersonAsync(IServiceProvider services, Actor founder, string name, PersonId? manager, params Role[] roles)
    {
        var key = $"R-{name.Split(' ')[0]}";
        var person = (await services.GetRequiredService<RegisterPerson>().ExecuteAsync(CommandId.New(), new RegisterPersonInput(key, name, $"{key}@example.test", ManagerId: manager), founder)).Value;
        foreach (var role in roles)
            _ = (await services.GetRequiredService<GrantRole>().ExecuteAsync(CommandId.New(), new GrantRoleInput(person, role), founder)).Value;
        return Actor.ForPerson(person, name) with { KnownRoles = roles.ToHashSet() };
    }
}
