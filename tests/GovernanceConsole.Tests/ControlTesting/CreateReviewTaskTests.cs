using GovernanceConsole.AuditLedger;
using GovernanceConsole.ControlTesting;
using GovernanceConsole.Identity;
using GovernanceConsole.Imports;
using GovernanceConsole.Storage;
using GovernanceConsole.Tests.AuditLedger;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.ControlTesting;

public sealed class CreateReviewTaskTests
{
    [Fact]
    public async Task Create_OfAChoice_CountsItsTicketsAndWaitsForTheAssignee()
    {
        await using var console = await TestConsole.StartAsync("UTC");
        await MadeUpHistory.OfEachViolation().ImportAsync(console);
        var run = await RunControlTestsTests.RunAsync(console);
        var owner = await console.PersonAsync("Carla Owner");

        var task = (await CreateAsync(console, run, owner, new FindingFilter(Group: "G1"))).Value;

        var waiting = Assert.Single(await console.Use<ReviewTaskQueries>().OpenForAsync(owner.Person!.Value));
        Assert.Equal((task, "RT-0001", 15), (waiting.Id, waiting.Number, waiting.Tickets));
        var details = (await console.Use<ReviewTaskQueries>().FindAsync(owner, task))!;
        Assert.Equal(("CT-0001", "group=G1", null), (details.RunNumber, details.Choice, details.Ticket));
        await LedgerFold.EqualsTheTablesAsync(console);
    }

    [Fact]
    public async Task Create_OfOneTicket_NamesIt()
    {
        await using var console = await TestConsole.StartAsync("UTC");
        await MadeUpHistory.OfEachViolation().ImportAsync(console);
        var run = await RunControlTestsTests.RunAsync(console);
        var owner = await console.PersonAsync("Carla Owner");
        var ticket = (await console.RowsAsync<Ticket>()).Single(t => t.Number == "reopened").Id;

        var task = (await CreateAsync(console, run, owner, ticket: ticket)).Value;

        var details = (await console.Use<ReviewTaskQueries>().FindAsync(console.Founder, task))!;
        Assert.Equal((ticket, "reopened", 1), (details.Ticket, details.TicketNumber, details.Row.Tickets));
    }

    [Fact]
    public async Task Create_WhereNothingWasFound_IsRefusedAsNothingWasFoundThere()
    {
        await using var console = await TestConsole.StartAsync("UTC");
        await MadeUpHistory.OfEachViolation().ImportAsync(console);
        var run = await RunControlTestsTests.RunAsync(console);
        var owner = await console.PersonAsync("Carla Owner");
        var inOrder = (await console.RowsAsync<Ticket>()).Single(t => t.Number == "in-order").Id;

        Assert.IsType<NothingWasFoundThere>(Assert.Single((await CreateAsync(console, run, owner, new FindingFilter(Group: "G9"))).Refusals));
        Assert.IsType<NothingWasFoundThere>(Assert.Single((await CreateAsync(console, run, owner, ticket: inOrder)).Refusals));
    }

    [Fact]
    public async Task Create_TheSameChoiceWhileOneIsOpen_IsRefusedAsFindingsAreUnderReview()
    {
        await using var console = await TestConsole.StartAsync("UTC");
        await MadeUpHistory.OfEachViolation().ImportAsync(console);
        var run = await RunControlTestsTests.RunAsync(console);
        var owner = await console.PersonAsync("Carla Owner");
        var task = (await CreateAsync(console, run, owner)).Value;

        var again = await CreateAsync(console, run, owner);
        Assert.Equal("RT-0001", Assert.IsType<FindingsAreUnderReview>(Assert.Single(again.Refusals)).Number);

        await console.Use<CloseReviewTask>().ExecuteAsync(CommandId.New(), new CloseReviewTaskInput(task, "Looked at."), owner);
        Assert.True((await CreateAsync(console, run, owner)).IsAccepted);
    }

    [Fact]
    public async Task Create_WithoutTitleAndDueYesterday_NamesBothAtOnce()
    {
        await using var console = await TestConsole.StartAsync("UTC");
        await MadeUpHistory.OfEachViolation().ImportAsync(console);
        var run = await RunControlTestsTests.RunAsync(console);
        var owner = await console.PersonAsync("Carla Owner");

        var outcome = await console.Use<CreateReviewTask>().ExecuteAsync(
            CommandId.New(), new CreateReviewTaskInput(run, new FindingFilter(), Ticket: null, " ", Question: null, owner.Person!.Value, new DateOnly(2026, 3, 1)), console.Founder);

        Assert.Equal([typeof(FieldIsEmpty), typeof(ReviewIsDueInThePast)], outcome.Refusals.Select(r => r.GetType()));
    }

    [Fact]
    public async Task Create_ForSomebodyUnknown_IsRefusedAsNotFound()
    {
        await using var console = await TestConsole.StartAsync("UTC");
        await MadeUpHistory.OfEachViolation().ImportAsync(console);
        var run = await RunControlTestsTests.RunAsync(console);

        var outcome = await CreateAsync(console, run, Actor.ForPerson(new PersonId(Guid.CreateVersion7()), "Nobody"));

        Assert.IsType<NotFound>(Assert.Single(outcome.Refusals));
    }

    [Fact]
    public async Task Create_ByAnAuditor_IsRefusedAsNotAllowed()
    {
        await using var console = await TestConsole.StartAsync("UTC");
        await MadeUpHistory.OfEachViolation().ImportAsync(console);
        var run = await RunControlTestsTests.RunAsync(console);
        var auditor = await console.PersonAsync("Ada Auditor", Role.Auditor);

        var outcome = await console.Use<CreateReviewTask>().ExecuteAsync(
            CommandId.New(), new CreateReviewTaskInput(run, new FindingFilter(), Ticket: null, "Why?", Question: null, auditor.Person!.Value, new DateOnly(2026, 4, 1)), auditor);

        Assert.IsType<NotAllowed>(Assert.Single(outcome.Refusals));
    }

    [Fact]
    public async Task List_ToSomebodyWithoutARole_HoldsTheirOwnAlone()
    {
        await using var console = await TestConsole.StartAsync("UTC");
        await MadeUpHistory.OfEachViolation().ImportAsync(console);
        var run = await RunControlTestsTests.RunAsync(console);
        var carla = await console.PersonAsync("Carla Owner");
        var cem = await console.PersonAsync("Cem Owner");
        var ofCarla = (await CreateAsync(console, run, carla)).Value;
        await CreateAsync(console, run, cem, new FindingFilter("reopened"));
        var queries = console.Use<ReviewTaskQueries>();

        Assert.Equal(["RT-0001"], (await queries.ListAsync(carla, state: null, new PageRequest())).Rows.Select(r => r.Number));
        Assert.Equal(["RT-0001", "RT-0002"], (await queries.ListAsync(console.Founder, ReviewTaskState.Open, new PageRequest())).Rows.Select(r => r.Number));
        Assert.Null(await queries.FindAsync(cem, ofCarla));
    }

    internal static Task<Outcome<ReviewTaskId>> CreateAsync(
        TestConsole console, ControlTestRunId run, Actor assignee, FindingFilter? filter = null, TicketId? ticket = null) =>
        console.Use<CreateReviewTask>().ExecuteAsync(
            CommandId.New(),
            new CreateReviewTaskInput(run, filter ?? new FindingFilter(), ticket, "Why were controls skipped?", "What happened at the desk?", assignee.Person!.Value, new DateOnly(2026, 4, 1)),
            console.Founder);
}
