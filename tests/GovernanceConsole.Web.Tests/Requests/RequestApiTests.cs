using System.Net;
using System.Text.Json;
using GovernanceConsole.Identity;
using GovernanceConsole.Requests;
using GovernanceConsole.Web.Tests.Api;
using GovernanceConsole.Web.Tests.Fixtures;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace GovernanceConsole.Web.Tests.Requests;

public sealed class RequestApiTests : IAsyncLifetime
{
    private const string Requests = "/api/v1/requests";
    private const string Unlock = """{"parts":[{"kind":"K02","effect":"Sam can sign in again."}],"subject":{"person":"R-Sam"},"channel":"phone","requester":"R-Sam","ticket":"INC-1"}""";
    private const string Leaves = """{"triggeredBy":"HR-77","parts":[{"kind":"K08","effect":"No account of Sam works.","system":"FIN","justification":"Sam leaves."}],"subject":{"person":"R-Sam"}}""";

    private readonly ApiConsole _console = new();
    private RequestScene _scene = null!;
    private HeldKey _writes = null!;
    private HeldKey _reads = null!;
    private HeldKey _reports = null!;
    private HeldKey _executes = null!;

    public async Task InitializeAsync()
    {
        await _console.InitializeAsync();
        _scene = await RequestScene.StartAsync(_console.Console.Services, _console.Founder);
        _writes = await _console.KeyAsync(ApiScope.RequestsWrite);
        _reads = await _console.KeyAsync(ApiScope.RequestsRead);
        _reports = await _console.KeyAsync(ApiScope.RequestsEvidence);
        _executes = await _console.KeyAsync(ApiScope.RequestsExecution);
    }

    public Task DisposeAsync() => _console.DisposeAsync();

    [Fact]
    public async Task Raise_ARequest_TellsLaneLevelAndRule_AndIsReadBack()
    {
        using var answer = await _console.PostAsync(_writes, Requests, "a1", Unlock);

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var part = Assert.Single((await answer.JsonAsync()).GetProperty("parts").EnumerateArray().ToList());
        Assert.Equal(("verifying", "K02-STD", "breakFix", "low"), (Text(part, "state"), Text(part, "rule"), Text(part, "lane"), Text(part, "level")));
        var read = await ReadAsync(Text(part, "number")!);
        Assert.Equal(("R-Sam", "R-Sam", "phone", "INC-1", "Sam can sign in again."),
            (read.GetProperty("subject").GetProperty("person").GetString(), Text(read, "requester"), Text(read, "channel"), Text(read, "ticket"), read.GetProperty("asked").GetProperty("effect").GetString()));
        Assert.False(read.GetProperty("isVerified").GetBoolean());
    }

    [Fact]
    [Trait("row", "R-030")]
    public async Task Raise_SeveralParts_LinksThemAndTheStrictestSetsTheLevel()
    {
        using var answer = await _console.PostAsync(_writes, Requests, "a1", """
            {"parts":[{"kind":"K03","effect":"The new phone is the factor."},{"kind":"K14","effect":"Sam reads the ledger.","system":"FIN","justification":"Closing.","reviewOn":"2099-01-01"}],
             "subject":{"person":"R-Sam"},"channel":"phone","requester":"R-Sam","urgency":"At once!","tags":[]}
            """);

        var raised = await answer.JsonAsync();
        Assert.Equal("high", Text(raised, "level"));
        var numbers = raised.GetProperty("parts").EnumerateArray().Select(p => Text(p, "number")!).ToList();
        Assert.Equal([numbers[0], numbers[0]], new[] { await ReadAsync(numbers[0]), await ReadAsync(numbers[1]) }.Select(r => Text(r, "matter")));
    }

    [Fact]
    public async Task Raise_TheSameAgain_GetsTheFirstAnswer_AndWithOtherContentIsRefused()
    {
        using var first = await _console.PostAsync(_writes, Requests, "a1", Unlock);
        using var again = await _console.PostAsync(_writes, Requests, "a1", Unlock);
        using var other = await _console.PostAsync(_writes, Requests, "a1", Unlock.Replace("INC-1", "INC-2", StringComparison.Ordinal));

        Assert.Equal((HttpStatusCode.Created, await first.Content.ReadAsStringAsync()), (again.StatusCode, await again.Content.ReadAsStringAsync()));
        await other.IsProblemAsync(HttpStatusCode.UnprocessableEntity, "idempotency-key-used");
        Assert.Equal(1, (await ListAsync("")).GetProperty("items").GetArrayLength());
    }

