using System.Net;
using System.Text.RegularExpressions;
using GovernanceConsole.Web.Hosting;
using GovernanceConsole.Web.Tests.Fixtures;

namespace GovernanceConsole.Web.Tests.Hosting;

public sealed class PipelineTests(ConsoleFactory console) : IClassFixture<ConsoleFactory>
{
    [Theory]
    [InlineData("/sign-in")]
    [InlineData("/")]
    [InlineData("/health/live")]
    [InlineData("/css/console.css")]
    [InlineData("/not-found")]
    public async Task EveryAnswer_WhateverItIs_CarriesTheSecurityHeaders(string path)
    {
        using var browser = console.Browser();
        using var answer = await browser.GetAsync(path);

        Assert.Equal(SecurityHeaders.ContentSecurityPolicy, Assert.Single(answer.Headers.GetValues("Content-Security-Policy")));
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("same-origin", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
        Assert.Equal("same-origin", Assert.Single(answer.Headers.GetValues("Cross-Origin-Opener-Policy")));
        Assert.Equal("same-origin", Assert.Single(answer.Headers.GetValues("Cross-Origin-Resource-Policy")));
        Assert.False(answer.Headers.Contains("Server"));
    }

    [Fact]
    public async Task Page_IsNeverKeptByTheBrowser()
    {
        using var browser = console.Browser();
        using var answer = await browser.GetAsync("/sign-in");

        Assert.True(answer.Headers.CacheControl?.NoStore);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/search")]
    [InlineData("/help/rules")]
    [InlineData("/no/such/page")]
    public async Task Anything_WithoutSignIn_LeadsToTheSignIn(string path)
    {
        using var browser = console.Browser();
        using var answer = await browser.GetAsync(path);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("/sign-in", answer.Headers.Location?.AbsolutePath);
    }

    [Fact]
    public async Task Circuit_WithoutSignIn_IsRefused()
    {
        using var browser = console.Browser();
        using var answer = await browser.PostAsync("/_blazor/negotiate?negotiateVersion=1", content: null);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    public async Task Health_OfARunningConsole_IsHealthy(string path)
    {
        using var browser = console.Browser();

        Assert.Equal("Healthy", await browser.GetStringAsync(path));
    }

    [Fact]
    public async Task BlazorScriptAndFonts_AreServedFromTheConsoleItself()
    {
        using var browser = console.Browser();
        var page = await browser.GetStringAsync("/sign-in");
        var script = new Regex(@"_framework/blazor\.web\.[a-z0-9]+\.js", RegexOptions.NonBacktracking).Match(page).Value;
        using var answer = await browser.GetAsync("/" + script);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/fonts/console-icons.woff2")).StatusCode);
        Assert.NotEqual(HttpStatusCode.OK, (await browser.GetAsync("/fonts/make-fonts.py")).StatusCode);
    }
}
