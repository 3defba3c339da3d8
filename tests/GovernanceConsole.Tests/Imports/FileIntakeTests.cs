using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using GovernanceConsole.Identity;
using GovernanceConsole.Imports;

namespace GovernanceConsole.Tests.Imports;

public sealed class FileIntakeTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("governance-console-intake-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Receive_PlainUtf8_KeepsTextAndHash()
    {
        var bytes = "a,b\n1,ü\n"u8.ToArray();

        var file = (await ReceiveAsync(bytes, @"C:\exports\log.csv")).Value;

        Assert.Equal("log.csv", file.FileName);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), file.Sha256);
        Assert.Equal(bytes, await File.ReadAllBytesAsync(file.Path));
        Assert.True(file.EndsWithLineEnd);
        Assert.Single(Directory.GetFiles(_folder));
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public async Task Receive_WithAByteOrderMark_KeepsTheTextAsUtf8WithoutIt(string encoding)
    {
        const string Text = "number,name\n1,Größe 🙂\n";
        var writing = Encoding.GetEncoding(encoding);
        byte[] bytes = [.. writing.Preamble, .. writing.GetBytes(Text)];

        var file = (await ReceiveAsync(bytes)).Value;

        Assert.Equal(Encoding.UTF8.GetBytes(Text), await File.ReadAllBytesAsync(file.Path));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), file.Sha256);
    }

    [Fact]
    public async Task Receive_CharactersAcrossBlocks_StayWhole()
    {
        var text = string.Concat(Enumerable.Repeat("a€🙂ü\n", 100_000));

        var file = (await ReceiveAsync(Encoding.UTF8.GetBytes(text))).Value;

        Assert.Equal(text, await File.ReadAllTextAsync(file.Path));
    }

    [Fact]
    public async Task Receive_Latin1_IsRefusedAsEncodingIsUnknownAndNamesTheLine()
    {
        byte[] bytes = [.. "number,name\n1,a\n2,"u8, 0xFC, .. "\n"u8];

        var refusal = await RefusedAsync(bytes);

        Assert.Equal(3, Assert.IsType<EncodingIsUnknown>(refusal).Line);
        Assert.Contains("Line 3", refusal.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Receive_Latin1BehindTheFirstBlock_NamesTheLine()
    {
        byte[] bytes = [.. Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("0123456789\n", 50_000))), 0xFC, .. "\n"u8];

        Assert.Equal(50_001, Assert.IsType<EncodingIsUnknown>(await RefusedAsync(bytes)).Line);
    }

    [Fact]
    public async Task Receive_HalfACharacterAtTheEnd_IsRefusedAsEncodingIsUnknown() =>
        Assert.IsType<EncodingIsUnknown>(await RefusedAsync([.. "a,b\n1,"u8, 0xE2, 0x82]));

    [Fact]
    public async Task Receive_BrokenUtf16_IsRefusedAsEncodingIsUnknown() =>
        Assert.Equal(2, Assert.IsType<EncodingIsUnknown>(await RefusedAsync([0xFF, 0xFE, .. Encoding.Unicode.GetBytes("a\n1"), 0x00, 0xD8, 0x41, 0x00])).Line);

    [Fact]
    public async Task Receive_AZeroByte_IsRefusedAsFileIsNotText() =>
        Assert.Equal(2, Assert.IsType<FileIsNotText>(await RefusedAsync([.. "a\nb"u8, 0, .. "c"u8])).Line);

    [Fact]
    public async Task Receive_Nothing_IsRefusedAsFileIsEmpty() => Assert.IsType<FileIsEmpty>(await RefusedAsync([]));

    [Fact]
    public async Task Receive_OnlyAByteOrderMark_IsRefusedAsFileIsEmpty() => Assert.IsType<FileIsEmpty>(await RefusedAsync([0xEF, 0xBB, 0xBF]));

    [Fact]
    public async Task Receive_AtTheLimit_IsTaken_AndOneByteMore_IsRefusedAsFileIsTooLarge()
    {
        var options = new ImportOptions { Folder = _folder, MaximumFileBytes = 1000 };

        Assert.True((await ReceiveAsync(Lines(1000), options: options)).IsAccepted);
        Assert.IsType<FileIsTooLarge>(Assert.Single((await ReceiveAsync(Lines(1001), options: options)).Refusals));
    }

    [Fact]
    public async Task Receive_TwoGigabytes_IsRefusedAfterTheLimitAndLeavesNothing()
    {
        var endless = new EndlessText(2L * 1024 * 1024 * 1024);

        var outcome = await new FileIntake(new ImportOptions { Folder = _folder, MaximumFileBytes = 20_000_000 }).ReceiveAsync(endless, "huge.csv");

        Assert.IsType<FileIsTooLarge>(Assert.Single(outcome.Refusals));
        Assert.InRange(endless.Given, 20_000_000, 21_000_000);
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public async Task Receive_AZipWithOneCsv_KeepsTheCsvAndItsHash()
    {
        var bytes = Lines(5000);

        var file = (await ReceiveAsync(Zip(("folder/log.csv", bytes)), "log.zip")).Value;

        Assert.Equal(bytes, await File.ReadAllBytesAsync(file.Path));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), file.Sha256);
        Assert.Equal("log.zip", file.FileName);
    }

    [Fact]
    public async Task Receive_AZipWithTwoFiles_IsRefusedAsZipHoldsNotOneFile() =>
        Assert.Equal(2, Assert.IsType<ZipHoldsNotOneFile>(await RefusedAsync(Zip(("a.csv", Lines(50)), ("b.csv", Lines(50))))).Files);

    [Fact]
    public async Task Receive_AZipInAZip_IsRefusedAsZipHoldsNoCsv() =>
        Assert.IsType<ZipHoldsNoCsv>(await RefusedAsync(Zip(("inner.zip", Zip(("a.csv", Lines(50)))))));

    [Fact]
    public void ForgetAllBut_InAFolderThatOthersUseToo_RemovesFilesOfTheIntakeOnly()
    {
        var kept = new string('a', 64);
        foreach (var name in new[] { $"{kept}.csv", $"{new string('b', 64)}.csv", $"{new string('c', 32)}.part", "accounts.csv", "thesis.docx" })
            File.WriteAllText(Path.Combine(_folder, name), "");

        new FileIntake(new ImportOptions { Folder = _folder }).ForgetAllBut(new HashSet<string>(StringComparer.Ordinal) { kept }, DateTimeOffset.MaxValue);

        Assert.Equal([$"{kept}.csv", "accounts.csv", "thesis.docx"], Directory.EnumerateFiles(_folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task ForgetAllBut_AFileThatIsArriving_LeavesIt()
    {
        var arriving = Path.Combine(_folder, $"{new string('c', 32)}.part");
        await File.WriteAllTextAsync(arriving, "");

        new FileIntake(new ImportOptions { Folder = _folder }).ForgetAllBut(new HashSet<string>(StringComparer.Ordinal), new DateTimeOffset(File.GetLastWriteTimeUtc(arriving)));

        Assert.True(File.Exists(arriving));
    }

    [Fact]
    public async Task Receive_ACutZip_IsRefusedAsZipIsDamaged()
    {
        var zip = Zip(("a.csv", Lines(5000)));

        Assert.IsType<ZipIsDamaged>(await RefusedAsync(zip[..(zip.Length / 2)]));
    }

    [Fact]
    [Trait("reliability", "I3")]
    public async Task Receive_AZipThatUnpacksToAThousandTimesItsLength_IsRefusedWithoutUnpackingIt()
    {
        var zeroes = Zip(("bomb.csv", new byte[300_000_000]));
        var letters = Zip(("bomb.csv", Enumerable.Repeat((byte)'a', 100_000_000).ToArray()));
        Assert.True(100_000_000 / letters.Length > 900);
        var before = GC.GetTotalAllocatedBytes(precise: true);

        Assert.IsType<FileIsNotText>(await RefusedAsync(zeroes));
        Assert.IsType<ZipRatioIsTooHigh>(await RefusedAsync(letters));

        Assert.True(GC.GetTotalAllocatedBytes(precise: true) - before < 50_000_000, "Memory must not grow with what a zip claims to hold.");
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    [Trait("reliability", "I3")]
    public async Task Receive_AHundredThousandParts_IsRefusedAsZipListsTooMuchBeforeTheyAreRead()
    {
        var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            for (var i = 0; i < 100_000; i++)
                zip.CreateEntry($"{i}.csv", CompressionLevel.NoCompression);
        }

        Assert.Equal(100_000, Assert.IsType<ZipListsTooMuch>(await RefusedAsync(memory.ToArray())).Entries);
    }

    [Fact]
    [Trait("reliability", "I3")]
    public async Task Receive_AZipWithNothingButFolders_IsRefusedAsZipListsTooMuch()
    {
        var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            for (var i = 0; i < 20_000; i++)
                zip.CreateEntry($"{i}/");
        }

        Assert.Equal("The zip lists 20,000 entries; it must hold exactly one file, a CSV. Nothing was stored.", Assert.IsType<ZipListsTooMuch>(await RefusedAsync(memory.ToArray())).Sentence);
    }

    [Fact]
    public async Task Receive_AZipThatClaimsAShorterFile_IsRefusedAsZipIsDamaged()
    {
        var zip = Zip(("log.csv", Lines(5000)));

        Assert.IsType<ZipIsDamaged>(await RefusedAsync(WithDirectory(zip, at: 24, BitConverter.GetBytes(2000))));
    }

    [Fact]
    public async Task Receive_AZipWithAnotherChecksum_IsRefusedAsZipIsDamaged()
    {
        var zip = Zip(("log.csv", Lines(5000)));

        Assert.IsType<ZipIsDamaged>(await RefusedAsync(WithDirectory(zip, at: 16, [1, 2, 3, 4])));
    }

    [Theory]
    [InlineData("", 0u)]
    [InlineData("123456789", 0xCBF43926u)]
    public void Crc32_OfTheStandardsExample_IsItsChecksum(string text, uint expected)
    {
        var checksum = new Crc32();
        foreach (var part in Encoding.ASCII.GetBytes(text).Chunk(4))
            checksum.Append(part);

        Assert.Equal(expected, checksum.Value);
    }

    [Theory]
    [Trait("reliability", "I3")]
    [InlineData("../../../evil.csv")]
    [InlineData("/etc/evil.csv")]
    [InlineData(@"..\..\evil.csv")]
    public async Task Receive_AZipWhoseNameLeavesTheFolder_WritesNothingThere(string name)
    {
        var file = (await ReceiveAsync(Zip((name, Lines(50))), "../../out.zip")).Value;

        Assert.Equal(_folder, Path.GetDirectoryName(file.Path));
        Assert.Equal("out.zip", file.FileName);
        Assert.Single(Directory.GetFiles(_folder));
    }

    [Fact]
    public async Task Receive_Cancelled_LeavesNothing()
    {
        using var cancelled = new CancellationTokenSource();
        var stream = new EndlessText(50_000_000, afterTenMegabytes: cancelled.Cancel);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            new FileIntake(new ImportOptions { Folder = _folder }).ReceiveAsync(stream, "log.csv", cancelled.Token));

        Assert.Empty(Directory.GetFiles(_folder));
    }

    private Task<Outcome<ReceivedFile>> ReceiveAsync(byte[] bytes, string name = "log.csv", ImportOptions? options = null) =>
        new FileIntake(options ?? new ImportOptions { Folder = _folder }).ReceiveAsync(new MemoryStream(bytes), name);

    private async Task<Refusal> RefusedAsync(byte[] bytes) => Assert.Single((await ReceiveAsync(bytes)).Refusals);

    /// <summary>The zip with another value in the directory's entry of its only file.</summary>
    private static byte[] WithDirectory(byte[] zip, int at, byte[] value)
    {
        var changed = zip.ToArray();
        value.CopyTo(changed, changed.AsSpan().LastIndexOf("PK\u0001\u0002"u8) + at);
        return changed;
    }

    private static byte[] Lines(int length) => [.. Enumerable.Range(0, length).Select(i => i % 20 == 19 ? (byte)'\n' : (byte)('a' + (i % 7)))];

    private static byte[] Zip(params (string Name, byte[] Content)[] files)
    {
        var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in files)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(content);
            }
        }

        return memory.ToArray();
    }

    /// <summary>A long stream that takes no memory.</summary>
    private sealed class EndlessText(long length, Action? afterTenMegabytes = null) : Stream
    {
        public long Given { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var given = (int)Math.Min(count, length - Given);
            buffer.AsSpan(offset, given).Fill((byte)'a');
            Given += given;
            if (Given > 10_000_000)
                afterTenMegabytes?.Invoke();
            return given;
        }

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
