using System.Net;
using GovernanceConsole.Identity;
using GovernanceConsole.RecoveryPaths;
using GovernanceConsole.Web.Tests.Api;

namespace GovernanceConsole.Web.Tests.RecoveryPaths;

public sealed class RecoveryPathApiTests : IAsyncLifetime
{
    private const string Paths = "/api/v1/recovery-paths";
    private readonly ApiConsole _console = new();
    private HeldKey _key = null!;

    public async Task InitializeAsync()
    {
        await _console.InitializeAsync();
        _key = await _console.KeyAsync(ApiScope.PathsRead);
        for (var i = 1; i <= 5; i++)
            await _console.PathAsync($"Path {i}");
    }

    public Task DisposeAsync() => _console.DisposeAsync();

    [Fact]
    public async Task List_PageByPage_IsTheRegister()
    {
        var (numbers, cursor, pages) = (new List<string>(), "", 0);
        do
        {
            using var answer = await _console.CallAsync(_key, $"{Paths}?limit=2{cursor}");
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            var page = await answer.JsonAsync();
            numbers.AddRange(page.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("number").GetString()!));
            cursor = page.GetProperty("nextCursor").GetString() is { } next ? $"&cursor={next}" : "";
            pages++;
        }
        while (cursor.Length > 0);

        Assert.Equal((3, "RP-0001 RP-0002 RP-0003 RP-0004 RP-0005"), (pages, string.Join(' ', numbers)));
    }

    /// <summary>Rows that come meanwhile are told in their place, and no row twice.</summary>
    [Fact]
    public async Task List_GoneOnAfterAChange_RepeatsNoRow()
    {
        using var first = await _console.CallAsync(_key, $"{Paths}?limit=5");
        Assert.Null((await first.JsonAsync()).GetProperty("nextCursor").GetString());
        using var some = await _console.CallAsync(_key, $"{Paths}?limit=4");
        var cursor = (await some.JsonAsync()).GetProperty("nextCursor").GetString();
        await _console.PathAsync("Path 6");

        using var rest = await _console.CallAsync(_key, $"{Paths}?limit=4&cursor={cursor}");

        Assert.Equal(["RP-0005", "RP-0006"], (await rest.JsonAsync()).GetProperty("items").EnumerateArray().Select(i => i.GetProperty("number").GetString()));
    }

    [Fact]
    public async Task List_OfAState_IsNarrowed()
    {
        using var drafts = await _console.CallAsync(_key, $"{Paths}?state=draft");
        using var active = await _console.CallAsync(_key, $"{Paths}?state=ACTIVE");

        Assert.Equal((5, 0), ((await drafts.JsonAsync()).GetProperty("items").GetArrayLength(), (await active.JsonAsync()).GetProperty("items").GetArrayLength()));
    }

    [Fact]
    public async Task Find_APath_TellsWhoAnswersForItAndWhatIsMissing()
    {
        using var answer = await _console.CallAsync(_key, $"{Paths}/RP-0001");

        var path = await answer.JsonAsync();
        Assert.Equal(("RP-0001", "Path 1", "draft", "breakFix", "moderate"), (Text("number"), Text("name"), Text("state"), Text("lane"), Text("level")));
        Assert.Equal(["passwordReset"], path.GetProperty("requestKinds").EnumerateArray().Select(k => k.GetString()));
        Assert.Null(path.GetProperty("controlOwner").GetString());
        Assert.NotEqual(0, path.GetProperty("gaps").GetArrayLength());

        string? Text(string name) => path.GetProperty(name).GetString();
    }

    [Fact]
    public async Task Find_WhatIsHeldAlready_IsNotSentAgain()
    {
        using var first = await _console.CallAsync(_key, $"{Paths}/RP-0001");
        var tag = first.Headers.ETag!.ToString();
        Assert.Matches("^\"1-[0-9a-f]{16}\"$", tag);

        using var held = await _console.CallAsync(_key, $"{Paths}/rp-0001", ("If-None-Match", $"\"x\", {tag}"));
        using var weak = await _console.CallAsync(_key, $"{Paths}/RP-0001", ("If-None-Match", $"W/{tag}"));
        using var any = await _console.CallAsync(_key, $"{Paths}/RP-0001", ("If-None-Match", "*"));
        using var other = await _console.CallAsync(_key, $"{Paths}/RP-0002", ("If-None-Match", tag));

        Assert.Equal([HttpStatusCode.NotModified, HttpStatusCode.NotModified, HttpStatusCode.NotModified, HttpStatusCode.OK], new[] { held, weak, any, other }.Select(a => a.StatusCode));
        Assert.Equal((tag, 0), (held.Headers.ETag!.ToString(), (await held.Content.ReadAsByteArrayAsync()).Length));
    }

    [Fact]
    public async Task Find_AfterAChange_HasAnotherTag()
    {
        using var first = await _console.CallAsync(_key, $"{Paths}/RP-0001");
        var id = (await _console.Use<RecoveryPathQueries>().FindIdAsync("RP-0001"))!.Value;
        var before = (await _console.Use<RecoveryPathQueries>().FindAsync(id))!;
        Assert.True((await _console.Use<DescribeBoundary>().ExecuteAsync(
            CommandId.New(), new DescribeBoundaryInput(id, before.Version, new BoundaryDescription("Two signals.", null, null, null)), _console.Founder)).IsAccepted);

        using var again = await _console.CallAsync(_key, $"{Paths}/RP-0001", ("If-None-Match", first.Headers.ETag!.ToString()));

        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.StartsWith("\"2-", again.Headers.ETag!.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("RP-9999")]
    [InlineData("AK-0001")]
    [InlineData("..%2f..%2fetc")]
    [InlineData("RP-0001'--")]
    public async Task Find_WhatIsNotThere_IsNotFound(string number)
    {
        using var answer = await _console.CallAsync(_key, $"{Paths}/{number}");

        await answer.IsProblemAsync(HttpStatusCode.NotFound, "not-found");
    }
}
