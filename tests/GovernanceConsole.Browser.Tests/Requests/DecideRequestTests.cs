using GovernanceConsole.Browser.Tests.Fixtures;
using GovernanceConsole.Identity;
using GovernanceConsole.Web.Tests.Fixtures;
using Microsoft.Playwright;

namespace GovernanceConsole.Browser.Tests.Requests;

/// <summary>From the ticket to the decision: an agent takes a bundle in, a manager says yes from the notice, and who must not is told why.</summary>
public sealed class DecideRequestTests(ConsoleInChromium console) : IClassFixture<ConsoleInChromium>
{
    [Fact]
    [Trait("row", "R-068")]
    public async Task ARequest_FromTheTicketToTheVote_TakesAPasteAndTwoClicksAndAReason()
    {
        var scene = await RequestScene.StartAsync(console.Services, console.Founder);

        // The agent pastes the ticket; its parts, their lanes and levels stand beside it.
        await using (var agent = await console.SignInAsAsync(Role.DeskAgent))
        {
            await agent.GoAsync("/requests/new", "New request");
            await agent.AxeIsCleanAsync();
            await agent.Page.GetByLabel("Its words").FillAsync("INC0012345 new phone, reset MFA, also add me to Finance");
            await Assertions.Expect(agent.Page.GetByText("2 parts, the whole Critical")).ToBeVisibleAsync(); // whose access it is is not known yet
            await agent.PickAsync("subject", "Sam Subject");
            await Assertions.Expect(agent.Page.GetByText("2 parts, the whole High")).ToBeVisibleAsync();
            await Assertions.Expect(agent.Page.GetByLabel("Number", new() { Exact = true })).ToHaveValueAsync("INC0012345");
            await agent.PickAsync("system-2", "Finance");
            await agent.Page.GetByLabel("Business reason").FillAsync("Moves to the team.");
            await agent.Page.GetByRole(AriaRole.Button, new() { Name = "Use the longest" }).ClickAsync();
            await Assertions.Expect(agent.Page.GetByText("Still missing")).ToHaveCountAsync(0);
            await agent.AxeIsCleanAsync();
            await agent.ScreenshotAsync("request-new");
            await agent.Page.GetByRole(AriaRole.Button, new() { Name = "Submit 2 linked requests" }).ClickAsync();
            await Assertions.Expect(agent.Page.GetByText("Recorded: 2 linked requests.")).ToBeVisibleAsync();
            await agent.AxeIsCleanAsync();
            await agent.ScreenshotAsync("request-new-submitted");
            agent.NothingWasComplainedAbout();
        }

        // The manager opens the notice, and decides with a reason.
        var request = await scene.AwaitingApprovalAsync();
        await using (var mona = await console.SignInAsync("Mona Manager"))
        {
            await mona.Page.GetByRole(AriaRole.Link, new() { Name = $"{request.Number} waits for your decision" }).ClickAsync();
            await mona.IsAtAsync($"{request.Number} Would you agree? Privilege grant");
            await Assertions.Expect(mona.Page.GetByText("Sam may close the quarter.")).ToBeVisibleAsync();
            await Assertions.Expect(mona.Page.GetByRole(AriaRole.Button, new() { Name = $"Approve {request.Number}" })).ToBeDisabledAsync();
            await mona.Page.GetByLabel("Reason").FillAsync("The quarter ends, and the call-back is on record.");
            await mona.AxeIsCleanAsync();
            await mona.ScreenshotAsync("request-approve");
            await mona.Page.GetByRole(AriaRole.Button, new() { Name = $"Approve {request.Number}" }).ClickAsync();
            await Assertions.Expect(mona.Page.GetByText($"Recorded: you approved {request.Number}.")).ToBeVisibleAsync();
            await Assertions.Expect(mona.Page.GetByText("SYS: Rolf Risk")).ToBeVisibleAsync();
            await mona.AxeIsCleanAsync();
            await mona.ScreenshotAsync("request-approved");
            mona.NothingWasComplainedAbout();
        }

        // Whoever asked for it is told why they do not decide it.
        await using (var sam = await console.SignInAsync("Sam Subject"))
        {
            await sam.GoAsync($"/requests/{request.Number}/approve", $"{request.Number} Would you agree? Privilege grant");
            await Assertions.Expect(sam.Page.GetByText($"You asked for {request.Number} yourself. Somebody else decides it")).ToBeVisibleAsync();
            await Assertions.Expect(sam.Page.GetByRole(AriaRole.Button, new() { Name = $"Approve {request.Number}" })).ToHaveCountAsync(0);
            await sam.AxeIsCleanAsync();
            sam.NothingWasComplainedAbout();
        }

        // What was changed after it was shown is not approved, and the page says what reads otherwise.
        await using (var rolf = await console.SignInAsync("Rolf Risk", ColorScheme.Dark, 320))
        {
            await rolf.GoAsync($"/requests/{request.Number}/approve", $"{request.Number} Would you agree? Privilege grant");
            await rolf.Page.GetByLabel("Reason").FillAsync("Needed for the closing.");
            await rolf.ScreenshotAsync("request-approve-dark-320");
            await rolf.AxeIsCleanAsync();
            await scene.EditAsync(request.Id, "Sam may do everything.");
            await rolf.Page.GetByRole(AriaRole.Button, new() { Name = $"Approve {request.Number}" }).ClickAsync();
            await Assertions.Expect(rolf.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync($"What {request.Number} asks for was changed meanwhile. Nothing was recorded as your vote");
            await Assertions.Expect(rolf.Page.GetByText("“What shall be done” was: Sam may close the quarter., and is: Sam may do everything.")).ToBeVisibleAsync();
            await rolf.AxeIsCleanAsync();
            await rolf.ScreenshotAsync("request-approve-changed-dark-320");
            rolf.NothingWasComplainedAbout();
        }

        // Without a part in it, it is as if it were not there.
        await using var auditor = await console.SignInAsAsync(Role.Auditor);
        await auditor.GoAsync($"/requests/{request.Number}/approve", "There is nothing here for you");
        await auditor.AxeIsCleanAsync();
    }

    [Theory]
    [InlineData(ColorScheme.Dark, 1280)]
    [InlineData(ColorScheme.Light, 320)]
    [InlineData(ColorScheme.Dark, 320)]
    public async Task ANewRequest_InBothThemesWideAndNarrow_HasNothingForAxe(ColorScheme theme, int width)
    {
        await using var agent = await console.SignInAsAsync(Role.DeskAgent, theme, width);
        await agent.GoAsync("/requests/new", "New request");
        await agent.Page.GetByLabel("Its words").FillAsync("new API key for the reporting job, rotate the client secret");
        await agent.Page.GetByLabel("It is the access of").SelectOptionAsync("MachineIdentity");
        await Assertions.Expect(agent.Page.GetByLabel("Workload")).ToHaveCountAsync(2);
        await agent.AxeIsCleanAsync();
        await agent.ScreenshotAsync($"request-new-{theme.ToString().ToLowerInvariant()}-{width}");
        agent.NothingWasComplainedAbout();
    }
}
