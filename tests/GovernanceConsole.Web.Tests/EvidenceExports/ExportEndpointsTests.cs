using System.IO.Compression;
using System.Net;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Web.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;

namespace GovernanceConsole.Web.Tests.EvidenceExports;

public sealed class ExportEndpointsTests : IAsyncLifetime
{
    private readonly ConsoleFactory _console = new();
    private HttpClient _browser = null!;
    private Actor _founder = null!;

    public async Task InitializeAsync()
    {
        _browser = _console.Browser();
        var founder = (await _console.Services.GetRequiredService<FoundOrganisation>().ExecuteAsync(
            CommandId.New(), new FoundOrganisationInput("Gesa Founder", "E0000", Email: null), Actor.ForCommandLine("test"))).Value;
        _founder = Actor.ForPerson(founder, "Gesa Founder");
    }

    [Fact]
    [Trait("row", "B-07")]
    public async Task Export_ByAnAuditor_IsAWorkbookUnderANameOfOurs()
    {
        await _browser.SignInAsync(await PersonAsync("Ada", Role.Auditor));

        using var answer = await _browser.PostFormAsync("/exports/people.xlsx?q=Ada&sort=Name");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Matches("^people-[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{4}Z[.]xlsx$", answer.Content.Headers.ContentDisposition?.FileName);
        Assert.True(answer.Headers.CacheControl?.NoStore);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        using var workbook = new ZipArchive(await answer.Content.ReadAsStreamAsync());
        using var sheet = new StreamReader(workbook.GetEntry("xl/worksheets/data0001.xml")!.Open());
        var rows = await sheet.ReadToEndAsync();
        Assert.Contains(">Ada<", rows, StringComparison.Ordinal);
        Assert.DoesNotContain(">Gesa Founder<", rows, StringComparison.Ordinal);
        for (var waited = 0; waited < 200 && Directory.GetFiles(_console.Exports).Length > 0; waited++)
            await Task.Delay(25); // the answer is read before the server has put its copy away
        Assert.Empty(Directory.GetFiles(_console.Exports));
    }

    [Fact]
    [Trait("row", "B-09")]
    public async Task Export_ByADeskAgent_IsForbidden()
    {
        await _browser.SignInAsync(await PersonAsync("Dan", Role.DeskAgent));
        using var answer = await _browser.PostFormAsync("/exports/people.xlsx");
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal("text/plain", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Export_WithoutTheFormsToken_IsRefused()
    {
        await _browser.SignInAsync(await PersonAsync("Ada", Role.Auditor));
        using var answer = await _browser.PostAsync("/exports/people.xlsx", content: null);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Export_ByALink_IsNotOffered()
    {
        await _browser.SignInAsync(await PersonAsync("Ada", Role.Auditor));
        using var answer = await _browser.GetAsync("/exports/people.xlsx");
        Assert.True(answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed, answer.StatusCode.ToString());
    }

    [Fact]
    public async Task Export_BySomebodyNotSignedIn_LeadsToSignIn()
    {
        using var answer = await _browser.PostFormAsync("/exports/people.xlsx");
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.StartsWith("/sign-in", answer.Headers.Location!.PathAndQuery, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/exports/salaries.xlsx", HttpStatusCode.NotFound)]
    [InlineData("/exports/people.xlsx?path=x", HttpStatusCode.BadRequest)]
    [InlineData("/exports/people.xlsx?state=Draft", HttpStatusCode.BadRequest)]
    [InlineData("/exports/people.xlsx?state=Left&state=Active", HttpStatusCode.BadRequest)]
    public async Task Export_OfSomethingElse_SaysWhatIsWrong(string address, HttpStatusCode status)
    {
        await _browser.SignInAsync(await PersonAsync("Ada", Role.Auditor));
        using var answer = await _browser.PostFormAsync(address);
        Assert.Equal(status, answer.StatusCode);
        Assert.NotEmpty(await answer.Content.ReadAsStringAsync());
    }

    public async Task DisposeAsync()
    {
        _browser.Dispose();
        await _console.DisposeAsync();
    }

    private async Task<PersonId> PersonAsync(string name, Role role)
    {
        var person = (await _console.Services.GetRequiredService<RegisterPerson>().ExecuteAsync(
            CommandId.New(), new RegisterPersonInput("E1", name, Email: null), _founder)).Value;
        _ = (await _console.Services.GetRequiredService<GrantRole>().ExecuteAsync(CommandId.New(), new GrantRoleInput(person, role), _founder)).Value;
        return person;
    }
}
