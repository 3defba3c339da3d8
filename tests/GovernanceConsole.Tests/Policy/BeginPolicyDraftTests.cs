using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Policy;
using GovernanceConsole.Tests.AuditLedger;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.Policy;

[Trait("row", "R-203")]
public sealed class BeginPolicyDraftTests
{
    [Fact]
    public async Task Begin_WithNothing_SaysWhatIsInForceAndDecidesNothing()
    {
        await using var console = await TestConsole.StartAsync();

        var id = (await console.BeginPolicyDraftAsync()).Value;

        var draft = (await console.Use<PolicyQueries>().DraftAsync())!;
        Assert.Equal((id, 1, PolicyDocument.Default, console.Founder.Person), (draft.Id, draft.BasedOn, draft.Document, draft.BegunBy));
        Assert.Equal([console.Founder.Person!.Value], draft.Editors);
        Assert.Equal(1, (await console.Use<PolicyQueries>().InForceAsync()).Number);
        await LedgerFold.EqualsTheTablesAsync(console);
    }

    [Theory]
    [InlineData(Role.DeskLead)]
    [InlineData(Role.DeskAgent)]
    [InlineData(Role.PlatformAdministrator)]
    [InlineData(Role.SecurityOperations)]
    [InlineData(Role.Auditor)]
    public async Task Begin_ByAnyOtherRole_IsRefusedAsNotAllowed(Role role)
    {
        await using var console = await TestConsole.StartAsync();

        (await console.BeginPolicyDraftAsync(by: await console.PersonAsync("Lena", role))).Refusals.RefusedAs<NotAllowed>();
    }

    [Fact]
    public async Task Begin_WhileAnotherIsOpen_IsRefusedAsPolicyDraftIsOpen()
    {
        await using var console = await TestConsole.StartAsync();
        _ = (await console.BeginPolicyDraftAsync()).Value;

        (await console.BeginPolicyDraftAsync()).Refusals.RefusedAs<PolicyDraftIsOpen>();
    }

    [Fact]
    public async Task Begin_AgainstAPolicyThatWasReplacedMeanwhile_IsRefusedAsChangedMeanwhile()
    {
        await using var console = await TestConsole.StartAsync();

        var refused = await console.Use<BeginPolicyDraft>().ExecuteAsync(CommandId.New(), new BeginPolicyDraftInput(2), console.Founder);

        refused.Refusals.RefusedAs<ChangedMeanwhile>();
    }

    [Fact]
    [Trait("row", "R-052")]
    public async Task Begin_WithOtherSignalsByGovernance_IsRefusedAsMinimumIsSetBySecurity()
    {
        await using var console = await TestConsole.StartAsync();
        var rule = PolicyDocument.Default.FindRule("K02-STD")!;

        var refused = await console.BeginPolicyDraftAsync(PolicyDocument.Default.With(rule with { Level = RiskLevel.Moderate }));

        refused.Refusals.RefusedAs<MinimumIsSetBySecurity>();
    }

    [Fact]
    public async Task Begin_WithOtherLimitsByIamPolicy_IsRefusedAsLimitsAreSetByGovernance()
    {
        await using var console = await TestConsole.StartAsync();

        var refused = await console.BeginPolicyDraftAsync(
            PolicyDocument.Default with { Limits = Limits.Default with { SignOffDays = 100 } }, await console.PersonAsync("Iris", Role.IamPolicy));

        refused.Refusals.RefusedAs<LimitsAreSetByGovernance>();
    }
}
