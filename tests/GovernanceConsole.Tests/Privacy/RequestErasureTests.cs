using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Outbox;
using GovernanceConsole.Policy;
using GovernanceConsole.Privacy;
using GovernanceConsole.RecoveryPaths;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.Privacy;

public sealed class RequestErasureTests : IAsyncLifetime
{
    private TestConsole _console = null!;

    public async Task InitializeAsync() => _console = await TestConsole.StartAsync();

    public async Task DisposeAsync() => await _console.DisposeAsync();

    [Fact]
    public async Task Request_OfSomebodyWhoLeft_TellsTheOthersOfGovernanceWithoutTheName()
    {
        var second = await _console.PersonAsync("Sina Second", Role.Governance);

        Assert.True((await _console.RequestErasureAsync(await _console.LeaverAsync())).IsAccepted);

        var told = Assert.Single(await _console.RowsAsync<InboxItem>());
        Assert.Equal(second.Person, told.PersonId);
        Assert.DoesNotContain(ErasingConsole.Name, told.Subject + told.Text, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("row", "O5")]
    public async Task Request_OfSomebodyActive_IsRefused() => await IsRefusedAsync<PersonIsStillActive>(await _console.LeaverAsync(leaves: false));

    [Fact]
    public async Task Request_OfSomebodyWhoIsNotThere_IsRefused() => await IsRefusedAsync<NotFound>(PersonId.From(Guid.CreateVersion7()));

    [Fact]
    [Trait("row", "O5")]
    public async Task Request_OfSomebodyWhoStillOwnsAPath_NamesIt()
    {
        var person = await _console.LeaverAsync(leaves: false);
        Assert.True((await _console.Use<RegisterRecoveryPath>().ExecuteAsync(
            CommandId.New(),
            new RegisterRecoveryPathInput(
                new PathDescription(
                    "Reset by phone", PathType.Phone, Lane.BreakFix, RiskLevel.Moderate, [IntakeChannel.Phone], [RequestKind.PasswordReset], DesignedBy.Iam,
                    Designer: null, Area: null, IdentityDomain: null, Desks: []),
                new ReachDescription([ReachKind.Accounts], "Every staff account.", []),
                person),
            _console.Founder)).IsAccepted);
        await _console.Use<MarkPersonAsLeft>().ExecuteAsync(CommandId.New(), new MarkPersonAsLeftInput(person), _console.Founder);

        Assert.Contains("RP-0001", (await RefusedAsync<PersonStillAnswers>(person)).Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Request_OfSomebodyWhoStillOwnsTheRiskOfASystem_NamesIt()
    {
        var person = await _console.LeaverAsync(leaves: false);
        Assert.True((await _console.Use<RegisterSystem>().ExecuteAsync(
            CommandId.New(), new RegisterSystemInput("CRM", "Customers"), _console.Founder)).IsAccepted);
        var system = (await _console.RowsAsync<GovernedSystem>()).Single().Id;
        Assert.True((await _console.Use<AssignSystemRiskOwner>().ExecuteAsync(CommandId.New(), new AssignSystemRiskOwnerInput(system, person), _console.Founder)).IsAccepted);
        await _console.Use<MarkPersonAsLeft>().ExecuteAsync(CommandId.New(), new MarkPersonAsLeftInput(person), _console.Founder);

        Assert.Contains("Customers", (await RefusedAsync<PersonStillAnswers>(person)).Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Trait("row", "X4")]
    public async Task Request_UnderALegalHold_IsRefused(bool onEverybody)
    {
        var person = await _console.LeaverAsync();
        await _console.HoldAsync(onEverybody ? null : person);

        Assert.Contains("LH-0001", (await RefusedAsync<LegalHoldForbids>(person)).Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Request_UnderAHoldOnSomebodyElse_IsAccepted()
    {
        await _console.HoldAsync(_console.Founder.Person);

        Assert.True((await _console.RequestErasureAsync(await _console.LeaverAsync())).IsAccepted);
    }

    [Fact]
    public async Task Request_AfterTheHoldWasLifted_IsAccepted()
    {
        var person = await _console.LeaverAsync();
        var hold = (await _console.HoldAsync(person)).Value;
        await _console.Use<LiftLegalHold>().ExecuteAsync(CommandId.New(), new LiftLegalHoldInput(hold, "The case is closed."), _console.Founder);

        Assert.True((await _console.RequestErasureAsync(person)).IsAccepted);
    }

    [Fact]
    public async Task Request_Twice_IsRefusedTheSecondTime()
    {
        var person = await _console.LeaverAsync();
        await _console.RequestErasureAsync(person);

        await IsRefusedAsync<ErasureWaitsAlready>(person);
    }

    [Fact]
    public async Task Request_OfSomebodyErased_IsRefused()
    {
        var person = await _console.LeaverAsync();
        var second = await _console.PersonAsync("Sina Second", Role.Governance);
        await _console.CarryOutAsync((await _console.RequestErasureAsync(person)).Value, second);

        await IsRefusedAsync<PersonIsErasedAlready>(person);
    }

    [Fact]
    public async Task Request_OfOneself_IsRefused()
    {
        var second = await _console.PersonAsync("Sina Second", Role.Governance);

        Assert.IsType<NobodyErasesThemselves>(Assert.Single((await _console.RequestErasureAsync(second.Person!.Value, second)).Refusals));
    }

    [Fact]
    public async Task Request_WithoutAReason_IsRefused() =>
        Assert.IsType<FieldIsEmpty>(Assert.Single((await _console.RequestErasureAsync(await _console.LeaverAsync(), reason: " ")).Refusals));

    [Fact]
    public async Task Request_WithTheNameInTheReason_IsRefused() =>
        Assert.IsType<ReasonNamesThePerson>(Assert.Single((await _console.RequestErasureAsync(await _console.LeaverAsync(), reason: "olga overmars asked.")).Refusals));

    [Fact]
    public async Task Request_OnAGroundThatIsNone_IsRefused() =>
        Assert.IsType<FieldIsEmpty>(Assert.Single((await _console.RequestErasureAsync(await _console.LeaverAsync(), basis: (ErasureBasis)99)).Refusals));

    [Theory]
    [InlineData(Role.PlatformAdministrator)]
    [InlineData(Role.Auditor)]
    [InlineData(Role.SecurityOperations)]
    public async Task Request_BySomebodyElseThanGovernance_IsRefusedAsNotAllowed(Role role) =>
        Assert.IsType<NotAllowed>(Assert.Single((await _console.RequestErasureAsync(await _console.LeaverAsync(), await _console.PersonAsync("Nina Nobody", role))).Refusals));

    private async Task IsRefusedAsync<T>(PersonId person)
        where T : Refusal => await RefusedAsync<T>(person);

    private async Task<T> RefusedAsync<T>(PersonId person)
        where T : Refusal => Assert.IsType<T>(Assert.Single((await _console.RequestErasureAsync(person)).Refusals));
}
