using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Outbox;
using GovernanceConsole.Policy;
using GovernanceConsole.Retention;
using GovernanceConsole.Tests.Fixtures;
using GovernanceConsole.Tests.Privacy;

namespace GovernanceConsole.Tests.Retention;

public sealed class RequestDeletionTests : IAsyncLifetime
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
    public async Task Request_OfWhatIsDue_WaitsDeletesNothingAndTellsTheOthers()
    {
        var outcome = await _console.RequestDeletionAsync();

        Assert.True(outcome.IsAccepted);
        var row = Assert.Single((await _console.Use<RetentionQueries>().DeletionsAsync(_console.Founder, new())).Rows);
        Assert.Equal(("RD-0001", RetentionDeletionState.Requested), (row.Number, row.State));
        Assert.DoesNotContain(await _console.RowsAsync<StoredEntry>(), e => e.IsPruned);
        Assert.Contains(await _console.RowsAsync<InboxItem>(), i => i.PersonId == _second.Person && i.Subject == "Deletion RD-0001 waits for a second person");
    }

    [Fact]
    public async Task Request_WhileAnotherWaits_IsRefused()
    {
        await _console.RequestDeletionAsync();

        (await _console.RequestDeletionAsync(by: _second)).Refusals.RefusedAs<DeletionWaitsAlready>();
    }

    [Fact]
    public async Task Request_AfterAnotherExpired_TakesItsPlace()
    {
        await _console.RequestDeletionAsync();
        _console.Clock.Advance(TimeSpan.FromDays(30));

        Assert.True((await _console.RequestDeletionAsync()).IsAccepted);

        var rows = (await _console.Use<RetentionQueries>().DeletionsAsync(_console.Founder, new())).Rows;
        Assert.Equal([("RD-0002", RetentionDeletionState.Requested), ("RD-0001", RetentionDeletionState.Expired)], rows.Select(r => (r.Number, r.State)));
        Assert.Single(await _console.RowsAsync<StoredEntry>(), e => e.Type == "retention.expired");
    }

    [Fact]
    public async Task Request_OfWhatBecomesDueTomorrow_IsRefused() =>
        (await _console.RequestDeletionAsync(new DateOnly(2029, 3, 3))).Refusals.RefusedAs<DueDateIsInTheFuture>();

    [Fact]
    public async Task Request_WhereNothingIsDue_IsRefused() =>
        (await _console.RequestDeletionAsync(new DateOnly(2026, 3, 3))).Refusals.RefusedAs<NothingIsDue>();

    [Fact]
    [Trait("row", "X4")]
    public async Task Request_UnderALegalHoldOnEverybody_IsRefused()
    {
        await _console.HoldAsync(null);

        (await _console.RequestDeletionAsync()).Refusals.RefusedAs<LegalHoldKeepsEverything>();
    }

    [Fact]
    public async Task Request_UnderALegalHoldOnSomebody_IsAccepted()
    {
        await _console.HoldAsync(_second.Person);

        Assert.True((await _console.RequestDeletionAsync()).IsAccepted);
    }

    [Fact]
    public async Task Request_ByAnAuditor_IsRefusedAsNotAllowed() =>
        (await _console.RequestDeletionAsync(by: await _console.PersonAsync("Aline Auditor", Role.Auditor))).Refusals.RefusedAs<NotAllowed>();

    [Fact]
    public async Task Request_BySomebodyWhoLostTheRole_IsRefusedAsNotAllowed()
    {
        await _console.Use<GovernanceConsole.Organisation.EndRole>().ExecuteAsync(CommandId.New(), new(_second.Person!.Value, Role.Governance), _console.Founder);

        (await _console.RequestDeletionAsync(by: _second)).Refusals.RefusedAs<NotAllowed>();
    }

    [Fact]
    public async Task Request_WithAnotherPolicy_GoesByItsPeriods()
    {
        var before = (await _console.DueAsync("security-events")).Due;
        var proposed = await _console.Use<ProposePolicyVersion>().ExecuteAsync(CommandId.New(), new(1, Limits.Default with { SecurityEventMonths = 60 }, "The regulator asks for it."), _console.Founder);
        Assert.True((await _console.Use<ApprovePolicyVersion>().ExecuteAsync(CommandId.New(), new(proposed.Value), _second)).IsAccepted);

        Assert.True(before > 0);
        Assert.Equal((0, "60 months"), ((int)(await _console.DueAsync("security-events")).Due, (await _console.DueAsync("security-events")).Period));
    }
}
