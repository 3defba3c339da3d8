using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Policy;
using GovernanceConsole.Tests.AuditLedger;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.Policy;

[Trait("row", "R-203")]
public sealed class WritePolicyDraftTests
{
    private static readonly PolicyDocument Shorter = PolicyDocument.Default with { Limits = Limits.Default with { SignOffDays = 120 } };

    [Fact]
    public async Task Write_ByASecondPerson_ChangesWhatItSaysAndNamesBothAsEditors()
    {
        await using var console = await TestConsole.StartAsync();
        var gert = await console.PersonAsync("Gert", Role.Governance);
        var draft = (await console.BeginPolicyDraftAsync()).Value;

        _ = (await WriteAsync(console, draft, 1, Shorter, gert)).Value;

        var view = (await console.Use<PolicyQueries>().DraftAsync())!;
        Assert.Equal((Shorter, 2), (view.Document, view.Version));
        Assert.Equal(new HashSet<PersonId> { console.Founder.Person!.Value, gert.Person!.Value }, view.Editors.ToHashSet());
        await LedgerFold.EqualsTheTablesAsync(console);
    }

    [Fact]
    public async Task Write_WhatDoesNotHoldTogether_IsAccepted_BecauseADraftDecidesNothing()
    {
        await using var console = await TestConsole.StartAsync();
        var iris = await console.PersonAsync("Iris", Role.IamPolicy);
        var draft = (await console.BeginPolicyDraftAsync(by: iris)).Value;

        Assert.True((await WriteAsync(console, draft, 1, PolicyDocument.Default with { Rules = [] }, iris)).IsAccepted);
    }

    [Fact]
    public async Task Write_ByAnotherRole_IsRefusedAsNotAllowed()
    {
        await using var console = await TestConsole.StartAsync();
        var draft = (await console.BeginPolicyDraftAsync()).Value;

        (await WriteAsync(console, draft, 1, Shorter, await console.PersonAsync("Lena", Role.DeskLead))).Refusals.RefusedAs<NotAllowed>();
    }

    [Fact]
    public async Task Write_OnAnOlderVersion_IsRefusedAsChangedMeanwhile()
    {
        await using var console = await TestConsole.StartAsync();
        var draft = (await console.BeginPolicyDraftAsync()).Value;
        _ = (await WriteAsync(console, draft, 1, Shorter)).Value;

        (await WriteAsync(console, draft, 1, PolicyDocument.Default)).Refusals.RefusedAs<ChangedMeanwhile>();
    }

    [Fact]
    public async Task Write_WhatItSaysAlready_IsRefusedAsPolicyDraftIsTheSame()
    {
        await using var console = await TestConsole.StartAsync();
        var draft = (await console.BeginPolicyDraftAsync()).Value;

        (await WriteAsync(console, draft, 1, PolicyDocument.Default)).Refusals.RefusedAs<PolicyDraftIsTheSame>();
    }

    [Fact]
    public async Task Write_ADraftThatWasDiscarded_IsRefusedAsPolicyDraftIsClosed()
    {
        await using var console = await TestConsole.StartAsync();
        var draft = (await console.BeginPolicyDraftAsync()).Value;
        _ = (await console.Use<DiscardPolicyDraft>().ExecuteAsync(CommandId.New(), new DiscardPolicyDraftInput(draft, "Not now."), console.Founder)).Value;

        (await WriteAsync(console, draft, 2, Shorter)).Refusals.RefusedAs<PolicyDraftIsClosed>();
    }

    [Fact]
    public async Task Write_ADraftThatIsNotThere_IsRefusedAsNotFound()
    {
        await using var console = await TestConsole.StartAsync();

        (await WriteAsync(console, PolicyDraftId.From(Guid.CreateVersion7()), 1, Shorter)).Refusals.RefusedAs<NotFound>();
    }

    [Fact]
    [Trait("row", "R-052")]
    public async Task Write_EvidenceByGovernance_IsRefusedAsMinimumIsSetBySecurity()
    {
        await using var console = await TestConsole.StartAsync();
        var draft = (await console.BeginPolicyDraftAsync()).Value;
        var kind = PolicyDocument.Default.Kinds[0];

        var refused = await WriteAsync(console, draft, 1, PolicyDocument.Default with { Kinds = [kind with { Evidence = [EvidenceCode.E1, EvidenceCode.E5] }, .. PolicyDocument.Default.Kinds.Skip(1)] });

        refused.Refusals.RefusedAs<MinimumIsSetBySecurity>();
    }

    [Fact]
    public async Task Write_LimitsByIamPolicy_IsRefusedAsLimitsAreSetByGovernance()
    {
        await using var console = await TestConsole.StartAsync();
        var draft = (await console.BeginPolicyDraftAsync()).Value;

        (await WriteAsync(console, draft, 1, Shorter, await console.PersonAsync("Iris", Role.IamPolicy))).Refusals.RefusedAs<LimitsAreSetByGovernance>();
    }

    private static Task<Outcome<Done>> WriteAsync(TestConsole console, PolicyDraftId draft, long seen, PolicyDocument document, Actor? by = null) =>
        console.Use<WritePolicyDraft>().ExecuteAsync(CommandId.New(), new WritePolicyDraftInput(draft, seen, document), by ?? console.Founder);
}