    [Theory]
    [InlineData("""{"parts":[],"subject":{"person":"R-Sam"},"channel":"phone","requester":"R-Sam"}""", "NothingIsAsked", "parts")]
    [InlineData("""{"parts":[{"kind":"K02","effect":"x"}],"subject":{"person":"R-Nobody"},"channel":"phone","requester":"R-Sam"}""", "ReferenceIsUnknown", "subject.person")]
    [InlineData("""{"parts":[{"kind":"K02","effect":"x"}],"subject":{"person":"R-Sam"},"channel":"phone","requester":"R-Nobody"}""", "ReferenceIsUnknown", "requester")]
    [InlineData("""{"parts":[{"kind":"K02","effect":"x"}],"subject":{"person":"R-Sam"},"channel":"phone","desk":"NIGHT"}""", "ReferenceIsUnknown", "desk")]
    [InlineData("""{"parts":[{"kind":"K14","effect":"x","system":"NONE"}],"subject":{"person":"R-Sam"},"channel":"phone"}""", "ReferenceIsUnknown", "parts[0].system")]
    [InlineData("""{"parts":[{"kind":"K02","effect":"x"}],"subject":{"person":"R-Sam"},"channel":"phone","caller":"Sam","cameUpIn":"REQ-2000-000001"}""", "ReferenceIsUnknown", "cameUpIn")]
    [InlineData("""{"parts":[{"kind":"K02","effect":"x"}],"subject":{"person":"R-Sam","machine":"svc"},"channel":"phone"}""", "BodyIsNotUnderstood", "subject")]
    [InlineData("""{"parts":[{"kind":"K02","effect":"x","level":"low"}],"subject":{"person":"R-Sam"},"channel":"phone"}""", "BodyIsNotUnderstood", "parts[0].level")]
    [InlineData("""{"parts":[{"kind":"K02","effect":"x","triggeredBy":"HR-1"}],"subject":{"person":"R-Sam"},"channel":"phone"}""", "BodyIsNotUnderstood", "parts[0].triggeredBy")]
    public async Task Raise_WhatIsNotAccepted_NamesTheField(string body, string code, string field)
    {
        using var answer = await _console.PostAsync(_writes, Requests, "a1", body);

        Assert.Equal((code, field), Assert.Single((await answer.IsProblemAsync(HttpStatusCode.BadRequest, "input")).Refusals()));
    }

    [Fact]
    [Trait("row", "R-035")]
    public async Task Raise_AccessWithoutItsFields_NamesEach()
    {
        using var answer = await _console.PostAsync(_writes, Requests, "a1", """{"parts":[{"kind":"K14","effect":"x"}],"subject":{"person":"R-Sam"},"channel":"phone","requester":"R-Sam"}""");

        Assert.Equal(["system", "justification", "endsAt"], (await answer.IsProblemAsync(HttpStatusCode.BadRequest, "input")).Refusals().Select(r => r.Field));
    }

    /// <summary>A trigger stands in for signals and an approval, so only a key that speaks for a source of record brings one.</summary>
    [Fact]
    public async Task Trigger_ByAKeyThatOnlyRaises_IsRefused_AndByASourceOfRecordItMayBeCarriedOut()
    {
        var source = await _console.KeyAsync(ApiScope.RequestsTrigger);
        using var refused = await _console.PostAsync(_writes, $"{Requests}/triggered", "t1", Leaves);
        await refused.IsProblemAsync(HttpStatusCode.Forbidden, "scope-missing");
        using var asked = await _console.PostAsync(source, Requests, "t1", Unlock);
        await asked.IsProblemAsync(HttpStatusCode.Forbidden, "scope-missing");

        using var accepted = await _console.PostAsync(source, $"{Requests}/triggered", "t1", Leaves);

        Assert.True(accepted.StatusCode == HttpStatusCode.Created, await accepted.Content.ReadAsStringAsync());
        var number = Text(Assert.Single((await accepted.JsonAsync()).GetProperty("parts").EnumerateArray().ToList()), "number")!;
        Assert.Equal("approved", Text(await ReadAsync(number), "state"));
    }

    [Fact]
    [Trait("row", "R-195")]
    public async Task Report_ASignalThatASystemConfirms_Counts_AndAPersonsWordIsRefused()
    {
        var number = await RaisedAsync();

        using var accepted = await _console.PostAsync(_reports, $"{Requests}/{number}/signals", "s1", """{"code":"V01","channel":"authenticator","result":"passed","reference":"EVT-9"}""");
        using var callBack = await _console.PostAsync(_reports, $"{Requests}/{number}/signals", "s2", """{"code":"V05","channel":"callBack","result":"passed","reference":"EVT-9"}""");
        using var presence = await _console.PostAsync(_reports, $"{Requests}/{number}/signals", "s3", """{"code":"V06","channel":"inPerson","result":"failed","reference":"EVT-9"}""");
        using var manager = await _console.PostAsync(_reports, $"{Requests}/{number}/signals", "s4", """{"code":"V10","channel":"console","result":"passed","reference":"EVT-9"}""");
        using var unnamed = await _console.PostAsync(_reports, $"{Requests}/{number}/signals", "s5", """{"code":"V03","channel":"recoveryCode","result":"passed","reference":" "}""");

        Assert.Equal(HttpStatusCode.Created, accepted.StatusCode);
        Assert.Equal("counts", Text(await accepted.JsonAsync(), "standing"));
        foreach (var word in new[] { callBack, presence })
            Assert.Equal("SignalIsAPersonsWord", Assert.Single((await word.IsProblemAsync(HttpStatusCode.BadRequest, "input")).Refusals()).Code);
        Assert.Equal("NotTheManagerOfRecord", Assert.Single((await manager.IsProblemAsync(HttpStatusCode.Conflict, "refused")).Refusals()).Code);
        Assert.Equal("reference", Assert.Single((await unnamed.IsProblemAsync(HttpStatusCode.BadRequest, "input")).Refusals()).Field);
        Assert.Equal(["V01"], (await ReadAsync(number)).GetProperty("signals").EnumerateArray().Select(s => Text(s, "code")));
    }

