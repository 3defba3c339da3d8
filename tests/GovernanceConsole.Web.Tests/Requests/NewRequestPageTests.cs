using Bunit;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Policy;
using GovernanceConsole.Requests;
using GovernanceConsole.Storage;
using GovernanceConsole.Web.Organisation;
using GovernanceConsole.Web.Requests;
using GovernanceConsole.Web.Shell;
using GovernanceConsole.Web.Tests.Fixtures;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace GovernanceConsole.Web.Tests.Requests;

public sealed class NewRequestPageTests : PageTest
{
    private RequestScene _scene = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _scene = await RequestScene.StartAsync(Services, Founder);
        await SignInAsync(_scene.Anna.Person!.Value);
    }

    [Fact]
    [Trait("row", "R-026")]
    public async Task Typing_AKind_ShowsLaneLevelRuleAndWhoWouldAgree_AndAnotherTargetRaisesIt()
    {
        var vault = (await Use<RegisterSystem>().ExecuteAsync(CommandId.New(), new RegisterSystemInput("PAM", "Vault", PrivilegedAdministration: true), Founder)).Value;
        var page = Open();
        await PickSubjectAsync(page);

        await AddAsync(page, "K14");
        Assert.Contains("Governed access, Moderate", Preview(page), StringComparison.Ordinal);
        Assert.Equal("/policy/versions/1/rules/K14-STD", page.Find("aside section a").GetAttribute("href"));
        await PickAsync(page, "system-1", _scene.Finance);
        Assert.Contains("SYS: Rolf Risk", Preview(page), StringComparison.Ordinal);

        await PickAsync(page, "system-1", vault);
        Assert.Contains("Governed access, High", Preview(page), StringComparison.Ordinal);
        Assert.Contains("Raised one level: the target system serves privileged administration.", Preview(page), StringComparison.Ordinal);
        Assert.Empty(page.FindAll("select#lane, select#level, input#lane, input#level"));
    }

    [Fact]
    [Trait("row", "R-035")]
    public async Task Submit_AccessWithAllThatItsFormAsksFor_LandsOnTheRequest()
    {
        var page = Open();
        await PickSubjectAsync(page);
        await AddAsync(page, "K14");
        await PickAsync(page, "system-1", _scene.Finance);
        await page.Find("#effect-1").InputAsync(new ChangeEventArgs { Value = "Sam reads the ledger of accounts." });

        await page.Find("form").SubmitAsync();
        Assert.Contains("The business reason is missing.", page.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Contains("When it ends, or when it is reviewed, is missing.", page.Find("[role=alert]").TextContent, StringComparison.Ordinal);

        await page.Find("#justification-1").InputAsync(new ChangeEventArgs { Value = "Closing of the quarter." });
        await page.FindAll("fieldset button").First(b => b.TextContent.StartsWith("Use the longest", StringComparison.Ordinal)).ClickAsync();
        await page.Find("form").SubmitAsync();

        Assert.EndsWith("/requests/REQ-2026-000001", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
        var row = Assert.Single((await Use<RequestQueries>().ListAsync(Founder, new RequestFilter(), new PageRequest())).Rows);
        var found = (await Use<RequestQueries>().FindAsync(row.Id, Founder))!;
        Assert.Equal((_scene.Sam.Person, IntakeChannel.Phone, "Closing of the quarter."), (row.Subject, row.Channel, found.Content.Justification));
        Assert.Equal(Clock.GetUtcNow().AddDays(365), found.Content.EndsAt);
    }

    [Fact]
    [Trait("row", "R-030")]
    public async Task Pasting_ATicketThatBundles_SuggestsItsParts_AndTheStrictestSetsTheWhole()
    {
        var page = Open();
        await PickSubjectAsync(page);

        await PasteAsync(page, "INC0012345 new phone, reset MFA, also add me to Finance");

        Assert.Equal(["K03 MFA factor reset or replacement", "K14 Entitlement change"], page.FindAll("fieldset > legend").Select(l => l.TextContent));
        Assert.Contains("Suggested by “new phone”, “reset MFA” in the ticket.", page.Markup, StringComparison.Ordinal);
        Assert.Equal(("INC0012345", "also add me to Finance"), (page.Find("#ticket").GetAttribute("value"), page.Find("#effect-2").GetAttribute("value")));
        Assert.Contains("2 parts, the whole High", Preview(page), StringComparison.Ordinal);

        await PickAsync(page, "system-2", _scene.Finance);
        await page.Find("#justification-2").InputAsync(new ChangeEventArgs { Value = "Moves to the team." });
        await page.Find("#review-2").ChangeAsync(new ChangeEventArgs { Value = "2026-06-01" });
        await page.Find("form").SubmitAsync();

        Assert.Contains("Recorded: 2 linked requests. Each goes its own way; the strictest of them, High, sets the level of the whole.", page.Markup, StringComparison.Ordinal);
        Assert.Equal(["/requests/REQ-2026-000001", "/requests/REQ-2026-000002"], page.FindAll("section[aria-labelledby=parts] a").Select(a => a.GetAttribute("href")));
    }

    [Fact]
    public async Task Pasting_ATicket_LeavesAloneWhatTheAgentWroteAndLeftOut()
    {
        var page = Open();
        await PasteAsync(page, "reset MFA, unlock the account");
        await page.Find("#effect-1").InputAsync(new ChangeEventArgs { Value = "The new phone is the factor." });
        await page.FindAll("fieldset button").Last(b => b.TextContent.StartsWith("Leave out", StringComparison.Ordinal)).ClickAsync();

        await PasteAsync(page, "reset MFA, unlock the account, I forgot my password");
        Assert.Equal(["K03", "K01"], page.FindAll("fieldset > legend").Select(l => l.TextContent[..3]));
        Assert.Equal("The new phone is the factor.", page.Find("#effect-1").GetAttribute("value"));

        await PasteAsync(page, "");
        Assert.Equal(["K03"], page.FindAll("fieldset > legend").Select(l => l.TextContent[..3]));
    }

    /// <summary>Who types fast loses nothing: what is chosen while the ticket is still being read does not stop it.</summary>
    [Fact]
    public async Task Pasting_ATicket_AndChoosingAtOnce_DoesBoth()
    {
        var page = Open();

        var pasted = PasteAsync(page, "new API key for the reporting job");
        await page.Find("#subject-kind").ChangeAsync(new ChangeEventArgs { Value = nameof(SubjectKind.MachineIdentity) });
        await pasted;

        page.WaitForAssertion(() => Assert.NotNull(page.Find("#workload-1")));
        Assert.Contains("K11-SVC", Preview(page), StringComparison.Ordinal);
    }

    [Fact]
    [Trait("row", "R-044")]
    public async Task Choosing_AMachineIdentity_HidesWhatIsForPeopleAndAsksForItsOwnFields()
    {
        var page = Open();
        await AddAsync(page, "K11");
        Assert.NotEmpty(page.FindComponents<PersonPicker>());

        await page.Find("#subject-kind").ChangeAsync(new ChangeEventArgs { Value = nameof(SubjectKind.MachineIdentity) });

        Assert.DoesNotContain(page.FindComponents<PersonPicker>(), p => p.Instance.Id == "subject");
        Assert.Empty(page.FindAll("#asked-by option[value=Subject]"));
        Assert.Equal("Name of the machine identity", page.Find("label[for=subject-reference]").TextContent);
        Assert.NotNull(page.Find("#workload-1"));
        Assert.NotNull(page.Find("#environment-1"));
        Assert.NotNull(page.Find("#rotates-1"));
        Assert.Contains("The workload is missing.", Preview(page), StringComparison.Ordinal);
        Assert.Contains("The environment is missing.", Preview(page), StringComparison.Ordinal);
        Assert.Equal("/policy/versions/1/rules/K11-SVC", page.Find("aside section a[href^='/policy']").GetAttribute("href"));
    }

    [Fact]
    [Trait("row", "R-032")]
    public async Task Writing_ThatItIsUrgent_ChangesNothing()
    {
        var page = Open();
        await PickSubjectAsync(page);
        await AddAsync(page, "K01");
        await page.Find("#effect-1").InputAsync(new ChangeEventArgs { Value = "Sam can sign in." });
        page.WaitForAssertion(() => Assert.DoesNotContain("Still missing", Preview(page), StringComparison.Ordinal));
        var before = Preview(page);

        await page.Find("#urgency").InputAsync(new ChangeEventArgs { Value = "The board meets in ten minutes." });
        await page.Find("form").SubmitAsync();

        Assert.Equal(before, Preview(page));
        Assert.Contains("changes nothing that is asked for", page.Markup, StringComparison.Ordinal);
        Assert.EndsWith("/requests/REQ-2026-000001", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("row", "R-034")]
    public async Task Opening_FromARequest_BringsAlongAllThatWasTyped()
    {
        var first = await _scene.SubmitAsync(_scene.Privilege() with { Parts = [new RequestContent { Kind = "K02", Effect = "Sam can sign in.", System = _scene.Finance }] });

        var page = Open(first.Number);
        await AddAsync(page, "K14");
        await page.Find("#effect-1").InputAsync(new ChangeEventArgs { Value = "Sam reads the ledger of accounts." });
        await page.Find("#justification-1").InputAsync(new ChangeEventArgs { Value = "Closing of the quarter." });
        await page.Find("#review-1").ChangeAsync(new ChangeEventArgs { Value = "2026-06-01" });
        await page.Find("form").SubmitAsync();

        var rows = (await Use<RequestQueries>().ListAsync(Founder, new RequestFilter(), new PageRequest(Sort: nameof(RequestRow.Number)))).Rows;
        Assert.Equal(2, rows.Count);
        Assert.Equal((rows[0].Subject, rows[0].Channel), (rows[1].Subject, rows[1].Channel));
        Assert.Equal((_scene.Finance, "HD-4711"), ((await Use<RequestQueries>().FindAsync(rows[1].Id, Founder))!.Content.System!.Value, page.Find("#ticket").GetAttribute("value")));
    }

    [Fact]
    public async Task Choosing_AnotherChannel_SaysThatItWouldBeQuarantined()
    {
        var page = Open();
        await AddAsync(page, "K01");
        Assert.Contains("Desk by phone", Preview(page), StringComparison.Ordinal);

        await page.Find("#channel").ChangeAsync(new ChangeEventArgs { Value = nameof(IntakeChannel.Chat) });

        Assert.Contains("It would be quarantined", Preview(page), StringComparison.Ordinal);
    }

    /// <summary>A manager asks for somebody of theirs; whoever asks need not be typed.</summary>
    [Fact]
    public async Task Opening_AsAManager_NamesThemAsWhoeverAsks()
    {
        await SignInAsync(_scene.Mona.Person!.Value);

        var page = Open();

        Assert.Equal((nameof(IntakeChannel.Manager), nameof(AskedBy.Person)), (page.Find("#channel").GetAttribute("value"), page.Find("#asked-by").GetAttribute("value")));
        Assert.Equal(_scene.Mona.Person, page.FindComponents<PersonPicker>().Single(p => p.Instance.Id == "requester").Instance.Value);
    }

    private IRenderedComponent<NewRequestPage> Open(string? from = null)
    {
        var location = Services.GetRequiredService<NavigationManager>();
        location.NavigateTo(from is null ? "/requests/new" : $"/requests/new?from={from}");
        var page = Render<NewRequestPage>();
        page.WaitForElement("#add-kind");
        return page;
    }

    private static string Preview(IRenderedComponent<NewRequestPage> page) => page.Find("aside").TextContent;

    private Task PickSubjectAsync(IRenderedComponent<NewRequestPage> page)
    {
        var picker = page.FindComponents<PersonPicker>().Single(p => p.Instance.Id == "subject");
        return page.InvokeAsync(() => picker.Instance.ValueChanged.InvokeAsync(_scene.Sam.Person));
    }

    private static Task PickAsync(IRenderedComponent<NewRequestPage> page, string id, GovernedSystemId system)
    {
        var picker = page.FindComponents<Picker<GovernedSystemId>>().Single(p => p.Instance.Id == id);
        return page.InvokeAsync(() => picker.Instance.ValueChanged.InvokeAsync(system));
    }

    private static Task AddAsync(IRenderedComponent<NewRequestPage> page, string kind) => page.Find("#add-kind").ChangeAsync(new ChangeEventArgs { Value = kind });

    private static Task PasteAsync(IRenderedComponent<NewRequestPage> page, string text) => page.Find("#ticket-text").InputAsync(new ChangeEventArgs { Value = text });
}
