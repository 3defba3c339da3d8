using System.Buffers;
using System.IO.Compression;
using System.Text;

namespace GovernanceConsole.Ledger.Bundles;

/// <summary>
/// Writes a bundle, file after file, as docs/ledger-format.md, section 10 orders them; memory does not grow with the ledger. For each
/// ledger: entries, then checkpoints, then private texts and states where there are any.
/// </summary>
public sealed class BundleWriter : IDisposable
{
    private readonly ZipArchive _zip;

    /// <param name="stream">Receives the zip; stays open.</param>
    /// <param name="manifest">What will be written.</param>
    public BundleWriter(Stream stream, BundleManifest manifest)
    {
        _zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        using var file = Create("bundle.json", manifest.ToBytes().Length);
        file.Write(manifest.ToBytes());
    }

    /// <summary>The ledger's entries; the caller writes frames and disposes the stream.</summary>
    public Stream Entries(BundledLedger ledger) => new BufferedStream(Create($"{ledger.Folder}/entries.bin", long.MaxValue), 128 * 1024);

    /// <summary>The signed checkpoints, oldest first.</summary>
    public void Checkpoints(BundledLedger ledger, IEnumerable<SignedNote> notes)
    {
        using var file = Create($"{ledger.Folder}/checkpoints.txt", long.MaxValue);
        foreach (var note in notes)
            file.Write(Encoding.UTF8.GetBytes(note.ToText()));
    }

    /// <summary>Revealed texts, ascending by idx and field.</summary>
    public void Private(BundledLedger ledger, IEnumerable<RevealedText> texts)
    {
        using var file = new BufferedStream(Create($"{ledger.Folder}/private.jsonl", long.MaxValue), 128 * 1024);
        foreach (var text in texts)
            WriteLine(file, text.ToBytes());
    }

    /// <summary>The state of each object that the ledger knows, each once.</summary>
    public void States(BundledLedger ledger, IEnumerable<ExportedState> states)
    {
        using var file = new BufferedStream(Create($"{ledger.Folder}/states.jsonl", long.MaxValue), 128 * 1024);
        foreach (var state in states)
            WriteLine(file, state.ToBytes());
    }

    /// <summary>Completes the zip.</summary>
    public void Dispose() => _zip.Dispose();

    private Stream Create(string name, long length) =>
        _zip.CreateEntry(name, length < 4096 ? CompressionLevel.NoCompression : CompressionLevel.Fastest).Open();

    private static void WriteLine(Stream file, byte[] line)
    {
        file.Write(line);
        file.WriteByte((byte)'\n');
    }
}

/// <summary>A private text with what is needed to check its commitment.</summary>
/// <param name="Idx">The entry's number.</param>
/// <param name="Field">The commitment's <c>f</c>.</param>
/// <param name="Salt">32 bytes.</param>
/// <param name="Value">The text as it was committed.</param>
public sealed record RevealedText(long Idx, string Field, byte[] Salt, string Value)
{
    /// <summary>Its canonical bytes, without a line feed.</summary>
    public byte[] ToBytes()
    {
        var output = new ArrayBufferWriter<byte>(256);
        var json = new CanonicalJsonWriter(output);
        json.WriteStartObject();
        json.WriteKey("f");
        json.WriteString(Field);
        json.WriteKey("idx");
        json.WriteInteger(Idx);
        json.WriteKey("salt");
        json.WriteBase64(Salt);
        json.WriteKey("value");
        json.WriteString(Value);
        json.WriteEndObject();
        return output.WrittenSpan.ToArray();
    }
}

/// <summary>The state of one object as the tables have it.</summary>
/// <param name="Kind">As in <c>obj.kind</c>.</param>
/// <param name="Id">As in <c>obj.id</c>.</param>
/// <param name="Version">Its version.</param>
/// <param name="State">Canonical JSON by section 5.</param>
public sealed record ExportedState(string Kind, string Id, long Version, byte[] State)
{
    /// <summary>Its canonical bytes, without a line feed.</summary>
    public byte[] ToBytes()
    {
        var head = CanonicalJson.FromObject(new Dictionary<string, object?>(StringComparer.Ordinal) { ["id"] = Id, ["kind"] = Kind });
        return [.. head.AsSpan(0, head.Length - 1), .. ",\"state\":"u8, .. State, .. Encoding.ASCII.GetBytes($",\"version\":{Version}}}")];
    }
}
