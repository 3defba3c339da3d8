using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Integrity;
using GovernanceConsole.Outbox;
using GovernanceConsole.Tests.EvidenceExports;
using GovernanceConsole.Tests.Fixtures;
using GovernanceConsole.Tests.Jobs;

namespace GovernanceConsole.Tests.Integrity;

[Trait("row", "R-161")]
public sealed class RecordLedgerCheckTests
{
    [Fact]
    public async Task Job_AfterATextWasChangedPastTheConsole_TellsThoseWhoWatchAndCallsItOffWhenItIsGood()
    {
        await using var console = await TestConsole.StartAsync();
        var auditor = await console.PersonAsync("Ada", Role.Auditor);
        await using var jobs = await JobsAtWork.StartAsync(console, VerifyLedgersJob.Schedule);
        PastTheConsole.ExecuteUnguarded(console.File, "UPDATE ledger_private SET value = 'Mallory' WHERE value = 'Ada'");

        var run = await jobs.RunAsync(console.Founder, nameof(RecordLedgerCheck));

        Assert.Contains("is not the committed one", run.LastMessage, StringComparison.Ordinal);
        Assert.Contains("is not the committed one", await console.Use<IntegrityQueries>().LastFaultAsync(), StringComparison.Ordinal);
        foreach (var reader in new[] { auditor, console.Founder })
        {
            var notice = Assert.Single(await console.Use<InboxQueries>().UnreadAsync(reader));
            Assert.DoesNotContain("Mallory", notice.Text, StringComparison.Ordinal);
            Assert.Equal("/audit-trail", notice.Href);
        }

        PastTheConsole.Execute(console.File, "UPDATE ledger_private SET value = 'Ada' WHERE value = 'Mallory'");
        run = await jobs.RunAsync(console.Founder, nameof(RecordLedgerCheck));

        Assert.Equal("Verified 6 entries.", run.LastMessage);
        Assert.Null(await console.Use<IntegrityQueries>().LastFaultAsync());
        Assert.Equal(6L, Assert.Single(await console.OfTypeAsync(IntegrityEvents.Verified)).Told("entries"));
    }

    [Fact]
    public async Task Check_ThatAPersonAskedFor_IsWrittenDownToo()
    {
        await using var console = await TestConsole.StartAsync();

        await console.Use<LedgerCheck>().Start(await console.PersonAsync("Ada", Role.Auditor));

        Assert.Single(await console.OfTypeAsync(IntegrityEvents.Verified));
    }

    [Fact]
    public async Task Record_ByAPerson_IsRefusedAsNotAllowed()
    {
        await using var console = await TestConsole.StartAsync();

        var outcome = await console.Use<RecordLedgerCheck>().ExecuteAsync(CommandId.New(), new RecordLedgerCheckInput(1, Fault: null), console.Founder);

        Assert.IsType<NotAllowed>(Assert.Single(outcome.Refusals));
    }
}
