using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace GovernanceConsole.Ledger.Bundles;

/// <summary>Which private texts a bundle brings along.</summary>
public enum PrivateTexts
{
    /// <summary>None: the recipient checks the proofs and reads no personal data.</summary>
    None,

    /// <summary>All that were not erased; the verifier then wants an erasure's entry for each one that lacks.</summary>
    All,
}

/// <summary>One ledger of a bundle.</summary>
/// <param name="Name">The ledger's name.</param>
/// <param name="Folder">Where in the zip its files are.</param>
/// <param name="Private">Which texts are revealed.</param>
public sealed record BundledLedger(string Name, string Folder, PrivateTexts Private);

/// <summary>The table of contents, <c>bundle.json</c>.</summary>
/// <param name="Ledgers">At least one.</param>
/// <param name="MadeAt">When, by the clock of the machine that exported.</param>
public sealed partial record BundleManifest(IReadOnlyList<BundledLedger> Ledgers, DateTimeOffset MadeAt)
{
    /// <summary>Its canonical bytes.</summary>
    public byte[] ToBytes()
    {
        var at = new byte[Instant.Length];
        Instant.Write(MadeAt, at);
        return CanonicalJson.FromObject(new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["v"] = 1,
            ["made"] = Encoding.ASCII.GetString(at),
            ["ledgers"] = Ledgers.Select(l => new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["folder"] = l.Folder,
                ["name"] = l.Name,
                ["private"] = l.Private == PrivateTexts.All ? "all" : "none",
            }).ToList(),
        });
    }

    /// <exception cref="LedgerFormatException">It is not a table of contents.</exception>
    public static BundleManifest Parse(ReadOnlySpan<byte> utf8)
    {
        var root = CanonicalLine.Read(utf8, "bundle.json");
        try
        {
            if (root.GetProperty("v").GetInt32() != 1)
                throw new LedgerFormatException("The bundle is of a version that this verifier does not know.");
            var ledgers = root.GetProperty("ledgers").EnumerateArray().Select(Ledger).ToList();
            if (ledgers.Count == 0 || ledgers.DistinctBy(l => l.Name).Count() != ledgers.Count || ledgers.DistinctBy(l => l.Folder).Count() != ledgers.Count)
                throw new LedgerFormatException("bundle.json names no ledger, or one twice.");
            return Instant.TryRead(Encoding.UTF8.GetBytes(root.GetProperty("made").GetString()!), out var made)
                ? new BundleManifest(ledgers, made)
                : throw new LedgerFormatException("bundle.json does not say when it was made.");
        }
        catch (Exception exception) when (exception is KeyNotFoundException or InvalidOperationException or FormatException or ArgumentNullException)
        {
            throw new LedgerFormatException($"bundle.json cannot be read: {exception.Message}", exception);
        }
    }

    private static BundledLedger Ledger(JsonElement ledger)
    {
        var (name, folder) = (ledger.GetProperty("name").GetString()!, ledger.GetProperty("folder").GetString()!);
        LedgerName.Check(name);
        if (!Folder().IsMatch(folder))
            throw new LedgerFormatException("A folder of a bundle has a name of small letters, digits and hyphens.");
        return ledger.GetProperty("private").GetString() switch
        {
            "all" => new BundledLedger(name, folder, PrivateTexts.All),
            "none" => new BundledLedger(name, folder, PrivateTexts.None),
            _ => throw new LedgerFormatException("bundle.json says neither that private texts are revealed nor that they are not."),
        };
    }

    [GeneratedRegex("^[a-z0-9-]{1,40}$", RegexOptions.NonBacktracking)]
    private static partial Regex Folder();
}

/// <summary>The zip itself: each name once, nothing longer than it may be.</summary>
internal sealed class BundleFiles : IDisposable
{
    private const int LongestText = 64 * 1024 * 1024;

    private readonly ZipArchive _zip;
    private readonly Dictionary<string, ZipArchiveEntry> _files = new(StringComparer.Ordinal);

    /// <exception cref="LedgerFormatException">It is not a zip, or names a file twice: readers would take different ones.</exception>
    public BundleFiles(Stream stream)
    {
        try
        {
            _zip = new ZipArchive(stream, ZipArchiveMode.Read);
            foreach (var file in _zip.Entries)
            {
                if (!_files.TryAdd(file.FullName, file))
                    throw new LedgerFormatException("The bundle holds two files of one name.");
            }
        }
        catch (InvalidDataException exception)
        {
            throw new LedgerFormatException($"The bundle is not a zip file: {exception.Message}", exception);
        }
    }

