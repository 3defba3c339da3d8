using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;
using GovernanceConsole.Ledger;

namespace GovernanceConsole.AuditLedger;

/// <summary>
/// The canonical state of a ledgered object as a flat map: public fields as they are, personal ones as the commitment
/// of the entry that set them. Its hash stands in every entry, so an edit of a table behind the ledger's back shows,
/// and erasing a person breaks nothing.
/// </summary>
internal sealed class ObjectState
{
    private readonly SortedDictionary<string, string> _commitments = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, object> _fields = new(StringComparer.Ordinal);
    private byte[]? _canonical; // the same bytes are hashed into the entry and stored

    /// <summary>Personal fields: base64 commitments.</summary>
    public IReadOnlyDictionary<string, string> Commitments => _commitments;

    /// <summary>Public fields: string, long, bool or a list of strings.</summary>
    public IReadOnlyDictionary<string, object> Fields => _fields;

    public static ObjectState Parse(byte[]? canonical)
    {
        var state = new ObjectState();
        if (canonical is null)
            return state;
        using var document = JsonDocument.Parse(canonical);
        foreach (var commitment in document.RootElement.GetProperty("private").EnumerateObject())
            state._commitments[commitment.Name] = commitment.Value.GetString()!;
        foreach (var field in document.RootElement.GetProperty("public").EnumerateObject())
            state._fields[field.Name] = ToValue(field.Value);
        return state;
    }

    public void Set(string key, object value)
    {
        _canonical = null;
        _fields[key] = value;
    }

    public void SetCommitment(string key, string commitment)
    {
        _canonical = null;
        _commitments[key] = commitment;
    }

    public void Unset(string key)
    {
        _canonical = null;
        _fields.Remove(key);
        _commitments.Remove(key);
    }

    /// <summary>The bytes that are hashed and stored; not to be written to.</summary>
    public byte[] ToCanonical() => _canonical ??= Write();

    public static byte[] HashOf(byte[] canonical) => SHA256.HashData(canonical);

    private byte[] Write()
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        var writer = new CanonicalJsonWriter(buffer);
        writer.WriteStartObject();
        writer.WriteKey("private");
        writer.WriteStartObject();
        foreach (var (key, commitment) in _commitments)
        {
            writer.WriteKey(key);
            writer.WriteString(commitment);
        }

        writer.WriteEndObject();
        writer.WriteKey("public");
        writer.WriteStartObject();
        foreach (var (key, value) in _fields)
        {
            writer.WriteKey(key);
            WriteValue(writer, value);
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteValue(CanonicalJsonWriter writer, object value)
    {
        switch (value)
        {
            case string text:
                writer.WriteString(text);
                break;
            case long number:
                writer.WriteInteger(number);
                break;
            case bool flag:
                writer.WriteBoolean(flag);
                break;
            case IReadOnlyList<string> list:
                writer.WriteStartArray();
                foreach (var item in list)
                    writer.WriteString(item);
                writer.WriteEndArray();
                break;
            default:
                throw new ArgumentException($"{value.GetType()} is not a value of the ledger.", nameof(value));
        }
    }

    private static object ToValue(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => element.GetString()!,
        JsonValueKind.Number => element.GetInt64(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Array => element.EnumerateArray().Select(e => e.GetString()!).ToArray(),
        _ => throw new JsonException($"A {element.ValueKind} is not a value of the ledger."),
    };
}
