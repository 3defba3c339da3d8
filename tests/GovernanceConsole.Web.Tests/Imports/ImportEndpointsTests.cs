using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.RegularExpressions;
using GovernanceConsole.Imports;
using GovernanceConsole.Web.Imports;
using GovernanceConsole.Web.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;

namespace GovernanceConsole.Web.Tests.Imports;

public sealed partial class ImportEndpointsTests : IAsyncLifetime
{
    private readonly ConsoleFactory _console = new();
    private HttpClient _browser = null!;
    private string _token = "";

    public async Task InitializeAsync()
    {
        _browser = _console.Browser();
        _console.Services.GetRequiredService<ImportOptions>().Folder = Directory.CreateTempSubdirectory("governance-console-import-endpoint-").FullName;
        var page = await _browser.GetStringAsync("/sign-in");
        using var founded = await _browser.PostAsync("/sign-in/first", new FormUrlEncodedContent(
        [
            new("commandId", Hidden("commandId", page)), new("name", "Gesa Founder"), new("key", "E0000"), new("__RequestVerificationToken", Hidden("__RequestVerificationToken", page)),
        ]));
        _token = Hidden("__RequestVerificationToken", await _browser.GetStringAsync("/sign-in"));
    }

    public async Task DisposeAsync()
    {
        var folder = _console.Services.GetRequiredService<ImportOptions>().FolderInUse;
        await _console.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Send_ACsv_IsReceivedWithItsHash()
    {
        using var answer = await SendAsync("a,b\n1,2\n"u8.ToArray(), "log.csv");

        var arrived = (await answer.Content.ReadFromJsonAsync<ArrivedFile>())!;
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(("log.csv", 8), (arrived.Name, arrived.Bytes));
        Assert.NotNull(_console.Services.GetRequiredService<FileIntake>().Find(arrived.Sha256!, arrived.Name, arrived.Bytes));
    }

    [Fact]
    public async Task Send_AFileLongerThanAnyForm_IsReceived()
    {
        using var answer = await SendAsync(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("0123456789abcde\n", 400_000))), "long.csv");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(6_400_000, (await answer.Content.ReadFromJsonAsync<ArrivedFile>())!.Bytes);
    }

    [Fact]
    public async Task Send_AFileInAnotherEncoding_IsRefusedWithItsLine()
    {
        using var answer = await SendAsync([.. "a\n"u8, 0xFC], "log.csv");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var arrived = (await answer.Content.ReadFromJsonAsync<ArrivedFile>())!;
        Assert.Null(arrived.Sha256);
        Assert.Contains("Line 2 holds bytes that are not UTF-8", Assert.Single(arrived.Refusals), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_MoreThanTheLimit_IsRefusedAndTheConsoleGoesOn()
    {
        _console.Services.GetRequiredService<ImportOptions>().MaximumFileBytes = 100_000;

        using var answer = await SendAsync(new byte[200_000], "log.csv");

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Contains("Imports:MaximumFileBytes", Assert.Single((await answer.Content.ReadFromJsonAsync<ArrivedFile>())!.Refusals), StringComparison.Ordinal);
        using var next = await SendAsync("a,b\n1,2\n"u8.ToArray(), "log.csv");
        Assert.Equal(HttpStatusCode.OK, next.StatusCode);
    }

    [Fact]
    public async Task Send_AZipBomb_IsRefused()
    {
        var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = zip.CreateEntry("bomb.csv").Open();
            entry.Write(Enumerable.Repeat((byte)'a', 20_000_000).ToArray());
        }

        using var answer = await SendAsync(memory.ToArray(), "bomb.zip");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
    }

    [Fact]
    public async Task Template_OfAShippedMapping_IsAFileWithItsHeaders()
    {
        using var answer = await _browser.GetAsync("/imports/templates/people.csv");

        Assert.Equal("people-template.csv", answer.Content.Headers.ContentDisposition?.FileName);
        Assert.StartsWith("\uFEFFkey,name,email,", Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Template_OfAMappingThatIsNone_IsNotFound()
    {
        using var answer = await _browser.GetAsync("/imports/templates/salaries.csv");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Send_WithoutThePagesToken_IsRefused()
    {
        using var answer = await _browser.PostAsync("/imports/files?name=log.csv", new ByteArrayContent("a\n1\n"u8.ToArray()));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Send_WithoutAName_IsRefusedInASentence()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/imports/files") { Content = new ByteArrayContent("a\n1\n"u8.ToArray()) };
        request.Headers.Add("RequestVerificationToken", _token);
        using var answer = await _browser.SendAsync(request);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("without its name", Assert.Single((await answer.Content.ReadFromJsonAsync<ArrivedFile>())!.Refusals), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/imports/files?name=log.csv")]
    [InlineData("/exports/people.xlsx")]
    public async Task Send_AFormThatIsBroken_IsRefusedInASentence(string path)
    {
        using var content = new ByteArrayContent("--x\r\nbroken"u8.ToArray()) { Headers = { ContentType = new("multipart/form-data") { Parameters = { new("boundary", "x") } } } };
        using var answer = await _browser.PostAsync(path, content);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("load", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_ByNobody_IsRefused()
    {
        using var stranger = _console.Browser(keepsCookies: false);

        using var answer = await stranger.PostAsync("/imports/files?name=log.csv", new ByteArrayContent("a\n1\n"u8.ToArray()));

        Assert.NotEqual(HttpStatusCode.OK, answer.StatusCode);
    }

    private async Task<HttpResponseMessage> SendAsync(byte[] content, string name)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/imports/files?name={Uri.EscapeDataString(name)}") { Content = new ByteArrayContent(content) };
        request.Headers.Add("RequestVerificationToken", _token);
        return await _browser.SendAsync(request);
    }

    private static string Hidden(string name, string page) =>
        HiddenField().Matches(page).First(m => m.Groups[1].Value == name).Groups[2].Value;

    [GeneratedRegex("""<input[^>]*name="([^"]+)"[^>]*value="([^"]*)"[^>]*>""", RegexOptions.None, 1000)]
    private static partial Regex HiddenField();
}
