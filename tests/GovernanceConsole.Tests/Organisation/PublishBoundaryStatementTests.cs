using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Tests.AuditLedger;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.Organisation;

public sealed class PublishBoundaryStatementTests
{
    [Fact]
    [Trait("row", "R-021")]
    public async Task Publish_ANewVersion_KeepsTheOldOneInForceForThePast()
    {
        await using var console = await TestConsole.StartAsync();
        var domain = await console.DomainAsync("AD");
        console.Clock.Advance(TimeSpan.FromDays(1));
        var gert = await console.PersonAsync("Gert", Role.Governance);

        Assert.True((await PublishAsync(console, domain, "The desk decides nothing.", gert)).IsAccepted);

        var queries = console.Use<OrganisationQueries>();
        var published = TestConsole.Start.AddDays(1);
        Assert.Null(await queries.BoundaryStatementInForceAsync(domain, TestConsole.Start.AddMilliseconds(-1)));
        Assert.Equal(1, (await queries.BoundaryStatementInForceAsync(domain, TestConsole.Start))!.Number);
        Assert.Equal(1, (await queries.BoundaryStatementInForceAsync(domain, published.AddMilliseconds(-1)))!.Number);
        var now = (await queries.BoundaryStatementInForceAsync(domain, published))!;
        Assert.Equal((2, "The desk decides nothing.", "Gert"), (now.Number, now.Text, now.ApprovedBy.Name));
        await LedgerFold.EqualsTheTablesAsync(console);
    }

    [Theory]
    [InlineData(Role.PlatformAdministrator)]
    [InlineData(Role.DeskLead)]
    [InlineData(Role.IamPolicy)]
    [Trait("row", "R-021")]
    public async Task Publish_BySomebodyOutsideGovernance_IsRefusedAsNotAllowed(Role role)
    {
        await using var console = await TestConsole.StartAsync();
        var domain = await console.DomainAsync("AD");

        (await PublishAsync(console, domain, "Mine.", await console.PersonAsync("Otto", role))).Refusals.RefusedAs<NotAllowed>();
    }

    [Theory]
    [InlineData(4000, true)]
    [InlineData(4001, false)]
    public async Task Publish_ATextOfSomeLength_IsRefusedAsTextIsTooLongBeyondTheLimit(int length, bool accepted)
    {
        await using var console = await TestConsole.StartAsync();
        var domain = await console.DomainAsync("AD");

        var outcome = await PublishAsync(console, domain, new string('b', length), console.Founder);

        Assert.Equal(accepted, outcome.IsAccepted);
        if (!accepted)
            outcome.Refusals.RefusedAs<TextIsTooLong>();
    }

    [Fact]
    public async Task Publish_WordForWordWhatIsInForce_IsRefusedAsBoundaryStatementSaysTheSame()
    {
        await using var console = await TestConsole.StartAsync();
        var domain = await console.DomainAsync("AD");

        (await PublishAsync(console, domain, " Boundary of AD ", console.Founder)).Refusals.RefusedAs<BoundaryStatementSaysTheSame>();
    }

    [Fact]
    public async Task Publish_OnAVersionSomebodyElseChanged_IsRefusedAsChangedMeanwhile()
    {
        await using var console = await TestConsole.StartAsync();
        var domain = await console.DomainAsync("AD");
        await PublishAsync(console, domain, "Second.", console.Founder);

        (await PublishAsync(console, domain, "Also second.", console.Founder)).Refusals.RefusedAs<ChangedMeanwhile>();
    }

    [Fact]
    public async Task Publish_ForADomainThatDoesNotExist_IsRefusedAsNotFound()
    {
        await using var console = await TestConsole.StartAsync();

        (await PublishAsync(console, IdentityDomainId.From(Guid.Empty), "Text", console.Founder)).Refusals.RefusedAs<NotFound>();
    }

    private static Task<Outcome<BoundaryStatementId>> PublishAsync(TestConsole console, IdentityDomainId domain, string text, Actor actor) =>
        console.Use<PublishBoundaryStatement>().ExecuteAsync(CommandId.New(), new PublishBoundaryStatementInput(domain, 1, text), actor);
}
