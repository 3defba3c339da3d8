using System.Net;
using GovernanceConsole.AuditLedger;
using GovernanceConsole.Checkpoints;
using GovernanceConsole.Identity;
using GovernanceConsole.Ledger;
using GovernanceConsole.Ledger.Bundles;
using GovernanceConsole.Web.Tests.Api;

namespace GovernanceConsole.Web.Tests.Checkpoints;

public sealed class LedgerApiTests : IAsyncLifetime
{
    private const string Proofs = "/api/v1/ledgers/decisions/proofs";
    private readonly ApiConsole _console = new();
    private HeldKey _key = null!;

    public async Task InitializeAsync()
    {
        await _console.InitializeAsync();
        _key = await _console.KeyAsync(ApiScope.LedgerRead, ApiScope.LedgerProve);
        await SealAsync();
    }

    public Task DisposeAsync() => _console.DisposeAsync();

    [Fact]
    public async Task Checkpoint_IsTheNewestSignedNote()
    {
        using var answer = await _console.CallAsync(_key, "/api/v1/ledgers/decisions/checkpoint");

        var told = await answer.JsonAsync();
        var note = SignedNote.Parse(told.GetProperty("note").GetString()!);
        Assert.Equal(told.GetProperty("size").GetInt64(), Checkpoint.Parse(note.Text).Size);
        using var again = await _console.CallAsync(_key, "/api/v1/ledgers/decisions/checkpoint", ("If-None-Match", answer.Headers.ETag!.ToString()));
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
    }

    [Fact]
    public async Task Checkpoints_PageByPage_AreAllThatWereSigned()
    {
        await _console.PathAsync("One");
        await SealAsync();
        await _console.PathAsync("Two");
        await SealAsync();

        using var first = await _console.CallAsync(_key, "/api/v1/ledgers/decisions/checkpoints?limit=2");
        var page = await first.JsonAsync();
        using var rest = await _console.CallAsync(_key, $"/api/v1/ledgers/decisions/checkpoints?limit=2&cursor={page.GetProperty("nextCursor").GetString()}");

        var sizes = page.GetProperty("items").EnumerateArray().Concat((await rest.JsonAsync()).GetProperty("items").EnumerateArray()).Select(c => c.GetProperty("size").GetInt64()).ToList();
        Assert.Equal(3, sizes.Count);
        Assert.Equal(sizes.Order(), sizes);
    }

    [Theory]
    [InlineData("/api/v1/ledgers/salaries/checkpoint")]
    [InlineData("/api/v1/ledgers/salaries/checkpoints")]
    [InlineData("/api/v1/ledgers/security-events/checkpoint")] // none was signed yet
    public async Task Checkpoint_ThatIsNotThere_IsNotFound(string address)
    {
        using var answer = await _console.CallAsync(_key, address);

        await answer.IsProblemAsync(HttpStatusCode.NotFound, "not-found");
    }

    /// <summary>What a witness outside takes through the API holds against what it was told there, without this console's help.</summary>
    [Fact]
    public async Task Proof_OfAnEntry_HoldsAgainstTheTrustPolicy()
    {
        using var policy = await _console.CallAsync(_key, "/api/v1/ledgers/trust-policy");
        using var answer = await _console.PostAsync(_key, Proofs, "proof-of-0", """{"entry":0}""");

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var told = await answer.JsonAsync();
        Assert.Equal(("decisions", 0), (told.GetProperty("ledger").GetString(), told.GetProperty("entry").GetInt64()));
        Assert.Null(LogProof.Parse(told.GetProperty("proof").GetString()!).Fault(TrustPolicy.Parse(await policy.Content.ReadAsByteArrayAsync())));
    }

    [Fact]
    public async Task Proof_AskedForAgainWithTheSameName_IsRecordedOnce()
    {
        using var first = await _console.PostAsync(_key, Proofs, "a", """{"entry":0}""");
        using var again = await _console.PostAsync(_key, Proofs, "a", """{ "entry" : 0 }""");

        Assert.Equal(HttpStatusCode.Created, again.StatusCode);
        Assert.Equal(await first.Content.ReadAsStringAsync(), await again.Content.ReadAsStringAsync());
        Assert.Equal($"key:{_key.Number}", Assert.Single(await ReleasedAsync()).Machine);
    }

