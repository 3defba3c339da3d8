using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Outbox;
using GovernanceConsole.Policy;
using GovernanceConsole.RecoveryPaths;
using GovernanceConsole.Reminders;
using GovernanceConsole.Storage;
using GovernanceConsole.Tests.Fixtures;
using GovernanceConsole.Tests.Jobs;
using GovernanceConsole.Tests.Policy;
using Microsoft.Data.Sqlite;
using static GovernanceConsole.Tests.Fixtures.PathConsole;

namespace GovernanceConsole.Tests.Reminders;

public sealed class SendDueRemindersTests
{
    [Fact]
    [Trait("row", "B-03")]
    [Trait("row", "N2")]
    [Trait("row", "R-017")]
    public async Task Remind_DayAfterDayOverADueDate_TellsEachRecipientEachStageOnceOnItsDay()
    {
        await using var console = await PathConsole.StartAsync();
        await console.CompleteDraftAsync();
        var dueOn = console.Today.AddDays(180);

        GoTo(console, dueOn.AddDays(-40));
        for (var day = 0; day <= 40 + 21; day++)
        {
            await RemindAsync(console);
            console.Clock.Advance(TimeSpan.FromHours(9));
            await RemindAsync(console);
            console.Clock.Advance(TimeSpan.FromHours(15));
        }

        var sent = await console.Console.RowsAsync<Reminder>();
        Assert.All(sent, r => Assert.Equal((ReminderState.Sent, dueOn), (r.State, r.DueOn)));
        foreach (var owner in new[] { console.Carla, console.Rolf })
            Assert.Equal([(30, -30), (14, -14), (7, -7), (1, -1), (0, 0), (-7, 7), (-14, 14), (-21, 21)], StagesAndDaysOf(owner));

        // Both seats are overdue, so everybody above is told of each: the chain from the next day, governance a week later.
        Assert.Equal([(0, 1), (0, 1), (-7, 7), (-7, 7), (-14, 14), (-14, 14), (-21, 21), (-21, 21)], StagesAndDaysOf(console.Egon));
        foreach (var governance in new[] { console.Gesa, console.Sina })
            Assert.Equal([(-7, 7), (-7, 7), (-14, 14), (-14, 14), (-21, 21), (-21, 21)], StagesAndDaysOf(governance));
        Assert.Equal(sent.Count, (await console.Console.RowsAsync<InboxItem>()).Count);

        (int Stage, int Day)[] StagesAndDaysOf(Actor person) =>
        [
            .. sent.Where(r => r.RecipientId == Id(person))
                .Select(r => (r.Stage, Day: Time(console).DateOf(r.DecidedAt).DayNumber - dueOn.DayNumber))
                .OrderBy(r => r.Day),
        ];
    }

    [Fact]
    [Trait("row", "B-04")]
    [Trait("row", "N2")]
    public async Task Remind_AfterTenDaysOfStandstillAndTwoStarts_SendsOneCurrentReminderAndNotesWhatPassed()
    {
        await using var console = await PathConsole.StartAsync();
        await console.OwnedDraftAsync();
        var dueOn = console.Today.AddDays(180);
        GoTo(console, dueOn.AddDays(-16));
        Assert.Equal(2, await RemindAsync(console));

        console.Clock.Advance(TimeSpan.FromDays(10));
        await console.Console.RestartAsync();
        Assert.Equal(2, await RemindAsync(console));
        await console.Console.RestartAsync();
        Assert.Equal(0, await RemindAsync(console));

        var ofCarla = (await console.Console.RowsAsync<Reminder>()).Where(r => r.RecipientId == Id(console.Carla)).OrderByDescending(r => r.Stage);
        Assert.Equal(
            [(30, ReminderState.Sent), (14, ReminderState.Skipped), (7, ReminderState.Sent)],
            ofCarla.Select(r => (r.Stage, r.State)));
    }

