using System.Net;
using System.Security.Cryptography;
using GovernanceConsole.AuditLedger;
using GovernanceConsole.Checkpoints;
using GovernanceConsole.Identity;
using GovernanceConsole.Ledger;
using GovernanceConsole.Ledger.Bundles;
using GovernanceConsole.Organisation;
using GovernanceConsole.Web.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;

namespace GovernanceConsole.Web.Tests.Checkpoints;

public sealed class LedgerEndpointsTests : IAsyncLifetime
{
    private const string Proof = "/audit-trail/decisions/0/proof";
    private const string Policy = "/audit-trail/policy.json";
    private const string Checkpoints = "/audit-trail/decisions/checkpoints.txt";
    private readonly ConsoleFactory _console = new();
    private HttpClient _browser = null!;
    private Actor _founder = null!;

    public async Task InitializeAsync()
    {
        _browser = _console.Browser();
        var founder = (await _console.Services.GetRequiredService<FoundOrganisation>().ExecuteAsync(
            CommandId.New(), new FoundOrganisationInput("Gesa Founder", "E0000", Email: null), Actor.ForCommandLine("test"))).Value;
        _founder = Actor.ForPerson(founder, "Gesa Founder");
        await _console.Services.GetRequiredService<LedgerSealer>().SealAsync(Actor.ForJob("SealLedgers"));
    }

    public async Task DisposeAsync()
    {
        _browser.Dispose();
        await _console.DisposeAsync();
    }

    [Fact]
    public async Task Proof_ForAnAuditor_IsAFileThatHolds()
    {
        await _browser.SignInAsync(await PersonAsync(Role.Auditor));

        using var answer = await _browser.PostFormAsync(Proof);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("decisions-0.tlog-proof", answer.Content.Headers.ContentDisposition?.FileName);
        Assert.Equal(0, LogProof.Parse(await answer.Content.ReadAsStringAsync()).Index);
    }

    [Theory]
    [InlineData("/audit-trail/decisions/999999/proof", HttpStatusCode.NotFound)]
    [InlineData("/audit-trail/salaries/0/proof", HttpStatusCode.NotFound)]
    [InlineData("/audit-trail/decisions/-1/proof", HttpStatusCode.NotFound)]
    [InlineData("/audit-trail/decisions/x/proof", HttpStatusCode.NotFound)]
    public async Task Proof_OfSomethingElse_IsNotFound(string address, HttpStatusCode status)
    {
        await _browser.SignInAsync(await PersonAsync(Role.Auditor));

        using var answer = await _browser.PostFormAsync(address);

        Assert.Equal(status, answer.StatusCode);
    }

    [Fact]
    public async Task Proof_ForADeskAgent_IsForbidden()
    {
        await _browser.SignInAsync(await PersonAsync(Role.DeskAgent));

        using var answer = await _browser.PostFormAsync(Proof);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task Proof_WithoutTheFormsToken_IsRefused()
    {
        await _browser.SignInAsync(await PersonAsync(Role.Auditor));

        using var answer = await _browser.PostAsync(Proof, content: null);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Theory]
    [InlineData(Role.Auditor, HttpStatusCode.OK)]
    [InlineData(Role.PlatformAdministrator, HttpStatusCode.OK)]
    [InlineData(Role.DeskAgent, HttpStatusCode.Redirect)]
    public async Task Checkpoints_AreForThoseWhoKeepThem(Role role, HttpStatusCode status)
    {
        await _browser.SignInAsync(await PersonAsync(role));

        using var answer = await _browser.GetAsync(Checkpoints);

        Assert.Equal(status, answer.StatusCode);
    }

    [Theory]
    [InlineData(Role.Auditor, HttpStatusCode.OK)]
    [InlineData(Role.PlatformAdministrator, HttpStatusCode.OK)]
    [InlineData(Role.DeskAgent, HttpStatusCode.Redirect)]
    public async Task Policy_IsForThoseWhoKeepCheckpoints(Role role, HttpStatusCode status)
    {
        await _browser.SignInAsync(await PersonAsync(role));

        using var answer = await _browser.GetAsync(Policy);

        Assert.Equal(status, answer.StatusCode);
    }

    /// <summary>Read by the verifier, it believes the key that signed, and not the same text under another name.</summary>
    [Fact]
    public async Task Policy_ForAnAuditor_IsWhatTheVerifierHoldsAProofAgainst()
    {
        await _browser.SignInAsync(await PersonAsync(Role.Auditor));
        using var proof = await _browser.PostFormAsync(Proof);
        using var answer = await _browser.GetAsync(Policy);

        var policy = TrustPolicy.Parse(await answer.Content.ReadAsByteArrayAsync());

        Assert.Equal("policy.json", answer.Content.Headers.ContentDisposition?.FileName);
        Assert.Equal(await _console.Services.GetRequiredService<TimelineQueries>().NamesAsync(), policy.Ledgers.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(TimeSpan.FromMinutes(75), policy.AnchorMaxAge);
        var held = LogProof.Parse(await proof.Content.ReadAsStringAsync());
        Assert.Null(held.Fault(policy));
        using var foreign = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Assert.NotNull(held.Fault(policy with { Ledgers = policy.Ledgers.ToDictionary(l => l.Key, _ => (IReadOnlyList<TrustedKey>)[new TrustedKey(foreign, 0, null)]) }));
    }

    [Fact]
    public async Task Proof_OfAnEntryThatIsNotSignedYet_LeadsToItsPageWithTheReason()
    {
        await _browser.SignInAsync(await PersonAsync(Role.Auditor)); // registered after the checkpoint

        using var answer = await _browser.PostFormAsync("/audit-trail/decisions/1/proof");

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("/audit-trail/decisions/1?refused=NotSignedYet", answer.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task Checkpoints_OfALedgerOfWhichNoneWasSigned_SaySo()
    {
        await _browser.SignInAsync(await PersonAsync(Role.Auditor));

        using var answer = await _browser.GetAsync("/audit-trail/security-events/checkpoints.txt");

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Contains("No checkpoint of this ledger was signed yet", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private async Task<PersonId> PersonAsync(Role role)
    {
        var person = (await _console.Services.GetRequiredService<RegisterPerson>().ExecuteAsync(CommandId.New(), new RegisterPersonInput("E1", "Ada", Email: null), _founder)).Value;
        _ = (await _console.Services.GetRequiredService<GrantRole>().ExecuteAsync(CommandId.New(), new GrantRoleInput(person, role), _founder)).Value;
        return person;
    }
}
