using System.Buffers;

namespace GovernanceConsole.Ledger;

/// <summary>
/// One entry, as its body tells it. The body's bytes are the truth: two entries are the same where <see cref="ToBody"/> is.
/// Members are named as in the body; docs/ledger-format.md describes them.
/// </summary>
public sealed record LedgerEntry
{
    /// <summary>A body never grows past this; larger evidence is stored elsewhere and referred to by its hash.</summary>
    public const int MaxBodyLength = 65_535;

    [ThreadStatic]
    private static Output? s_output;

    /// <summary>Version of the format: chooses the members and the hash function.</summary>
    public int V { get; } = 1;

    /// <summary>Name of the ledger, the same in all its entries and in its checkpoints' origin.</summary>
    public required string Ledger { get; init; }

    /// <summary>Place in the ledger, from 0; also the leaf's index in the tree.</summary>
    public required long Idx { get; init; }

    /// <summary>Leaf hash of the entry before; of the first one: <see cref="LedgerGenesis.Prev"/>.</summary>
    public required byte[] Prev { get; init; }

    public required Guid Id { get; init; }

    /// <summary>What happened, in dotted words: approval.vote.cast.</summary>
    public required string Type { get; init; }

    /// <summary>When, by the node's clock. Kept in UTC to the millisecond.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The machine that wrote the entry.</summary>
    public required string Node { get; init; }

    /// <summary>The entries committed together with this one.</summary>
    public required LedgerTransaction Tx { get; init; }

    /// <summary>Id of the command that was carried out; null where no command was (a job's own note).</summary>
    public Guid? Cmd { get; init; }

    /// <summary>Ties entries of one business matter together; null where there is none.</summary>
    public Guid? Corr { get; init; }

    /// <summary>Idx of the entry that brought this one about; null where nothing in the ledger did.</summary>
    public long? Cause { get; init; }

    public required LedgerActor Actor { get; init; }

    /// <summary>On whose behalf the actor acted; null where for himself.</summary>
    public LedgerPrincipal? Obo { get; init; }

    /// <summary>The way in: ui, api, job, cli.</summary>
    public required string Via { get; init; }

    /// <summary>What was changed.</summary>
    public required LedgerObject Obj { get; init; }

    /// <summary>
    /// The act's own facts in any order: string, whole number (int, long), bool, null or a list of strings. The keys subjectHash and
    /// viewHash take 32 bytes (byte[]) and are left out where null.
    /// </summary>
    public required IReadOnlyList<KeyValuePair<string, object?>> Act { get; init; }

    /// <summary>Commitments of the private texts, one for each field; null where there are none.</summary>
    public IReadOnlyList<LedgerCommitment>? Priv { get; init; }

    /// <summary>The canonical bytes. Texts are brought to normalisation form C; what the format does not allow throws.</summary>
    public byte[] ToBody()
    {
        var output = s_output ??= new Output();
        output.Reset();
        WriteTo(output.Json);
        var body = output.Bytes.WrittenSpan.ToArray();
        if (output.Bytes.Capacity > 4 * MaxBodyLength)
            s_output = null; // one huge text must not stay in memory
        if (!LedgerEntryView.TryRead(body, out _, out var fault))
            throw new LedgerFormatException($"This entry cannot be written: {fault}");
        return body;
    }

    /// <summary>Reads a body; anything but the exact bytes <see cref="ToBody"/> would write throws.</summary>
    public static LedgerEntry Parse(ReadOnlySpan<byte> body) =>
        LedgerEntryView.TryRead(body, out var view, out var fault) ? view.ToEntry() : throw new LedgerFormatException(fault);

