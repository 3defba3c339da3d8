using System.Security.Cryptography;
using GovernanceConsole.Checkpoints;
using GovernanceConsole.Ledger;
using GovernanceConsole.Ledger.Bundles;

namespace GovernanceConsole.Tests.Checkpoints;

public sealed class FileAnchorTests : IDisposable
{
    private static readonly DateTimeOffset At = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly SignedNote Note = SignedNote.Sign(new Checkpoint("console.example/1", 0, MerkleTree.Root([])).ToText(), ECDsa.Create(ECCurve.NamedCurves.nistP256), "console.example/1");

    private readonly string _folder = Directory.CreateTempSubdirectory("governance-console-anchor-").FullName;

    private string File => Path.Combine(_folder, "anchors", "checkpoints.jsonl");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Keep_OneAfterAnother_AddsLinesThatAVerifierReads()
    {
        var anchor = new FileAnchor(File);
        await anchor.KeepAsync(new AnchoredNote(At, Note), CancellationToken.None);
        await anchor.KeepAsync(new AnchoredNote(At.AddHours(1), Note), CancellationToken.None);

        using var stream = System.IO.File.OpenRead(File);
        Assert.Equal([At, At.AddHours(1)], AnchoredNote.ParseFile(stream).Select(a => a.At));
    }

    [Fact]
    public async Task Keep_AfterALineThatWasCut_SaysSoAndAddsNothing()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        await System.IO.File.WriteAllTextAsync(File, "{\"at\":");

        var refused = await Assert.ThrowsAsync<AnchorException>(() => new FileAnchor(File).KeepAsync(new AnchoredNote(At, Note), CancellationToken.None));

        Assert.Contains("ends inside a line", refused.Message, StringComparison.Ordinal);
        Assert.Equal("{\"at\":", await System.IO.File.ReadAllTextAsync(File));
    }

    [Fact]
    public async Task Keep_WhereNobodyMayWrite_SaysSo()
    {
        await System.IO.File.WriteAllTextAsync(Path.Combine(_folder, "anchors"), "a file, not a folder");

        Assert.Contains("cannot be written", (await Assert.ThrowsAsync<AnchorException>(
            () => new FileAnchor(File).KeepAsync(new AnchoredNote(At, Note), CancellationToken.None))).Message, StringComparison.Ordinal);
    }

    /// <summary>A volume on which one may only add: the console's own word must do, and the turn goes on.</summary>
    [Fact]
    public async Task Holds_WhereTheFileCannotBeRead_IsNotKnown()
    {
        var folder = Directory.CreateTempSubdirectory("governance-console-tests-").FullName;
        var file = Path.Combine(folder, "checkpoints.jsonl");
        await System.IO.File.WriteAllTextAsync(file, "locked\n");
        await using (new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
            Assert.Null(await new FileAnchor(file).HoldsAsync("a/1", default));
        Directory.Delete(folder, recursive: true);
    }
}
