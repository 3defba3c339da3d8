using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.AuditLedger;

public sealed class TrailEntryQueriesTests
{
    [Fact]
    public async Task Find_AChangedField_TellsOldAndNewValueWhoInWhichRoleAndHowSignedIn()
    {
        await using var console = await TestConsole.StartAsync();
        var auditor = await console.PersonAsync("Ada", Role.Auditor);
        var otto = await console.PersonAsync("Otto", Role.Governance) with { SignIn = new SignIn(TestConsole.Start, "passkey", "https://idp.example.test", new byte[32]) };
        var vendor = (await console.Use<RegisterVendor>().ExecuteAsync(CommandId.New(), new RegisterVendorInput("KONTOR", "Kontor"), otto)).Value;
        console.Clock.Advance(TimeSpan.FromHours(1));
        Assert.True((await console.Use<UpdateVendor>().ExecuteAsync(CommandId.New(), new UpdateVendorInput(vendor, 1, "Kontor GmbH"), otto)).IsAccepted);
        console.Clock.Advance(TimeSpan.FromHours(1));
        await console.Use<EndRole>().ExecuteAsync(CommandId.New(), new EndRoleInput(otto.Person!.Value, Role.Governance), console.Founder);

        var story = (await console.Use<TrailEntryQueries>().FindAsync(auditor, TrailLedger.Decisions, 6))!;

        Assert.Equal(new TimelineChange("name", "Kontor", "Kontor GmbH", IsPerson: false), Assert.Single(story.Changes));
        Assert.Equal([Role.Governance], story.RolesThen);
        Assert.Equal((1, 2), (story.FromVersion, story.ToVersion));
        Assert.Equal(new TrailSignIn("https://idp.example.test", "passkey", TestConsole.Start, new string('0', 64)), story.SignIn);
        Assert.Equal(("ui", otto.Person, new TrailObject("vendor", vendor.Value, "KONTOR", "Kontor GmbH")), (story.Via, story.Entry.ActorId, story.Object));
        Assert.Equal((5, (long?)null), (story.EarlierOfObject, story.LaterOfObject));
        Assert.Contains("\"type\":\"vendor.updated\"", story.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Find_OfATextThatWasErased_SaysSo()
    {
        await using var console = await TestConsole.StartAsync();
        var auditor = await console.PersonAsync("Ada", Role.Auditor);
        PastTheConsole.ExecuteUnguarded(console.File, "DELETE FROM ledger_private WHERE ledger = 1 AND idx = 1 AND field = 'set.name'");

        var story = (await console.Use<TrailEntryQueries>().FindAsync(auditor, TrailLedger.Decisions, 1))!;

        Assert.Equal("(erased)", story.Changes.Single(c => c.Field == "name").After);
        Assert.Equal(["set.name"], story.Commitments.Where(c => c.IsErased).Select(c => c.Field));
        Assert.True(story.Commitments.Count > 1);
    }

    [Fact]
    public async Task Find_OfACommandWithSeveralEntries_TellsTheOthers()
    {
        await using var console = await TestConsole.StartAsync();
        var gert = await console.PersonAsync("Gert", Role.Governance);
        await console.SetPolicyAsync(GovernanceConsole.Policy.Limits.Default with { SignOffDays = 120 }, gert);
        await console.SetPolicyAsync(GovernanceConsole.Policy.Limits.Default with { SignOffDays = 100 }, gert);
        var approved = (await console.Use<TrailQueries>().PageAsync(gert, new TrailFilter(Type: "policy-version.approved"), new())).Rows[0];

        var story = (await console.Use<TrailEntryQueries>().FindAsync(gert, TrailLedger.Decisions, approved.Idx))!;

        Assert.Equal(("policy-version.replaced", 1), (Assert.Single(story.Together).Entry.Type, story.TogetherInAll));
        Assert.Equal(2, story.Transaction.Of);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(99)]
    public async Task Find_NoSuchEntry_IsNull(long idx)
    {
        await using var console = await TestConsole.StartAsync();
        var auditor = await console.PersonAsync("Ada", Role.Auditor);

        Assert.Null(await console.Use<TrailEntryQueries>().FindAsync(auditor, TrailLedger.Decisions, idx));
        Assert.False(await console.Use<TrailEntryQueries>().HoldsPrivateTextsAsync(auditor, TrailLedger.Decisions, idx));
    }
}
