using System.Buffers;
using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Storage;

namespace GovernanceConsole.Imports;

/// <summary>
/// Takes a file from a browser or a disk in one pass: unpacks, counts, hashes and checks the encoding while it writes
/// the text to a folder of ours. Memory does not grow with the file, and names inside a zip are never used as paths.
/// </summary>
public sealed partial class FileIntake(ImportOptions options)
{
    private const int BlockLength = 256 * 1024;

    /// <summary>The entry of one CSV takes some hundred bytes. More than this lists thousands, each of which would be an object in memory.</summary>
    private const long LongestZipDirectory = 256 * 1024;

    /// <summary>Receives a CSV or a zip with one.</summary>
    /// <param name="stream">From its present position to its end.</param>
    /// <param name="fileName">The name it came with; only its last part is kept.</param>
    /// <param name="cancellationToken">Gives up; nothing is left behind.</param>
    public async Task<Outcome<ReceivedFile>> ReceiveAsync(Stream stream, string fileName, CancellationToken cancellationToken = default)
    {
        DurableFiles.CreateFolder(options.FolderInUse);
        var arrived = TemporaryFile();
        var unpacked = TemporaryFile();
        try
        {
            var head = new byte[4];
            var length = await stream.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellationToken);
            var begun = head.AsMemory(0, length);
            if (!begun.Span.SequenceEqual("PK\u0003\u0004"u8))
                return await TakeTextAsync(begun, stream, unpacked, LastPart(fileName), promise: null, cancellationToken);

            if (await CopyAsync(begun, stream, arrived, cancellationToken) is not { } zipLength)
                return new FileIsTooLarge(options.MaximumFileBytes);
            return await UnpackAsync(arrived, zipLength, unpacked, LastPart(fileName), cancellationToken);
        }
        finally
        {
            File.Delete(arrived);
            File.Delete(unpacked);
        }
    }

    /// <summary>The file of an earlier check, or null where it is gone.</summary>
    public ReceivedFile? Find(string sha256, string fileName, long bytes)
    {
        var path = PathOf(sha256);
        if (!File.Exists(path))
            return null;
        using var text = File.OpenRead(path);
        text.Seek(-1, SeekOrigin.End);
        return new ReceivedFile(fileName, sha256, bytes, path, text.ReadByte() is '\n' or '\r');
    }

    /// <summary>Removes a file that is not needed any more.</summary>
    public void Forget(string sha256) => File.Delete(PathOf(sha256));

    /// <summary>Removes the older files of ours but those of the given hashes. What somebody else keeps in the folder stays.</summary>
    /// <param name="kept">Hashes of files that an import waits for.</param>
    /// <param name="writtenBefore">Younger files may be arriving at this moment.</param>
    public void ForgetAllBut(IReadOnlySet<string> kept, DateTimeOffset writtenBefore)
    {
        if (!Directory.Exists(options.FolderInUse))
            return;
        foreach (var file in new DirectoryInfo(options.FolderInUse).EnumerateFiles()
            .Where(f => OurNames().IsMatch(f.Name) && !kept.Contains(Path.GetFileNameWithoutExtension(f.Name)) && f.LastWriteTimeUtc < writtenBefore.UtcDateTime))
            file.Delete();
    }

    /// <summary>A file that waits under its hash, or one that was still arriving.</summary>
    [GeneratedRegex(@"^([0-9a-f]{64}\.csv|[0-9a-f]{32}\.part)$", RegexOptions.NonBacktracking)]
    private static partial Regex OurNames();

    private async Task<Outcome<ReceivedFile>> UnpackAsync(string zip, long zipLength, string target, string fileName, CancellationToken cancellationToken)
    {
        try
        {
            await using var packed = new FileStream(zip, FileMode.Open, FileAccess.Read, FileShare.Read);
            if (ZipDirectory.Of(packed) is not { } directory)
                return new ZipIsDamaged();
            if (directory.Length > LongestZipDirectory)
                return new ZipListsTooMuch(directory.Entries);
            await using var archive = await ZipArchive.CreateAsync(packed, ZipArchiveMode.Read, leaveOpen: true, entryNameEncoding: null, cancellationToken);
            var files = archive.Entries.Where(e => !e.FullName.EndsWith('/')).ToList();
            if (files is not [var entry])
                return new ZipHoldsNotOneFile(files.Count);
            if (entry.IsEncrypted)
                return new ZipIsDamaged();
            if (!entry.Name.EndsWith(".csv", StringComparison.OrdinalIgnoreCase))
                return new ZipHoldsNoCsv(Shown(entry.Name));
            await using var content = await OpenedAsync(entry, cancellationToken);
            return await TakeTextAsync(
                ReadOnlyMemory<byte>.Empty, content, target, fileName, new ZipPromise(zipLength * options.MaximumZipRatio, entry.Length, entry.Crc32), cancellationToken);
        }
        catch (Exception damaged) when (damaged is InvalidDataException or ArgumentException) // lengths and places below zero throw the second
        {
            return new ZipIsDamaged();
        }
    }

    /// <exception cref="InvalidDataException">The directory points to where no entry is.</exception>
    private static async Task<Stream> OpenedAsync(ZipArchiveEntry entry, CancellationToken cancellationToken)
    {
        try
        {
            return await entry.OpenAsync(cancellationToken);
        }
        catch (IOException outside)
        {
            throw new InvalidDataException(outside.Message, outside);
        }
    }

    /// <summary>What must be true of what a zip unpacks to.</summary>
    /// <param name="MostUnpacked">More is a bomb.</param>
    /// <param name="Length">As its directory claims. The unpacking stops there without a word, so the claim alone proves nothing.</param>
    /// <param name="Checksum">As its directory claims.</param>
    private sealed record ZipPromise(long MostUnpacked, long Length, uint Checksum);

    /// <summary>Copies text to the target as UTF-8 while it counts, hashes and checks. What a zip claims is compared with what came out.</summary>
    /// <param name="begun">What was read of it to see what it is.</param>
    /// <param name="rest">Everything after that.</param>
    /// <param name="target">Where it is written.</param>
    /// <param name="fileName">What it is called.</param>
    /// <param name="promise">Null for a file that came as it is.</param>
    /// <param name="cancellationToken">Gives up.</param>
    private async Task<Outcome<ReceivedFile>> TakeTextAsync(
        ReadOnlyMemory<byte> begun, Stream rest, string target, string fileName, ZipPromise? promise, CancellationToken cancellationToken)
    {
        var checksum = promise is null ? null : new Crc32();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(BlockLength);
        var bytes = 0L;
        TextCheck? text = null;
        try
        {
            await using (var output = new FileStream(target, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0))
            {
                begun.CopyTo(buffer);
                var filled = begun.Length;
                while (true)
                {
                    var read = await rest.ReadAtLeastAsync(buffer.AsMemory(filled, BlockLength - filled), 1, throwOnEndOfStream: false, cancellationToken);
                    filled += read;
                    if (read > 0 && filled < 4)
                        continue; // the byte order mark must be whole
                    bytes += filled;
                    if (bytes > options.MaximumFileBytes)
                        return new FileIsTooLarge(options.MaximumFileBytes);
                    if (bytes > promise?.MostUnpacked)
                        return new ZipRatioIsTooHigh(options.MaximumZipRatio);
                    var block = buffer.AsMemory(0, filled);
                    checksum?.Append(block.Span);
                    hash.AppendData(block.Span);
                    text ??= TextCheck.For(block.Span);
                    if (text.Take(block.Span, isLast: read == 0) is { } refusal)
                        return refusal;
                    await output.WriteAsync(text.AsUtf8, cancellationToken);
                    filled = 0;
                    if (read == 0)
                        break;
                }
            }

            if (promise is not null && (bytes != promise.Length || checksum!.Value != promise.Checksum))
                return new ZipIsDamaged();
            if (text.Written == 0)
                return new FileIsEmpty();
            var sha256 = Convert.ToHexStringLower(hash.GetHashAndReset());
            File.Move(target, PathOf(sha256), overwrite: true);
            return new ReceivedFile(fileName, sha256, bytes, PathOf(sha256), text.EndsWithLineEnd);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>How much was copied; null where it was too much.</summary>
    private async Task<long?> CopyAsync(ReadOnlyMemory<byte> begun, Stream rest, string target, CancellationToken cancellationToken)
    {
        await using var output = new FileStream(target, FileMode.CreateNew, FileAccess.Write, FileShare.None, BlockLength);
        await output.WriteAsync(begun, cancellationToken);
        var copied = (long)begun.Length;
        var buffer = ArrayPool<byte>.Shared.Rent(BlockLength);
        try
        {
            while (await rest.ReadAsync(buffer, cancellationToken) is > 0 and var read)
            {
                copied += read;
                if (copied > options.MaximumFileBytes)
                    return null;
                await output.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            }

            return copied;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private string TemporaryFile() =>
        Path.Combine(options.FolderInUse, $"{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16))}.part");

    private string PathOf(string sha256) => Path.Combine(options.FolderInUse, $"{sha256}.csv");

    /// <summary>Browsers send names, command lines send paths, of either system.</summary>
    private static string LastPart(string fileName) => Shown(fileName[(fileName.LastIndexOfAny(['/', '\\']) + 1)..]);

    private static string Shown(string name)
    {
        var readable = string.Concat(name.Where(c => !char.IsSurrogate(c) && TextRules.IsReadable(c)));
        return readable.Length switch
        {
            0 => "unnamed.csv",
            > 200 => readable[..200],
            _ => readable,
        };
    }

    /// <summary>Decides block by block whether the bytes are text, and gives them on as UTF-8.</summary>
    private sealed class TextCheck
    {
        private readonly Decoder? _utf16;
        private readonly int _markLength;
        private readonly byte[] _carried = new byte[4];
        private byte[] _output = [];
        private int _carriedLength;
        private int _outputLength;
        private long _line = 1;
        private bool _hasBegun;

        private TextCheck(Decoder? utf16, int markLength) => (_utf16, _markLength) = (utf16, markLength);

        public long Written { get; private set; }

        public bool EndsWithLineEnd { get; private set; }

        /// <summary>The last block as UTF-8.</summary>
        public ReadOnlyMemory<byte> AsUtf8 => _output.AsMemory(0, _outputLength);

        public static TextCheck For(ReadOnlySpan<byte> head) => head switch
        {
            [0xEF, 0xBB, 0xBF, ..] => new(utf16: null, markLength: 3),
            [0xFF, 0xFE, ..] => new(new UnicodeEncoding(bigEndian: false, byteOrderMark: false, throwOnInvalidBytes: true).GetDecoder(), markLength: 2),
            [0xFE, 0xFF, ..] => new(new UnicodeEncoding(bigEndian: true, byteOrderMark: false, throwOnInvalidBytes: true).GetDecoder(), markLength: 2),
            _ => new(utf16: null, markLength: 0),
        };

        public Refusal? Take(ReadOnlySpan<byte> block, bool isLast)
        {
            if (!_hasBegun)
                block = block[_markLength..];
            _hasBegun = true;
            return (_utf16 is null ? TakeUtf8(block, isLast) : TakeUtf16(block, isLast)) ?? Look();
        }

        private FileRefusal? TakeUtf8(ReadOnlySpan<byte> block, bool isLast)
        {
            Reserve(_carriedLength + block.Length);
            _carried.AsSpan(0, _carriedLength).CopyTo(_output);
            block.CopyTo(_output.AsSpan(_carriedLength));
            var all = _output.AsSpan(0, _carriedLength + block.Length);
            var whole = isLast ? all.Length : all.Length - IncompleteTail(all);
            all[whole..].CopyTo(_carried);
            _carriedLength = all.Length - whole;
            _outputLength = whole;
            return Utf8.IsValid(all[..whole]) ? null : new EncodingIsUnknown(LineOfFirstFault(all[..whole]));
        }

        private EncodingIsUnknown? TakeUtf16(ReadOnlySpan<byte> block, bool isLast)
        {
            try
            {
                var characters = new char[_utf16!.GetCharCount(block, isLast)];
                var count = _utf16.GetChars(block, characters, isLast);
                Reserve(Encoding.UTF8.GetMaxByteCount(count));
                _outputLength = Encoding.UTF8.GetBytes(characters.AsSpan(0, count), _output);
                return null;
            }
            catch (DecoderFallbackException fault) // half of a pair, or half of a character
            {
                var before = Math.Clamp(fault.Index, 0, block.Length);
                return new EncodingIsUnknown(_line + block[..before].Count((byte)'\n'));
            }
        }

        /// <summary>Counts lines and looks for zero bytes in what was decoded.</summary>
        private FileIsNotText? Look()
        {
            var text = _output.AsSpan(0, _outputLength);
            if (text.IndexOf((byte)0) is >= 0 and var zero)
                return new FileIsNotText(_line + text[..zero].Count((byte)'\n'));
            _line += text.Count((byte)'\n');
            Written += text.Length;
            if (text is [.., var last])
                EndsWithLineEnd = last is (byte)'\n' or (byte)'\r';
            return null;
        }

        private long LineOfFirstFault(ReadOnlySpan<byte> text)
        {
            var line = _line;
            while (Rune.DecodeFromUtf8(text, out var rune, out var consumed) == OperationStatus.Done)
            {
                if (rune.Value == '\n')
                    line++;
                text = text[consumed..];
            }

            return line;
        }

        /// <summary>How many bytes at the end begin a character that goes on in the next block.</summary>
        private static int IncompleteTail(ReadOnlySpan<byte> text)
        {
            for (var back = 1; back <= Math.Min(3, text.Length); back++)
            {
                var lead = text[^back];
                if ((lead & 0xC0) == 0x80)
                    continue;
                var needed = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
                return needed > back ? back : 0;
            }

            return 0;
        }

        private void Reserve(int length)
        {
            if (_output.Length < length)
                _output = new byte[length];
        }
    }
}
