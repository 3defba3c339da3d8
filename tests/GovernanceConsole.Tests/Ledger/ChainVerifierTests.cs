using System.Text;
using GovernanceConsole.Ledger;

namespace GovernanceConsole.Tests.Ledger;

public sealed class ChainVerifierTests
{
    private readonly List<byte[]> _bodies = Entries.Chain(1, 3, 1, 2, 1);

    [Fact]
    public void Add_AnUntouchedLedger_FindsNothingAndTheSignedRoot()
    {
        Assert.Null(Verify(_bodies));
        var verifier = new ChainVerifier(Entries.Ledger);
        foreach (var body in _bodies)
            Assert.Null(verifier.Add(body));
        Assert.Equal(_bodies.Count, verifier.Size);
        Assert.Equal(LeafHash.Of(_bodies[^1]), verifier.LastLeaf.ToArray());
        Assert.Equal(Entries.CheckpointOf(_bodies).Root, verifier.Root());
    }

    [Fact]
    public void Check_EmptyLedger_FindsNothing() => Assert.Null(Verify([]));

    [Fact]
    public void Add_AnyByteFlipped_IsFoundAsMalformedContentOrGap()
    {
        var signed = Entries.CheckpointOf(_bodies);
        for (var entry = 0; entry < _bodies.Count; entry++)
        {
            for (var at = 0; at < _bodies[entry].Length; at++)
            {
                List<byte[]> changed = [.. _bodies];
                changed[entry] = [.. _bodies[entry]];
                changed[entry][at] ^= 1;
                var fault = Verify(changed, signed);
                Assert.True(fault is { Code: LedgerFaultCode.Malformed or LedgerFaultCode.Content or LedgerFaultCode.Gap }, $"byte {at} of entry {entry}");
            }
        }
    }

    [Fact]
    public void Add_FactOfAnEntryChanged_IsContentAtItsSuccessor()
    {
        _bodies[2] = Changed(_bodies[2], "web-2", "web-3");
        Assert.Equal((LedgerFaultCode.Content, 3), Found(Verify(_bodies)));
    }

    [Fact]
    public void Check_LastEntryChanged_IsContentByTheCheckpointAlone()
    {
        var signed = Entries.CheckpointOf(_bodies);
        _bodies[^1] = Changed(_bodies[^1], "web-2", "web-3");
        Assert.Null(Verify(_bodies));
        Assert.Equal((LedgerFaultCode.Content, _bodies.Count), Found(Verify(_bodies, signed)));
    }

    [Fact]
    public void Check_LedgerRewrittenAsAWhole_IsContent()
    {
        var signed = Entries.CheckpointOf(_bodies);
        Assert.Equal(LedgerFaultCode.Content, Verify(Entries.Chain(1, 3, 1, 1, 1, 1), signed)?.Code);
    }

    [Fact]
    public void Add_EntryDeleted_IsGap()
    {
        _bodies.RemoveAt(4);
        Assert.Equal((LedgerFaultCode.Gap, 4), Found(Verify(_bodies)));
    }

    [Fact]
    public void Add_EntryDeletedAndTheRestRenumbered_IsContent()
    {
        _bodies.RemoveAt(4);
        for (var i = 4; i < _bodies.Count; i++)
            _bodies[i] = (LedgerEntry.Parse(_bodies[i]) with { Idx = i }).ToBody();
        Assert.Equal((LedgerFaultCode.Content, 4), Found(Verify(_bodies)));
    }

    [Fact]
    public void Add_EntryTwice_IsGap()
    {
        _bodies.Insert(4, _bodies[4]);
        Assert.Equal((LedgerFaultCode.Gap, 5), Found(Verify(_bodies)));
    }

    [Fact]
    public void Add_EntryInserted_IsGapAtItsSuccessor()
    {
        var planted = LedgerEntry.Parse(_bodies[4]) with { Type = "planted", Tx = new(Entries.Id(99), 1, 1) };
        _bodies.Insert(4, planted.ToBody());
        Assert.Equal((LedgerFaultCode.Gap, 5), Found(Verify(_bodies)));
    }

    [Fact]
    public void Add_TwoEntriesSwapped_IsGap()
    {
        (_bodies[4], _bodies[5]) = (_bodies[5], _bodies[4]);
        Assert.Equal((LedgerFaultCode.Gap, 4), Found(Verify(_bodies)));
    }

    [Fact]
    public void Check_TailCut_IsTailMissing()
    {
        var signed = Entries.CheckpointOf(_bodies);
        _bodies.RemoveAt(_bodies.Count - 1);
        Assert.Null(Verify(_bodies));
        Assert.Equal(LedgerFaultCode.TailMissing, Verify(_bodies, signed)?.Code);
    }

    [Fact]
    public void Add_EntriesOfAnotherLedger_IsContent() =>
        Assert.Equal((LedgerFaultCode.Content, 0), Found(Verify(Entries.Chain("other.example/ledger", [1]))));

