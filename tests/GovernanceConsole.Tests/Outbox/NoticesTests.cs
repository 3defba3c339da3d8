using GovernanceConsole.Outbox;
using GovernanceConsole.Tests.Fixtures;
using GovernanceConsole.Tests.Requests;

namespace GovernanceConsole.Tests.Outbox;

/// <summary>What goes by mail beside the inbox.</summary>
public sealed class NoticesTests
{
    [Fact]
    public async Task Tell_ThatSomebodysDecisionIsWaitedFor_GoesByMailInTheSameChange()
    {
        await using var console = await RequestConsole.StartAsync();

        var request = await console.VerifiedAsync(console.Reset("K05")); // one seat, for the manager of record

        var notice = Assert.Single(await console.Console.RowsAsync<InboxItem>(), i => i.AboutId == request.Value);
        Assert.Equal(notice.Id, Assert.Single(await console.Console.RowsAsync<OutgoingMail>()).NoticeId);
        Assert.Equal(1, (await console.Console.DeliverAsync()).Sent);
        var mail = Assert.Single(console.Console.Mail.Taken);
        Assert.Equal(("M-Mona@example.test", notice.Subject, notice.Text, notice.Href), (mail.To, mail.Subject, mail.Text, mail.Href));
        Assert.EndsWith("waits for your decision", mail.Subject, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tell_WhatAsksForNothing_StaysInTheConsole()
    {
        await using var console = await TestConsole.StartAsync();

        _ = await console.OnDutyAsync("SEC", await console.PersonAsync("Sanna"));

        Assert.Single(await console.RowsAsync<InboxItem>());
        Assert.Empty(await console.RowsAsync<OutgoingMail>());
    }

    [Fact]
    public async Task Tell_OfADecisionThatWasTakenMeanwhile_IsNotMailedAnyMore()
    {
        await using var console = await RequestConsole.StartAsync();
        var request = await console.VerifiedAsync(console.Reset("K05"));
        Assert.True((await console.RejectAsync(request, console.Mona)).IsAccepted);

        Assert.Equal(0, (await console.Console.DeliverAsync()).Sent);
        Assert.All(await console.Console.RowsAsync<OutgoingMail>(), m => Assert.Equal(MailState.NotNeeded, m.State));
    }
}
