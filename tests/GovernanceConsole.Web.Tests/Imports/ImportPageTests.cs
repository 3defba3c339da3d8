using System.Text;
using System.Text.Json;
using Bunit;
using GovernanceConsole.Identity;
using GovernanceConsole.Imports;
using GovernanceConsole.Web.Imports;
using GovernanceConsole.Web.Tests.Fixtures;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.JSInterop;

namespace GovernanceConsole.Web.Tests.Imports;

public sealed class ImportPageTests : PageTest
{
    private const string Header = "key,name,email,kind,engagement,manager,unit,contract_ends,left\n";

    private readonly string _folder = Directory.CreateTempSubdirectory("governance-console-import-pages-").FullName;

    public ImportPageTests() => Services.AddSingleton(new ImportOptions { Folder = _folder });

    [Fact]
    public void Imports_WhereNothingCameIn_SaysWhatToBringFirst()
    {
        var page = Render<ImportsPage>();

        page.WaitForAssertion(() => Assert.Contains("No import here", page.Markup, StringComparison.Ordinal));
        Assert.Contains("Begin with the directory", page.Markup, StringComparison.Ordinal);
        Assert.NotEmpty(page.FindAll("a[href='/imports/new']"));
    }

    [Fact]
    public async Task Imports_ForAnAuditor_OffersNothingToBring()
    {
        await SignInAsync(await PersonAsync("Ada Auditor", Role.Auditor));

        var page = Render<ImportsPage>();

        page.WaitForAssertion(() => Assert.Contains("No import here", page.Markup, StringComparison.Ordinal));
        Assert.Empty(page.FindAll("a[href='/imports/new']"));
    }

    [Fact]
    public async Task BringAFile_ThatArrived_IsCheckedAndLeadsToItsPage()
    {
        var page = Render<BringFilePage>();
        await page.Find("#kind").ChangeAsync(ImportKind.People.ToString());
        await page.Find("form").SubmitAsync();
        var file = await ReceiveAsync(Header + "P1,Ada,,,,,,,\n");

        await page.InvokeAsync(() => page.Instance.Answered(200, JsonSerializer.Serialize(new ArrivedFile(file.Sha256, file.FileName, file.Bytes, []))));

        page.WaitForAssertion(() => Assert.EndsWith("/imports/IMP-0001", Use<NavigationManager>().Uri, StringComparison.Ordinal));
    }

