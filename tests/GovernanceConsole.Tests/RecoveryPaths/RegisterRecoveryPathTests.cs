using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Policy;
using GovernanceConsole.RecoveryPaths;
using GovernanceConsole.Tests.Fixtures;
using static GovernanceConsole.Tests.Fixtures.PathConsole;

namespace GovernanceConsole.Tests.RecoveryPaths;

public sealed class RegisterRecoveryPathTests
{
    [Fact]
    public async Task Register_Described_IsADraftWithANumberAndTheTemplateOfResponsibilities()
    {
        await using var console = await PathConsole.StartAsync();

        var registered = (await console.RegisterAsync(new RegisterRecoveryPathInput(console.Description("Phone reset"), console.Reach(), Id(console.Carla), Id(console.Rolf)))).Value;

        var path = await console.DetailsAsync(registered.Id);
        Assert.Equal(("RP-0001", PathState.Draft, 1L), (path.Number, path.State, path.Version));
        Assert.Equal("Phone reset", path.Description.Name);
        Assert.Equal(["Carla Control", "Rolf Risk"], [path.Control.Owner!.Name, path.Risk.Owner!.Name]);
        Assert.Equal(ResponsibilityTemplate.Entries.ToHashSet(), path.Responsibilities.ToHashSet());
    }

    [Fact]
    [Trait("row", "R-009")]
    public async Task Register_Described_PrefillsWhoIsAccountableForStandardAndRisk()
    {
        await using var console = await PathConsole.StartAsync();

        var path = await console.DetailsAsync(await console.DraftAsync());

        Assert.Equal(Party.Governance, AccountableFor(path, Activity.VerificationStandard));
        Assert.Equal(Party.RiskOwner, AccountableFor(path, Activity.RiskDecision));
        Assert.Contains(new ResponsibilityEntry(Activity.Verification, Party.ServiceDesk, Involvement.Responsible), path.Responsibilities);
    }

    [Fact]
    [Trait("row", "R-006")]
    public async Task Register_EveryTypeOfPath_IsAccepted()
    {
        await using var console = await PathConsole.StartAsync();

        foreach (var type in Enum.GetValues<PathType>())
            await console.DraftAsync(console.Description($"{type}") with { Type = type });

        var rows = (await console.Use<RecoveryPathQueries>().ListAsync(new PathFilter(), new())).Rows;
        Assert.Equal(Enum.GetValues<PathType>(), rows.Select(r => r.Type));
        Assert.Equal(9, rows.Count);
    }

    [Fact]
    [Trait("row", "R-002")]
    public async Task Register_WithoutReach_IsRefusedAsReachIsEmpty()
    {
        await using var console = await PathConsole.StartAsync();

        var refused = await console.RegisterAsync(new RegisterRecoveryPathInput(console.Description(), console.Reach() with { Opens = [] }));

        Refused<ReachIsEmpty>(refused.Refusals);
    }

    [Fact]
    [Trait("row", "R-002")]
    public async Task Register_WithNeitherSystemsNorWords_IsRefusedAsNothingLiesBehindThePath()
    {
        await using var console = await PathConsole.StartAsync();

        var refused = await console.RegisterAsync(new RegisterRecoveryPathInput(console.Description(), new ReachDescription([ReachKind.Accounts], "  ", [])));

        Refused<NothingLiesBehindThePath>(refused.Refusals);
    }

    [Fact]
    [Trait("row", "R-003")]
    public async Task Register_WithOnePersonInBothSeats_IsRefusedAsOnePersonInBothSeats()
    {
        await using var console = await PathConsole.StartAsync();

        var refused = await console.RegisterAsync(new RegisterRecoveryPathInput(console.Description(), console.Reach(), Id(console.Carla), Id(console.Carla)));

        Refused<OnePersonInBothSeats>(refused.Refusals);
        Assert.Equal(0, (await console.Use<RecoveryPathQueries>().ListAsync(new PathFilter(), new())).Total);
    }

    [Fact]
    [Trait("row", "R-005")]
    public async Task Register_WithOwnersFromYesterday_IsRefusedAsOwnershipCannotBeBackdated()
    {
        await using var console = await PathConsole.StartAsync();

        var refused = await console.RegisterAsync(
            new RegisterRecoveryPathInput(console.Description(), console.Reach(), Id(console.Carla), StartsOn: console.Today.AddDays(-1)));

        Refused<OwnershipCannotBeBackdated>(refused.Refusals);
    }

    [Fact]
    public async Task Register_UnderANameThatIsTaken_IsRefusedAsPathNameIsTaken()
    {
        await using var console = await PathConsole.StartAsync();
        await console.DraftAsync(console.Description("Phone reset"));

        var refused = await console.RegisterAsync(new RegisterRecoveryPathInput(console.Description(" Phone reset "), console.Reach()));

        Assert.Equal("RP-0001", Refused<PathNameIsTaken>(refused.Refusals).Number);
    }

    [Fact]
    public async Task Register_WithoutAName_IsRefusedAsFieldIsEmpty()
    {
        await using var console = await PathConsole.StartAsync();

        var refused = await console.RegisterAsync(new RegisterRecoveryPathInput(console.Description(" "), console.Reach()));

        Refused<FieldIsEmpty>(refused.Refusals);
    }

    [Fact]
    public async Task Register_NamingSomethingUnknown_IsRefusedAsNotFound()
    {
        await using var console = await PathConsole.StartAsync();
        var nobody = PersonId.From(Guid.CreateVersion7());
        var description = console.Description();

        foreach (var input in new RegisterRecoveryPathInput[]
        {
            new(description, console.Reach(), ControlOwner: nobody),
            new(description with { Designer = nobody }, console.Reach()),
            new(description with { Desks = [DeskId.From(Guid.CreateVersion7())] }, console.Reach()),
            new(description with { IdentityDomain = IdentityDomainId.From(Guid.CreateVersion7()) }, console.Reach()),
            new(description, console.Reach() with { Systems = [GovernedSystemId.From(Guid.CreateVersion7())] }),
        })
        {
            Refused<NotFound>((await console.RegisterAsync(input)).Refusals);
        }
    }

    [Fact]
    public async Task Register_ByTheDesk_IsRefusedAsNotAllowed()
    {
        await using var console = await PathConsole.StartAsync();
        var lead = await console.Console.PersonAsync("Dora Desk", Role.DeskLead);

        var refused = await console.RegisterAsync(new RegisterRecoveryPathInput(console.Description(level: RiskLevel.Low), console.Reach()), lead);

        Refused<NotAllowed>(refused.Refusals);
    }

    private static Party AccountableFor(PathDetails path, Activity activity) =>
        Assert.Single(path.Responsibilities, r => r.Activity == activity && r.Involvement == Involvement.Accountable).Party;
}
