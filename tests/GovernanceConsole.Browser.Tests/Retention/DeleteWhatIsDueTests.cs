using GovernanceConsole.Browser.Tests.Fixtures;
using GovernanceConsole.Identity;
using GovernanceConsole.Retention;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace GovernanceConsole.Browser.Tests.Retention;

/// <summary>One person of governance asks for what is due, another carries it out.</summary>
public sealed class DeleteWhatIsDueTests(ConsoleInChromium console) : IClassFixture<ConsoleInChromium>
{
    [Fact]
    [Trait("row", "B-17")]
    public async Task Deletion_AskedForByOneAndCarriedOutByAnother_EndsWhileThePageIsOpen()
    {
        await using (var first = await console.SignInAsAsync(Role.Governance))
        {
            await first.GoAsync("/retention", "Retention");
            await Assertions.Expect(first.Page.GetByText("Nothing is due until")).ToBeVisibleAsync();
            await first.AxeIsCleanAsync();
            await first.ScreenshotAsync("retention-nothing-due");

            await AddAnswersOfLastYearAsync(3);
            await first.GoAsync("/retention", "Retention");
            await first.Page.GetByText("Ask to delete what is due").ClickAsync();
            await first.AxeIsCleanAsync();
            await first.ScreenshotAsync("retention-due");
            await first.Page.GetByRole(AriaRole.Button, new() { Name = "Ask for the deletion" }).ClickAsync();
            await Assertions.Expect(first.Page.GetByText("You asked for it")).ToBeVisibleAsync();
            first.NothingWasComplainedAbout();
        }

        await using var second = await console.SignInAsFounderAsync(ColorScheme.Dark, 320);
        await second.GoAsync("/retention", "Retention");
        await Assertions.Expect(second.Page.GetByText("3 would go")).ToBeVisibleAsync();
        await second.AxeIsCleanAsync();
        await second.ScreenshotAsync("retention-waits-dark-320");
        var sheet = await second.OpenActAsync("Carry out RD-0001");
        await second.AxeIsCleanAsync();
        await second.ScreenshotAsync("retention-sheet-dark-320");
        await sheet.GetByRole(AriaRole.Button, new() { Name = "Carry out RD-0001" }).ClickAsync();
        await Assertions.Expect(second.Page.GetByText("RD-0001 is under way")).ToBeVisibleAsync();

        // The scheduler is off in these tests.
        await console.Services.GetRequiredService<Deletions>().RunAsync(Actor.ForJob(nameof(DeleteNextBatch)));

        await Assertions.Expect(second.Page.GetByText("Answers to sent forms: 3")).ToBeVisibleAsync();
        await Assertions.Expect(second.Page.GetByText("RD-0001 is under way")).ToHaveCountAsync(0);
        await second.AxeIsCleanAsync();
        await second.ScreenshotAsync("retention-done-dark-320");
        second.NothingWasComplainedAbout();
    }

    /// <summary>The only records with a period that can be made older than the console itself.</summary>
    private async Task AddAnswersOfLastYearAsync(int answers)
    {
        await using var database = new SqliteConnection(console.Services.GetRequiredService<IConfiguration>().GetConnectionString("Governance"));
        await database.OpenAsync();
        await using var insert = database.CreateCommand();
        insert.CommandText = "INSERT INTO command_results (command_id, use_case, request_hash, answer, at) VALUES (randomblob(16), 'RegisterPerson', zeroblob(32), '{}', $1)";
        insert.Parameters.AddWithValue("$1", TimeProvider.System.GetUtcNow().AddYears(-1).ToUnixTimeMilliseconds());
        for (var i = 0; i < answers; i++)
            await insert.ExecuteNonQueryAsync();
    }
}
