namespace GovernanceConsole.Ledger.Bundles;

/// <summary>
/// The business rules that entries alone decide (docs/ledger-format.md, section 12): nobody holds both seats of a path, nobody signs
/// off their own path, nobody approves the policy they proposed, no ownership begins in the past, and an approval names what was shown.
/// </summary>
internal sealed class LedgerRules
{
    private const string Ownerships = "path_ownerships/";
    private const string SignOffs = "path_sign_offs/";

    private readonly Dictionary<string, PathFacts> _paths = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _proposers = new(StringComparer.Ordinal);

    /// <summary>The types whose entries approve something: each says what was approved and what was shown.</summary>
    private static readonly byte[][] Approvals =
    [
        [.. "desk.decision-maker-confirmed"u8],
        [.. "erasure.carried-out"u8],
        [.. "policy-version.approved"u8],
        [.. "recovery-path.security-reviewed"u8],
        [.. "recovery-path.signed-off"u8],
        [.. "recovery-path.transfer-accepted"u8],
        [.. "request.approved"u8],
        [.. "retention.approved"u8],
        [.. "verification-script.approved"u8],
    ];

    /// <summary>Whether an entry can matter to a rule; asked of every entry, so it costs little.</summary>
    public static bool LooksAt(in LedgerEntryView entry) => IsApproval(entry.Type) || (entry.ObjKind.SequenceEqual("recovery-path"u8)
            ? entry.Act.IndexOf(ViewHash) >= 0 || entry.Act.IndexOf("path_ownerships/"u8) >= 0 || entry.Act.IndexOf("path_sign_offs/"u8) >= 0 || entry.Act.IndexOf("designer_id"u8) >= 0
            : entry.ObjKind.SequenceEqual("policy-version"u8) || entry.Act.IndexOf(ViewHash) >= 0);

    private static bool IsApproval(ReadOnlySpan<byte> type)
    {
        foreach (var approval in Approvals)
        {
            if (type.SequenceEqual(approval))
                return true;
        }

        return false;
    }

    private static ReadOnlySpan<byte> ViewHash => "\"viewHash\":"u8;

    /// <summary>The next entry that matters, in the ledger's order.</summary>
    /// <returns>The rule it breaks; null where none.</returns>
    public LedgerFault? Check(LedgerEntry entry)
    {
        var broken = entry.Obj.Kind switch
        {
            "policy-version" => OfPolicy(entry),
            "recovery-path" => OfPath(entry),
            _ => null,
        } ?? OfWhatWasShown(entry);
        return broken is null ? null : new LedgerFault(LedgerFaultCode.RuleBroken, entry.Idx, $"Entry {entry.Idx}: {broken}");
    }

    private static string? OfWhatWasShown(LedgerEntry entry)
    {
        var (view, shown) = (HashIn(entry, "viewHash"), entry.Priv?.FirstOrDefault(p => p.F == "shown"));
        if (IsApproval(LedgerText.ToUtf8(entry.Type)) && (view is null || shown is null || HashIn(entry, "subjectHash") is null))
            return "it is an approval, and does not name what was approved and what was shown.";
        return view is not null && shown is not null && !view.AsSpan().SequenceEqual(shown.H) ? "what its approver was shown is not what it names." : null;
    }

    private static byte[]? HashIn(LedgerEntry entry, string key) => entry.Act.FirstOrDefault(a => a.Key == key).Value as byte[];

    private string? OfPolicy(LedgerEntry entry)
    {
        string? approver = null;
        foreach (var (key, value) in entry.Act)
        {
            if (key == "set.proposed_by_id" && value is string proposer)
                _proposers[entry.Obj.Id] = proposer;
            else if (key == "set.approved_by_id")
                approver = value as string;
        }

        if (approver is null)
            return null;
        if (approver != entry.Actor.Pid)
            return "a version of the policy is approved in somebody else's name.";
        return _proposers.TryGetValue(entry.Obj.Id, out var proposed) && proposed == approver ? "a version of the policy is approved by the person who proposed it." : null;
    }

    private string? OfPath(LedgerEntry entry)
    {
        if (!_paths.TryGetValue(entry.Obj.Id, out var path))
            _paths[entry.Obj.Id] = path = new PathFacts();
        List<string>? signers = null;
        foreach (var (key, value) in entry.Act)
        {
            if (key == "unset" && value is IReadOnlyList<string> fields)
            {
                foreach (var field in fields.Where(f => f.StartsWith(Ownerships, StringComparison.Ordinal)))
                    path.Forget(field[Ownerships.Length..]);
            }
            else if (!key.StartsWith("set.", StringComparison.Ordinal) || value is not string text)
            {
                continue;
            }
            else if (key == "set.designer_id")
            {
                path.Designer = text;
            }
            else if (key.AsSpan(4).StartsWith(Ownerships, StringComparison.Ordinal))
            {
                path.Set(key[(4 + Ownerships.Length)..], text);
                if (key.EndsWith("/started_at", StringComparison.Ordinal) && Instant.TryRead(LedgerText.ToUtf8(text), out var startedAt) && startedAt < entry.At)
                    return $"an ownership begins at {text}, before it was written down.";
            }
            else if (key.AsSpan(4).StartsWith(SignOffs, StringComparison.Ordinal) && key.EndsWith("/signed_by_id", StringComparison.Ordinal))
            {
                (signers ??= []).Add(text);
            }
        }

        return path.BrokenSeats() ?? signers?.Select(s => WhyNotBy(s, entry, path)).FirstOrDefault(why => why is not null);
    }

    private static string? WhyNotBy(string signer, LedgerEntry entry, PathFacts path)
    {
        if (signer != entry.Actor.Pid)
            return "a path is signed off in somebody else's name.";
        if (signer == path.Designer)
            return "a path is signed off by its designer.";
        return path.Holders().Any(h => h.Person == signer) ? "a path is signed off by one of its owners." : null;
    }

    /// <summary>What the entries so far say about one path.</summary>
    private sealed class PathFacts
    {
        private readonly Dictionary<string, Term> _terms = new(StringComparer.Ordinal);

        public string? Designer { get; set; }

        public void Set(string rowAndField, string value)
        {
            var (row, field) = Split(rowAndField);
            var term = _terms.GetValueOrDefault(row, new Term("", "", HasEnded: false));
            _terms[row] = field switch
            {
                "seat" => term with { Seat = value },
                "person_id" => term with { Person = value },
                "ended_at" => term with { HasEnded = true },
                _ => term,
            };
        }

        public void Forget(string rowAndField)
        {
            var (row, field) = Split(rowAndField);
            if (field == "exists")
                _terms.Remove(row);
            else if (field == "ended_at" && _terms.TryGetValue(row, out var term))
                _terms[row] = term with { HasEnded = false };
        }

        public IEnumerable<Term> Holders() => _terms.Values.Where(t => !t.HasEnded && t.Person.Length > 0);

        public string? BrokenSeats()
        {
            var holders = Holders().ToList();
            if (holders.DistinctBy(h => h.Seat).Count() != holders.Count)
                return "a seat of a path has two holders.";
            return holders.DistinctBy(h => h.Person).Count() != holders.Count ? "one person holds both seats of a path." : null;
        }

        private static (string Row, string Field) Split(string rowAndField)
        {
            var slash = rowAndField.IndexOf('/', StringComparison.Ordinal);
            return slash < 0 ? (rowAndField, "") : (rowAndField[..slash], rowAndField[(slash + 1)..]);
        }
    }

    private sealed record Term(string Seat, string Person, bool HasEnded);
}
