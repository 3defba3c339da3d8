using Bunit;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Policy;
using GovernanceConsole.RecoveryPaths;
using GovernanceConsole.Web.Organisation;
using GovernanceConsole.Web.Shell;
using GovernanceConsole.Web.Tests.Fixtures;
using Microsoft.AspNetCore.Components;

namespace GovernanceConsole.Web.Tests.Organisation;

public sealed class PersonPageTests : PageTest
{
    [Fact]
    public async Task Register_WithWhatWasTyped_LeadsToThePersonsPage()
    {
        var form = Render<RegisterPersonPage>();
        await form.Find("#key").ChangeAsync(new ChangeEventArgs { Value = "K1" });
        await form.Find("#name").ChangeAsync(new ChangeEventArgs { Value = "Ada Lovelace" });
        await form.Find("form").SubmitAsync();

        var ada = Assert.Single(await Use<PeopleQueries>().PeopleNamedLikeAsync("Ada"));
        Assert.EndsWith($"/people/{ada.Id.Value}", Use<NavigationManager>().Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Register_AKeyThatExists_SaysSoAndKeepsWhatWasTyped()
    {
        var form = Render<RegisterPersonPage>();
        await form.Find("#key").ChangeAsync(new ChangeEventArgs { Value = "E0000" });
        await form.Find("#name").ChangeAsync(new ChangeEventArgs { Value = "Ada Lovelace" });
        await form.Find("form").SubmitAsync();

        Assert.Contains("The directory key E0000 belongs to another entry.", form.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Equal("Ada Lovelace", form.Find("#name").GetAttribute("value"));
    }

    /// <summary>A role that came with a sign-in says so, and can be granted for good.</summary>
    [Fact]
    public async Task Page_OfAPersonWhoseRoleCameWithASignIn_SaysUntilWhenItCounts()
    {
        var anna = await PersonAsync("Anna Meier");
        _ = (await Use<TakeRolesFromSignIn>().ExecuteAsync(
            CommandId.New(), new TakeRolesFromSignInInput(anna, [Role.Auditor], Clock.GetUtcNow().AddHours(12)), Actor.ForSignInPage())).Value;

        var page = Render<PersonPage>(p => p.Add(x => x.Id, anna.Value));

        await page.WaitForAssertionAsync(() => Assert.Contains("came with a sign-in; counts until 2 Mar 2026, 22:00", page.Find("#roles table").TextContent, StringComparison.Ordinal));
        Assert.Contains(page.FindAll("#role option"), option => option.GetAttribute("value") == nameof(Role.Auditor));
    }

    [Fact]
    public async Task Page_OfAPersonWithRoles_EndsOneAfterShowingWhatIsRecorded()
    {
        var ada = await PersonAsync("Ada", Role.Auditor);
        var page = Open(ada);

        await Button(page, "End Internal audit").ClickAsync();
        Assert.Contains("Ada holds the role Internal audit no longer", page.Markup, StringComparison.Ordinal);
        await page.Find("#roles form").SubmitAsync();

        var role = Assert.Single((await Use<PeopleQueries>().FindAsync(Founder, ada))!.Roles);
        Assert.NotNull(role.EndedAt);
        Assert.DoesNotContain("End Internal audit", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_GrantingARole_ShowsItAsHeld()
    {
        var ada = await PersonAsync("Ada");
        var page = Open(ada);

        await page.Find("#role").ChangeAsync(new ChangeEventArgs { Value = nameof(Role.Reviewer) });
        await page.Find("#roles form").SubmitAsync();

        Assert.Equal(Role.Reviewer, Assert.Single((await Use<PeopleQueries>().FindAsync(Founder, ada))!.Roles).Role);
        Assert.Contains("held", page.Find("#roles tbody").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_OfALeaverWhoAnswersForADesk_LeadsToWhereItIsMended()
    {
        var lea = await PersonAsync("Lea");
        var desk = (await Use<RegisterDesk>().ExecuteAsync(CommandId.New(), new RegisterDeskInput("D", "Night desk", DeskKind.Own, lea), Founder)).Value;
        await Use<MarkPersonAsLeft>().ExecuteAsync(CommandId.New(), new MarkPersonAsLeftInput(lea), Founder);

        var page = Open(lea);

        Assert.Contains("Lea has left and still answers for something.", page.Find(".notice").TextContent, StringComparison.Ordinal);
        Assert.Equal($"/desks/{desk.Value}", page.Find(".notice a").GetAttribute("href"));
    }

    [Fact]
    public async Task Page_OfAnOwner_NamesThePathTheSeatAndTheExport()
    {
        var olga = await PersonAsync("Olga Owner");
        var path = await PathAsync(risk: olga);

        var page = Open(olga);

        await page.WaitForAssertionAsync(() => Assert.Contains("Risk owner", page.Find("section[aria-labelledby=seats]").TextContent, StringComparison.Ordinal));
        Assert.NotNull(page.Find($"section[aria-labelledby=seats] a[href='/paths/{path.Number}']"));
        Assert.Equal($"/exports/seats.xlsx?person={olga.Value}", page.FindComponent<RowsGrid<PersonSeat>>().Instance.ExportHref);
    }

    [Fact]
    public async Task Page_RecordingAContact_ShowsItMasked_InTheTimelineToo_AndEndsItByOneAct()
    {
        var ada = await PersonAsync("Ada");
        var page = Open(ada);
        await page.WaitForAssertionAsync(() => Assert.Contains("Ada cannot be called back", page.Find("#contacts").TextContent, StringComparison.Ordinal));

        await page.Find("#contact-address").ChangeAsync(new ChangeEventArgs { Value = "+49 30 23125 101" });
        await page.Find("#contact-source").ChangeAsync(new ChangeEventArgs { Value = "Personnel file" });
        await page.FindAll("#contacts form").First(f => f.TextContent.Contains("Record contact", StringComparison.Ordinal)).SubmitAsync();

        await page.WaitForAssertionAsync(() => Assert.Contains("•••• 01", page.Find("#contacts tbody").TextContent, StringComparison.Ordinal));
        await page.WaitForAssertionAsync(() => Assert.Contains("recorded a contact of record of the person: Phone", page.Find(".timeline").TextContent, StringComparison.Ordinal));
        Assert.DoesNotContain("23125", page.Markup, StringComparison.Ordinal);

        await Button(page, "End •••• 01").ClickAsync();
        await page.Find("#contacts .sheet form").SubmitAsync();

        await page.WaitForAssertionAsync(() => Assert.DoesNotContain("End •••• 01", page.Markup, StringComparison.Ordinal));
        Assert.NotNull(Assert.Single(await Use<ContactQueries>().OfAsync(Founder, ada)).EndedAt);
    }

    /// <summary>Nobody sets the number by which they are verified, whatever their role.</summary>
    [Fact]
    public async Task Page_OfOneself_OffersNoActOnOnesOwnContacts()
    {
        var page = Open(Founder.Person!.Value);

        await page.WaitForAssertionAsync(() => Assert.Contains("Contacts of record", page.Find("#contacts").TextContent, StringComparison.Ordinal));
        Assert.Empty(page.FindAll("#contacts button, #contacts form"));
    }

    [Fact]
    public async Task Page_Edited_ShowsTheNewNameAndTellsItInTheTimeline()
    {
        var ada = await PersonAsync("Ada");
        var page = Open(ada);

        await Button(page, "Edit").ClickAsync();
        await page.Find("#name").ChangeAsync(new ChangeEventArgs { Value = "Ada Lovelace" });
        await page.FindAll("form").First(f => f.TextContent.Contains("Update person", StringComparison.Ordinal)).SubmitAsync();

        Assert.Equal("Ada Lovelace", page.Find("h1").TextContent.Split(' ', 2)[1].Trim());
        Assert.Contains("updated the directory entry", page.Find(".timeline").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_OfSomebodyElse_IsNotThereForAPersonWithoutARole()
    {
        var otto = await PersonAsync("Otto");
        await SignInAsync(otto);

        Assert.Contains("Otto", Open(otto).Find("h1").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Gesa Founder", Open(Founder.Person!.Value).Markup, StringComparison.Ordinal);
    }

    private IRenderedComponent<PersonPage> Open(PersonId person)
    {
        var page = Render<PersonPage>(p => p.Add(x => x.Id, person.Value));
        page.WaitForState(() => page.FindAll("h1").Count == 1 || page.FindAll("[aria-busy=true]").Count > 0);
        return page;
    }

    private static AngleSharp.Dom.IElement Button(IRenderedComponent<PersonPage> page, string words) =>
        page.FindAll("button").First(b => b.TextContent.Trim() == words);
}
