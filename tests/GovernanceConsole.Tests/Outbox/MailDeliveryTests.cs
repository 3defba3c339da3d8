using GovernanceConsole.Identity;
using GovernanceConsole.Outbox;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.Outbox;

public sealed class MailDeliveryTests : IAsyncLifetime
{
    private TestConsole _console = null!;
    private Actor _ada = null!;

    public async Task InitializeAsync()
    {
        _console = await TestConsole.StartAsync();
        _ada = await _console.PersonAsync("Ada");
    }

    public async Task DisposeAsync() => await _console.DisposeAsync();

    [Theory]
    [InlineData(null, "E0001@example.test")]
    [InlineData("before@example.test", "before@example.test")]
    public async Task Run_ANotice_SendsWhatItSaysToTheChosenAddressOrTheOneOfRecord(string? chosen, string to)
    {
        var mail = await _console.MailAsync(_ada, chosen);

        _ = await _console.DeliverAsync();

        Assert.Equal(new MailToSend(mail, 1, to, "Something waits", "Decide.", "/requests/REQ-2026-000001"), Assert.Single(_console.Mail.Taken));
        Assert.Equal(to, (await _console.MailAsync(mail)).Address);
    }

    [Fact]
    public async Task Run_WithMoreThanIsTakenOnAtOnce_SendsEachOnce()
    {
        for (var i = 0; i < 25; i++)
            _ = await _console.MailAsync(_ada);

        Assert.Equal(new MailRun(25, 0), await _console.DeliverAsync());
        Assert.Equal(25, _console.Mail.Taken.Select(m => m.Id).Distinct().Count());
        Assert.Equal(new MailRun(0, 0), await _console.DeliverAsync());
    }

    [Fact]
    public async Task Run_OfTwoAtOnce_SendsEachOnce()
    {
        for (var i = 0; i < 40; i++)
            _ = await _console.MailAsync(_ada);

        var runs = await Task.WhenAll(Task.Run(_console.DeliverAsync), Task.Run(_console.DeliverAsync));

        Assert.Equal(40, runs.Sum(r => r.Sent));
        Assert.Equal(40, _console.Mail.Taken.Count);
        Assert.Equal(40, _console.Mail.Taken.Select(m => m.Id).Distinct().Count());
    }

    [Fact]
    public async Task Run_KilledBetweenSendingAndNoting_SendsItAgainUnderTheSameId_AndLosesNone()
    {
        var mail = await _console.MailAsync(_ada);
        _console.Mail.Before = async taken =>
        {
            _console.Mail.Takes();
            await _console.Mail.SendAsync(taken); // the server has it,
            throw new KilledException(); // and the process knows no more
        };
        await Assert.ThrowsAsync<KilledException>(_console.DeliverAsync);
        await _console.RestartAsync();

        Assert.Equal(new MailRun(0, 0), await _console.DeliverAsync());
        _console.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(new MailRun(1, 0), await _console.DeliverAsync());

        Assert.Equal([mail, mail], _console.Mail.Taken.Select(m => m.Id));
        Assert.Equal(MailState.Sent, (await _console.MailAsync(mail)).State);
    }

    [Fact]
    public async Task Run_WithASilentServer_TriesOnceForAll_AndEachIsDueAgainAfterAMinute()
    {
        for (var i = 0; i < 15; i++)
            _ = await _console.MailAsync(_ada);
        _console.Mail.Refuses(MailFault.Server, "Nobody answers.");

        var run = await _console.DeliverAsync();

        Assert.Equal(1, _console.Mail.Attempts);
        Assert.Equal(new MailRun(0, 10), run);
        var mails = await _console.RowsAsync<OutgoingMail>();
        Assert.Equal(10, mails.Count(m => m.State == MailState.Failed && m.NextAttemptAt == TestConsole.Start.AddMinutes(1)));
        Assert.Equal(5, mails.Count(m => m.State == MailState.Waiting)); // not taken on, so due at once
    }

    [Fact]
    public async Task Run_WithOneThatIsRefused_SendsTheOthers()
    {
        var (bad, good) = (await _console.MailAsync(_ada, "nobody@example.test"), await _console.MailAsync(_ada));
        _console.Mail.Before = mail => mail.To.StartsWith("nobody", StringComparison.Ordinal) ? throw new MailNotSentException(MailFault.MailForGood, "550 no such user") : Task.CompletedTask;

        Assert.Equal(new MailRun(1, 1), await _console.DeliverAsync());
        Assert.Equal((MailState.GivenUp, MailState.Sent), ((await _console.MailAsync(bad)).State, (await _console.MailAsync(good)).State));
    }

    [Fact]
    public async Task Run_WhileTheServerIsAwayForDays_TriesAtTheseTimes_ThenGivesUpAndRaisesTheAlarm()
    {
        var mail = await _console.MailAsync(_ada);
        _console.Mail.Refuses(MailFault.Server, "Nobody answers.");
        var tried = new List<TimeSpan>();
        while ((await _console.MailAsync(mail)).NextAttemptAt is { } due)
        {
            _console.Clock.SetTo(due.AddMilliseconds(-1));
            if (due > TestConsole.Start)
                Assert.Equal(0, (await _console.DeliverAsync()).Failed);
            _console.Clock.SetTo(due);
            Assert.Equal(1, (await _console.DeliverAsync()).Failed);
            tried.Add(due - TestConsole.Start);
            Assert.Equal((await _console.MailAsync(mail)).State == MailState.GivenUp, (await _console.Use<InboxQueries>().UnreadAsync(_console.Founder)).Count == 1);
        }

        Assert.Equal([0, 1, 6, 21, 81, 141], tried.Take(6).Select(t => t.TotalMinutes));
        Assert.All(tried.Zip(tried.Skip(1)).Skip(4), pair => Assert.Equal(TimeSpan.FromHours(1), pair.Second - pair.First));
        Assert.InRange(tried[^1], TimeSpan.FromDays(3) - TimeSpan.FromHours(1), TimeSpan.FromDays(3));
        Assert.Equal(MailState.GivenUp, (await _console.MailAsync(mail)).State);
        Assert.NotNull(await _console.Use<MailQueries>().TroubleAsync());
    }

    [Fact]
    public async Task Trouble_IsToldFromAQuarterOfAnHourOn_AndADayAfterSomethingWasGivenUp()
    {
        var queries = _console.Use<MailQueries>();
        _ = await _console.MailAsync(_ada);
        _console.Mail.Refuses(MailFault.MailForNow, "451 later");
        Assert.Null(await queries.TroubleAsync());
        _console.Clock.Advance(TimeSpan.FromMinutes(15));
        Assert.Null(await queries.TroubleAsync());
        _console.Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal("Mails that are late: 1. The page Mail says why.", await queries.TroubleAsync());

        _console.Mail.Refuses(MailFault.MailForGood, "550 no");
        _ = await _console.DeliverAsync();
        Assert.Equal("Mails given up since yesterday: 1. The page Mail says why.", await queries.TroubleAsync());
        _console.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Null(await queries.TroubleAsync());
    }

    [Fact]
    public async Task Trouble_WithoutAMailServer_IsNone_BecauseTheJobSaysSo()
    {
        _ = await _console.MailAsync(_ada);
        _console.Mail.WhyNone = "No mail server is set up.";
        _ = await _console.DeliverAsync();
        _console.Clock.Advance(TimeSpan.FromHours(1));

        Assert.Null(await _console.Use<MailQueries>().TroubleAsync());
    }

    private sealed class KilledException : Exception;
}
