using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Retention;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.Retention;

public sealed class WithdrawDeletionTests : IAsyncLifetime
{
    private TestConsole _console = null!;
    private RetentionDeletionId _deletion;

    public async Task InitializeAsync()
    {
        _console = await TestConsole.StartAsync();
        await _console.WithAHistoryAsync(TestConsole.Start.AddYears(3));
        _deletion = (await _console.RequestDeletionAsync()).Value;
    }

    public async Task DisposeAsync() => await _console.DisposeAsync();

    [Fact]
    public async Task Withdraw_OfWhatWaits_DeletesNothingAndLetsItBeAskedForAnew()
    {
        Assert.True((await WithdrawAsync(_console.Founder)).IsAccepted);

        Assert.Equal(RetentionDeletionState.Withdrawn, Assert.Single(await _console.RowsAsync<RetentionDeletion>()).State);
        Assert.Null(await _console.Use<Deletions>().RunAsync(RetainingConsole.Job));
        Assert.True((await _console.RequestDeletionAsync()).IsAccepted);
    }

    [Fact]
    public async Task Withdraw_Twice_IsRefusedTheSecondTime()
    {
        await WithdrawAsync(_console.Founder);

        (await WithdrawAsync(_console.Founder)).Refusals.RefusedAs<DeletionIsDecided>();
    }

    [Fact]
    public async Task Withdraw_OfWhatIsUnderWay_IsRefused()
    {
        await _console.CarryOutDeletionAsync(_deletion, await _console.PersonAsync("Sina Second", Role.Governance));

        (await WithdrawAsync(_console.Founder)).Refusals.RefusedAs<DeletionIsDecided>();
    }

    [Fact]
    public async Task Withdraw_WhatIsNotThere_IsRefused() =>
        (await _console.Use<WithdrawDeletion>().ExecuteAsync(CommandId.New(), new(RetentionDeletionId.From(Guid.CreateVersion7())), _console.Founder)).Refusals.RefusedAs<NotFound>();

    [Fact]
    public async Task Withdraw_ByAnAuditor_IsRefusedAsNotAllowed() =>
        (await WithdrawAsync(await _console.PersonAsync("Aline Auditor", Role.Auditor))).Refusals.RefusedAs<NotAllowed>();

    private Task<Outcome<Done>> WithdrawAsync(Actor by) => _console.Use<WithdrawDeletion>().ExecuteAsync(CommandId.New(), new(_deletion), by);
}
