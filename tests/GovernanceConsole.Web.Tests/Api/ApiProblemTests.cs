using System.Net;
using System.Text;
using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Web.Api;

namespace GovernanceConsole.Web.Tests.Api;

/// <summary>How the API says no: one shape, whatever went wrong.</summary>
public sealed class ApiProblemTests(ApiConsole console) : IClassFixture<ApiConsole>
{
    private const string Proofs = "/api/v1/ledgers/decisions/proofs";

    [Theory]
    [InlineData("/api/v1/nothing")]
    [InlineData("/api/v1")]
    [InlineData("/api/v2/recovery-paths")]
    [InlineData("/api")]
    [InlineData("/API/v1/nothing")]
    public async Task Call_OfAnAddressThatIsNone_IsNotFound(string address)
    {
        using var answer = await console.CallAsync(await console.KeyAsync(ApiScope.PathsRead), address);

        await answer.IsProblemAsync(HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task Call_WithAnotherMethod_IsToldWhichAreTaken()
    {
        using var answer = await console.SendAsync(HttpMethod.Delete, Proofs, (await console.KeyAsync(ApiScope.LedgerProve)).Text, body: null);

        await answer.IsProblemAsync(HttpStatusCode.MethodNotAllowed, "method-not-allowed");
        Assert.Contains("POST", answer.Content.Headers.Allow); // and GET: in Development the assets listen everywhere
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data; boundary=x")]
    public async Task Post_OfSomethingElseThanJson_IsRefused(string type)
    {
        var content = new StringContent("entry=0");
        content.Headers.Remove("Content-Type");
        content.Headers.TryAddWithoutValidation("Content-Type", type);

        using var answer = await console.SendAsync(HttpMethod.Post, Proofs, (await console.KeyAsync(ApiScope.LedgerProve)).Text, content, ("Idempotency-Key", "a"));

        await answer.IsProblemAsync(HttpStatusCode.UnsupportedMediaType, "not-json");
    }

    [Theory]
    [InlineData("{}", null, "Add: entry.")]
    [InlineData("{\"entry\":\"zero\"}", "entry", "“entry”")]
    [InlineData("{\"entry\":\"0\"}", "entry", "“entry”")]
    [InlineData("{\"entry\":0,\"Ledger\":1}", "Ledger", "Nobody reads a field “Ledger”")]
    [InlineData("{\"entry\":0,\"entry\":1}", "entry", "“entry”")]
    [InlineData("{\"entry\":0", "entry", "“entry”")]
    [InlineData("[]", null, "no JSON object")]
    [InlineData("null", null, "“null”")]
    [InlineData("", null, "no JSON object")]
    public async Task Post_OfABodyThatCannotBeRead_SaysWhichField(string body, string? field, string says)
    {
        using var answer = await console.PostAsync(await console.KeyAsync(ApiScope.LedgerProve), Proofs, "a", body);

        var problem = await answer.IsProblemAsync(HttpStatusCode.BadRequest, "input");
        Assert.Equal([("BodyIsNotUnderstood", field)], problem.Refusals());
        Assert.Contains(says, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("GovernanceConsole.", problem.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Post_OfATooLargeBody_IsRefused(bool isChunked)
    {
        var body = new StringContent($"{{\"entry\":0,\"x\":\"{new string('x', HttpApi.LargestBody)}\"}}", Encoding.UTF8, "application/json");
        var key = await console.KeyAsync(ApiScope.LedgerProve);

        using var answer = await console.SendAsync(HttpMethod.Post, Proofs, key.Text, body, [("Idempotency-Key", "a"), isChunked ? ("Transfer-Encoding", "chunked") : ("Expect", "100-continue")]); // told before it has sent all

        await answer.IsProblemAsync(HttpStatusCode.RequestEntityTooLarge, "too-large");
    }

    [Theory]
    [InlineData("/api/v1/recovery-paths?limit=0", "limit")]
    [InlineData("/api/v1/recovery-paths?limit=201", "limit")]
    [InlineData("/api/v1/recovery-paths?limit=many", "limit")]
    [InlineData("/api/v1/recovery-paths?limit=1&limit=2", "limit")]
    [InlineData("/api/v1/recovery-paths?state=asleep", "state")]
    [InlineData("/api/v1/recovery-paths?state=1", "state")]
    [InlineData("/api/v1/recovery-paths?cursor=!", "cursor")]
    [InlineData("/api/v1/recovery-paths?cursor=", "cursor")]
    [InlineData("/api/v1/recovery-paths?cursor=AAAA", "cursor")]
    [InlineData("/api/v1/ledgers/decisions/checkpoints?cursor=UlAtMDAwMQ", "cursor")]
    public async Task Get_WithAParameterThatHoldsSomethingElse_SaysWhich(string address, string field)
    {
        using var answer = await console.CallAsync(await console.KeyAsync(Enum.GetValues<ApiScope>()), address);

        Assert.Equal([("ParameterIsNotUnderstood", field)], (await answer.IsProblemAsync(HttpStatusCode.BadRequest, "input")).Refusals());
    }

    /// <summary>Each kind of refusal that a use case may give has its status; the rest are rules (409) or fields (400).</summary>
    [Fact]
    public void Refusals_OfUseCases_HaveTheirStatus()
    {
        Assert.Equal((403, "not-allowed"), Status(new NotAllowed()));
        Assert.Equal((404, "not-found"), Status(new NotFound("request")));
        Assert.Equal((409, "changed"), Status(new ChangedMeanwhile("request")));
        Assert.Equal((412, "changed"), Status(isOfVersion: true, new ChangedMeanwhile("request")));
        Assert.Equal((412, "changed"), Status(isOfVersion: true, new ShownIsOutdated(["x"])));
        Assert.Equal((422, "idempotency-key-used"), Status(new CommandIdAlreadyUsed()));
        Assert.Equal((428, "version-missing"), Status(new VersionIsMissing()));
        Assert.Equal((503, "not-stored"), Status(new NoRoomIsLeft()));
        Assert.Equal((503, "not-stored"), Status(new StorageFailed()));
        Assert.Equal((503, "not-stored"), Status(new LedgerWasChanged()));
        Assert.Equal((503, "not-known-whether-stored"), Status(new NotKnownWhetherStored()));
        Assert.Equal((400, "input"), Status(new FieldIsEmpty("Reason", "The reason")));
        Assert.Equal((400, "input"), Status(new FieldIsEmpty("Reason", "The reason"), new NothingWasShown()));
        Assert.Equal((409, "refused"), Status(new NothingWasShown()));
        Assert.Equal("subject.reference", ApiProblem.Of([new FieldIsEmpty("Subject.Reference", "x")]).Refusals[0].Field);
    }

    private static (int, string) Status(params Refusal[] refusals) => Status(isOfVersion: false, refusals);

    private static (int, string) Status(bool isOfVersion, params Refusal[] refusals)
    {
        var problem = ApiProblem.Of(refusals, isOfVersion);
        Assert.Equal(refusals.Select(r => r.Sentence), problem.Refusals.Select(r => r.Sentence));
        return (problem.Status, problem.Type["urn:governance-console:".Length..]);
    }
}