    private void WriteTo(CanonicalJsonWriter json)
    {
        json.WriteStartObject();
        json.WriteKey("act");
        WriteAct(json);
        json.WriteKey("actor");
        json.WriteStartObject();
        if (Actor.Acr is { } acr)
            Text(json, "acr", acr);
        if (Actor.AuthAt is { } authAt)
        {
            json.WriteKey("authAt");
            json.WriteInstant(authAt);
        }
        Text(json, "idp", Actor.Idp);
        Text(json, "pid", Actor.Pid);
        Hash(json, "sid", Actor.Sid);
        json.WriteEndObject();
        json.WriteKey("at");
        json.WriteInstant(At);
        Integer(json, "cause", Cause);
        Id128(json, "cmd", Cmd);
        Id128(json, "corr", Corr);
        Id128(json, "id", Id);
        Integer(json, "idx", Idx);
        Text(json, "ledger", Ledger);
        Text(json, "node", Node);
        json.WriteKey("obj");
        json.WriteStartObject();
        Integer(json, "from", Obj.From);
        Text(json, "id", Obj.Id);
        Text(json, "kind", Obj.Kind);
        Hash(json, "stateHash", Obj.StateHash);
        Integer(json, "to", Obj.To);
        json.WriteEndObject();
        if (Obo is { } obo)
        {
            json.WriteKey("obo");
            json.WriteStartObject();
            Text(json, "grant", obo.Grant);
            Text(json, "pid", obo.Pid);
            json.WriteEndObject();
        }
        Hash(json, "prev", Prev);
        if (Priv is { } priv)
        {
            json.WriteKey("priv");
            json.WriteStartArray();
            foreach (var commitment in Sorted(priv, static c => c.F))
            {
                json.WriteStartObject();
                Text(json, "f", commitment.F);
                Hash(json, "h", commitment.H);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
        json.WriteKey("tx");
        json.WriteStartObject();
        Id128(json, "id", Tx.Id);
        Integer(json, "n", Tx.N);
        Integer(json, "of", Tx.Of);
        json.WriteEndObject();
        Text(json, "type", Type);
        Integer(json, "v", V);
        Text(json, "via", Via);
        json.WriteEndObject();
    }

    private void WriteAct(CanonicalJsonWriter json)
    {
        json.WriteStartObject();
        foreach (var (key, value) in Sorted(Act, static a => a.Key))
        {
            switch (value)
            {
                case byte[] hash: Hash(json, key, hash); continue;
                case null when IsHashKey(key): continue;
            }
            json.WriteKey(key);
            switch (value)
            {
                case null: json.WriteNull(); break;
                case string text: json.WriteString(LedgerText.Normalise(text)); break;
                case bool truth: json.WriteBoolean(truth); break;
                case int number: json.WriteInteger(number); break;
                case long number: json.WriteInteger(number); break;
                case IReadOnlyList<string> texts:
                    json.WriteStartArray();
                    foreach (var text in texts)
                        json.WriteString(LedgerText.Normalise(text));
                    json.WriteEndArray();
                    break;
                default:
                    throw new LedgerFormatException($"The act's \"{key}\" is a {value.GetType().Name}; it may be a string, a whole number, a bool, null, a hash or a list of strings.");
            }
        }
        json.WriteEndObject();
    }

    internal static bool IsHashKey(string key) => key is "subjectHash" or "viewHash";

    // Callers mostly write in order already; only then nothing is copied.
    private static IEnumerable<T> Sorted<T>(IReadOnlyList<T> items, Func<T, string> key)
    {
        for (var i = 1; i < items.Count; i++)
        {
            if (string.CompareOrdinal(key(items[i - 1]), key(items[i])) > 0)
                return items.OrderBy(key, StringComparer.Ordinal);
        }
        return items;
    }

    private static void Text(CanonicalJsonWriter json, string key, string value)
    {
        json.WriteKey(key);
        json.WriteString(LedgerText.Normalise(value));
    }

    private static void Integer(CanonicalJsonWriter json, string key, long? value)
    {
        if (value is null)
            return;
        json.WriteKey(key);
        json.WriteInteger(value.Value);
    }

    private static void Id128(CanonicalJsonWriter json, string key, Guid? value)
    {
        if (value is null)
            return;
        json.WriteKey(key);
        json.WriteId(value.Value);
    }

    private static void Hash(CanonicalJsonWriter json, string key, byte[]? value)
    {
        if (value is null)
            return;
        json.WriteKey(key);
        json.WriteBase64(value);
    }

    private sealed class Output
    {
        public Output() => Json = new CanonicalJsonWriter(Bytes);

        public ArrayBufferWriter<byte> Bytes { get; } = new(1024);

        public CanonicalJsonWriter Json { get; }

        public void Reset()
        {
            Bytes.ResetWrittenCount();
            Json.Reset();
        }
    }
}

/// <param name="Id">Shared by the entries of one commit.</param>
/// <param name="N">This entry's number in the group, from 1.</param>
/// <param name="Of">Entries in the group; the last one has N = Of, and its absence shows.</param>
public sealed record LedgerTransaction(Guid Id, int N, int Of);

/// <param name="Pid">Pseudonymous id of the person, the same behind all accounts; of a job, the command line or an API key: its name.</param>
/// <param name="Idp">Who vouched for the actor.</param>
/// <param name="Sid">SHA-256 of the session's id; null outside a session.</param>
/// <param name="Acr">How the actor had signed in; null where not known.</param>
/// <param name="AuthAt">When; null where not known.</param>
public sealed record LedgerActor(string Pid, string Idp, byte[]? Sid = null, string? Acr = null, DateTimeOffset? AuthAt = null);

/// <param name="Pid">The person acted for.</param>
/// <param name="Grant">The delegation that allowed it.</param>
public sealed record LedgerPrincipal(string Pid, string Grant);

/// <param name="Kind">Kind of the object: riskAcceptance.</param>
/// <param name="Id">Its id within its kind.</param>
/// <param name="To">Version after the change; the current one where nothing changed.</param>
/// <param name="From">Version before; null where the object is new.</param>
/// <param name="StateHash">Hash of the object's canonical state after the change; null where it has none.</param>
public sealed record LedgerObject(string Kind, string Id, long To, long? From = null, byte[]? StateHash = null);

/// <param name="F">The field's name, once in an entry.</param>
/// <param name="H"><see cref="Commitment.Of"/> over its text.</param>
public sealed record LedgerCommitment(string F, byte[] H);