    [Fact]
    public async Task BringAFile_ThatWasRefused_SaysWhyAndKeepsTheForm()
    {
        var page = Render<BringFilePage>();

        await page.InvokeAsync(() => page.Instance.Answered(422, JsonSerializer.Serialize(new ArrivedFile(null, "log.csv", 0, [new EncodingIsUnknown(7).Sentence]))));

        Assert.Contains("Line 7 holds bytes that are not UTF-8", page.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.False(page.Find("button[type=submit]").HasAttribute("disabled"));
    }

    [Fact]
    public async Task BringAFile_LongerThanAllowed_IsRefusedBeforeItIsSent()
    {
        var page = Render<BringFilePage>();

        await page.InvokeAsync(() => page.Instance.TooLong(2L * 1024 * 1024 * 1024));

        Assert.Contains("The file has 2048 MB.", page.Find("[role=alert]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task BringAFile_WithAFaultyMapping_NamesTheLineAndSendsNothing()
    {
        var script = JSInterop.SetupModule(_ => true);
        script.Mode = JSRuntimeMode.Loose;
        script.Setup<IJSStreamReference>("textOf", _ => true).SetResult(new TypedText("name: X\nkind: tickets\n"));
        var page = Render<BringFilePage>();
        await page.Find("#mapping").ChangeAsync("own");

        await page.Find("form").SubmitAsync();

        Assert.Contains("The mapping file, line 2", page.Find("[role=alert]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task BringAFile_WhileNobodyButTheFounderIsThere_StartsWithPeople()
    {
        Assert.Equal("People", Render<BringFilePage>().Find("#kind").GetAttribute("value"));

        await PersonAsync("Carla Control");

        Assert.Equal("TicketHistory", Render<BringFilePage>().Find("#kind").GetAttribute("value"));
    }

    [Fact]
    public async Task BringAFile_ByThePlatformAdministrator_OffersPeopleAndSystemsOnly()
    {
        await SignInAsync(await PersonAsync("Pia Platform", Role.PlatformAdministrator));

        var page = Render<BringFilePage>();

        Assert.Equal(["People", "Systems"], page.FindAll("#kind option").Select(o => o.TextContent));
    }

    [Fact]
    public async Task Import_ThatWaits_ShowsCountsAndIsImportedByOneButton()
    {
        var checkedImport = await CheckAsync(Header + "P1,Ada,,,,,,,\nP2,Bo,,,,P1,,,\n");
        var page = Open(checkedImport);
        page.WaitForAssertion(() => Assert.Contains("The file can be imported: 2 directory entries in 2 rows.", page.Markup, StringComparison.Ordinal));
        Assert.Contains("2 new, 0 changed", page.Markup, StringComparison.Ordinal);

        await Button(page, "Import 2 directory entries").ClickAsync();

        page.WaitForAssertion(() => Assert.Contains("2 directory entries are in.", page.Markup, StringComparison.Ordinal), TimeSpan.FromSeconds(20));
        Assert.DoesNotContain("What is missing now", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_WithRefusedRows_IsBlockedUntilTheyAreLeftOut()
    {
        var checkedImport = await CheckAsync(Header + "P1,Ada,,,,,,,\nP2,,,,,,,,\n");
        var page = Open(checkedImport);
        page.WaitForAssertion(() => Assert.Contains("1 row cannot be taken", page.Markup, StringComparison.Ordinal));
        page.WaitForAssertion(() => Assert.Contains("name has no value here", page.Markup, StringComparison.Ordinal));
        Assert.DoesNotContain(page.FindAll("button"), b => b.TextContent.StartsWith("Import ", StringComparison.Ordinal));

        await Button(page, "Leave the refused rows out and check again").ClickAsync();

        page.WaitForAssertion(() => Assert.Contains("1 row left out", page.Markup, StringComparison.Ordinal), TimeSpan.FromSeconds(20));
        Assert.NotNull(Button(page, "Import 1 directory entry"));
    }

    [Fact]
    public async Task Import_Cancelled_SaysSoAndForgetsTheFile()
    {
        var page = Open(await CheckAsync(Header + "P1,Ada,,,,,,,\n"));
        page.WaitForAssertion(() => Assert.NotNull(Button(page, "Cancel this import")));

        await Button(page, "Cancel this import").ClickAsync();

        page.WaitForAssertion(() => Assert.Contains("Cancelled", page.Find(".badge").TextContent, StringComparison.Ordinal));
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public async Task Import_ThatBreaksOff_SaysWhatItMeansAndNotWhatTheMachineSays()
    {
        var page = Open(await CheckAsync(Header + "P1,Ada,,,,,,,\n"));
        page.WaitForAssertion(() => Assert.NotNull(Button(page, "Import 1 directory entry")));
        File.Delete(Assert.Single(Directory.GetFiles(_folder)));

        await Button(page, "Import 1 directory entry").ClickAsync();

        page.WaitForAssertion(() => Assert.Contains("Something failed in the console", page.Find("[role=alert]").TextContent, StringComparison.Ordinal), TimeSpan.FromSeconds(20));
        Assert.DoesNotContain("Could not find file", page.Markup, StringComparison.Ordinal);
        page.WaitForAssertion(() => Assert.Contains("broke the import off", page.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Import_ThatIsRefused_LeadsBackToTheStartOfItsKind()
    {
        var page = Open(await CheckAsync("name\nAda\n"));

        page.WaitForAssertion(() => Assert.Equal("/imports/new?kind=People", page.Find(".notice.tone-bad a").GetAttribute("href")));
    }

    [Fact]
    public void BringAFile_OffersATemplateOfTheChosenMapping()
    {
        Use<NavigationManager>().NavigateTo("/imports/new?kind=People");

        var page = Render<BringFilePage>();

        Assert.Equal("/imports/templates/people.csv", page.Find("a[download]").GetAttribute("href"));
    }

    [Fact]
    public async Task Import_SeenByAnAuditor_CanBeReadAndNotDecided()
    {
        var checkedImport = await CheckAsync(Header + "P1,Ada,,,,,,,\n");
        await SignInAsync(await PersonAsync("Ada Auditor", Role.Auditor));

        var page = Open(checkedImport);

        page.WaitForAssertion(() => Assert.Contains("What the file holds", page.Markup, StringComparison.Ordinal));
        Assert.DoesNotContain(page.FindAll("button"), b => b.TextContent.Contains("Import", StringComparison.Ordinal) || b.TextContent.Contains("Cancel", StringComparison.Ordinal));
    }

    [Fact]
    [Trait("row", "B-16")]
    public async Task Import_WithMarkupInItsValues_ShowsThemAsText()
    {
        var page = Open(await CheckAsync(Header + "P1,Ada,,<img src=x onerror=alert(1)>,,,,,\n"));

        page.WaitForAssertion(() => Assert.Contains("&lt;img src=x", page.Markup, StringComparison.Ordinal));
        Assert.Empty(page.FindAll("img[src=x]"));
    }

    [Fact]
    public void Import_ThatIsNone_IsNotFound()
    {
        var told = false;
        Use<NavigationManager>().OnNotFound += (_, _) => told = true;

        var page = Render<ImportPage>(p => p.Add(i => i.Number, "IMP-9999"));

        page.WaitForAssertion(() => Assert.True(told));
        Assert.Empty(page.FindAll("h1"));
    }

    private IRenderedComponent<ImportPage> Open(ImportResult import) => Render<ImportPage>(p => p.Add(i => i.Number, import.Number));

    private static AngleSharp.Dom.IElement Button(IRenderedComponent<ImportPage> page, string text) =>
        page.FindAll("button").Single(b => b.TextContent.Trim() == text);

    private async Task<ReceivedFile> ReceiveAsync(string text) =>
        (await Use<FileIntake>().ReceiveAsync(new MemoryStream(Encoding.UTF8.GetBytes(text)), "people.csv")).Value;

    private async Task<ImportResult> CheckAsync(string text) => (await Use<CheckImport>().ExecuteAsync(
        CommandId.New(), new ImportInput(ImportKind.People, ShippedMappings.ByKey["people"].Text), await ReceiveAsync(text), Founder)).Value;

    /// <summary>What somebody typed, as the browser hands it over.</summary>
    private sealed class TypedText(string text) : IJSStreamReference
    {
        private readonly byte[] _utf8 = Encoding.UTF8.GetBytes(text);

        public long Length => _utf8.Length;

        public ValueTask<Stream> OpenReadStreamAsync(long maxAllowedSize = 512_000, CancellationToken cancellationToken = default) => new(new MemoryStream(_utf8));

        public ValueTask DisposeAsync() => default;
    }
}
