using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Policy;
using GovernanceConsole.Retention;
using GovernanceConsole.Tests.Fixtures;
using GovernanceConsole.Tests.Privacy;

namespace GovernanceConsole.Tests.Retention;

public sealed class CarryOutDeletionTests : IAsyncLifetime
{
    private TestConsole _console = null!;
    private Actor _second = null!;

    public async Task InitializeAsync()
    {
        _console = await TestConsole.StartAsync();
        _second = await _console.PersonAsync("Sina Second", Role.Governance);
        await _console.WithAHistoryAsync(TestConsole.Start.AddYears(3));
    }

    public async Task DisposeAsync() => await _console.DisposeAsync();

    [Fact]
    public async Task CarryOut_ByASecondPerson_IsUnderWayAndSaysWhichRequestItFollows()
    {
        var deletion = (await _console.RequestDeletionAsync()).Value;

        RetainingConsole.Accept(await _console.CarryOutDeletionAsync(deletion, _second));

        var stored = Assert.Single(await _console.RowsAsync<RetentionDeletion>());
        Assert.Equal((RetentionDeletionState.UnderWay, _second.Person), (stored.State, stored.DecidedById));
        var entries = await _console.EntriesAsync(GovernanceConsole.Storage.LedgerStream.Decisions);
        var approved = GovernanceConsole.Ledger.LedgerEntry.Parse(entries.Single(e => e.Type == "retention.approved").Body);
        Assert.Equal(entries.Single(e => e.Type == "retention.requested").Idx, approved.Cause);
    }

    [Fact]
    public async Task CarryOut_ByWhoeverAskedForIt_IsRefused() =>
        await IsRefusedAsync<DeletionNeedsASecondPerson>(() => Task.CompletedTask, _console.Founder);

    [Fact]
    public async Task CarryOut_WhenTheRequesterLostTheRole_IsRefused()
    {
        var first = await _console.PersonAsync("Fred First", Role.Governance);
        var deletion = (await _console.RequestDeletionAsync(by: first)).Value;
        await _console.Use<EndRole>().ExecuteAsync(CommandId.New(), new EndRoleInput(first.Person!.Value, Role.Governance), _console.Founder);

        (await _console.CarryOutDeletionAsync(deletion, _second)).Refusals.RefusedAs<DeletionRequesterHasLeftGovernance>();
    }

    [Fact]
    public async Task CarryOut_BySomebodyWhoLostTheRole_IsRefusedAsNotAllowed() =>
        await IsRefusedAsync<NotAllowed>(() => _console.Use<EndRole>().ExecuteAsync(CommandId.New(), new EndRoleInput(_second.Person!.Value, Role.Governance), _console.Founder));

    [Fact]
    [Trait("row", "X4")]
    public async Task CarryOut_UnderALegalHoldThatCameMeanwhile_IsRefused() =>
        await IsRefusedAsync<LegalHoldKeepsEverything>(() => _console.HoldAsync(null));

    [Fact]
    public async Task CarryOut_AfterThirtyDays_IsRefused() =>
        await IsRefusedAsync<DeletionHasExpired>(() =>
        {
            _console.Clock.Advance(TimeSpan.FromDays(30));
            return Task.CompletedTask;
        });

    [Fact]
    public async Task CarryOut_UnderAPolicyThatCameMeanwhile_IsRefused() =>
        await IsRefusedAsync<PeriodsMayHaveChanged>(async () =>
        {
            var proposed = await _console.ProposePolicyAsync(Limits.Default with { SecurityEventMonths = 12 }, reason: "Shorter.");
            RetainingConsole.Accept(await _console.Use<ApprovePolicyVersion>().ExecuteAsync(CommandId.New(), new(proposed.Value, await _console.Use<PolicyQueries>().ShowForApprovalAsync(proposed.Value)), _second));
        });

    [Fact]
    public async Task CarryOut_Twice_IsRefusedTheSecondTime() =>
        await IsRefusedAsync<DeletionIsDecided>(async () => await _console.CarryOutDeletionAsync((await _console.RowsAsync<RetentionDeletion>()).Single().Id, _second));

    [Fact]
    public async Task CarryOut_OfWhatWasWithdrawn_IsRefused() =>
        await IsRefusedAsync<DeletionIsDecided>(async () => await _console.Use<WithdrawDeletion>().ExecuteAsync(CommandId.New(), new((await _console.RowsAsync<RetentionDeletion>()).Single().Id), _console.Founder));

    [Fact]
    public async Task CarryOut_WhatIsNotThere_IsRefused() =>
        (await _console.CarryOutDeletionAsync(RetentionDeletionId.From(Guid.CreateVersion7()), _second)).Refusals.RefusedAs<NotFound>();

    [Fact]
    public async Task CarryOut_ByAnAdministrator_IsRefusedAsNotAllowed() =>
        await IsRefusedAsync<NotAllowed>(() => Task.CompletedTask, await _console.PersonAsync("Ada Admin", Role.PlatformAdministrator));

    private async Task IsRefusedAsync<TRefusal>(Func<Task> meanwhile, Actor? by = null)
        where TRefusal : Refusal
    {
        var deletion = (await _console.RequestDeletionAsync()).Value;
        await meanwhile();

        (await _console.CarryOutDeletionAsync(deletion, by ?? _second)).Refusals.RefusedAs<TRefusal>();
        Assert.DoesNotContain(await _console.RowsAsync<StoredEntry>(), e => e.IsPruned);
    }
}
