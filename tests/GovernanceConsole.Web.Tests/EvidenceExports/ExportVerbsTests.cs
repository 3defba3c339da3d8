using System.IO.Compression;
using System.Text.Json;
using GovernanceConsole.Web.Tests.Hosting;

namespace GovernanceConsole.Web.Tests.EvidenceExports;

public sealed class ExportVerbsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("governance-console-verbs-").FullName;

    [Fact]
    public async Task Evidence_OfAList_WritesTheWorkbookAndSaysItsHashes()
    {
        var file = Path.Combine(_folder, "people.xlsx");

        var (code, output, error) = await ConfigurationTests.RunAsync(["export", "evidence", "--list", "people", "--out", file, "--filter", "state=Active", "--json", .. Settings]);

        Assert.Equal((0, ""), (code, error));
        var answer = JsonDocument.Parse(output).RootElement;
        Assert.Equal("State: Active", answer.GetProperty("filter").GetString());
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(await File.ReadAllBytesAsync(file))), answer.GetProperty("fileHash").GetString());
        using var workbook = await ZipFile.OpenReadAsync(file);
        Assert.NotNull(workbook.GetEntry("xl/worksheets/data0001.xml"));
        Assert.Empty(Directory.GetFiles(Path.Combine(_folder, "exports")));
    }

    [Fact]
    public async Task Evidence_OfAListThatIsNot_NamesTheOnesThereAre()
    {
        var file = Path.Combine(_folder, "salaries.xlsx");

        var (code, _, error) = await ConfigurationTests.RunAsync(["export", "evidence", "--list", "salaries", "--out", file, .. Settings]);

        Assert.Equal(1, code);
        Assert.Contains("people", error, StringComparison.Ordinal);
        Assert.False(File.Exists(file));
    }

    [Fact]
    public async Task Evidence_IntoAFileThatIsThere_LeavesItAlone()
    {
        var file = Path.Combine(_folder, "people.xlsx");
        await File.WriteAllTextAsync(file, "of yesterday");

        var (code, _, error) = await ConfigurationTests.RunAsync(["export", "evidence", "--list", "people", "--out", file, .. Settings]);

        Assert.Equal(1, code);
        Assert.Contains("is there already", error, StringComparison.Ordinal);
        Assert.Equal("of yesterday", await File.ReadAllTextAsync(file));
    }

    [Theory]
    [InlineData("--filter", "state")]
    [InlineData("--filter", "state=Draft")]
    [InlineData("--filter", "colour=red")]
    [InlineData("--filter", "state=Left", "--filter", "state=Active")]
    public async Task Evidence_WithAFilterThatIsNone_WritesNothing(params string[] filter)
    {
        var file = Path.Combine(_folder, "people.xlsx");

        var (code, _, error) = await ConfigurationTests.RunAsync(["export", "evidence", "--list", "people", "--out", file, .. filter, .. Settings]);

        Assert.NotEqual(0, code);
        Assert.NotEqual("", error);
        Assert.False(File.Exists(file));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string[] Settings =>
    [
        $"--ConnectionStrings:Governance=Data Source={Path.Combine(_folder, "governance.db")}",
        $"--Exports:Folder={Path.Combine(_folder, "exports")}",
    ];
}
