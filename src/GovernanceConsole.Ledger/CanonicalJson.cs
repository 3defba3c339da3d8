using System.Buffers;
using System.Text.Json;

namespace GovernanceConsole.Ledger;

/// <summary>
/// RFC 8785 restricted to objects, arrays, strings, booleans, null and whole numbers |n| &lt; 2^53. Fractions, exponents, duplicate keys
/// and halves of surrogate pairs are refused. Keys are ordered by UTF-16 code units.
/// </summary>
public static class CanonicalJson
{
    /// <summary>Objects and arrays inside each other; a limit so that hostile bytes cannot exhaust a reader's stack.</summary>
    public const int MaxDepth = 64;

    internal const long MaxInteger = (1L << 53) - 1;

    /// <summary>Writes the canonical form of a parsed value. Texts stay as they are.</summary>
    public static void Write(IBufferWriter<byte> output, JsonElement value) => Write(new CanonicalJsonWriter(output), value);

    public static byte[] From(JsonElement value)
    {
        var output = new ArrayBufferWriter<byte>(256);
        Write(output, value);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>
    /// The canonical form of strings (written in normalisation form C), booleans, whole numbers, null, and dictionaries and lists of them.
    /// </summary>
    public static byte[] FromObject(IReadOnlyDictionary<string, object?> value)
    {
        var output = new ArrayBufferWriter<byte>(256);
        WriteValue(new CanonicalJsonWriter(output), value);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>canonical(parse(bytes)) == bytes. Strict: whatever a lenient parser would forgive is false.</summary>
    public static bool IsCanonical(ReadOnlySpan<byte> utf8)
    {
        var reader = new CanonicalJsonReader(utf8);
        return reader.IsUtf8() && reader.Skip(MaxDepth) && reader.AtEnd;
    }

    private static void Write(CanonicalJsonWriter writer, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                var members = value.EnumerateObject().Select(member => (Key: Text(member), member.Value)).ToArray();
                Array.Sort(members, (a, b) => string.CompareOrdinal(a.Key, b.Key));
                writer.WriteStartObject();
                for (var i = 0; i < members.Length; i++)
                {
                    if (i > 0 && members[i].Key == members[i - 1].Key)
                        throw new LedgerFormatException($"The key \"{members[i].Key}\" occurs twice in one object.");
                    writer.WriteKey(members[i].Key);
                    Write(writer, members[i].Value);
                }
                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in value.EnumerateArray())
                    Write(writer, item);
                writer.WriteEndArray();
                break;
            case JsonValueKind.String:
                writer.WriteString(Text(value));
                break;
            case JsonValueKind.Number when value.TryGetInt64(out var number):
                writer.WriteInteger(number);
                break;
            case JsonValueKind.True:
            case JsonValueKind.False:
                writer.WriteBoolean(value.ValueKind == JsonValueKind.True);
                break;
            case JsonValueKind.Null:
                writer.WriteNull();
                break;
            case JsonValueKind.Number:
                throw new LedgerFormatException($"{value.GetRawText()} is not a whole number that canonical JSON holds.");
            case JsonValueKind.Undefined:
            default:
                throw new LedgerFormatException("There is no value to write.");
        }
    }

    private static void WriteValue(CanonicalJsonWriter writer, object? value)
    {
        switch (value)
        {
            case null: writer.WriteNull(); break;
            case string text: writer.WriteString(LedgerText.Normalise(text)); break;
            case bool truth: writer.WriteBoolean(truth); break;
            case int number: writer.WriteInteger(number); break;
            case long number: writer.WriteInteger(number); break;
            case IReadOnlyDictionary<string, object?> members:
                writer.WriteStartObject();
                foreach (var (key, member) in members.Select(m => (Key: LedgerText.Normalise(m.Key), m.Value)).OrderBy(m => m.Key, StringComparer.Ordinal))
                {
                    writer.WriteKey(key);
                    WriteValue(writer, member);
                }
                writer.WriteEndObject();
                break;
            case IReadOnlyList<object?> items: // a list of strings is one too
                writer.WriteStartArray();
                foreach (var item in items)
                    WriteValue(writer, item);
                writer.WriteEndArray();
                break;
            default:
                throw new LedgerFormatException($"Canonical JSON holds no {value.GetType().Name}: give it as a string.");
        }
    }

    private static string Text(JsonElement value)
    {
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException half)
        {
            throw new LedgerFormatException("The text holds half a surrogate pair.", half);
        }
    }

    private static string Text(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException half)
        {
            throw new LedgerFormatException("A key holds half a surrogate pair.", half);
        }
    }
}
