using GovernanceConsole.Ledger;

namespace GovernanceConsole.Tests.Ledger;

/// <summary>Entries and whole ledgers for the tests of this folder.</summary>
internal static class Entries
{
    public const string Ledger = "console.example/ledger/0d6c";

    public static LedgerEntry First { get; } = new()
    {
        Ledger = Ledger,
        Idx = 0,
        Prev = LedgerGenesis.Prev(Ledger),
        Id = Id(1),
        Type = "recoveryPath.registered",
        At = new DateTimeOffset(2026, 1, 5, 9, 12, 33, 123, TimeSpan.Zero),
        Node = "web-2",
        Tx = new LedgerTransaction(Id(2), 1, 1),
        Actor = new LedgerActor("p-7f3a", "idp-1"),
        Via = "ui",
        Obj = new LedgerObject("recoveryPath", "rp-91", To: 1),
        Act = [],
    };

    /// <summary>Every optional member present.</summary>
    public static LedgerEntry Full { get; } = First with
    {
        Idx = 20_852_163,
        Prev = Hash(7),
        Cmd = Id(3),
        Corr = Id(4),
        Cause = 20_852_101,
        Actor = new LedgerActor("p-7f3a", "idp-1", Hash(1), "phr", new DateTimeOffset(2026, 1, 5, 9, 0, 0, TimeSpan.Zero)),
        Obo = new LedgerPrincipal("p-11c0", "dlg-42"),
        Obj = new LedgerObject("riskAcceptance", "ra-91", To: 7, From: 6, StateHash: Hash(2)),
        Act =
        [
            new("viewHash", Hash(4)), new("decision", "approve"), new("subjectHash", Hash(3)), new("level", 3L), new("final", true),
            new("delegate", null), new("signals", new[] { "new-device", "odd-hour" }),
        ],
        Priv = [new LedgerCommitment("reason", Hash(5)), new LedgerCommitment("name", Hash(6))],
    };

    public static Guid Id(int n) => new(n, 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 1);

    public static byte[] Hash(byte n) => [.. Enumerable.Repeat(n, 32)];

    /// <summary>A ledger of committed groups of the given sizes.</summary>
    public static List<byte[]> Chain(params int[] groups) => Chain(Ledger, groups);

    public static List<byte[]> Chain(string ledger, int[] groups)
    {
        var bodies = new List<byte[]>();
        var prev = LedgerGenesis.Prev(ledger);
        foreach (var (tx, of) in groups.Index())
        {
            for (var n = 1; n <= of; n++)
            {
                bodies.Add((First with { Ledger = ledger, Idx = bodies.Count, Prev = prev, Id = Id(1000 + bodies.Count), Tx = new(Id(10 + tx), n, of) }).ToBody());
                prev = LeafHash.Of(bodies[^1]);
            }
        }
        return bodies;
    }

    public static Checkpoint CheckpointOf(IReadOnlyCollection<byte[]> bodies) =>
        new(Ledger, bodies.Count, MerkleTree.Root([.. bodies.Select(body => LeafHash.Of(body))]));
}
