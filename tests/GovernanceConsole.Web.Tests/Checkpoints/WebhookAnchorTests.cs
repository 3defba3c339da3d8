using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using GovernanceConsole.Checkpoints;
using GovernanceConsole.Ledger;
using GovernanceConsole.Ledger.Bundles;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace GovernanceConsole.Web.Tests.Checkpoints;

/// <summary>Against a real receiver on this machine.</summary>
public sealed class WebhookAnchorTests : IAsyncLifetime
{
    private static readonly DateTimeOffset At = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly byte[] Secret = [.. Enumerable.Range(1, 32).Select(i => (byte)i)];
    private readonly List<(Dictionary<string, string> Headers, byte[] Body)> _received = [];
    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = TimeSpan.FromSeconds(2) };
    private WebApplication _receiver = null!;
    private Func<HttpContext, Task> _answer = _ => Task.CompletedTask;

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _receiver = builder.Build();
        _receiver.Run(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            _received.Add((context.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase), body.ToArray()));
            await _answer(context);
        });
        await _receiver.StartAsync();
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _receiver.DisposeAsync();
    }

    [Fact]
    public async Task Keep_ACheckpoint_PostsItSignedAsStandardWebhooksHasIt()
    {
        await AnchorAt("/hook").KeepAsync(Note(3), CancellationToken.None);

        var (headers, body) = Assert.Single(_received);
        var signed = $"{headers["webhook-id"]}.{headers["webhook-timestamp"]}.{Encoding.UTF8.GetString(body)}";
        Assert.Equal($"v1,{Convert.ToBase64String(HMACSHA256.HashData(Secret, Encoding.UTF8.GetBytes(signed)))}", headers["webhook-signature"]);
        Assert.Equal(At.ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture), headers["webhook-timestamp"]);
        using var told = JsonDocument.Parse(body);
        Assert.Equal("ledger.checkpoint", told.RootElement.GetProperty("type").GetString());
        Assert.Equal(3, Checkpoint.Parse(SignedNote.Parse(told.RootElement.GetProperty("data").GetProperty("note").GetString()!).Text).Size);
    }

    [Fact]
    public async Task Keep_TheSameAgain_CarriesTheSameIdAndAnotherOneAnother()
    {
        var (three, four) = (Note(3), Note(4));
        foreach (var note in new[] { three, three, four })
            await AnchorAt("/hook").KeepAsync(note, CancellationToken.None);

        var ids = _received.ConvertAll(r => r.Headers["webhook-id"]);
        Assert.Equal(ids[0], ids[1]);
        Assert.NotEqual(ids[0], ids[2]);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(404)]
    [InlineData(302)]
    [InlineData(304)]
    public async Task Keep_WithAnAnswerThatIsNoYes_SaysWhichAnswer(int status)
    {
        _answer = context =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers.Location = "/elsewhere";
            return Task.CompletedTask;
        };

        Assert.EndsWith($"/hook answered {status}.", (await RefusedAsync(AnchorAt("/hook?token=hidden"))).Message, StringComparison.Ordinal);
        Assert.Single(_received);
    }

    [Fact]
    public async Task Keep_WithAnEndlessYes_TakesItWithoutReadingOn()
    {
        _answer = async context =>
        {
            while (!context.RequestAborted.IsCancellationRequested)
                await context.Response.WriteAsync(new string('x', 4096));
        };

        await AnchorAt("/hook").KeepAsync(Note(3), CancellationToken.None);
    }

    [Fact]
    public async Task Keep_WithoutAnAnswer_GivesUp()
    {
        _answer = context => Task.Delay(TimeSpan.FromSeconds(30), context.RequestAborted);

        Assert.Contains("did not answer in time", (await RefusedAsync(AnchorAt("/hook"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keep_WithGarbageInsteadOfHttp_SaysSo()
    {
        using var garbage = new TcpListener(IPAddress.Loopback, 0);
        garbage.Start();
        var answering = Task.Run(async () =>
        {
            using var guest = await garbage.AcceptTcpClientAsync();
            await guest.GetStream().WriteAsync("not http at all\r\n\r\n"u8.ToArray());
        });

        var refused = await RefusedAsync(new WebhookAnchor(_client, new Uri($"http://127.0.0.1:{((IPEndPoint)garbage.LocalEndpoint).Port}/"), Secret));

        Assert.Contains("cannot be reached", refused.Message, StringComparison.Ordinal);
        await answering;
    }

    [Fact]
    public async Task Keep_WhereNobodyListens_SaysSo()
    {
        var address = Address();
        await _receiver.StopAsync();

        Assert.Contains("cannot be reached", (await RefusedAsync(new WebhookAnchor(_client, new Uri(address), Secret))).Message, StringComparison.Ordinal);
    }

    private static Task<AnchorException> RefusedAsync(WebhookAnchor anchor) => Assert.ThrowsAsync<AnchorException>(() => anchor.KeepAsync(Note(3), CancellationToken.None));

    private WebhookAnchor AnchorAt(string path) => new(_client, new Uri(new Uri(Address()), path), Secret);

    private string Address() => _receiver.Services.GetRequiredService<Microsoft.AspNetCore.Hosting.Server.IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    private static AnchoredNote Note(long size)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new AnchoredNote(At, SignedNote.Sign(new Checkpoint("console.example/1", size, new byte[32]).ToText(), key, "console.example/1"));
    }
}