    [Fact]
    public void Add_FirstEntryWithoutTheLedgersBeginning_IsContent() =>
        Assert.Equal((LedgerFaultCode.Content, 0), Found(Verify([(Entries.First with { Prev = Entries.Hash(0) }).ToBody()])));

    [Fact]
    public void Check_CheckpointOfAnotherLedger_IsContent() =>
        Assert.Equal(LedgerFaultCode.Content, Verify(_bodies, Entries.CheckpointOf(_bodies) with { Origin = "other.example/ledger" })?.Code);

    [Fact]
    public void Complete_GroupWithoutItsEnd_IsGap()
    {
        var torn = _bodies[..3]; // 1 and two of three
        Assert.Equal(LedgerFaultCode.Gap, Verify(torn)?.Code);
        Assert.Equal(LedgerFaultCode.Gap, Verify(torn, Entries.CheckpointOf(torn))?.Code);
    }

    [Fact]
    public void Add_GroupTornInTheMiddle_IsGap()
    {
        Assert.Equal((LedgerFaultCode.Gap, 1), Found(Verify(Rechained((1, 1, 2), (2, 1, 1)))));  // the second never came
        Assert.Equal((LedgerFaultCode.Gap, 0), Found(Verify(Rechained((1, 2, 2)))));             // begins in the middle
        Assert.Equal((LedgerFaultCode.Gap, 1), Found(Verify(Rechained((1, 1, 3), (1, 3, 3)))));  // the second is missing
        Assert.Equal((LedgerFaultCode.Gap, 1), Found(Verify(Rechained((1, 1, 2), (2, 2, 2)))));  // goes on under another id
        Assert.Equal((LedgerFaultCode.Gap, 1), Found(Verify(Rechained((1, 1, 3), (1, 2, 2)))));  // shrinks
        Assert.Null(Verify(Rechained((1, 1, 2), (1, 2, 2), (2, 1, 1))));
    }

    [Fact]
    public void Add_AfterAFault_AnswersTheSameFault()
    {
        var verifier = new ChainVerifier(Entries.Ledger);
        var fault = verifier.Add("{}"u8);
        Assert.Equal((LedgerFaultCode.Malformed, 0), Found(fault));
        Assert.Same(fault, verifier.Add(_bodies[0]));
        Assert.Same(fault, verifier.Complete());
        Assert.Same(fault, verifier.Check(Entries.CheckpointOf([])));
        Assert.Equal(0, verifier.Size);
    }

    [Fact]
    public void Add_FromATrustedPlaceOn_FindsTheSameRoot()
    {
        var trusted = new MerkleFrontier();
        foreach (var body in _bodies[..4])
            trusted.Append(LeafHash.Of(body));
        var verifier = new ChainVerifier(Entries.Ledger, trusted, LeafHash.Of(_bodies[3]));
        foreach (var body in _bodies[4..])
            Assert.Null(verifier.Add(body));
        Assert.Null(verifier.Check(Entries.CheckpointOf(_bodies)));
        Assert.Equal(4, trusted.Size);
    }

    [Fact]
    public void Check_CheckpointPassedAlready_Throws()
    {
        var verifier = new ChainVerifier(Entries.Ledger);
        verifier.Add(_bodies[0]);
        Assert.Throws<InvalidOperationException>(() => verifier.Check(Entries.CheckpointOf([])));
    }

    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData("a+b")]
    [InlineData("quo\"te")]
    [InlineData("back\\slash")]
    public void Verifier_NameThatNoLedgerHas_Throws(string name) => Assert.Throws<LedgerFormatException>(() => new ChainVerifier(name));

    private static LedgerFault? Verify(IEnumerable<byte[]> bodies, Checkpoint? signed = null)
    {
        var verifier = new ChainVerifier(Entries.Ledger);
        foreach (var body in bodies)
        {
            if (verifier.Add(body) is { } fault)
                return fault;
        }
        return signed is null ? verifier.Complete() : verifier.Check(signed);
    }

    private static (LedgerFaultCode, long) Found(LedgerFault? fault)
    {
        Assert.NotNull(fault);
        return (fault.Code, fault.Idx);
    }

    private static byte[] Changed(byte[] body, string was, string becomes) =>
        Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(body).Replace(was, becomes, StringComparison.Ordinal));

    // A well-chained ledger with the given transactions, so that only the groups can be at fault.
    private static List<byte[]> Rechained(params (int Id, int N, int Of)[] groups)
    {
        var bodies = new List<byte[]>();
        foreach (var (id, n, of) in groups)
        {
            var prev = bodies.Count == 0 ? LedgerGenesis.Prev(Entries.Ledger) : LeafHash.Of(bodies[^1]);
            bodies.Add((Entries.First with { Idx = bodies.Count, Prev = prev, Tx = new(Entries.Id(id), n, of) }).ToBody());
        }
        return bodies;
    }
}