    [Fact]
    [Trait("row", "R-088")]
    public async Task Report_AnExecution_ExactlyAsApproved_IsTakenOnce()
    {
        var request = await _scene.AwaitingApprovalAsync();
        await _scene.ApproveAsync(request.Id, _scene.Mona);
        using var early = await ExecuteAsync(request.Number, "e0", await HashAsync(request.Number));
        await early.IsProblemAsync(HttpStatusCode.Conflict, "refused");
        await _scene.ApproveAsync(request.Id, _scene.Rolf);

        using var other = await ExecuteAsync(request.Number, "e1", new string('0', 64));
        Assert.Equal("NotWhatWasApproved", Assert.Single((await other.IsProblemAsync(HttpStatusCode.Conflict, "refused")).Refusals()).Code);
        using var done = await ExecuteAsync(request.Number, "e2", await HashAsync(request.Number));
        using var again = await ExecuteAsync(request.Number, "e2", await HashAsync(request.Number));
        using var twice = await ExecuteAsync(request.Number, "e3", await HashAsync(request.Number));

        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.NoContent), (done.StatusCode, again.StatusCode));
        Assert.Equal("NotAtThisStage", Assert.Single((await twice.IsProblemAsync(HttpStatusCode.Conflict, "refused")).Refusals()).Code);
        var read = await ReadAsync(request.Number);
        Assert.Equal(("monitoring", "AD-4711"), (Text(read, "state"), read.GetProperty("execution").GetProperty("reference").GetString()));
        Assert.Null((await _scene.FindAsync(request.Id)).Content.TriggeredBy);
    }

    /// <summary>Where verifying and carrying out are separate, one key does not do both.</summary>
    [Fact]
    [Trait("row", "R-191")]
    public async Task Report_AnExecutionByTheKeyThatReportedSignals_IsRefusedAtHighLevels()
    {
        var both = await _console.KeyAsync(ApiScope.RequestsEvidence, ApiScope.RequestsExecution);
        var request = await _scene.AwaitingApprovalAsync();
        using var signal = await _console.PostAsync(both, $"{Requests}/{request.Number}/signals", "s1", """{"code":"V09","channel":"managedDevice","result":"passed","reference":"EVT-9"}""");
        Assert.Equal(HttpStatusCode.Created, signal.StatusCode);
        await _scene.ApproveAsync(request.Id, _scene.Mona);
        await _scene.ApproveAsync(request.Id, _scene.Rolf);

        using var same = await ExecuteAsync(request.Number, "e1", await HashAsync(request.Number), both);
        using var other = await ExecuteAsync(request.Number, "e1", await HashAsync(request.Number));

        Assert.Equal("KeyReportedItsSignals", Assert.Single((await same.IsProblemAsync(HttpStatusCode.Conflict, "refused")).Refusals()).Code);
        Assert.Equal(HttpStatusCode.NoContent, other.StatusCode);
    }

    [Fact]
    public async Task List_PageByPageAndByState_IsInTheOrderOfNumbers()
    {
        for (var i = 0; i < 3; i++)
            await RaisedAsync($"r{i}");

        var first = await ListAsync("?limit=2");
        var rest = await ListAsync($"?limit=2&cursor={first.GetProperty("nextCursor").GetString()}");

        Assert.Equal(["000001", "000002", "000003"], new[] { first, rest }.SelectMany(p => p.GetProperty("items").EnumerateArray()).Select(r => Text(r, "number")![^6..]));
        Assert.Null(rest.GetProperty("nextCursor").GetString());
        Assert.Equal((3, 0), ((await ListAsync("?state=verifying")).GetProperty("items").GetArrayLength(), (await ListAsync("?state=approved")).GetProperty("items").GetArrayLength()));
        using var unknown = await _console.CallAsync(_reads, $"{Requests}?state=done");
        await unknown.IsProblemAsync(HttpStatusCode.BadRequest, "input");
    }

    [Fact]
    public async Task Find_WhatIsHeldAlready_IsNotSentAgain_AndAfterASignalItIs()
    {
        var number = await RaisedAsync();
        using var first = await _console.CallAsync(_reads, $"{Requests}/{number}");
        using var held = await _console.CallAsync(_reads, $"{Requests}/{number.ToLowerInvariant()}", ("If-None-Match", first.Headers.ETag!.ToString()));
        Assert.Equal(HttpStatusCode.NotModified, held.StatusCode);
        using var signal = await _console.PostAsync(_reports, $"{Requests}/{number}/signals", "s1", """{"code":"V01","channel":"authenticator","result":"passed","reference":"EVT-9"}""");

        using var changed = await _console.CallAsync(_reads, $"{Requests}/{number}", ("If-None-Match", first.Headers.ETag!.ToString()));

        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
    }

    [Theory]
    [InlineData("REQ-2026-999999")]
    [InlineData("RP-0001")]
    [InlineData("..%2f..%2fetc")]
    public async Task WhatIsNotThere_IsNotFoundForEveryAct(string number)
    {
        using var read = await _console.CallAsync(_reads, $"{Requests}/{number}");
        using var signal = await _console.PostAsync(_reports, $"{Requests}/{number}/signals", "s1", """{"code":"V01","channel":"authenticator","result":"passed","reference":"EVT-9"}""");
        using var execution = await ExecuteAsync(number, "e1", "x");

        foreach (var answer in new[] { read, signal, execution })
            await answer.IsProblemAsync(HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task EveryAct_WithoutItsScope_IsRefusedAndWrittenDown()
    {
        var number = await RaisedAsync();
        using var write = await _console.PostAsync(_reads, Requests, "x1", Unlock);
        using var read = await _console.CallAsync(_writes, $"{Requests}/{number}");
        using var signal = await _console.PostAsync(_executes, $"{Requests}/{number}/signals", "x2", """{"code":"V01","channel":"authenticator","result":"passed","reference":"EVT-9"}""");
        using var execution = await ExecuteAsync(number, "x3", "x", _reports);

        foreach (var answer in new[] { write, read, signal, execution })
            await answer.IsProblemAsync(HttpStatusCode.Forbidden, "scope-missing");
    }

    /// <summary>Machines raise, read and report. They never decide, confirm, clear, release, edit or cancel (design, section 6).</summary>
    [Fact]
    public void Keys_HaveNoWayToDecide()
    {
        var acts = _console.Use<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.RoutePattern.RawText?.StartsWith("/api/v1/requests", StringComparison.Ordinal) == true)
            .SelectMany(e => e.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Select(m => $"{m} {e.RoutePattern.RawText}"));
        Assert.Equal(
            [
                "GET /api/v1/requests", "GET /api/v1/requests/{number}", "POST /api/v1/requests", "POST /api/v1/requests/triggered", "POST /api/v1/requests/{number}/execution",
                "POST /api/v1/requests/{number}/signals",
            ],
            acts.Select(a => a.TrimEnd('/')).Order(StringComparer.Ordinal));
        foreach (var decides in new[] { typeof(ApproveRequest), typeof(RejectRequest), typeof(ConfirmSignal), typeof(ClearRequest), typeof(ReleaseRequest), typeof(EditRequest), typeof(CancelRequest), typeof(MarkSubject), typeof(EndSubjectMark) })
            Assert.False(UseCaseAuthorisation.MightAllow(decides, ActorKind.ApiKey, new HashSet<Role> { Role.ApiClient }, Enum.GetValues<ApiScope>().ToHashSet()), decides.Name);
    }

    private static string? Text(JsonElement json, string name) => json.GetProperty(name).GetString();

    private async Task<string> RaisedAsync(string name = "r1")
    {
        using var answer = await _console.PostAsync(_writes, Requests, name, Unlock);
        return Text((await answer.JsonAsync()).GetProperty("parts")[0], "number")!;
    }

    private async Task<JsonElement> ReadAsync(string number)
    {
        using var answer = await _console.CallAsync(_reads, $"{Requests}/{number}");
        return await answer.JsonAsync();
    }

    private async Task<JsonElement> ListAsync(string query)
    {
        using var answer = await _console.CallAsync(_reads, $"{Requests}{query}");
        return await answer.JsonAsync();
    }

    private async Task<string> HashAsync(string number) => Text(await ReadAsync(number), "contentHash")!;

    private Task<HttpResponseMessage> ExecuteAsync(string number, string name, string hash, HeldKey? key = null) =>
        _console.PostAsync(key ?? _executes, $"{Requests}/{number}/execution", name, $$"""{"contentHash":"{{hash}}","reference":"AD-4711","before":"none","after":"in the group"}""");
}