    [Theory]
    [InlineData("2026-03-29")] // the day has 23 hours
    [InlineData("2026-10-25")] // the day has 25 hours
    [Trait("row", "B-05")]
    [Trait("row", "N3")]
    public async Task Remind_EveryHourOverAChangeOfTheClocks_TellsEachStageOnceInTheFirstHourOfItsDay(string changeOver)
    {
        var dueOn = DateOnly.ParseExact(changeOver, "yyyy-MM-dd", null);
        await using var console = await PathConsole.StartAsync();
        var path = await console.ActivePathAsync();
        GoTo(console, dueOn.AddDays(-7));
        Accepted(await console.SignOffAsync(path, dueOn));
        await RemindAsync(console);

        console.Clock.SetTo(Time(console).StartOf(dueOn.AddDays(-1)).AddMinutes(-30));
        for (var until = Time(console).StartOf(dueOn.AddDays(1)).AddHours(1); console.Clock.GetUtcNow() < until; console.Clock.Advance(TimeSpan.FromHours(1)))
            await RemindAsync(console);

        var sent = (await console.Console.RowsAsync<Reminder>()).Where(r => r.RecipientId == Id(console.Sina) && r.DueOn == dueOn).ToList();
        Assert.Equal([7, 1, 0], sent.OrderByDescending(r => r.Stage).Select(r => r.Stage));
        Assert.All(sent, r => Assert.Equal(ReminderState.Sent, r.State));
        foreach (var reminder in sent.Where(r => r.Stage < 7))
            Assert.InRange(reminder.DecidedAt - Time(console).StartOf(dueOn.AddDays(-reminder.Stage)), TimeSpan.Zero, TimeSpan.FromMinutes(59));
    }

    [Fact]
    [Trait("row", "B-06")]
    [Trait("row", "R-202")]
    public async Task Remind_ThatIsBroken_ShowsAsFailedWhileTheLapseCountsAtOnceAndThePathIsSuspended()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.ActivePathAsync();
        var number = (await console.DetailsAsync(path)).Number;
        await ExecuteAsync(console, "CREATE TRIGGER broken BEFORE INSERT ON reminders BEGIN SELECT RAISE(ABORT, 'No reminder can be stored.'); END");

        GoTo(console, console.Today.AddDays(90));
        Assert.DoesNotContain(await console.GapsAsync(path), g => g.Kind == GapKind.SignOffLapsed);
        console.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Contains(await console.GapsAsync(path), g => g.Kind == GapKind.SignOffLapsed);

        console.Clock.Advance(TimeSpan.FromDays(20));
        await using var jobs = await JobsAtWork.StartAsync(console.Console, SendDueRemindersJob.Schedule, SuspendLapsedPathsJob.Schedule);
        var reminders = await jobs.RunAsync(console.Gesa, nameof(SendDueReminders));
        var suspension = await jobs.RunAsync(console.Gesa, nameof(SuspendLapsedPaths));

