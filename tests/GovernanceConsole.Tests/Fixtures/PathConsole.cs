using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Policy;
using GovernanceConsole.RecoveryPaths;
using GovernanceConsole.Storage;
using GovernanceConsole.Tests.AuditLedger;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Tests.Fixtures;

/// <summary>
/// A console with the people and systems that recovery paths need, and one sentence for each thing people do to a path.
/// Disposing it checks that the ledger still says what the tables say (X1).
/// </summary>
internal sealed class PathConsole : IAsyncDisposable
{
    private readonly TestConsole _console;
    private int _paths;

    private PathConsole(TestConsole console) => _console = console;

    /// <summary>Holds governance; registers and designs.</summary>
    public Actor Gesa { get; private init; } = null!;

    /// <summary>Holds governance; signs off what Gesa designed.</summary>
    public Actor Sina { get; private set; } = null!;

    /// <summary>Control owner of the paths made here.</summary>
    public Actor Carla { get; private init; } = null!;

    /// <summary>Risk owner of the paths made here.</summary>
    public Actor Rolf { get; private set; } = null!;

    /// <summary>An active person without role or seat.</summary>
    public Actor Nele { get; private set; } = null!;

    /// <summary>Holds security operations.</summary>
    public Actor Svea { get; private set; } = null!;

    /// <summary>First of the escalation chain.</summary>
    public Actor Egon { get; private init; } = null!;

    /// <summary>A distribution list in the directory.</summary>
    public PersonId DistributionList { get; private init; }

    public GovernedSystemId Directory { get; private init; }

    public GovernedSystemId Siem { get; private init; }

    public static Actor Job { get; } = Actor.ForJob("test");

    public SettableClock Clock => _console.Clock;

    public TestConsole Console => _console;

    public DateOnly Today => DateOf(Clock.GetUtcNow());

    public DateOnly DateOf(DateTimeOffset instant) => Use<OrganisationTime>().DateOf(instant);

    public T Use<T>()
        where T : notnull => _console.Use<T>();

    public static async Task<PathConsole> StartAsync()
    {
        var console = await TestConsole.StartAsync();
        var list = await console.Use<RegisterPerson>().ExecuteAsync(
            CommandId.New(), new RegisterPersonInput("DL1", "Desk distribution list", "desk@example.test", DirectoryEntryKind.DistributionList), console.Founder);
        return new PathConsole(console)
        {
            Gesa = console.Founder,
            Sina = await console.PersonAsync("Sina Signer", Role.Governance),
            Carla = await console.PersonAsync("Carla Control"),
            Rolf = await console.PersonAsync("Rolf Risk"),
            Nele = await console.PersonAsync("Nele Next"),
            Svea = await console.PersonAsync("Svea Security", Role.SecurityOperations),
            Egon = await console.PersonAsync("Egon Escalation"),
            DistributionList = list.Value,
            Directory = (await console.Use<RegisterSystem>().ExecuteAsync(CommandId.New(), new RegisterSystemInput("AD", "Directory"), console.Founder)).Value,
            Siem = (await console.Use<RegisterSystem>().ExecuteAsync(CommandId.New(), new RegisterSystemInput("SIEM", "Security monitoring"), console.Founder)).Value,
        };
    }

    /// <summary>Those who approve here proved themselves at an instant.</summary>
    public void SignedInAt(DateTimeOffset at)
    {
        Sina = At(Sina);
        Nele = At(Nele);
        Rolf = At(Rolf);
        Svea = At(Svea);

        Actor At(Actor actor) => actor with { SignIn = actor.SignIn! with { At = at } };
    }

    public static PersonId Id(Actor actor) => actor.Person!.Value;

    public PathDescription Description(string? name = null, RiskLevel level = RiskLevel.Moderate) => new(
        name ?? $"Help-desk reset {++_paths}", PathType.Phone, Lane.GovernedRecovery, level, [IntakeChannel.Phone], [RequestKind.PasswordReset],
        DesignedBy.Iam, Id(Gesa), Area: null, IdentityDomain: null, Desks: []);

    public ReachDescription Reach() => new([ReachKind.Accounts, ReachKind.Secrets], Note: null, [Directory]);

    public static BoundaryDescription Boundary() => new("Call back to the number of record.", "Visit in person.", "Duty manager.", "Ticket and call log.");

    /// <summary>Something after every stage.</summary>
    public static IReadOnlyList<EvidenceEntry> Evidence() => [.. Enum.GetValues<Stage>().Select(stage => new EvidenceEntry(stage, $"What {PathWords.Of(stage)} leaves"))];

    /// <summary>A draft without owners.</summary>
    public async Task<RecoveryPathId> DraftAsync(PathDescription? description = null) =>
        (await RegisterAsync(new RegisterRecoveryPathInput(description ?? Description(), Reach()))).Value.Id;

