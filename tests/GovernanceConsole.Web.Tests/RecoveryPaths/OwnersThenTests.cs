using Bunit;
using GovernanceConsole.Identity;
using GovernanceConsole.Policy;
using GovernanceConsole.RecoveryPaths;
using GovernanceConsole.Web.RecoveryPaths;
using GovernanceConsole.Web.Tests.Fixtures;
using Microsoft.AspNetCore.Components;

namespace GovernanceConsole.Web.Tests.RecoveryPaths;

/// <summary>Who was accountable at an instant. The clock stands at 2 March 2026, 10:00 in Berlin.</summary>
[Trait("row", "R-005")]
public sealed class OwnersThenTests : PageTest
{
    [Fact]
    public async Task Ask_ForAnInstantToCome_IsRefusedWithASentence()
    {
        var then = await AskAsync("2026-03-02T10:00:01");

        Assert.Contains("2 Mar 2026, 10:00 is still to come", then.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Empty(then.FindAll("[role=status]"));
    }

    [Fact]
    public async Task Ask_ForAnInstantBeforeThePathWasRegistered_SaysSo()
    {
        var then = await AskAsync("2026-03-02T09:59:59");

        Assert.Contains("the path was not registered yet. It entered the register on 2 Mar 2026, 10:00:00", then.Find("[role=status]").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("nobody", then.Find("[role=status]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ask_ForAnInstantInBetween_NamesTheOwnersAndTheSecond()
    {
        var then = await AskAsync("2026-03-02T10:00:45", after: TimeSpan.FromMinutes(5));

        Assert.Contains("On 2 Mar 2026, 10:00:45 the control owner was Carla Control and the risk owner nobody.", Words(then.Find("[role=status]").TextContent), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ask_ForTheHourTheClockSkipped_SaysThatItDoesNotExist()
    {
        var then = await AskAsync("2025-03-30T02:30:00");

        Assert.Contains("it does not exist in this zone", then.Find("[role=alert]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ask_ForTheFirstHourThereIs_SaysThatThePathWasNotRegistered()
    {
        var then = await AskAsync("0001-01-01T00:30");

        Assert.Contains("the path was not registered yet", then.Find("[role=status]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ask_ForTheLastHourThereIs_IsRefusedAsStillToCome()
    {
        var then = await AskAsync("9999-12-31T23:59:59");

        Assert.Contains("is still to come", then.Find("[role=alert]").TextContent, StringComparison.Ordinal);
    }

    /// <summary>On 26 October 2025 the hour from two to three came twice in Berlin, first at +02:00.</summary>
    [Fact]
    public async Task Ask_ForAnHourThatCameTwice_MeansTheFirstAndSaysSo()
    {
        var then = await AskAsync("2025-10-26T02:30:00");

        Assert.Contains("this time came twice: the first is meant", then.Find("[role=status]").TextContent, StringComparison.Ordinal);
        Assert.StartsWith("2025-10-26T00:30:00", then.Find("[role=status] time").GetAttribute("datetime"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Role.Auditor, true)]
    [InlineData(Role.DeskLead, false)]
    public async Task History_OfASeat_SaysWhoGaveItAndLeadsThoseWhoReadTheTrailToTheEntry(Role role, bool leads)
    {
        var path = await PathAsync(control: await PersonAsync("Carla Control"));
        Clock.Advance(TimeSpan.FromMinutes(5));
        _ = (await Use<AssignOwner>().ExecuteAsync(CommandId.New(), new AssignOwnerInput(path.Id, 1, PathSeat.Risk, await PersonAsync("Rita Risk")), Founder)).Value;
        await SignInAsync(await PersonAsync("Rosa Reader", role));

        var then = Render<OwnersThen>(p => p.Add(x => x.Path, path.Id).Add(x => x.Version, 2));

        then.WaitForElement("tbody tr");
        var rows = then.FindAll("tbody tr").Select(r => Words(r.TextContent)).ToList();
        Assert.Contains("Gesa Founder assigned the risk owner", Assert.Single(rows, r => r.Contains("Rita Risk", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Contains("Gesa Founder registered the path Reset by phone", Assert.Single(rows, r => r.Contains("Carla Control", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Equal(leads ? 2 : 0, then.FindAll("tbody a[href^='/audit-trail/decisions/']").Count);
    }

    private async Task<IRenderedComponent<OwnersThen>> AskAsync(string instant, TimeSpan after = default)
    {
        var path = await PathAsync(control: await PersonAsync("Carla Control"));
        Clock.Advance(after);
        var then = Render<OwnersThen>(p => p.Add(x => x.Path, path.Id).Add(x => x.Version, 1));
        await then.Find("#as-of").ChangeAsync(new ChangeEventArgs { Value = instant });
        return then;
    }

    private static string Words(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
