using Bunit;
using GovernanceConsole.Identity;
using GovernanceConsole.Policy;
using GovernanceConsole.Requests;
using GovernanceConsole.Web.Requests;
using GovernanceConsole.Web.Tests.Fixtures;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace GovernanceConsole.Web.Tests.Requests;

public sealed class ApproveRequestPageTests : PageTest
{
    private RequestScene _scene = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _scene = await RequestScene.StartAsync(Services, Founder);
    }

    [Fact]
    [Trait("row", "R-077")]
    public async Task Page_ForAnApprover_ShowsWhatIsApprovedBeforeAnyButtonOpens()
    {
        var request = await _scene.AwaitingApprovalAsync();
        await SignInAsync(_scene.Mona.Person!.Value);

        var page = Open(request.Number);

        var facts = page.Find("section[aria-labelledby=asked]").TextContent;
        Assert.Contains("Sam may close the quarter.", facts, StringComparison.Ordinal);
        Assert.Contains("Sam Subject (R-Sam)", facts, StringComparison.Ordinal);
        Assert.Contains("Saved recovery code (recovery code)", facts, StringComparison.Ordinal);
        Assert.All(Buttons(page), b => Assert.True(b.HasAttribute("disabled")));
        await page.Find("#basis").InputAsync(new ChangeEventArgs { Value = "The call-back is on record." });
        Assert.Equal([$"Approve {request.Number}", $"Reject {request.Number}"], Buttons(page).Select(b => b.TextContent));
        Assert.All(Buttons(page), b => Assert.False(b.HasAttribute("disabled")));
    }

    [Fact]
    public async Task Approve_WithAReason_IsRecordedAndTellsWhatHappensNext()
    {
        var request = await _scene.AwaitingApprovalAsync();
        await SignInAsync(_scene.Mona.Person!.Value);
        var page = Open(request.Number);

        await DecideAsync(page, "Approve", "The quarter ends, and the call-back is on record.");

        Assert.Contains($"Recorded: you approved {request.Number}.", page.Markup, StringComparison.Ordinal);
        Assert.Contains("SYS: Rolf Risk", page.Find("section[aria-labelledby=next]").TextContent, StringComparison.Ordinal);
        var vote = Assert.Single((await _scene.FindAsync(request.Id)).Votes);
        Assert.Equal((_scene.Mona.Person!.Value, true, "The quarter ends, and the call-back is on record."), (vote.Person, vote.Approves, vote.Basis));

        await SignInAsync(_scene.Rolf.Person!.Value);
        page = Open(request.Number);
        Assert.Contains("Mona Manager approved", page.Find("section[aria-labelledby=votes]").TextContent, StringComparison.Ordinal);
        await DecideAsync(page, "Approve", "Needed for the closing.");
        Assert.Contains("It may be executed once, exactly as shown, until", page.Find("section[aria-labelledby=next]").TextContent, StringComparison.Ordinal);
        Assert.Equal(RequestState.Approved, (await _scene.FindAsync(request.Id)).Row.State);
    }

    [Fact]
    public async Task Reject_WithAReason_EndsIt()
    {
        var request = await _scene.AwaitingApprovalAsync();
        await SignInAsync(_scene.Mona.Person!.Value);
        var page = Open(request.Number);

        await DecideAsync(page, "Reject", "Nobody on the team knows of it.");

        Assert.Contains("It is rejected for good", page.Markup, StringComparison.Ordinal);
        Assert.Equal(RequestState.Rejected, (await _scene.FindAsync(request.Id)).Row.State);
    }

    [Fact]
    [Trait("row", "R-064")]
    public async Task Approve_WithASessionThatIsTooOld_AsksToSignInAgainBeforeAnythingIsTyped()
    {
        var request = await _scene.AwaitingApprovalAsync();
        await SignInAsync(_scene.Mona.Person!.Value);
        Clock.Advance(TimeSpan.FromMinutes(PolicyDocument.Default.Limits.FreshSignInMinutes + 1));

        var page = Open(request.Number);
        await page.Find("#basis").InputAsync(new ChangeEventArgs { Value = "Yes." });

        Assert.All(Buttons(page), b => Assert.True(b.HasAttribute("disabled")));
        Assert.EndsWith($"/sign-in/again?returnUrl=%2Frequests%2F{request.Number}%2Fapprove", page.FindAll("a").Single(a => a.TextContent == "Sign in again").GetAttribute("href"), StringComparison.Ordinal);
    }

    [Fact]
    [Trait("row", "R-076")]
    public async Task Approve_WhatWasChangedMeanwhile_IsRefusedAndShowsTheDifference_AndThenItCanBeDecided()
    {
        var request = await _scene.AwaitingApprovalAsync();
        await SignInAsync(_scene.Mona.Person!.Value);
        var page = Open(request.Number);
        await _scene.EditAsync(request.Id, "Sam may do everything.");

        await DecideAsync(page, "Approve", "The quarter ends.");

        Assert.Contains($"What {request.Number} asks for was changed meanwhile. Nothing was recorded as your vote", page.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Contains("“What shall be done” was: Sam may close the quarter., and is: Sam may do everything.", page.Markup, StringComparison.Ordinal);
        Assert.Empty((await _scene.FindAsync(request.Id)).Votes);

        await DecideAsync(page, "Approve", "I read it again.");
        Assert.Single((await _scene.FindAsync(request.Id)).Votes);
    }

    [Fact]
    public async Task Approve_WhatSomebodyElseRejectedMeanwhile_SaysSo()
    {
        var request = await _scene.AwaitingApprovalAsync();
        await SignInAsync(_scene.Mona.Person!.Value);
        var page = Open(request.Number);
        _ = (await Use<RejectRequest>().ExecuteAsync(CommandId.New(), new RejectRequestInput(request.Id, (await _scene.FindAsync(request.Id)).ContentHash, "No."), Elsewhere(_scene.Rolf.Person!.Value, "Rolf"))).Value;

        await DecideAsync(page, "Approve", "The quarter ends.");

        Assert.Contains($"{request.Number} was rejected already.", page.Find("[role=alert]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("row", "R-068")]
    public async Task Page_ForWhoeverAskedForIt_SaysWhyTheyDoNotDecide()
    {
        var request = await _scene.AwaitingApprovalAsync();
        await SignInAsync(_scene.Sam.Person!.Value);

        var page = Open(request.Number);

        Assert.Contains($"You asked for {request.Number} yourself. Somebody else decides it", page.Markup, StringComparison.Ordinal);
        Assert.Empty(Buttons(page));
        Assert.Empty(page.FindAll("section[aria-labelledby=asked]"));
    }

    /// <summary>Somebody without a part and a number that is not there get the same answer.</summary>
    [Fact]
    public async Task Page_ForSomebodyWithoutAPart_IsNotFound()
    {
        var request = await _scene.AwaitingApprovalAsync();
        foreach (var number in new[] { request.Number, "REQ-2026-000099" })
        {
            var found = true;
            using var location = new NotFoundWatch(Services.GetRequiredService<NavigationManager>(), () => found = false);
            _ = Open(number);
            Assert.False(found);
        }
    }

    private IRenderedComponent<ApproveRequestPage> Open(string number)
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo($"/requests/{number}/approve");
        return Render<ApproveRequestPage>(p => p.Add(x => x.Number, number));
    }

    private static IReadOnlyList<AngleSharp.Dom.IElement> Buttons(IRenderedComponent<ApproveRequestPage> page) => page.FindAll(".decide button[type=submit]");

    private static async Task DecideAsync(IRenderedComponent<ApproveRequestPage> page, string verb, string reason)
    {
        await page.Find("#basis").InputAsync(new ChangeEventArgs { Value = reason });
        await page.FindAll(".decide form").Single(f => f.TextContent.Contains(verb, StringComparison.Ordinal)).SubmitAsync();
    }

    private sealed class NotFoundWatch : IDisposable
    {
        private readonly NavigationManager _location;
        private readonly EventHandler<Microsoft.AspNetCore.Components.Routing.NotFoundEventArgs> _seen;

        public NotFoundWatch(NavigationManager location, Action seen)
        {
            _location = location;
            _seen = (_, _) => seen();
            location.OnNotFound += _seen;
        }

        public void Dispose() => _location.OnNotFound -= _seen;
    }
}
