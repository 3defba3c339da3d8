using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Policy;
using GovernanceConsole.Tests.AuditLedger;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.Policy;

[Trait("row", "R-203")]
public sealed class DiscardPolicyDraftTests
{
    [Fact]
    public async Task Discard_TheDraft_LeavesWhatIsInForce_AndAnotherMayBegin()
    {
        await using var console = await TestConsole.StartAsync();

        _ = (await DiscardAsync(console, (await console.BeginPolicyDraftAsync()).Value)).Value;

        Assert.Null(await console.Use<PolicyQueries>().DraftAsync());
        Assert.True((await console.BeginPolicyDraftAsync()).IsAccepted);
        await LedgerFold.EqualsTheTablesAsync(console);
    }

    [Fact]
    public async Task Discard_ByAnotherRole_IsRefusedAsNotAllowed()
    {
        await using var console = await TestConsole.StartAsync();
        var draft = (await console.BeginPolicyDraftAsync()).Value;

        (await DiscardAsync(console, draft, by: await console.PersonAsync("Lena", Role.DeskLead))).Refusals.RefusedAs<NotAllowed>();
    }

    [Fact]
    public async Task Discard_Twice_IsRefusedAsPolicyDraftIsClosed()
    {
        await using var console = await TestConsole.StartAsync();
        var draft = (await console.BeginPolicyDraftAsync()).Value;
        _ = (await DiscardAsync(console, draft)).Value;

        (await DiscardAsync(console, draft)).Refusals.RefusedAs<PolicyDraftIsClosed>();
    }

    [Fact]
    public async Task Discard_WithoutAReason_IsRefusedAsFieldIsEmpty()
    {
        await using var console = await TestConsole.StartAsync();

        (await DiscardAsync(console, (await console.BeginPolicyDraftAsync()).Value, reason: " ")).Refusals.RefusedAs<FieldIsEmpty>();
    }

    [Fact]
    public async Task Discard_WhatIsNotThere_IsRefusedAsNotFound()
    {
        await using var console = await TestConsole.StartAsync();

        (await DiscardAsync(console, PolicyDraftId.From(Guid.CreateVersion7()))).Refusals.RefusedAs<NotFound>();
    }

    private static Task<Outcome<Done>> DiscardAsync(TestConsole console, PolicyDraftId draft, Actor? by = null, string reason = "Not now.") =>
        console.Use<DiscardPolicyDraft>().ExecuteAsync(CommandId.New(), new DiscardPolicyDraftInput(draft, reason), by ?? console.Founder);
}
