using GovernanceConsole.Browser.Tests.Fixtures;
using GovernanceConsole.Identity;
using GovernanceConsole.Imports;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace GovernanceConsole.Browser.Tests.Imports;

/// <summary>Governance staff bring a help desk's history: choose, check, look at what is unclean, import.</summary>
public sealed class ImportHistoryTests(ConsoleInChromium console) : IClassFixture<ConsoleInChromium>
{
    [Fact]
    public async Task ImportAHistory_FromChoosingTheFileToItsTickets()
    {
        await using var page = await console.SignInAsAsync(Role.Governance);
        await page.GoAsync("/imports", "Imports");
        await page.Page.GetByRole(AriaRole.Link, new() { Name = "Bring a file" }).First.ClickAsync();
        await page.IsAtAsync("Bring a file");
        await page.AxeIsCleanAsync();
        await page.ScreenshotAsync("import-new");

        await page.Page.GetByLabel("What it brings").SelectOptionAsync("TicketHistory");
        await page.Page.GetByLabel("Mapping", new() { Exact = true }).SelectOptionAsync("servicenow-incident-log");
        await page.Page.GetByLabel("File", new() { Exact = true }).SetInputFilesAsync(Log);
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Check the file" }).ClickAsync();

        await Assertions.Expect(page.Page.GetByText("The file can be imported: 40 tickets in 200 rows.")).ToBeVisibleAsync();
        await Assertions.Expect(page.Page.GetByText("The mapping does not expect this value in vendor.")).ToBeVisibleAsync();
        await page.AxeIsCleanAsync();
        await page.ScreenshotAsync("import-checked");

        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Import 40 tickets" }).ClickAsync();

        await Assertions.Expect(page.Page.GetByText("40 tickets are in.")).ToBeVisibleAsync();
        await page.AxeIsCleanAsync();
        await page.ScreenshotAsync("import-visible");
        page.NothingWasComplainedAbout();
    }

    [Fact]
    public async Task ImportAFile_LongerThanAllowed_IsRefusedInTheBrowser()
    {
        var limits = console.Services.GetRequiredService<ImportOptions>();
        var before = limits.MaximumFileBytes;
        limits.MaximumFileBytes = 1000;
        try
        {
            await using var page = await console.SignInAsAsync(Role.Governance);
            await page.GoAsync("/imports/new", "Bring a file");
            await page.Page.GetByLabel("File", new() { Exact = true }).SetInputFilesAsync(Log);
            await page.Page.GetByRole(AriaRole.Button, new() { Name = "Check the file" }).ClickAsync();

            await Assertions.Expect(page.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("The file was not taken.");
            page.NothingWasComplainedAbout();
        }
        finally
        {
            limits.MaximumFileBytes = before;
        }
    }

    /// <summary>Longer than a message of the page to its server may be, so it must come in parts.</summary>
    [Fact]
    public async Task ImportAFile_WithALongPastedMapping_IsCheckedByIt()
    {
        var mapping = "name: Pasted\nkind: people\ncolumns: { directory-key: id, name: name }\nassumptions:\n"
            + string.Concat(Enumerable.Range(1, 2000).Select(i => $"  - assumption {i} of those who export the file\n"));
        await using var page = await console.SignInAsAsync(Role.Governance);
        await page.GoAsync("/imports/new?kind=People", "Bring a file");
        await page.Page.GetByLabel("Mapping", new() { Exact = true }).SelectOptionAsync("own");
        await page.Page.GetByLabel("Mapping file").EvaluateAsync(
            "(field, text) => { field.value = text; }", mapping); // typing it would take minutes
        await page.Page.GetByLabel("File", new() { Exact = true }).SetInputFilesAsync(new FilePayload { Name = "people.csv", MimeType = "text/csv", Buffer = "id,name\nP77,Pat Paste\n"u8.ToArray() });
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Check the file" }).ClickAsync();

        await Assertions.Expect(page.Page.GetByText("The file can be imported: 1 directory entry in 1 row.")).ToBeVisibleAsync();
        page.NothingWasComplainedAbout();
    }

    [Theory]
    [InlineData(ColorScheme.Dark, 1280)]
    [InlineData(ColorScheme.Light, 320)]
    public async Task PagesOfImports_InTheOtherThemeAndNarrow_HaveNothingForAxe(ColorScheme theme, int width)
    {
        await using var page = await console.SignInAsAsync(Role.Governance, theme, width);
        foreach (var (path, title) in new[] { ("/imports", "Imports"), ("/imports/new", "Bring a file") })
        {
            await page.GoAsync(path, title);
            await page.AxeIsCleanAsync();
        }

        page.NothingWasComplainedAbout();
    }

    private static string Log
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(folder!.FullName, "GovernanceConsole.sln")))
                folder = folder.Parent;
            return Path.Combine(folder.FullName, "tests", "GovernanceConsole.Tests", "Imports", "files", "servicenow-shaped.csv");
        }
    }
}
