using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Policy;
using GovernanceConsole.Storage;
using GovernanceConsole.Tests.AuditLedger;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.Policy;

[Trait("row", "R-204")]
public sealed class RecordGovernanceReviewTests
{
    [Fact]
    public async Task Record_ByGovernance_KeepsTheMinutesAndMovesTheNextDay()
    {
        await using var console = await TestConsole.StartAsync();
        var gert = await console.PersonAsync("Gert", Role.Governance);
        var rita = await console.PersonAsync("Rita");
        var heldOn = new DateOnly(2026, 2, 27);

        var recorded = await RecordAsync(console, new RecordGovernanceReviewInput(heldOn, [Id(gert), Id(rita), Id(gert)], " Gaps and findings. ", " "), gert);

        Assert.Equal("GR-0001", recorded.Value.Number);
        var review = (await console.Use<GovernanceReviewQueries>().FindAsync("gr-0001"))!;
        Assert.Equal(("Gaps and findings.", null, heldOn, new DateOnly(2026, 5, 27)), (review.Minutes, review.Decisions, review.HeldOn, review.NextDueOn));
        Assert.Equal((1, gert.Person, console.Clock.GetUtcNow()), (review.PolicyVersion, review.RecordedBy, review.RecordedAt));
        Assert.Equal(new[] { Id(gert), Id(rita) }.ToHashSet(), review.Attendees.ToHashSet());
        Assert.Equal(2, review.Attendees.Count);
        Assert.Equal(new NextGovernanceReview(new DateOnly(2026, 3, 2), new DateOnly(2026, 5, 27), heldOn), await console.Use<GovernanceReviewQueries>().NextAsync());
        Assert.Equal(
            "recorded the governance review of 27 Feb 2026; the next is due on 27 May 2026",
            Assert.Single(await console.Use<TimelineQueries>().OfAsync(recorded.Value.Id.Value)).Text);
        await LedgerFold.EqualsTheTablesAsync(console);
    }

    [Fact]
    public async Task Record_UnderAnotherCadence_IsDueByThatOne_AndDaysSetBeforeStay()
    {
        await using var console = await TestConsole.StartAsync();
        var gert = await console.PersonAsync("Gert", Role.Governance);
        await console.HoldGovernanceReviewAsync();
        await console.SetPolicyAsync(Limits.Default with { GovernanceReviewMonths = 1 }, gert);

        Assert.Equal(new DateOnly(2026, 6, 2), (await console.Use<GovernanceReviewQueries>().NextAsync())!.DueOn);
        console.Clock.Advance(TimeSpan.FromDays(1));
        await console.HoldGovernanceReviewAsync();

        Assert.Equal(new DateOnly(2026, 4, 3), (await console.Use<GovernanceReviewQueries>().NextAsync())!.DueOn);
        Assert.Equal([2, 1], (await console.Use<GovernanceReviewQueries>().ListAsync(new PageRequest())).Rows.Select(r => r.PolicyVersion));
    }

    [Fact]
    public async Task Record_AnEarlierReviewLate_LeavesTheNextDayAsTheLatestSetIt()
    {
        await using var console = await TestConsole.StartAsync();
        await console.HoldGovernanceReviewAsync();

        _ = (await RecordAsync(console, Held(console) with { HeldOn = new DateOnly(2026, 1, 15) }, console.Founder)).Value;

        Assert.Equal(new DateOnly(2026, 6, 2), (await console.Use<GovernanceReviewQueries>().NextAsync())!.DueOn);
        Assert.Equal(["GR-0001", "GR-0002"], (await console.Use<GovernanceReviewQueries>().ListAsync(new PageRequest())).Rows.Select(r => r.Number));
    }

    [Theory]
    [InlineData(Role.DeskLead)]
    [InlineData(Role.PlatformAdministrator)]
    [InlineData(Role.Auditor)]
    public async Task Record_ByAnyOtherRole_IsRefusedAsNotAllowed(Role role)
    {
        await using var console = await TestConsole.StartAsync();

        (await RecordAsync(console, Held(console), await console.PersonAsync("Lena", role))).Refusals.RefusedAs<NotAllowed>();
    }

    [Fact]
    public async Task Record_TomorrowsReview_IsRefusedAsGovernanceReviewIsInTheFuture()
    {
        await using var console = await TestConsole.StartAsync();

        (await RecordAsync(console, Held(console) with { HeldOn = new DateOnly(2026, 3, 3) }, console.Founder)).Refusals.RefusedAs<GovernanceReviewIsInTheFuture>();
    }

    [Fact]
    public async Task Record_WithADistributionListAmongThoseWhoAttended_IsRefusedAsAttendeeIsNoPerson()
    {
        await using var console = await TestConsole.StartAsync();
        var list = await console.EntryAsync("DL1", "Governance list", DirectoryEntryKind.DistributionList);

        (await RecordAsync(console, Held(console) with { Attendees = [Id(console.Founder), list] }, console.Founder)).Refusals.RefusedAs<AttendeeIsNoPerson>();
    }

    [Fact]
    public async Task Record_WithSomebodyNobodyKnows_IsRefusedAsNotFound()
    {
        await using var console = await TestConsole.StartAsync();

        (await RecordAsync(console, Held(console) with { Attendees = [new PersonId(Guid.Empty)] }, console.Founder)).Refusals.RefusedAs<NotFound>();
    }

    private static RecordGovernanceReviewInput Held(TestConsole console) => new(new DateOnly(2026, 3, 2), [Id(console.Founder)], "Gaps and findings.", "Shorter grace.");

    private static Task<Outcome<RecordedGovernanceReview>> RecordAsync(TestConsole console, RecordGovernanceReviewInput held, Actor by) =>
        console.Use<RecordGovernanceReview>().ExecuteAsync(CommandId.New(), held, by);

    private static PersonId Id(Actor actor) => actor.Person!.Value;
}