    [Fact]
    public async Task Proof_ManyAtOnceWithTheSameName_AreRecordedOnce()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => _console.PostAsync(_key, Proofs, "a", """{"entry":0}""")));

        Assert.All(answers, a => Assert.Equal(HttpStatusCode.Created, a.StatusCode));
        Assert.Single(await ReleasedAsync());
    }

    [Fact]
    public async Task Proof_OfAnotherEntryWithTheSameName_IsRefused()
    {
        using var first = await _console.PostAsync(_key, Proofs, "a", """{"entry":0}""");
        using var other = await _console.PostAsync(_key, Proofs, "a", """{"entry":1}""");

        Assert.Equal([("IdempotencyKeyIsUsed", "Idempotency-Key")], (await other.IsProblemAsync(HttpStatusCode.UnprocessableEntity, "idempotency-key-used")).Refusals());
        Assert.Single(await ReleasedAsync());
    }

    [Fact]
    public async Task Proof_OfAnotherClientWithTheSameName_IsItsOwn()
    {
        var other = await _console.KeyAsync(ApiScope.LedgerProve);

        using var first = await _console.PostAsync(_key, Proofs, "a", """{"entry":0}""");
        using var second = await _console.PostAsync(other, Proofs, "a", """{"entry":1}""");

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created), (first.StatusCode, second.StatusCode));
        Assert.Equal(2, (await ReleasedAsync()).Count);
    }

    [Fact]
    public async Task Proof_RefusedByARule_DoesNotUseTheNameUp()
    {
        using var refused = await _console.PostAsync(_key, Proofs, "a", """{"entry":999}""");
        await refused.IsProblemAsync(HttpStatusCode.NotFound, "not-found");

        using var answer = await _console.PostAsync(_key, Proofs, "a", """{"entry":0}""");

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
    }

    [Fact]
    public async Task Proof_OfAnEntryThatIsNotSignedYet_IsRefusedWithTheRule()
    {
        await _console.PathAsync("Newer");

        using var answer = await _console.PostAsync(_key, Proofs, "a", """{"entry":2}""");

        Assert.Equal([("NotSignedYet", null)], (await answer.IsProblemAsync(HttpStatusCode.Conflict, "refused")).Refusals());
    }

    [Theory]
    [InlineData(null, "IdempotencyKeyIsMissing")]
    [InlineData("", "IdempotencyKeyIsNotUnderstood")]
    [InlineData("with space", "IdempotencyKeyIsNotUnderstood")]
    [InlineData("201", "IdempotencyKeyIsNotUnderstood")]
    public async Task Proof_WithoutAGoodName_IsRefused(string? name, string code)
    {
        using var answer = await _console.PostAsync(_key, Proofs, name == "201" ? new string('a', 201) : name, """{"entry":0}""");

        Assert.Equal([(code, "Idempotency-Key")], (await answer.IsProblemAsync(HttpStatusCode.BadRequest, "input")).Refusals());
        Assert.Empty(await ReleasedAsync());
    }

    [Fact]
    public async Task Proof_WithAVersionThatIsNone_IsRefused()
    {
        using var answer = await _console.PostAsync(_key, Proofs, "a", """{"entry":0}""", ("If-Match", "\"something\""));

        Assert.Equal([("VersionIsNotUnderstood", "If-Match")], (await answer.IsProblemAsync(HttpStatusCode.BadRequest, "input")).Refusals());
    }

    private Task<IReadOnlyList<TrailEntry>> ReleasedAsync() => _console.SecurityEventsAsync("ledger.proof-released");

    private Task SealAsync() => _console.Use<LedgerSealer>().SealAsync(Actor.ForJob("SealLedgers"));
}
