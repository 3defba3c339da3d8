using System.Net;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Policy;
using GovernanceConsole.Web.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;

namespace GovernanceConsole.Web.Tests.Policy;

[Trait("row", "R-203")]
public sealed class PolicyEndpointsTests : IAsyncLifetime
{
    private readonly ConsoleFactory _console = new();
    private HttpClient _browser = null!;
    private Actor _founder = null!;

    public async Task InitializeAsync()
    {
        _browser = _console.Browser();
        _founder = Actor.ForPerson(
            (await _console.Services.GetRequiredService<FoundOrganisation>().ExecuteAsync(CommandId.New(), new FoundOrganisationInput("Gesa", "E0000", Email: null), Actor.ForCommandLine("test"))).Value,
            "Gesa");
    }

    [Theory]
    [InlineData("/policy/versions/1.yaml", "application/yaml", "policy-1.yaml")]
    [InlineData("/policy/versions/1.json", "application/json", "policy-1.json")]
    public async Task Version_AsAFile_IsReadAgainAsThePolicy(string address, string type, string name)
    {
        await _browser.SignInAsync(_founder.Person!.Value);

        using var answer = await _browser.GetAsync(address);

        Assert.Equal((HttpStatusCode.OK, type, name), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType, answer.Content.Headers.ContentDisposition?.FileName));
        Assert.True(answer.Headers.CacheControl?.NoStore);
        Assert.Equal(PolicyDocument.Default, PolicyFormat.Read(await answer.Content.ReadAsStringAsync()).Value);
    }

    [Fact]
    public async Task Schema_IsTheOneThatIsPublished()
    {
        await _browser.SignInAsync(_founder.Person!.Value);

        using var answer = await _browser.GetAsync("/policy/policy.schema.json");

        Assert.Equal("application/schema+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(PolicyFormat.Schema, await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Draft_IsAFileWhileItIsOpen()
    {
        await _browser.SignInAsync(_founder.Person!.Value);
        using var none = await _browser.GetAsync("/policy/draft.yaml");
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
        var shorter = PolicyDocument.Default with { Limits = Limits.Default with { SignOffDays = 120 } };
        Assert.True((await _console.Services.GetRequiredService<BeginPolicyDraft>().ExecuteAsync(CommandId.New(), new BeginPolicyDraftInput(1, shorter), _founder)).IsAccepted);

        Assert.Equal(shorter, PolicyFormat.Read(await _browser.GetStringAsync("/policy/draft.yaml")).Value);
        Assert.Equal(shorter, PolicyFormat.Read(await _browser.GetStringAsync("/policy/draft.json")).Value);
    }

    [Theory]
    [InlineData("/policy/versions/2.yaml")]
    [InlineData("/policy/versions/0.json")]
    [InlineData("/policy/versions/99999999999.json")]
    public async Task Version_ThatIsNotThere_IsNotFound(string address)
    {
        await _browser.SignInAsync(_founder.Person!.Value);

        using var answer = await _browser.GetAsync(address);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Theory]
    [InlineData("/policy/versions/1.yaml")]
    [InlineData("/policy/versions/1.json")]
    [InlineData("/policy/draft.yaml")]
    [InlineData("/policy/draft.json")]
    [InlineData("/policy/policy.schema.json")]
    public async Task AnyFile_ForSomebodyNotSignedIn_IsNotGiven(string address)
    {
        using var answer = await _browser.GetAsync(address);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Contains("/sign-in", answer.Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    public async Task DisposeAsync()
    {
        _browser.Dispose();
        await _console.DisposeAsync();
    }
}