    public bool Has(string name) => _files.ContainsKey(name);

    /// <exception cref="LedgerFormatException">The bundle lacks it.</exception>
    public Stream Open(string name)
    {
        try
        {
            return _files.TryGetValue(name, out var file) ? file.Open() : throw new LedgerFormatException($"The bundle lacks {name}.");
        }
        catch (InvalidDataException exception)
        {
            throw new LedgerFormatException($"{name} cannot be unpacked: {exception.Message}", exception);
        }
    }

    /// <summary>A whole small file.</summary>
    public byte[] Read(string name)
    {
        using var stream = Open(name);
        using var memory = new MemoryStream();
        var buffer = new byte[81_920];
        for (int read; (read = stream.Read(buffer)) > 0;)
        {
            memory.Write(buffer, 0, read);
            if (memory.Length > LongestText)
                throw new LedgerFormatException($"{name} is longer than 64 MB.");
        }

        return memory.ToArray();
    }

    public void Dispose() => _zip.Dispose();
}

/// <summary>A JSON value that must be canonical, one to a line.</summary>
internal static class CanonicalLine
{
    private const int LongestLine = 16 * 1024 * 1024;

    /// <exception cref="LedgerFormatException">It is not canonical JSON.</exception>
    public static JsonElement Read(ReadOnlySpan<byte> utf8, string where)
    {
        if (!CanonicalJson.IsCanonical(utf8))
            throw new LedgerFormatException($"{where}: not canonical JSON.");
        using var document = JsonDocument.Parse(utf8.ToArray());
        return document.RootElement.Clone();
    }

    /// <summary>The lines of a file, each ended by a line feed.</summary>
    /// <exception cref="LedgerFormatException">The last line is cut, or one is longer than 16 MB.</exception>
    public static IEnumerable<byte[]> Lines(Stream stream, string where)
    {
        var line = new MemoryStream();
        var buffer = new byte[81_920];
        for (int read; (read = stream.Read(buffer)) > 0;)
        {
            for (var at = 0; at < read;)
            {
                var end = buffer.AsSpan(at, read - at).IndexOf((byte)'\n');
                line.Write(buffer, at, end < 0 ? read - at : end);
                if (line.Length > LongestLine)
                    throw new LedgerFormatException($"{where} has a line of more than 16 MB.");
                if (end < 0)
                    break;
                yield return line.ToArray();
                line.SetLength(0);
                at += end + 1;
            }
        }

        if (line.Length > 0)
            throw new LedgerFormatException($"{where} ends inside a line.");
    }
}

/// <summary>What an anchor kept: a checkpoint, and when it was handed over.</summary>
/// <param name="At">By the anchor's clock.</param>
/// <param name="Note">The signed note as it was handed over.</param>
public sealed record AnchoredNote(DateTimeOffset At, SignedNote Note)
{
    /// <summary>One line of an anchor file, without its line feed.</summary>
    public string ToLine()
    {
        var at = new byte[Instant.Length];
        Instant.Write(At, at);
        return Encoding.UTF8.GetString(CanonicalJson.FromObject(new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["at"] = Encoding.ASCII.GetString(at),
            ["note"] = Note.ToText(),
        }));
    }

    /// <exception cref="LedgerFormatException">It is not a line of an anchor file.</exception>
    public static AnchoredNote Parse(ReadOnlySpan<byte> line)
    {
        var read = CanonicalLine.Read(line, "anchor file");
        return read.ValueKind == JsonValueKind.Object && read.GetPropertyCount() == 2
            && read.TryGetProperty("at", out var at) && at.ValueKind == JsonValueKind.String && Instant.TryRead(Encoding.UTF8.GetBytes(at.GetString()!), out var instant)
            && read.TryGetProperty("note", out var note) && note.ValueKind == JsonValueKind.String
            ? new AnchoredNote(instant, SignedNote.Parse(note.GetString()!))
            : throw new LedgerFormatException("anchor file: a line is an instant and a note.");
    }

    /// <summary>A whole anchor file.</summary>
    public static IReadOnlyList<AnchoredNote> ParseFile(Stream stream) => [.. CanonicalLine.Lines(stream, "anchor file").Select(line => Parse(line))];
}
