using GovernanceConsole.Identity;
using GovernanceConsole.PolicyReplay;
using GovernanceConsole.Storage;
using GovernanceConsole.Tests.ControlTesting;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.PolicyReplay;

public sealed class ReplayQueriesTests
{
    [Fact]
    public async Task Queries_BySomebodyWithoutTheRoles_AnswerAsIfThereWereNothing()
    {
        await using var console = await TestConsole.StartAsync("UTC");
        await new MadeUpHistory().Ticket("A1").ImportAsync(console);
        _ = await console.DraftAsync(ReplayFixture.ThreeSignals);
        var replay = await console.ReplayAsync();
        var queries = console.Use<ReplayQueries>();
        var agent = TestConsole.SignedIn((await console.PersonAsync("Dan", Role.DeskAgent)).Person!.Value, "Dan") with { KnownRoles = new HashSet<Role> { Role.DeskAgent } };
        var run = replay.Summary.Id;

        Assert.Equal(0, (await queries.ListAsync(agent, new PageRequest())).Total);
        Assert.Null(await queries.FindAsync(agent, "PR-0001"));
        Assert.Null(await queries.LatestAsync(agent));
        Assert.Null(await queries.LastOfDraftAsync(agent));
        Assert.Null(await queries.LastOfVersionAsync(agent, 1));
        Assert.Empty(await queries.MonthsAsync(agent, run));
        Assert.Empty(await queries.PlacesAsync(agent, run, ReplayPlace.Desk));
        Assert.Equal(0, (await queries.AnswersAsync(agent, run)).Total);
        Assert.Equal(0, (await queries.CasesAsync(agent, run, new ReplayFilter(), new PageRequest())).Total);
    }

    [Fact]
    public async Task Cases_OfAReplayAtWork_AreNobodys()
    {
        await using var console = await TestConsole.StartAsync("UTC");
        var run = await CancelPolicyReplayTests.HalfDoneAsync(console);

        Assert.Equal(0, (await console.Use<ReplayQueries>().CasesAsync(console.Founder, run, new ReplayFilter(), new PageRequest())).Total);
    }

    [Fact]
    public async Task LastOfVersion_OfADraftThatWasProposed_IsTheReplayOfTheDraft()
    {
        await using var console = await TestConsole.StartAsync("UTC");
        await new MadeUpHistory().Ticket("A1").ImportAsync(console);
        var iris = await console.DraftAsync(ReplayFixture.LongerMonitoring);
        var replay = await console.ReplayAsync();
        Assert.Equal((null, ReplayedDraft.Unchanged), (replay.Summary.PolicyVersion, replay.Summary.Draft));

        _ = (await console.ProposeDraftAsync(iris)).Value;

        var last = (await console.Use<ReplayQueries>().LastOfVersionAsync(console.Founder, 2))!;
        Assert.Equal(("PR-0001", 2, ReplayedDraft.Unchanged), (last.Number, last.PolicyVersion, last.Draft!.Value));
        Assert.Null(await console.Use<ReplayQueries>().LastOfDraftAsync(console.Founder));
        Assert.Null(await console.Use<ReplayQueries>().LastOfVersionAsync(console.Founder, 1));
    }

    [Fact]
    public async Task List_AskedAgain_KeepsBothNewestFirst()
    {
        await using var console = await TestConsole.StartAsync("UTC");
        await new MadeUpHistory().Ticket("A1").ImportAsync(console);
        _ = await console.DraftAsync(ReplayFixture.ThreeSignals);
        _ = await console.ReplayAsync();
        console.Clock.Advance(TimeSpan.FromMinutes(1));
        _ = await console.ReplayAsync();

        Assert.Equal(["PR-0002", "PR-0001"], (await console.Use<ReplayQueries>().ListAsync(console.Founder, new PageRequest())).Rows.Select(r => r.Number));
        Assert.Equal("PR-0002", await console.Use<ReplayQueries>().LatestAsync(console.Founder));
    }

    [Theory]
    [InlineData("outcome=Refused&month=2026-05&desk=D1&kind=K01&path=RP-0001&answer=3")]
    [InlineData("desk=%28not%20known%29")]
    [InlineData("")]
    public void Filter_ThroughAnAddress_StaysTheSame(string query)
    {
        var read = System.Web.HttpUtility.ParseQueryString(query);

        var filter = ReplayFilter.FromQuery(read["outcome"], read["month"], read["desk"], read["kind"], read["path"], read["answer"]);

        Assert.Equal(query, filter.ToQuery());
    }

    [Theory]
    [InlineData("4", "soon", "-1")]
    [InlineData("Everything", "2026-13", "two")]
    public void Filter_OfAnAddressThatMakesNoSense_ChoosesNothing(string outcome, string month, string answer) =>
        Assert.Equal(new ReplayFilter(), ReplayFilter.FromQuery(outcome, month, null, null, null, answer));
}