    /// <summary>A draft that Carla controls and Rolf bears the risk of.</summary>
    public Task<RecoveryPathId> OwnedDraftAsync(PathDescription? description = null) => OwnedDraftAsync(description, Carla, Rolf);

    /// <summary>A draft with the owners named.</summary>
    public async Task<RecoveryPathId> OwnedDraftAsync(PathDescription? description, Actor control, Actor risk) =>
        (await RegisterAsync(new RegisterRecoveryPathInput(description ?? Description(), Reach(), Id(control), Id(risk)))).Value.Id;

    /// <summary>An owned draft that lacks nothing but perhaps what the description leaves out.</summary>
    public async Task<RecoveryPathId> CompleteDraftAsync(PathDescription? description = null) =>
        await CompletedAsync(await OwnedDraftAsync(description));

    /// <summary>Gives a draft everything but its owners, its area and a security review.</summary>
    public async Task<RecoveryPathId> CompletedAsync(RecoveryPathId path)
    {
        Accepted(await DescribeBoundaryAsync(path, Boundary()));
        Accepted(await SetControlModelAsync(path));
        Accepted(await Use<SetNotifiedSystems>().ExecuteAsync(CommandId.New(), new SetNotifiedSystemsInput(path, await VersionAsync(path), [Siem]), Gesa));
        Accepted(await Use<SetEscalationChain>().ExecuteAsync(CommandId.New(), new SetEscalationChainInput(path, await VersionAsync(path), [Id(Egon)]), Gesa));
        Accepted(await Use<SetEvidenceList>().ExecuteAsync(
            CommandId.New(), new SetEvidenceListInput(path, await VersionAsync(path), Evidence()), Gesa));
        Accepted(await SignOffAsync(path, Today.AddDays(90)));
        return path;
    }

    public async Task<RecoveryPathId> ActivePathAsync(PathDescription? description = null)
    {
        var path = await CompleteDraftAsync(description);
        Accepted(await ActivateAsync(path));
        return path;
    }

    public Task<Outcome<RegisteredPath>> RegisterAsync(RegisterRecoveryPathInput input, Actor? by = null) =>
        Use<RegisterRecoveryPath>().ExecuteAsync(CommandId.New(), input, by ?? Gesa);

    public async Task<Outcome<Done>> DescribeBoundaryAsync(RecoveryPathId path, BoundaryDescription boundary, Actor? by = null) =>
        await Use<DescribeBoundary>().ExecuteAsync(CommandId.New(), new DescribeBoundaryInput(path, await VersionAsync(path), boundary), by ?? Gesa);

    /// <summary>Names Carla, Egon, Svea and Rolf, without the parts left out.</summary>
    public async Task<Outcome<Done>> SetControlModelAsync(RecoveryPathId path, params ModelPart[] without)
    {
        Dictionary<ModelPart, PersonId> holders = new()
        {
            [ModelPart.Iam] = Id(Carla), [ModelPart.ServiceDesk] = Id(Egon), [ModelPart.Security] = Id(Svea), [ModelPart.Business] = Id(Rolf),
        };
        foreach (var part in without)
            holders.Remove(part);
        return await Use<SetControlModel>().ExecuteAsync(CommandId.New(), new SetControlModelInput(path, await VersionAsync(path), "Control model 4", holders), Gesa);
    }

    public async Task<Outcome<Done>> AssignAsync(RecoveryPathId path, PathSeat seat, PersonId person, DateOnly? startsOn = null, Actor? by = null) =>
        await Use<AssignOwner>().ExecuteAsync(CommandId.New(), new AssignOwnerInput(path, await VersionAsync(path), seat, person, startsOn), by ?? Gesa);

    public async Task<Outcome<Done>> ProposeAsync(RecoveryPathId path, PathSeat seat, PersonId to, Actor by) =>
        await Use<ProposeTransfer>().ExecuteAsync(CommandId.New(), new ProposeTransferInput(path, await VersionAsync(path), seat, to, "Moves to another team."), by);

    public async Task<Outcome<Done>> AcceptAsync(RecoveryPathId path, PathSeat seat, Actor by) =>
        await Use<AcceptTransfer>().ExecuteAsync(CommandId.New(), new AcceptTransferInput(path, await VersionAsync(path), seat, await Use<RecoveryPathQueries>().ShowOfferAsync(path, seat)), by);

    public async Task<Outcome<Done>> DeclineAsync(RecoveryPathId path, PathSeat seat, Actor by) =>
        await Use<DeclineTransfer>().ExecuteAsync(CommandId.New(), new DeclineTransferInput(path, await VersionAsync(path), seat, "No time for it."), by);

