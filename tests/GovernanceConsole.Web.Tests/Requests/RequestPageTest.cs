using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Policy;
using GovernanceConsole.RecoveryPaths;
using GovernanceConsole.Requests;
using GovernanceConsole.Storage;
using GovernanceConsole.Web.Identity;
using GovernanceConsole.Web.Tests.Fixtures;

namespace GovernanceConsole.Web.Tests.Requests;

/// <summary>A console in which an agent can take in a password reset by phone for somebody of the directory.</summary>
public abstract class RequestPageTest : PageTest
{
    /// <summary>An agent of the desk.</summary>
    protected PersonId Anna { get; private set; }

    /// <summary>Whose access it is.</summary>
    protected PersonId Sam { get; private set; }

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        Anna = await PersonAsync("Anna Agent", Role.DeskAgent);
        Sam = await PersonAsync("Sam Subject");
        await ActivateAPathAsync();
    }

    /// <summary>A password reset for Sam, asked by Sam, entered by Anna.</summary>
    protected async Task<RequestId> SubmitAsync() => Assert.Single((await Use<SubmitRequest>().ExecuteAsync(
        CommandId.New(),
        new SubmitRequestInput([new RequestContent { Kind = "K01", Effect = "Sam can sign in again." }], SubjectKind.Person, Sam, SubjectReference: null, Sam, Caller: null, IntakeChannel.Phone),
        Actor.ForPerson(Anna, "Anna Agent") with { KnownRoles = new HashSet<Role> { Role.DeskAgent } })).Value).Id;

    /// <summary>Requests by phone run on it.</summary>
    private async Task ActivateAPathAsync()
    {
        var signer = await PersonAsync("Sina Signer", Role.Governance);
        var security = await PersonAsync("Svea Security", Role.SecurityOperations);
        var (control, risk) = (await PersonAsync("Carla Control"), await PersonAsync("Rolf Risk"));
        var siem = (await Use<RegisterSystem>().ExecuteAsync(CommandId.New(), new RegisterSystemInput("SIEM", "Security monitoring"), Founder)).Value;
        var path = (await Use<RegisterRecoveryPath>().ExecuteAsync(
            CommandId.New(),
            new RegisterRecoveryPathInput(
                new PathDescription(
                    "Desk by phone", PathType.Phone, Lane.GovernedRecovery, RiskLevel.Moderate, [IntakeChannel.Phone], [RequestKind.PasswordReset], DesignedBy.Iam, Founder.Person, Area: null, IdentityDomain: null, Desks: []),
                new ReachDescription([ReachKind.Accounts], "The accounts of all employees", []), control, risk),
            Founder)).Value.Id;
        _ = (await Use<DescribeBoundary>().ExecuteAsync(
            CommandId.New(), new DescribeBoundaryInput(path, await VersionAsync(), new BoundaryDescription("Call back to the number of record.", "Visit in person.", "Duty manager.", "Ticket and call log.")), Founder)).Value;
        _ = (await Use<SetControlModel>().ExecuteAsync(
            CommandId.New(),
            new SetControlModelInput(path, await VersionAsync(), "Control model 4", new Dictionary<ModelPart, PersonId>
            {
                [ModelPart.Iam] = control, [ModelPart.ServiceDesk] = signer, [ModelPart.Security] = security, [ModelPart.Business] = risk,
            }),
            Founder)).Value;
        _ = (await Use<SetNotifiedSystems>().ExecuteAsync(CommandId.New(), new SetNotifiedSystemsInput(path, await VersionAsync(), [siem]), Founder)).Value;
        _ = (await Use<SetEscalationChain>().ExecuteAsync(CommandId.New(), new SetEscalationChainInput(path, await VersionAsync(), [signer]), Founder)).Value;
        _ = (await Use<SetEvidenceList>().ExecuteAsync(
            CommandId.New(), new SetEvidenceListInput(path, await VersionAsync(), [.. Enum.GetValues<Stage>().Select(stage => new EvidenceEntry(stage, $"What {PathWords.Of(stage)} leaves"))]), Founder)).Value;
        _ = (await Use<SignOffPath>().ExecuteAsync(
            CommandId.New(),
            new SignOffPathInput(path, await VersionAsync(), Use<OrganisationTime>().Today.AddDays(90), Conditions: null, await Use<RecoveryPathQueries>().ShowForApprovalAsync(path, nameof(SignOffPath))),
            Actor.ForPerson(signer, "Sina Signer") with { SignIn = new(Use<OrganisationTime>().Now, PersonaSignIn.Method, PersonaSignIn.Issuer, SessionHash: null) })).Value;
        _ = (await Use<ActivatePath>().ExecuteAsync(CommandId.New(), new ActivatePathInput(path, await VersionAsync()), Founder)).Value;

        async Task<long> VersionAsync() => (await Use<RecoveryPathQueries>().FindAsync(path))!.Version;
    }
}
