using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using GovernanceConsole.Ledger;
using GovernanceConsole.Ledger.Bundles;

namespace GovernanceConsole.Tests.Ledger.Bundles;

/// <summary>A ledger of one's own making that can be bundled, and spoiled in any part before or after it is signed.</summary>
internal sealed class MadeUpLedger
{
    public static readonly DateTimeOffset Start = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);

    private readonly Dictionary<string, (Dictionary<string, object?> Public, Dictionary<string, object?> Private, long Version)> _objects = new(StringComparer.Ordinal);
    private readonly byte[] _salt = [.. Enumerable.Repeat((byte)9, 32)];
    private int _transactions;

    public MadeUpLedger(string name = "console.example/ledger/1", ECDsa? key = null)
    {
        Name = name;
        Key = key ?? ECDsa.Create(ECCurve.NamedCurves.nistP256);
    }

    public string Name { get; }

    public ECDsa Key { get; }

    /// <summary>Bodies; null for a pruned one, whose leaf hash is in <see cref="Leaves"/>.</summary>
    public List<byte[]?> Bodies { get; } = [];

    public List<byte[]> Leaves { get; } = [];

    public List<SignedNote> Notes { get; } = [];

    public List<RevealedText> Texts { get; } = [];

    /// <summary>Appends an entry that changes an object; every one gets a private text.</summary>
    public MadeUpLedger Change(string kind, string id, string actor, DateTimeOffset? at = null, string? text = "because", (int N, int Of)? group = null, params (string Key, object? Value)[] act)
    {
        var entryId = Entries.Id(5000 + Bodies.Count);
        if (group is null or { N: 1 })
            _transactions++;
        if (!_objects.TryGetValue(kind + "\n" + id, out var state))
            state = ([], [], 0);
        foreach (var (key, value) in act.Where(a => a.Key.StartsWith("set.", StringComparison.Ordinal)))
            state.Public[key[4..]] = value;
        List<LedgerCommitment>? priv = null;
        if (text is not null)
        {
            var hash = Commitment.Of(Name, entryId.ToString("D"), "set.reason", _salt, text);
            priv = [new("set.reason", hash)];
            state.Private["reason"] = Convert.ToBase64String(hash);
            Texts.Add(new RevealedText(Bodies.Count, "set.reason", _salt, text));
        }

        state.Version++;
        _objects[kind + "\n" + id] = state;
        return Append(Entries.First with
        {
            Id = entryId,
            Type = $"{kind}.changed",
            At = at ?? Start.AddMinutes(Bodies.Count),
            Tx = new LedgerTransaction(Entries.Id(9000 + _transactions), group?.N ?? 1, group?.Of ?? 1),
            Actor = new LedgerActor(actor, "idp-1"),
            Obj = new LedgerObject(kind, id, state.Version, state.Version == 1 ? null : state.Version - 1, SHA256.HashData(StateOf(state))),
            Act = [.. act.Select(a => KeyValuePair.Create(a.Key, a.Value))],
            Priv = priv,
        });
    }

    /// <summary>Appends an approval that commits to what was shown.</summary>
    /// <param name="viewHash">What it names instead of that commitment; null for the commitment itself.</param>
    /// <param name="type">What is approved, and how.</param>
    /// <param name="leavesOut">A member of <c>act</c> or a private text that it does not name.</param>
    public MadeUpLedger Approve(string actor, byte[]? viewHash = null, string type = "exception.approved", string? leavesOut = null)
    {
        const string Shown = "Policy: 2";
        var field = leavesOut == "shown" ? "reason" : "shown";
        _transactions++;
        var id = Entries.Id(5000 + Bodies.Count);
        var hash = Commitment.Of(Name, id.ToString("D"), field, _salt, Shown);
        Texts.Add(new RevealedText(Bodies.Count, field, _salt, Shown));
        return Append(Entries.First with
        {
            Id = id,
            Type = type,
            At = Start.AddMinutes(Bodies.Count),
            Tx = new LedgerTransaction(Entries.Id(9000 + _transactions), 1, 1),
            Actor = new LedgerActor(actor, "idp-1"),
            Obj = new LedgerObject(type[..type.IndexOf('.', StringComparison.Ordinal)], "e-1", To: 0),
            Act = [.. new KeyValuePair<string, object?>[] { new("subjectHash", new byte[32]), new("viewHash", viewHash ?? hash) }.Where(a => a.Key != leavesOut)],
            Priv = [new(field, hash)],
        });
    }

    /// <summary>Appends an entry about no object's state.</summary>
    public MadeUpLedger Tell(string type, params (string Key, object? Value)[] act)
    {
        _transactions++;
        return Append(Entries.First with
        {
            Id = Entries.Id(5000 + Bodies.Count),
            Type = type,
            At = Start.AddMinutes(Bodies.Count),
            Tx = new LedgerTransaction(Entries.Id(9000 + _transactions), 1, 1),
            Obj = new LedgerObject("ledger", "1", To: 0),
            Act = [.. act.Select(a => KeyValuePair.Create(a.Key, a.Value))],
        });
    }

    /// <summary>Appends as many entries on as many paths, then signs.</summary>
    public MadeUpLedger Grow(int entries)
    {
        for (var i = 0; i < entries; i++)
            Change("recovery-path", $"rp-{Bodies.Count % 7}", "p-1", text: i % 3 == 0 ? $"reason {i}" : null, act: ("set.name", (object?)$"Path {i}"));
        return Sign();
    }

    public SignedNote NoteAt(int size, ECDsa? key = null, byte[]? root = null) =>
        SignedNote.Sign(new Checkpoint(Name, size, root ?? MerkleTree.Root(Leaves.Take(size).ToList())).ToText(), key ?? Key, Name);

    public MadeUpLedger Sign()
    {
        Notes.Add(NoteAt(Bodies.Count));
        return this;
    }

    /// <summary>Takes the body away and says so, unless told not to.</summary>
    public MadeUpLedger Prune(int from, int to, bool saysSo = true)
    {
        for (var i = from; i <= to; i++)
            Bodies[i] = null;
        Texts.RemoveAll(t => t.Idx >= from && t.Idx <= to);
        if (saysSo)
            Tell("ledger.pruned", ("from", (long)from), ("to", (long)to)).Sign();
        return this;
    }

    /// <summary>Puts other bytes in the place of a body; nothing is chained or signed anew.</summary>
    public MadeUpLedger Replace(int idx, Func<string, string> change)
    {
        var (before, after) = (Bodies[idx]!, Encoding.UTF8.GetBytes(change(Encoding.UTF8.GetString(Bodies[idx]!))));
        Assert.False(before.AsSpan().SequenceEqual(after), $"The tampering of entry {idx} changed nothing.");
        Bodies[idx] = after;
        return this;
    }

    /// <summary>As somebody with the database and the key would: changes an entry, chains all later ones anew and signs again.</summary>
    public MadeUpLedger Rewrite(int idx, Func<LedgerEntry, LedgerEntry> change, bool sign = true)
    {
        for (var i = idx; i < Bodies.Count; i++)
        {
            var entry = LedgerEntry.Parse(Bodies[i]) with { Prev = i == 0 ? LedgerGenesis.Prev(Name) : Leaves[i - 1] };
            Bodies[i] = (i == idx ? change(entry) : entry).ToBody();
            Leaves[i] = LeafHash.Of(Bodies[i]);
        }

        if (sign)
        {
            Notes.Clear();
            Sign();
        }

        return this;
    }

    public IEnumerable<ExportedState> States() => _objects.Select(o => new ExportedState(o.Key.Split('\n')[0], o.Key.Split('\n')[1], o.Value.Version, StateOf(o.Value)));

    public BundledLedger Bundled(PrivateTexts texts = PrivateTexts.All, string folder = "decisions") => new(Name, folder, texts);

    /// <summary>The bundle; a part that is given stands in place of the ledger's own.</summary>
    public byte[] Bundle(
        IReadOnlyList<ExportedState>? states = null, IReadOnlyList<RevealedText>? texts = null, PrivateTexts reveals = PrivateTexts.All, DateTimeOffset? madeAt = null, params MadeUpLedger[] others)
    {
        var zip = new MemoryStream();
        var ledgers = others.Prepend(this).Select((l, i) => (Ledger: l, Told: l.Bundled(reveals, $"ledger-{i}"))).ToList();
        using (var writer = new BundleWriter(zip, new BundleManifest([.. ledgers.Select(l => l.Told)], madeAt ?? Start.AddDays(1))))
        {
            foreach (var (ledger, told) in ledgers)
            {
                using (var entries = writer.Entries(told))
                {
                    var frames = new EntryFrameWriter(entries);
                    for (var i = 0; i < ledger.Bodies.Count; i++)
                    {
                        if (ledger.Bodies[i] is { } body)
                            frames.Write(body);
                        else
                            frames.WritePruned(ledger.Leaves[i]);
                    }
                }

                writer.Checkpoints(told, ledger.Notes);
                if (reveals == PrivateTexts.All || texts is not null)
                    writer.Private(told, ledger == this && texts is not null ? texts : ledger.Texts);
                writer.States(told, ledger == this && states is not null ? states : ledger.States());
            }
        }

        return zip.ToArray();
    }

    public string Policy(int? maxAge = null, params (ECDsa Key, long From, long? To)[] keys) => PolicyOf(maxAge, (Name, keys.Length == 0 ? [(Key, 0, null)] : keys));

    public static string PolicyOf(int? maxAge, params (string Name, (ECDsa Key, long From, long? To)[] Keys)[] ledgers) =>
        $$"""{"v":1{{(maxAge is null ? "" : string.Create(CultureInfo.InvariantCulture, $",\"anchorMaxAgeMinutes\":{maxAge}"))}},"ledgers":[{{string.Join(',', ledgers.Select(l =>
            $"{{\"name\":\"{l.Name}\",\"keys\":[{string.Join(',', l.Keys.Select(k =>
                string.Create(CultureInfo.InvariantCulture, $"{{\"key\":\"{Convert.ToBase64String(k.Key.ExportSubjectPublicKeyInfo())}\",\"from\":{k.From},\"to\":{k.To?.ToString(CultureInfo.InvariantCulture) ?? "null"}}}")))}]}}"))}}]}""";

    /// <summary>The zip with one file changed, removed (null) or added.</summary>
    public static byte[] With(byte[] zip, string name, Func<byte[], byte[]?> change, string? alsoAs = null)
    {
        var changed = new MemoryStream();
        using (var from = new ZipArchive(new MemoryStream(zip), ZipArchiveMode.Read))
        using (var to = new ZipArchive(changed, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var file in from.Entries)
            {
                using var content = new MemoryStream();
                using (var stream = file.Open())
                    stream.CopyTo(content);
                var bytes = file.FullName == name ? change(content.ToArray()) : content.ToArray();
                if (bytes is null)
                    continue;
                foreach (var target in file.FullName == name && alsoAs is not null ? new[] { name, alsoAs } : [file.FullName])
                {
                    using var stream = to.CreateEntry(target).Open();
                    stream.Write(bytes);
                }
            }
        }

        return changed.ToArray();
    }

    private MadeUpLedger Append(LedgerEntry entry)
    {
        var body = (entry with { Ledger = Name, Idx = Bodies.Count, Prev = Leaves.Count == 0 ? LedgerGenesis.Prev(Name) : Leaves[^1] }).ToBody();
        Bodies.Add(body);
        Leaves.Add(LeafHash.Of(body));
        return this;
    }

    private static byte[] StateOf((Dictionary<string, object?> Public, Dictionary<string, object?> Private, long Version) state) =>
        CanonicalJson.FromObject(new Dictionary<string, object?>(StringComparer.Ordinal) { ["private"] = state.Private, ["public"] = state.Public });
}
