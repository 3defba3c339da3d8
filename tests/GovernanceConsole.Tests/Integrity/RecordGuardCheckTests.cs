using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Integrity;
using GovernanceConsole.Jobs;
using GovernanceConsole.Outbox;
using GovernanceConsole.Tests.EvidenceExports;
using GovernanceConsole.Tests.Fixtures;
using GovernanceConsole.Tests.Jobs;

namespace GovernanceConsole.Tests.Integrity;

public sealed class RecordGuardCheckTests
{
    private const string Missing = "the trigger ledger_objects_get_newer on ledger_objects is missing";

    [Fact]
    [Trait("row", "R-161")]
    public async Task Job_WhileAGuardIsMissing_RecordsItOnceAndTellsGovernanceAndAudit()
    {
        await using var console = await TestConsole.StartAsync();
        var auditor = await console.PersonAsync("Ada", Role.Auditor);
        var neither = await console.PersonAsync("Nele", Role.SecurityOperations);
        await using var jobs = await JobsAtWork.StartAsync(console, CheckGuardsJob.Schedule);
        PastTheConsole.Execute(console.File, "DROP TRIGGER ledger_objects_get_newer");

        await jobs.RunAsync(console.Founder, nameof(RecordGuardCheck));
        var again = await jobs.RunAsync(console.Founder, nameof(RecordGuardCheck));

        Assert.Equal(JobState.Waiting, again.State);
        Assert.Contains(Missing, again.LastMessage, StringComparison.Ordinal);
        var entry = Assert.Single(await console.OfTypeAsync(IntegrityEvents.GuardsChanged));
        Assert.Equal([Missing], Assert.IsAssignableFrom<IReadOnlyList<string>>(entry.Told("differences")));
        Assert.Contains(Missing, Assert.Single(await UnreadAsync(console, auditor)).Text, StringComparison.Ordinal);
        Assert.Single(await UnreadAsync(console, console.Founder));
        Assert.Empty(await UnreadAsync(console, neither));
    }

    [Fact]
    public async Task Record_WhatIsRightAgain_IsToldOnceAndTakesTheNoticesPlace()
    {
        await using var console = await TestConsole.StartAsync();

        await RecordAsync(console, Missing);
        await RecordAsync(console);
        await RecordAsync(console);

        Assert.Single(await console.OfTypeAsync(IntegrityEvents.GuardsRestored));
        Assert.Contains("as its scripts made it again", Assert.Single(await UnreadAsync(console, console.Founder)).Subject, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Record_WhereAllWasRightAlways_WritesNothing()
    {
        await using var console = await TestConsole.StartAsync();

        await RecordAsync(console);

        Assert.Equal(0, (await console.RowsAsync<StoredHead>()).Single(h => h.Ledger == 2).Size);
    }

    [Fact]
    public async Task Record_AnotherDifference_IsAnotherEntry()
    {
        await using var console = await TestConsole.StartAsync();

        await RecordAsync(console, Missing);
        await RecordAsync(console, Missing, "the trigger x on people was added");

        Assert.Equal(2, (await console.OfTypeAsync(IntegrityEvents.GuardsChanged)).Count);
    }

    private static async Task RecordAsync(TestConsole console, params string[] differences) =>
        _ = (await console.Use<RecordGuardCheck>().ExecuteAsync(CommandId.New(), new RecordGuardCheckInput(differences), Actor.ForJob("test"))).Value;

    private static async Task<IReadOnlyList<InboxRow>> UnreadAsync(TestConsole console, Actor actor) => await console.Use<InboxQueries>().UnreadAsync(actor);
}