    public async Task<Outcome<Done>> WithdrawAsync(RecoveryPathId path, PathSeat seat, Actor by) =>
        await Use<WithdrawTransfer>().ExecuteAsync(CommandId.New(), new WithdrawTransferInput(path, await VersionAsync(path), seat, "Stays after all."), by);

    public async Task<Outcome<Done>> ConfirmAsync(RecoveryPathId path, PathSeat seat, Actor by) =>
        await Use<ConfirmOwnership>().ExecuteAsync(CommandId.New(), new ConfirmOwnershipInput(path, await VersionAsync(path), seat), by);

    public async Task<Outcome<Done>> DisputeAsync(RecoveryPathId path, PathSeat seat, Actor by) =>
        await Use<DisputeOwnership>().ExecuteAsync(CommandId.New(), new DisputeOwnershipInput(path, await VersionAsync(path), seat, "Belongs to the mail team."), by);

    /// <summary>Signed by Sina, who designed nothing and owns nothing.</summary>
    public async Task<Outcome<Done>> SignOffAsync(RecoveryPathId path, DateOnly until, Actor? by = null, string? conditions = null) =>
        await Use<SignOffPath>().ExecuteAsync(
            CommandId.New(),
            new SignOffPathInput(path, await VersionAsync(path), until, conditions, await Use<RecoveryPathQueries>().ShowForApprovalAsync(path, nameof(SignOffPath))),
            by ?? Sina);

    public async Task<Outcome<Done>> ActivateAsync(RecoveryPathId path, Actor? by = null) =>
        await Use<ActivatePath>().ExecuteAsync(CommandId.New(), new ActivatePathInput(path, await VersionAsync(path)), by ?? Gesa);

    public async Task<Outcome<Done>> SuspendAsync(RecoveryPathId path, Actor? by = null) =>
        await Use<SuspendPath>().ExecuteAsync(CommandId.New(), new SuspendPathInput(path, await VersionAsync(path), "Calls sound wrong."), by ?? Gesa);

    public async Task<Outcome<Done>> ResumeAsync(RecoveryPathId path) =>
        await Use<ResumePath>().ExecuteAsync(CommandId.New(), new ResumePathInput(path, await VersionAsync(path)), Gesa);

    public async Task<Outcome<Done>> RetireAsync(RecoveryPathId path) =>
        await Use<RetirePath>().ExecuteAsync(CommandId.New(), new RetirePathInput(path, await VersionAsync(path), "Replaced by self-service."), Gesa);

    public Task<Outcome<Done>> AssignAreaAsync(ControlArea area, PersonId person) =>
        Use<AssignAreaOwner>().ExecuteAsync(CommandId.New(), new AssignAreaOwnerInput(area, person), Gesa);

    public Task<Outcome<Done>> EndAreaAsync(ControlArea area) =>
        Use<EndAreaOwner>().ExecuteAsync(CommandId.New(), new EndAreaOwnerInput(area, "Moves on."), Gesa);

    public async Task LeaveAsync(Actor who) =>
        Accepted(await Use<MarkPersonAsLeft>().ExecuteAsync(CommandId.New(), new MarkPersonAsLeftInput(Id(who)), Gesa));

    public async Task ReturnAsync(Actor who) =>
        Accepted(await Use<MarkPersonAsReturned>().ExecuteAsync(CommandId.New(), new MarkPersonAsReturnedInput(Id(who)), Gesa));

    public async Task<OwnershipGapsFlagged> FlagAsync() => (await Use<FlagOwnershipGaps>().ExecuteAsync(CommandId.New(), Job)).Value;

    public async Task<IReadOnlyList<SuspendedPath>> SuspendLapsedAsync() => (await Use<SuspendLapsedPaths>().ExecuteAsync(CommandId.New(), Job)).Value;

    public async Task<PathDetails> DetailsAsync(RecoveryPathId path) => (await Use<RecoveryPathQueries>().FindAsync(path))!;

    /// <summary>What a page of this moment would send back; 0 for a path that is not there.</summary>
    public async Task<long> VersionAsync(RecoveryPathId path)
    {
        await using var context = _console.Store.OpenForReading();
        return await context.Set<RecoveryPath>().Where(p => p.Id == path).Select(p => p.Version).SingleOrDefaultAsync();
    }

    public async Task<IReadOnlyList<AccountabilityGap>> GapsAsync(RecoveryPathId path) => (await DetailsAsync(path)).Gaps;

    public static void Accepted<T>(Outcome<T> outcome) => _ = outcome.Value;

    public static TRefusal Refused<TRefusal>(IReadOnlyList<Refusal> refusals)
        where TRefusal : Refusal => Assert.IsType<TRefusal>(Assert.Single(refusals));

    public async ValueTask DisposeAsync()
    {
        try
        {
            await LedgerFold.EqualsTheTablesAsync(_console);
        }
        finally
        {
            await _console.DisposeAsync();
        }
    }
}
