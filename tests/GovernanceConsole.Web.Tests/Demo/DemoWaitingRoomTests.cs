using System.Net;
using GovernanceConsole.Web.Demo;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace GovernanceConsole.Web.Tests.Demo;

public sealed class DemoWaitingRoomTests
{
    [Fact]
    public async Task WhileTheDemoIsMade_EveryAddressSaysHowFarItIsAndAsksAgain()
    {
        await using var console = AConsole();
        await using var room = await DemoWaitingRoom.OpenAsync(console, CancellationToken.None);
        room.Report(37);
        using var browser = new HttpClient { BaseAddress = new Uri(room.Addresses.Single()) };

        using var answer = await browser.GetAsync(new Uri("/paths/RP-0001", UriKind.Relative));
        var page = await answer.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Contains("The demo is being made", page, StringComparison.Ordinal);
        Assert.Contains("value=\"37\"", page, StringComparison.Ordinal);
        Assert.Contains("http-equiv=\"refresh\" content=\"1\"", page, StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhenTheDemoIsMade_TheAddressIsFreeForTheConsole()
    {
        await using var console = AConsole();
        var room = await DemoWaitingRoom.OpenAsync(console, CancellationToken.None);
        var address = room.Addresses.Single();

        await room.DisposeAsync();

        await using var next = AConsole(address);
        await next.StartAsync();
        Assert.Equal([address], next.Urls);
    }

    private static WebApplication AConsole(string address = "http://127.0.0.1:0")
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseSetting(WebHostDefaults.ServerUrlsKey, address);
        return builder.Build();
    }
}
