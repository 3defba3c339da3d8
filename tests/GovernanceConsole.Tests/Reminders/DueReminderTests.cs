using GovernanceConsole.Identity;
using GovernanceConsole.Reminders;

namespace GovernanceConsole.Tests.Reminders;

public sealed class DueReminderTests
{
    private static readonly DateOnly DueOn = new(2026, 6, 30);
    private static readonly PersonId Owner = Person();
    private static readonly PersonId First = Person();
    private static readonly PersonId Second = Person();
    private static readonly PersonId Governance = Person();

    [Fact]
    public void Of_BeforeAndOnTheDueDate_TellsWhoeverOwesItAlone()
    {
        Assert.Equal([(Owner, 1, false)], Due(-1));
        Assert.Equal([(Owner, 0, false)], Due(0, (1, Owner)));
    }

    [Fact]
    [Trait("row", "R-017")]
    public void Of_TheDayAfter_TellsTheFirstOfTheEscalationChain() =>
        Assert.Equal([(First, 0, true)], Due(1, (0, Owner)));

    [Fact]
    public void Of_EachWeekAfter_TellsOneStepMore()
    {
        Assert.Equal([(Owner, -7, false), (First, -7, true), (Second, -7, true)], Due(7, (0, Owner), (0, First)));
        Assert.Equal([(Governance, -14, true)], Due(14, (-14, Owner), (-14, First), (-14, Second)));
    }

    [Fact]
    public void Of_SomebodyWhoOwesItAndIsInTheChain_IsToldOnce()
    {
        var duty = Duty() with { Escalation = [[Owner], [First]] };

        Assert.Equal([Owner], DueReminder.Of(duty, DueOn.AddDays(1), new HashSet<(int, PersonId)>()).Select(r => r.Recipient));
    }

    [Fact]
    [Trait("row", "B-04")]
    public void Of_AfterALongStandstill_IsOneReminderAndTheStagesThatPassed()
    {
        var late = Assert.Single(DueReminder.Of(Duty() with { Escalation = [] }, DueOn.AddDays(15), Told((30, Owner))));

        Assert.Equal(-14, late.Stage);
        Assert.Equal([14, 7, 1, 0, -7], late.Missed);
    }

    [Fact]
    public void Of_AnEscalationAfterAStandstill_CountsOnlyFromItsOwnDayOn()
    {
        var second = DueReminder.Of(Duty(), DueOn.AddDays(15), new HashSet<(int, PersonId)>()).Single(r => r.Recipient == Second);

        Assert.Equal(-14, second.Stage);
        Assert.Equal([-7], second.Missed);
    }

    [Fact]
    [Trait("row", "N3")]
    public void Of_WhenTheClockStepsBack_IsNothingThatWasToldAlready() =>
        Assert.Empty(Due(-20, (30, Owner), (14, Owner)));

    [Fact]
    public void ToNotice_WhileItWaitsToBeRead_StaysTrue()
    {
        var before = DueReminder.Of(Duty(), DueOn.AddDays(-7), new HashSet<(int, PersonId)>()).Single().ToNotice(DueOn.AddDays(-7));
        var after = DueReminder.Of(Duty(), DueOn.AddDays(1), Told((0, Owner))).Single().ToNotice(DueOn.AddDays(1));

        Assert.Equal("Confirm that you own it: due on 30 Jun 2026", before.Subject);
        Assert.Equal("Nobody has confirmed it: overdue since 30 Jun 2026", after.Subject);
        Assert.Equal("Owed by Ada Byron. You are told because nothing was done in time.", after.Text);
    }

    private static List<(PersonId, int, bool)> Due(int daysAfter, params (int, PersonId)[] told) =>
        [.. DueReminder.Of(Duty(), DueOn.AddDays(daysAfter), Told(told)).Select(r => (r.Recipient, r.Stage, r.IsEscalation))];

    private static HashSet<(int Stage, PersonId Recipient)> Told(params (int, PersonId)[] told) => [.. told];

    private static Obligation Duty() => new(
        "ConfirmOwnership", Guid.CreateVersion7(), DueOn.AddDays(-180), DueOn, [Owner], [[First], [Second], [Governance]],
        "Confirm that you own it", "Nobody has confirmed it", "Ada Byron", "It goes up.", "/paths/RP-0001");

    private static PersonId Person() => new(Guid.CreateVersion7());
}
