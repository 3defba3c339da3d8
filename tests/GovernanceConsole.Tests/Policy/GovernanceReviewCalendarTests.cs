using GovernanceConsole.Identity;
using GovernanceConsole.Outbox;
using GovernanceConsole.Policy;
using GovernanceConsole.Reminders;
using GovernanceConsole.Storage;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.Policy;

/// <summary>When governance is to look at the results, and how it is reminded.</summary>
[Trait("row", "R-204")]
public sealed class GovernanceReviewCalendarTests
{
    private static readonly DateOnly FirstDueOn = new(2026, 6, 2);

    [Fact]
    public async Task Next_BeforeAnyReview_IsDueOneCadenceAfterGovernanceBegan()
    {
        await using var console = await TestConsole.StartAsync();
        console.Clock.Advance(TimeSpan.FromDays(20));

        Assert.Equal(
            new NextGovernanceReview(new DateOnly(2026, 3, 2), FirstDueOn, LastHeldOn: null), await console.Use<GovernanceReviewQueries>().NextAsync());

        await console.SetPolicyAsync(Limits.Default with { GovernanceReviewMonths = 1 }, await console.PersonAsync("Gert", Role.Governance));
        Assert.Equal(new DateOnly(2026, 4, 2), (await console.Use<GovernanceReviewQueries>().NextAsync())!.DueOn);
    }

    [Fact]
    [Trait("row", "B-03")]
    public async Task Remind_DayAfterDayOverTheDueDate_TellsGovernanceEachStageOnceAndNobodyElse()
    {
        await using var console = await TestConsole.StartAsync();
        var gert = await console.PersonAsync("Gert", Role.Governance);
        await console.PersonAsync("Lena Lead", Role.DeskLead);

        for (var day = -40; day <= 15; day++)
            await RemindOnAsync(console, FirstDueOn.AddDays(day));

        var sent = await console.RowsAsync<Reminder>();
        Assert.All(sent, r => Assert.Equal((ReminderState.Sent, "HoldGovernanceReview", FirstDueOn), (r.State, r.Obligation, r.DueOn)));
        Assert.Equal(new[] { console.Founder.Person, gert.Person }.ToHashSet(), sent.Select(r => (PersonId?)r.RecipientId).ToHashSet());
        Assert.Equal([30, 14, 7, 1, 0, -7, -14], sent.Where(r => r.RecipientId == gert.Person).OrderByDescending(r => r.Stage).Select(r => r.Stage));
        var notice = Assert.Single(await console.Use<InboxQueries>().UnreadAsync(gert));
        Assert.Equal("Hold the governance review of the results: overdue since 2 Jun 2026", notice.Subject);
    }

    [Fact]
    public async Task Remind_AfterTheReviewWasHeld_TellsNobodyUntilTheNextIsNear()
    {
        await using var console = await TestConsole.StartAsync();
        Assert.Equal(1, await RemindOnAsync(console, FirstDueOn.AddDays(-7)));
        await console.HoldGovernanceReviewAsync();

        Assert.Equal(0, await RemindOnAsync(console, FirstDueOn));
        Assert.Equal(0, await RemindOnAsync(console, new DateOnly(2026, 7, 26)));
        Assert.Equal(1, await RemindOnAsync(console, new DateOnly(2026, 7, 27))); // 30 days before 26 August
    }

    private static async Task<int> RemindOnAsync(TestConsole console, DateOnly day)
    {
        console.Clock.SetTo(console.Use<OrganisationTime>().StartOf(day).AddHours(6));
        var due = await console.Use<ReminderQueries>().DueAsync();
        return due.Count == 0 ? 0 : (await console.Use<SendDueReminders>().ExecuteAsync(CommandId.New(), new SendDueRemindersInput(due), Actor.ForJob("test"))).Value.Sent;
    }
}
