using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace GovernanceConsole.Ledger;

/// <summary>
/// An entry's body read in place, without an allocation: what was read is a canonical body of the known format, to the last byte.
/// Texts are the raw bytes between the quotes, escapes included; an optional one that is absent is empty (no text may be empty).
/// </summary>
public ref struct LedgerEntryView
{
    private const int HashLength = 44;
    private const int IdLength = 36;

    private static readonly SearchValues<byte> Base64Digits = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"u8);

    // 32 bytes end in the middle of a base64 digit, whose lower two bits must then be 0: one hash, one text.
    private static readonly SearchValues<byte> LastBase64Digits = SearchValues.Create("AEIMQUYcgkosw048"u8);
    private static readonly SearchValues<byte> HexDigits = SearchValues.Create("0123456789abcdef"u8);

    /// <summary>JSON of the act's members, braces included.</summary>
    public ReadOnlySpan<byte> Act;
    public ReadOnlySpan<byte> ActorAcr;
    public DateTimeOffset? ActorAuthAt;
    public ReadOnlySpan<byte> ActorIdp;
    public ReadOnlySpan<byte> ActorPid;
    public ReadOnlySpan<byte> ActorSid;
    public DateTimeOffset At;
    public long? Cause;
    public ReadOnlySpan<byte> Cmd;
    public ReadOnlySpan<byte> Corr;
    public ReadOnlySpan<byte> Id;
    public long Idx;
    public ReadOnlySpan<byte> Ledger;
    public ReadOnlySpan<byte> Node;
    public long? ObjFrom;
    public ReadOnlySpan<byte> ObjId;
    public ReadOnlySpan<byte> ObjKind;
    public ReadOnlySpan<byte> ObjStateHash;
    public long ObjTo;
    public ReadOnlySpan<byte> OboGrant;
    public ReadOnlySpan<byte> OboPid;
    /// <summary>Base64 of the leaf hash before.</summary>
    public ReadOnlySpan<byte> Prev;
    /// <summary>JSON of the commitments, brackets included; empty where there are none.</summary>
    public ReadOnlySpan<byte> Priv;
    public ReadOnlySpan<byte> TxId;
    public int TxN;
    public int TxOf;
    public ReadOnlySpan<byte> Type;
    public ReadOnlySpan<byte> Via;

    /// <summary>False, with a <paramref name="fault"/> that says where, if the bytes leave the format.</summary>
    public static bool TryRead(ReadOnlySpan<byte> body, out LedgerEntryView view, [NotNullWhen(false)] out string? fault)
    {
        var read = default(LedgerEntryView);
        fault = null;
        var json = new CanonicalJsonReader(body);
        if (body.Length > LedgerEntry.MaxBodyLength)
            fault = $"the body has {body.Length} bytes and may have {LedgerEntry.MaxBodyLength}.";
        else if (!json.IsUtf8())
            fault = "the body is not UTF-8.";
        else if (!read.Read(ref json) || !json.AtEnd)
            fault = $"not a canonical body of version 1 at byte {json.Position}, near \"{Near(body, json.Position)}\".";
        view = fault is null ? read : default;
        return fault is null;
    }

    internal readonly LedgerEntry ToEntry() => new()
    {
        Act = ReadAct(Act),
        Actor = new LedgerActor(Text(ActorPid), Text(ActorIdp), OptionalHash(ActorSid), OptionalText(ActorAcr), ActorAuthAt),
        At = At,
        Cause = Cause,
        Cmd = OptionalId(Cmd),
        Corr = OptionalId(Corr),
        Id = Guid.Parse(Text(Id)),
        Idx = Idx,
        Ledger = Text(Ledger),
        Node = Text(Node),
        Obj = new LedgerObject(Text(ObjKind), Text(ObjId), ObjTo, ObjFrom, OptionalHash(ObjStateHash)),
        Obo = OboPid.IsEmpty ? null : new LedgerPrincipal(Text(OboPid), Text(OboGrant)),
        Prev = Hash(Prev),
        Priv = Priv.IsEmpty ? null : ReadPriv(Priv),
        Tx = new LedgerTransaction(Guid.Parse(Text(TxId)), TxN, TxOf),
        Type = Text(Type),
        Via = Text(Via),
    };

    // The members in canonical order: this is the format.
    private bool Read(scoped ref CanonicalJsonReader json)
    {
        var first = true;
        long version = 0;
        return json.Literal((byte)'{')
            && json.Key("\"act\":"u8, ref first) && SkipAct(ref json, out Act)
            && json.Key("\"actor\":"u8, ref first) && ReadActor(ref json)
            && json.Key("\"at\":"u8, ref first) && IsInstant(ref json, out At)
            && (!json.Key("\"cause\":"u8, ref first) || IsCount(ref json, out Cause))
            && (!json.Key("\"cmd\":"u8, ref first) || IsId(ref json, out Cmd))
            && (!json.Key("\"corr\":"u8, ref first) || IsId(ref json, out Corr))
            && json.Key("\"id\":"u8, ref first) && IsId(ref json, out Id)
            && json.Key("\"idx\":"u8, ref first) && json.Integer(out Idx) && Idx >= 0 && !(Cause >= Idx)
            && json.Key("\"ledger\":"u8, ref first) && IsText(ref json, out Ledger)
            && json.Key("\"node\":"u8, ref first) && IsText(ref json, out Node)
            && json.Key("\"obj\":"u8, ref first) && ReadObj(ref json)
            && (!json.Key("\"obo\":"u8, ref first) || ReadObo(ref json))
            && json.Key("\"prev\":"u8, ref first) && IsHash(ref json, out Prev)
            && (!json.Key("\"priv\":"u8, ref first) || SkipPriv(ref json, out Priv))
            && json.Key("\"tx\":"u8, ref first) && ReadTx(ref json)
            && json.Key("\"type\":"u8, ref first) && IsText(ref json, out Type)
            && json.Key("\"v\":"u8, ref first) && json.Integer(out version) && version == 1
            && json.Key("\"via\":"u8, ref first) && IsText(ref json, out Via)
            && json.Literal((byte)'}');
    }

    private bool ReadActor(scoped ref CanonicalJsonReader json)
    {
        var first = true;
        return json.Literal((byte)'{')
            && (!json.Key("\"acr\":"u8, ref first) || IsText(ref json, out ActorAcr))
            && (!json.Key("\"authAt\":"u8, ref first) || IsInstant(ref json, out ActorAuthAt))
            && json.Key("\"idp\":"u8, ref first) && IsText(ref json, out ActorIdp)
            && json.Key("\"pid\":"u8, ref first) && IsText(ref json, out ActorPid)
            && (!json.Key("\"sid\":"u8, ref first) || IsHash(ref json, out ActorSid))
            && json.Literal((byte)'}');
    }

    private bool ReadObj(scoped ref CanonicalJsonReader json)
    {
        var first = true;
        return json.Literal((byte)'{')
            && (!json.Key("\"from\":"u8, ref first) || IsCount(ref json, out ObjFrom))
            && json.Key("\"id\":"u8, ref first) && IsText(ref json, out ObjId)
            && json.Key("\"kind\":"u8, ref first) && IsText(ref json, out ObjKind)
            && (!json.Key("\"stateHash\":"u8, ref first) || IsHash(ref json, out ObjStateHash))
            && json.Key("\"to\":"u8, ref first) && json.Integer(out ObjTo) && ObjTo >= 0
            && json.Literal((byte)'}');
    }

    private bool ReadObo(scoped ref CanonicalJsonReader json)
    {
        var first = true;
        return json.Literal((byte)'{')
            && json.Key("\"grant\":"u8, ref first) && IsText(ref json, out OboGrant)
            && json.Key("\"pid\":"u8, ref first) && IsText(ref json, out OboPid)
            && json.Literal((byte)'}');
    }

    private bool ReadTx(scoped ref CanonicalJsonReader json)
    {
        var first = true;
        long n = 0, of = 0;
        var read = json.Literal((byte)'{')
            && json.Key("\"id\":"u8, ref first) && IsId(ref json, out TxId)
            && json.Key("\"n\":"u8, ref first) && json.Integer(out n) && n >= 1
            && json.Key("\"of\":"u8, ref first) && json.Integer(out of) && of >= n && of <= int.MaxValue
            && json.Literal((byte)'}');
        (TxN, TxOf) = ((int)n, (int)of);
        return read;
    }

    private static bool SkipAct(scoped ref CanonicalJsonReader json, out ReadOnlySpan<byte> act)
    {
        act = default;
        var start = json.Position;
        if (!json.Literal((byte)'{'))
            return false;
        var first = true;
        ReadOnlySpan<byte> key = default;
        while (!json.Literal((byte)'}'))
        {
            if (!json.NextKey(ref first, ref key) || !IsActValue(ref json, key))
                return false;
        }
        act = json.Since(start);
        return true;
    }

    private static bool IsActValue(scoped ref CanonicalJsonReader json, ReadOnlySpan<byte> key)
    {
        if (key.SequenceEqual("subjectHash"u8) || key.SequenceEqual("viewHash"u8))
            return IsHash(ref json, out _);
        if (json.Peek() != '[')
            return json.Skip(0);
        json.Literal((byte)'[');
        if (json.Literal((byte)']'))
            return true;
        do
        {
            if (!json.String(out _))
                return false;
        }
        while (json.Literal((byte)','));
        return json.Literal((byte)']');
    }

    private static bool SkipPriv(scoped ref CanonicalJsonReader json, out ReadOnlySpan<byte> priv)
    {
        priv = default;
        var start = json.Position;
        if (!json.Literal((byte)'['))
            return false;
        ReadOnlySpan<byte> before = default;
        do
        {
            if (!IsCommitment(ref json, out var field, out _) || CanonicalJsonReader.Compare(before, field) >= 0)
                return false;
            before = field;
        }
        while (json.Literal((byte)','));
        if (!json.Literal((byte)']'))
            return false;
        priv = json.Since(start);
        return true;
    }

    private static bool IsCommitment(scoped ref CanonicalJsonReader json, out ReadOnlySpan<byte> field, out ReadOnlySpan<byte> hash)
    {
        var first = true;
        field = hash = default;
        return json.Literal((byte)'{')
            && json.Key("\"f\":"u8, ref first) && IsText(ref json, out field)
            && json.Key("\"h\":"u8, ref first) && IsHash(ref json, out hash)
            && json.Literal((byte)'}');
    }

    private static bool IsText(scoped ref CanonicalJsonReader json, out ReadOnlySpan<byte> text) => json.String(out text) && !text.IsEmpty;

    private static bool IsHash(scoped ref CanonicalJsonReader json, out ReadOnlySpan<byte> hash) =>
        json.String(out hash) && hash.Length == HashLength && hash[^1] == '=' && LastBase64Digits.Contains(hash[^2])
        && !hash[..^2].ContainsAnyExcept(Base64Digits);

    private static bool IsId(scoped ref CanonicalJsonReader json, out ReadOnlySpan<byte> id) =>
        json.String(out id) && id.Length == IdLength && id[8] == '-' && id[13] == '-' && id[18] == '-' && id[23] == '-'
        && !id[..8].ContainsAnyExcept(HexDigits) && !id[9..13].ContainsAnyExcept(HexDigits) && !id[14..18].ContainsAnyExcept(HexDigits)
        && !id[19..23].ContainsAnyExcept(HexDigits) && !id[24..].ContainsAnyExcept(HexDigits);

    private static bool IsInstant(scoped ref CanonicalJsonReader json, out DateTimeOffset at)
    {
        at = default;
        return json.String(out var text) && Instant.TryRead(text, out at);
    }

    private static bool IsInstant(scoped ref CanonicalJsonReader json, out DateTimeOffset? at)
    {
        var read = IsInstant(ref json, out DateTimeOffset instant);
        at = instant;
        return read;
    }

    private static bool IsCount(scoped ref CanonicalJsonReader json, out long? count)
    {
        var read = json.Integer(out var value) && value >= 0;
        count = value;
        return read;
    }

    private static List<KeyValuePair<string, object?>> ReadAct(ReadOnlySpan<byte> act)
    {
        var json = new CanonicalJsonReader(act);
        var members = new List<KeyValuePair<string, object?>>();
        var first = true;
        ReadOnlySpan<byte> rawKey = default;
        json.Literal((byte)'{');
        while (!json.Literal((byte)'}'))
        {
            json.NextKey(ref first, ref rawKey);
            var key = Text(rawKey);
            members.Add(new(key, LedgerEntry.IsHashKey(key) ? ReadHash(ref json) : ReadActValue(ref json)));
        }
        return members;
    }

    private static byte[] ReadHash(scoped ref CanonicalJsonReader json) => json.String(out var hash) ? Hash(hash) : [];

    private static object? ReadActValue(scoped ref CanonicalJsonReader json)
    {
        if (json.Word("null"u8))
            return null;
        if (json.Word("true"u8))
            return true;
        if (json.Word("false"u8))
            return false;
        if (json.Literal((byte)'['))
        {
            var texts = new List<string>();
            while (json.String(out var item))
            {
                texts.Add(Text(item));
                json.Literal((byte)',');
            }
            json.Literal((byte)']');
            return texts;
        }
        if (json.Peek() == '"')
            return json.String(out var text) ? Text(text) : null;
        return json.Integer(out var number) ? number : null;
    }

    private static List<LedgerCommitment> ReadPriv(ReadOnlySpan<byte> priv)
    {
        var json = new CanonicalJsonReader(priv);
        var commitments = new List<LedgerCommitment>();
        json.Literal((byte)'[');
        while (IsCommitment(ref json, out var field, out var hash))
        {
            commitments.Add(new LedgerCommitment(Text(field), Hash(hash)));
            json.Literal((byte)',');
        }
        return commitments;
    }

    private static string Text(ReadOnlySpan<byte> raw) => CanonicalJsonReader.Decode(raw);

    private static string? OptionalText(ReadOnlySpan<byte> raw) => raw.IsEmpty ? null : Text(raw);

    private static byte[] Hash(ReadOnlySpan<byte> raw) => Convert.FromBase64String(Text(raw));

    private static byte[]? OptionalHash(ReadOnlySpan<byte> raw) => raw.IsEmpty ? null : Hash(raw);

    private static Guid? OptionalId(ReadOnlySpan<byte> raw) => raw.IsEmpty ? null : Guid.Parse(Text(raw));

    // What is not plain ASCII becomes a dot: the text goes to logs and terminals.
    private static string Near(ReadOnlySpan<byte> body, int position)
    {
        var from = Math.Max(0, position - 16);
        var near = body[from..Math.Min(body.Length, position + 16)].ToArray();
        return string.Concat(near.Select(b => b is >= 0x20 and < 0x7F ? (char)b : '.'));
    }
}