        Assert.Equal(GovernanceConsole.Jobs.JobState.Failed, reminders.State);
        Assert.Contains("No reminder can be stored.", reminders.LastMessage, StringComparison.Ordinal);
        Assert.Equal($"Suspended {number}.", suspension.LastMessage);
        Assert.Equal(PathState.Suspended, (await console.DetailsAsync(path)).State);
    }

    [Fact]
    [Trait("row", "R-202")]
    public async Task Remind_OfASignOff_TellsTheControlOwnerAndGovernance()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.ActivePathAsync();
        GoTo(console, console.Today.AddDays(60));

        await RemindAsync(console);

        foreach (var person in new[] { console.Carla, console.Gesa, console.Sina })
            Assert.Contains("must be signed off again: due on", Assert.Single(await InboxAsync(console, person)).Subject, StringComparison.Ordinal);
        Assert.Empty(await InboxAsync(console, console.Rolf));

        Accepted(await console.SignOffAsync(path, console.Today.AddDays(90)));
        GoTo(console, console.Today.AddDays(20));
        Assert.Equal(0, await RemindAsync(console));
    }

    [Fact]
    public async Task Remind_OfAnOfferedSeat_BeginsAWeekBeforeTheAnswerIsDue()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.CompleteDraftAsync();
        var offeredOn = console.Today;
        Accepted(await console.ProposeAsync(path, PathSeat.Control, Id(console.Nele), console.Carla));

        var told = new List<int>();
        for (var day = 0; day <= 22; day++)
        {
            GoTo(console, offeredOn.AddDays(day));
            if (await RemindAsync(console) > 0)
                told.Add(day);
        }

        Assert.Equal([7, 13, 14, 15, 21], told);
        Assert.Equal([15, 21], (await console.Console.RowsAsync<Reminder>()).Where(r => r.RecipientId == Id(console.Egon)).Select(r => Time(console).DateOf(r.DecidedAt).DayNumber - offeredOn.DayNumber));

        Accepted(await console.AcceptAsync(path, PathSeat.Control, console.Nele));
        GoTo(console, offeredOn.AddDays(40));
        Assert.Equal(0, await RemindAsync(console));
    }

    [Fact]
    [Trait("row", "N1")]
    public async Task Remind_OfWhatWasDoneAfterTheJobLooked_TellsNobody()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.OwnedDraftAsync();
        GoTo(console, console.Today.AddDays(150));
        await console.Console.HoldGovernanceReviewAsync();
        var found = await console.Use<ReminderQueries>().DueAsync();
        Assert.Equal(2, found.Count);

        Accepted(await console.ConfirmAsync(path, PathSeat.Control, console.Carla));
        var told = await SendAsync(console, found);

        Assert.Equal(new RemindersSent(1, 0), told);
        Assert.Empty(await InboxAsync(console, console.Carla));
        Assert.Single(await InboxAsync(console, console.Rolf));
    }

    [Fact]
    [Trait("row", "N2")]
    public async Task Remind_OfASeatThatPassedOnAfterTheJobLooked_DoesNotTellTheFormerOwner()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.OwnedDraftAsync();
        GoTo(console, console.Today.AddDays(166));
        Accepted(await console.ProposeAsync(path, PathSeat.Control, Id(console.Nele), console.Gesa));
        var found = await console.Use<ReminderQueries>().DueAsync();

        Accepted(await console.AcceptAsync(path, PathSeat.Control, console.Nele));
        await SendAsync(console, found);

        Assert.DoesNotContain(await console.Console.RowsAsync<Reminder>(), r => r.RecipientId == Id(console.Carla));
    }

    [Fact]
    public async Task Remind_OfADisputedOrRetiredOrDesertedOwnership_TellsNobody()
    {
        await using var console = await PathConsole.StartAsync();
        var disputed = await console.OwnedDraftAsync();
        var retired = await console.OwnedDraftAsync();
        Accepted(await console.DisputeAsync(disputed, PathSeat.Control, console.Carla));
        Accepted(await console.RetireAsync(retired));
        await console.LeaveAsync(console.Rolf);

        GoTo(console, console.Today.AddDays(180));

        Assert.Equal(0, await RemindAsync(console));
    }

    [Fact]
    public async Task Remind_AgainAtALaterStage_ReplacesTheNoticeThatWasNotRead()
    {
        await using var console = await PathConsole.StartAsync();
        await console.OwnedDraftAsync();
        GoTo(console, console.Today.AddDays(150));
        await RemindAsync(console);
        GoTo(console, console.Today.AddDays(31));
        await RemindAsync(console);

        Assert.EndsWith($"overdue since {DateText.Of(console.Today.AddDays(-1))}", Assert.Single(await InboxAsync(console, console.Carla)).Subject, StringComparison.Ordinal);
        Assert.Equal(2, (await console.Console.RowsAsync<InboxItem>()).Count(i => i.PersonId == Id(console.Carla)));
    }

    [Fact]
    public async Task Remind_WhenNothingIsDue_LeavesNoRowBehind()
    {
        await using var console = await PathConsole.StartAsync();
        await console.ActivePathAsync();
        await using var jobs = await JobsAtWork.StartAsync(console.Console, SendDueRemindersJob.Schedule, SuspendLapsedPathsJob.Schedule, FlagOwnershipGapsJob.Schedule);
        await console.FlagAsync(); // the first counts the gaps
        async Task<(long, long, long, long)> RowsAsync() => (
            await CountAsync(console, "command_results"), await CountAsync(console, "ledger_entries"), await CountAsync(console, "inbox_items"), await CountAsync(console, "reminders"));
        var askingLeavesRows = await RowsAsync();

        foreach (var job in new[] { nameof(SendDueReminders), nameof(SuspendLapsedPaths), nameof(FlagOwnershipGaps) })
        {
            await jobs.RunAsync(console.Gesa, job);
            askingLeavesRows = (askingLeavesRows.Item1 + 1, askingLeavesRows.Item2 + 1, askingLeavesRows.Item3, askingLeavesRows.Item4); // RunJobNow's own
        }

        Assert.Equal(askingLeavesRows, await RowsAsync());
        Assert.All((await jobs.Board.RunsAsync(null, null, new PageRequest(), console.Gesa)).Rows, r => Assert.Equal(GovernanceConsole.Jobs.JobRunState.NothingDue, r.State));
    }

    [Fact]
    public async Task Remind_OfMoreThanOneCommandTakes_TellsOfAll()
    {
        await using var console = await PathConsole.StartAsync();
        for (var i = 0; i < 30; i++)
            await console.OwnedDraftAsync();
        GoTo(console, console.Today.AddDays(173));
        await console.Console.HoldGovernanceReviewAsync();
        await using var jobs = await JobsAtWork.StartAsync(console.Console, SendDueRemindersJob.Schedule);

        var row = await jobs.RunAsync(console.Gesa, nameof(SendDueReminders));

        Assert.Equal("Sent 60 reminders; 120 earlier stages had passed.", row.LastMessage);
        Assert.Equal(60, (await console.Console.RowsAsync<InboxItem>()).Count);
    }

    [Fact]
    public async Task Remind_ByAPerson_IsRefusedAsNotAllowed()
    {
        await using var console = await PathConsole.StartAsync();

        var outcome = await console.Use<SendDueReminders>().ExecuteAsync(CommandId.New(), new SendDueRemindersInput([]), console.Gesa);

        Refused<NotAllowed>(outcome.Refusals);
    }

    /// <summary>
    /// One tick, as the job does it; answers how many were told. Of the review by governance, which falls due in every
    /// console, <see cref="GovernanceReviewCalendarTests"/> tells.
    /// </summary>
    private static async Task<int> RemindAsync(PathConsole console)
    {
        var due = (await console.Use<ReminderQueries>().DueAsync()).Where(about => about != GovernanceReviewCalendar.Id).ToList();
        return due.Count > 0 ? (await SendAsync(console, due)).Sent : 0;
    }

    private static async Task<RemindersSent> SendAsync(PathConsole console, IReadOnlyList<Guid> about) =>
        (await console.Use<SendDueReminders>().ExecuteAsync(CommandId.New(), new SendDueRemindersInput(about), Job)).Value;

    private static Task<IReadOnlyList<InboxRow>> InboxAsync(PathConsole console, Actor person) => console.Use<InboxQueries>().UnreadAsync(person);

    private static OrganisationTime Time(PathConsole console) => console.Use<OrganisationTime>();

    private static void GoTo(PathConsole console, DateOnly day) => console.Clock.SetTo(Time(console).StartOf(day).AddHours(6));

    private static async Task<long> CountAsync(PathConsole console, string table)
    {
        await using var connection = new SqliteConnection($"Data Source={console.Console.File};Pooling=false");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT count(*) FROM {table}";
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static async Task ExecuteAsync(PathConsole console, string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={console.Console.File};Pooling=false");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
