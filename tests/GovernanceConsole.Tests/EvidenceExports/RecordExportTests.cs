using GovernanceConsole.AuditLedger;
using GovernanceConsole.EvidenceExports;
using GovernanceConsole.Identity;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.EvidenceExports;

public sealed class RecordExportTests
{
    private static readonly ExportFacts Facts = new(
        "None: the whole list", "people-under-test-2026-03-02T0900Z.xlsx", TestConsole.Start, new LedgerState("ledger", 3, "cm9vdA=="), 7, "c0ffee", "f11e", 4096);

    [Theory]
    [InlineData(Role.Auditor)]
    [InlineData(Role.Governance)]
    public async Task Record_ByAReaderOfTheList_IsAccepted(Role role)
    {
        await using var console = await TestConsole.StartAsync();
        using var list = new ListUnderTest(console);
        var reader = await console.PersonAsync("Ada", role);

        var outcome = await list.Record.ExecuteAsync(CommandId.New(), new RecordExportInput("people-under-test", Facts), reader);

        Assert.True(outcome.IsAccepted);
        Assert.Equal(7L, Assert.Single(await console.OfTypeAsync(EvidenceExportEvents.ListExported)).Told("rows"));
    }

    [Theory]
    [InlineData(Role.DeskAgent)]
    [InlineData(Role.ApiClient)]
    [InlineData(Role.Manager)]
    [InlineData(Role.PlatformAdministrator)]
    public async Task Record_BySomebodyTheListIsNotOpenTo_IsNotAllowed(Role role)
    {
        await using var console = await TestConsole.StartAsync();
        using var list = new ListUnderTest(console);
        var other = await console.PersonAsync("Dan", role);

        var outcome = await list.Record.ExecuteAsync(CommandId.New(), new RecordExportInput("people-under-test", Facts), other);

        Assert.Equal([new NotAllowed()], outcome.Refusals);
        Assert.Single(await console.OfTypeAsync(LedgerEvents.ActRefused));
    }

    [Fact]
    public async Task Record_OfAnUnknownList_IsListIsUnknown()
    {
        await using var console = await TestConsole.StartAsync();
        using var list = new ListUnderTest(console);
        var outcome = await list.Record.ExecuteAsync(CommandId.New(), new RecordExportInput("salaries", Facts), console.Founder);
        Assert.Equal([new ListIsUnknown("salaries")], outcome.Refusals);
    }

    /// <summary>The role came after the list was skipped: no entry may say that rows left.</summary>
    [Fact]
    public async Task Record_OfAListThatWasNotRead_IsListWasNotRead()
    {
        await using var console = await TestConsole.StartAsync();
        using var list = new ListUnderTest(console);
        var outcome = await list.Record.ExecuteAsync(CommandId.New(), new RecordExportInput("people-under-test", Facts: null), console.Founder);
        Assert.Equal([new ListWasNotRead("People under test")], outcome.Refusals);
        Assert.Empty(await console.OfTypeAsync(EvidenceExportEvents.ListExported));
    }

    [Fact]
    public async Task Record_DoesNotMoveTheLedgerOfDecisions()
    {
        await using var console = await TestConsole.StartAsync();
        using var list = new ListUnderTest(console);
        var before = await console.Use<TimelineQueries>().StateAsync();

        _ = (await list.Record.ExecuteAsync(CommandId.New(), new RecordExportInput("people-under-test", Facts), console.Founder)).Value;

        Assert.Equal(before, await console.Use<TimelineQueries>().StateAsync());
    }
}
