using Bunit;
using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Policy;
using GovernanceConsole.Privacy;
using GovernanceConsole.Storage;
using GovernanceConsole.Web.Privacy;
using GovernanceConsole.Web.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace GovernanceConsole.Web.Tests.Privacy;

public sealed class ErasuresPageTests : PageTest
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("governance-console-register-");

    public ErasuresPageTests() => Services.AddSingleton(new ErasureRegisterFile(Path.Combine(_folder.FullName, "erasures.jsonl")));

    [Fact]
    public async Task Page_ForTheSecondPerson_ShowsWhatWouldGoAndCarriesItOut()
    {
        await WaitingAsync();
        await SignInAsync(await PersonAsync("Sina Second", Role.Governance));

        var page = await OpenAsync();
        var panel = page.Find("section[aria-labelledby=waits-ER-0001]");
        Assert.Contains("Olga Overmars", panel.TextContent, StringComparison.Ordinal);
        Assert.Contains("1 text of a policy version", panel.TextContent, StringComparison.Ordinal);

        await page.FindAll("button").Single(b => b.TextContent == "Carry out ER-0001").ClickAsync(new());
        await page.Find("section.sheet form").SubmitAsync();

        await page.WaitForAssertionAsync(() => Assert.Empty(page.FindAll("section[aria-labelledby=waits-ER-0001]")));
        Assert.Contains(Person(page), new[] { "Erased person" });
    }

    [Fact]
    public async Task Sheet_OfTheSecondPerson_ShowsWhatIsApprovedAndWhoIsMeant()
    {
        await WaitingAsync();
        await SignInAsync(await PersonAsync("Sina Second", Role.Governance));
        var page = await OpenAsync();

        await page.FindAll("button").Single(b => b.TextContent == "Carry out ER-0001").ClickAsync(new());

        var shown = (await page.WaitForElementAsync(".sheet dl.shown")).QuerySelectorAll("dt").ToDictionary(d => d.TextContent, d => d.NextElementSibling!.TextContent.Trim());
        Assert.Equal(("ER-0001", "Olga Overmars (E0001), has left"), (shown["Erasure"], shown["Whose data"]));
        Assert.Equal("1", shown["Texts of a policy version"]);
    }

    [Fact]
    public async Task Sheet_OfWhatChangedMeanwhile_SaysWhatAndShowsWhatStandsNow()
    {
        var account = await WaitingAsync();
        await SignInAsync(await PersonAsync("Sina Second", Role.Governance));
        var page = await OpenAsync();
        await page.FindAll("button").Single(b => b.TextContent == "Carry out ER-0001").ClickAsync(new());
        await page.WaitForElementAsync(".sheet dl.shown");
        Assert.True((await Use<UnlinkAccount>().ExecuteAsync(CommandId.New(), new UnlinkAccountInput(account), Founder)).IsAccepted);

        await page.Find("section.sheet form").SubmitAsync();

        await page.WaitForAssertionAsync(() => Assert.Contains("“Accounts” was: 1, and is: 0.", page.Find(".sheet [role=alert]").TextContent, StringComparison.Ordinal));
        await page.WaitForAssertionAsync(() => Assert.Equal("0", page.FindAll(".sheet dl.shown dt").Single(d => d.TextContent == "Accounts").NextElementSibling!.TextContent.Trim()));
        Assert.Contains(Person(page), new[] { "Olga Overmars" });

        await page.Find("section.sheet form").SubmitAsync();
        await page.WaitForAssertionAsync(() => Assert.Empty(page.FindAll("section[aria-labelledby=waits-ER-0001]")));
    }

    [Fact]
    public async Task Page_ForWhoeverAskedForIt_OffersOnlyToWithdraw()
    {
        await WaitingAsync();
        var page = await OpenAsync();

        Assert.DoesNotContain(page.FindAll("button"), b => b.TextContent == "Carry out ER-0001");
        Assert.Contains(page.FindAll("button"), b => b.TextContent == "Withdraw ER-0001");
        Assert.Contains("You asked for it", page.Find("section[aria-labelledby=waits-ER-0001]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_ForAnAuditor_OffersNoAct()
    {
        await WaitingAsync();
        await SignInAsync(await PersonAsync("Aline Auditor", Role.Auditor));

        var page = await OpenAsync();

        Assert.DoesNotContain(page.FindAll("button"), b => b.TextContent.Contains("ER-0001", StringComparison.Ordinal));
        Assert.DoesNotContain(page.FindAll("summary"), s => s.TextContent.Contains("erasure", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Page_WithAnErasureThatARestoreUndid_SaysThatItIsOwed_AndAfterwardsThatItWasCarriedOutAgain()
    {
        await UndoneAsync();

        var owed = Render<ErasuresPage>();
        owed.WaitForAssertion(() => Assert.Contains("Owed since a restore: ER-0001", owed.Find(".notice").TextContent, StringComparison.Ordinal));
        Assert.Empty(owed.FindAll("section[aria-labelledby=repeated]"));
        Assert.Equal(["ER-0001"], (await Use<OwedErasures>().RunAsync(Actor.ForJob(nameof(RepeatErasure)))).Repeated);

        var page = Render<ErasuresPage>();
        page.WaitForAssertion(() => Assert.Contains("ER-0001: first on 2 Mar 2026, 10:00, again on 2 Mar 2026, 11:00", Words(page.Find("section[aria-labelledby=repeated]").TextContent), StringComparison.Ordinal));
        var entry = (await Use<TrailQueries>().PageAsync(Founder, new TrailFilter(Type: "erasure.repeated"), new PageRequest())).Rows[0].Idx;
        Assert.Equal($"/audit-trail/decisions/{entry}", page.Find("section[aria-labelledby=repeated] a").GetAttribute("href"));
        Assert.Empty(page.FindAll(".notice"));
    }

    [Fact]
    public async Task Health_WithAnErasureThatARestoreUndid_IsDegradedUntilItIsCarriedOutAgain()
    {
        Assert.Equal(HealthStatus.Healthy, (await CheckAsync()).Status);
        await UndoneAsync();

        var owed = await CheckAsync();
        await Use<OwedErasures>().RunAsync(Actor.ForJob(nameof(RepeatErasure)));

        Assert.Equal(HealthStatus.Degraded, owed.Status);
        Assert.Contains("Owed since a restore: ER-0001.", owed.Description, StringComparison.Ordinal);
        Assert.Equal(HealthStatus.Healthy, (await CheckAsync()).Status);
    }

    [Fact]
    public async Task PageAndHealth_WhereTheRegisterCannotBeWritten_SayWhomARestoreCouldBringBack()
    {
        await WaitingAsync();
        Directory.CreateDirectory(Use<ErasureRegisterFile>().File); // its disk refuses
        await SignInAsync(await PersonAsync("Sina Second", Role.Governance));
        var page = await OpenAsync();
        await page.FindAll("button").Single(b => b.TextContent == "Carry out ER-0001").ClickAsync(new());
        await page.Find("section.sheet form").SubmitAsync();

        await page.WaitForAssertionAsync(() => Assert.Contains("not in the register of erasures: ER-0001", page.Find(".notice").TextContent, StringComparison.Ordinal));
        var health = await CheckAsync();
        Assert.Equal(HealthStatus.Degraded, health.Status);
        Assert.Contains("It lacks ER-0001", health.Description, StringComparison.Ordinal);

        Directory.Delete(Use<ErasureRegisterFile>().File);
        Assert.Equal(HealthStatus.Healthy, (await CheckAsync()).Status);
    }

    private Task<HealthCheckResult> CheckAsync() => new ErasuresHealth(Use<OwedErasures>()).CheckHealthAsync(new HealthCheckContext());

    /// <summary>The register tells of somebody whom the database knows, as after the restore of an older backup; an hour passes.</summary>
    private async Task UndoneAsync()
    {
        var person = await PersonAsync("Olga Overmars");
        var ledger = (await Use<TimelineQueries>().NamesAsync())[0];
        await File.WriteAllTextAsync(
            Use<ErasureRegisterFile>().File,
            $$"""{"at":"2026-03-02T09:00:00.000Z","erasure":"{{Guid.CreateVersion7()}}","idx":7,"ledger":"{{ledger}}","number":"ER-0001","pid":"{{person.Value}}"}""" + "\n");
        Clock.Advance(TimeSpan.FromHours(1));
        await SignInAsync(Founder.Person!.Value);
    }

    private static string Words(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    protected override async ValueTask DisposeAsyncCore()
    {
        await base.DisposeAsyncCore();
        _folder.Delete(recursive: true);
    }

    private static string Person(IRenderedComponent<ErasuresPage> page) => page.FindAll("table tbody tr td")[2].TextContent.Trim();

    private async Task<AccountId> WaitingAsync()
    {
        var person = await PersonAsync("Olga Overmars");
        var account = (await Use<LinkAccount>().ExecuteAsync(CommandId.New(), new LinkAccountInput(person, "https://id.example.test", "olga"), Founder)).Value;
        _ = await ProposedPolicyAsync(Limits.Default with { SignOffDays = 60, SignOffDaysHighAndCritical = 30 }, "As Olga Overmars said.");
        _ = (await Use<MarkPersonAsLeft>().ExecuteAsync(CommandId.New(), new MarkPersonAsLeftInput(person), Founder)).Value;
        _ = (await Use<RequestErasure>().ExecuteAsync(CommandId.New(), new RequestErasureInput(person, ErasureBasis.NoLongerNeeded, "Ten years are over."), Founder)).Value;
        return account;
    }

    private async Task<IRenderedComponent<ErasuresPage>> OpenAsync()
    {
        var page = Render<ErasuresPage>();
        await page.WaitForElementAsync("section[aria-labelledby=waits-ER-0001]");
        return page;
    }
}
