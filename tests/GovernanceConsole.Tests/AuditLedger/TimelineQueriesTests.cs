using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Storage;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.AuditLedger;

public sealed class TimelineQueriesTests
{
    [Fact]
    public async Task Of_APersonWithARole_TellsWhoDidWhatNewestFirst()
    {
        await using var console = await TestConsole.StartAsync();
        var ada = await console.PersonAsync("Ada", Role.Auditor);

        var timeline = await console.Use<TimelineQueries>().OfAsync(ada.Person!.Value.Value);

        Assert.Equal(["granted the role Auditor", "registered Ada in the directory"], timeline.Select(e => e.Text));
        Assert.All(timeline, e => Assert.Equal(console.Founder.Person, e.ActorId));
        Assert.Contains(timeline[1].Changes, c => c is { Field: "name", Before: null, After: "Ada" });
    }

    [Fact]
    public async Task Of_ARoleWithACompoundName_TellsItInWords()
    {
        await using var console = await TestConsole.StartAsync();
        var ada = await console.PersonAsync("Ada", Role.IamPolicy);

        Assert.Equal("granted the role IAM policy", (await console.Use<TimelineQueries>().OfAsync(ada.Person!.Value.Value))[0].Text);
    }

    [Fact]
    public async Task Of_ASuspendedPath_TellsLapsesDatesAndValuesAsPeopleWriteThem()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.ActivePathAsync();
        var until = console.Today.AddDays(90);
        console.Clock.Advance(TimeSpan.FromDays(120));
        await console.SuspendLapsedAsync();

        var timeline = await console.Use<TimelineQueries>().OfAsync(path.Value);

        Assert.Equal("suspended the path: sign-off lapsed", timeline[0].Text);
        Assert.Contains(timeline[0].Changes, c => c is { Field: "state", Before: "Active", After: "Suspended" });
        Assert.Contains(timeline[0].Changes, c => c.Field == "suspended at" && c.After == DateText.Of(console.Clock.GetUtcNow(), console.Use<OrganisationTime>().Zone));
        Assert.Contains(timeline, e => e.Text.EndsWith($"until {DateText.Of(until)}", StringComparison.Ordinal) && e.Text.StartsWith("signed off revision", StringComparison.Ordinal));
        Assert.Contains(timeline[^1].Changes, c => c is { Field: "lane", After: "Governed recovery" });
    }

    [Fact]
    public async Task Of_APathsRows_TellsWhichRowIsMeant()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.ActivePathAsync();

        var changes = (await console.Use<TimelineQueries>().OfAsync(path.Value)).SelectMany(e => e.Changes).ToList();

        Assert.Contains(changes, c => c is { Field: "path channels", Before: null, After: "Phone" });
        Assert.Contains(changes, c => c.Field.StartsWith("path responsibilities (", StringComparison.Ordinal) && c.Field.EndsWith("): involvement", StringComparison.Ordinal));
        Assert.DoesNotContain(changes, c => c.Field == "path responsibilities");
    }

    [Theory]
    [InlineData("SeatIsEmpty, SignOffLapsed", "Seat is empty, Sign off lapsed")]
    [InlineData("Governance", "Governance")]
    [InlineData("Reset by phone", "Reset by phone")]
    [InlineData("RP-0001", "RP-0001")]
    public void Words_OfMembersOfClosedSets_AreThoseOfPeople(string value, string words) => Assert.Equal(words, EntryText.Words(value));

    [Fact]
    public async Task Of_ASignatureThatTookThePlaceOfAnother_TellsWhichOfThemEnded()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.OwnedDraftAsync();
        PathConsole.Accepted(await console.SignOffAsync(path, console.Today));
        console.Clock.Advance(TimeSpan.FromHours(1));

        PathConsole.Accepted(await console.SignOffAsync(path, console.Today.AddDays(30)));

        var fields = (await console.Use<TimelineQueries>().OfAsync(path.Value))[0].Changes.Select(c => c.Field).ToList();
        Assert.Contains("path sign offs (former): ended at", fields);
        Assert.Contains("path sign offs: signed at", fields);
        Assert.DoesNotContain("path sign offs: ended at", fields);
    }

    [Fact]
    public async Task Of_AnUnknownObject_IsEmpty()
    {
        await using var console = await TestConsole.StartAsync();

        Assert.Empty(await console.Use<TimelineQueries>().OfAsync(Guid.CreateVersion7()));
    }

    [Fact]
    public async Task State_AfterChanges_IsTheSizeAndRootOfTheLedger()
    {
        await using var console = await TestConsole.StartAsync();
        await console.PersonAsync("Ada");

        var state = await console.Use<TimelineQueries>().StateAsync();

        Assert.Equal(2, state.Size);
        Assert.Equal(2, LedgerFold.VerifyChain(console.File, 1));
    }
}
