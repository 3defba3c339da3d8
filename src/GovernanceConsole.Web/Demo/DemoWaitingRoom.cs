using System.Globalization;
using GovernanceConsole.Web.Hosting;

namespace GovernanceConsole.Web.Demo;

/// <summary>
/// Stands at the console's address while the demo's year is being played on the first start, so that whoever opens it
/// sees within seconds what happens, and is led into the console without doing anything.
/// </summary>
internal sealed class DemoWaitingRoom : IProgress<int>, IAsyncDisposable
{
    /// <summary>A page that asks again a moment later must not find the door shut: this long nobody stands there.</summary>
    private const int SecondsUntilTheConsoleAnswers = 4;

    private readonly WebApplication _room;
    private volatile int _percent;

    private DemoWaitingRoom(WebApplication room) => _room = room;

    /// <param name="console">Whose addresses and whose log are used; it does not listen yet.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<DemoWaitingRoom> OpenAsync(WebApplication console, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseSetting(WebHostDefaults.ServerUrlsKey, console.Configuration[WebHostDefaults.ServerUrlsKey]);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        var room = new DemoWaitingRoom(builder.Build());
        room._room.UseSecurityHeaders();
        room._room.Run(room.AnswerAsync);
        await room._room.StartAsync(cancellationToken);
        return room;
    }

    /// <summary>Where it answers.</summary>
    public ICollection<string> Addresses => _room.Urls;

    /// <summary>How much of the year has been played.</summary>
    public void Report(int value) => _percent = value;

    /// <summary>Waits until every open page has heard that the console comes, then makes room for it.</summary>
    public async ValueTask DisposeAsync()
    {
        _percent = 100;
        await Task.Delay(TimeSpan.FromSeconds(1.5), CancellationToken.None);
        using var impatient = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await _room.StopAsync(impatient.Token);
        await _room.DisposeAsync();
    }

    private Task AnswerAsync(HttpContext context)
    {
        var percent = _percent;
        var seconds = percent < 100 ? 1 : SecondsUntilTheConsoleAnswers;
        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        context.Response.ContentType = "text/html; charset=utf-8";
        return context.Response.WriteAsync(
            $"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width">
            <meta name="color-scheme" content="light dark">
            <meta http-equiv="refresh" content="{seconds}">
            <title>GovernanceConsole is being made ready</title>
            </head>
            <body style="font-family: system-ui, sans-serif; max-width: 34rem; margin: 18vh auto; padding: 0 1rem; line-height: 1.5">
            <h1 style="font-size: 1.375rem">The demo is being made</h1>
            <p>A year of a fictional organisation is played through the same rules as everything else. That happens once, on the first start. This page opens the console by itself.</p>
            <p><progress aria-label="Played of the year" value="{percent}" max="100" style="width: 100%">{percent} %</progress></p>
            </body>
            </html>
            """,
            context.RequestAborted);
    }
}
