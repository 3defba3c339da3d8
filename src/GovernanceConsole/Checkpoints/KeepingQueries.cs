using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Ledger;
using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Checkpoints;

/// <summary>How far a keeper has got with one ledger.</summary>
/// <param name="Keeper">The signer or an anchor, by name.</param>
/// <param name="Place">Where an anchor keeps checkpoints; null for the signer.</param>
/// <param name="Size">How many entries its newest checkpoint counts; 0 where it has none.</param>
/// <param name="ConfirmedAt">Since when it has that one; null where it has none.</param>
/// <param name="FailingSince">Since when it fails; null while it works.</param>
/// <param name="Failure">What it said last, in a sentence; null while it works.</param>
/// <param name="IsBesideTheDatabase">Whether whoever can change the database can change it too; true for the signer.</param>
public sealed record KeeperStanding(string Keeper, string? Place, long Size, DateTimeOffset? ConfirmedAt, DateTimeOffset? FailingSince, string? Failure, bool IsBesideTheDatabase);

/// <summary>A backup that took the place of the database.</summary>
/// <param name="Idx">The entry of the ledger of decisions that says what was lost by it.</param>
/// <param name="At">When.</param>
public sealed record RecordedRestore(long Idx, DateTimeOffset At);

/// <summary>How well one ledger is kept.</summary>
/// <param name="Ledger">Which.</param>
/// <param name="Name">Its name.</param>
/// <param name="Size">Entries now.</param>
/// <param name="Signer">How far it is signed.</param>
/// <param name="Anchors">The anchors that the console has, in its order.</param>
/// <param name="WaitingSince">When the oldest entry was written that no anchor holds a checkpoint over; null where none waits.</param>
/// <param name="IsLate">Whether it waits for too long (<see cref="KeepingRules.Patience"/>).</param>
public sealed record LedgerStanding(
    TrailLedger Ledger, string Name, long Size, KeeperStanding Signer, IReadOnlyList<KeeperStanding> Anchors, DateTimeOffset? WaitingSince, bool IsLate)
{
    /// <summary>The newest restore, while somebody who keeps checkpoints has not taken one since; null otherwise.</summary>
    public RecordedRestore? Restore { get; init; }

    /// <summary>Whether somebody holds a checkpoint over more entries than there are: the end was cut off, or an older state brought back.</summary>
    public bool IsCut => Anchors.Append(Signer).Any(k => k.Size > Size);

    /// <summary>Entries that an anchor holds a checkpoint over.</summary>
    public long AnchoredSize => Anchors.Count == 0 ? 0 : Anchors.Max(a => a.Size);
}

/// <summary>Tells how the ledgers are signed and anchored.</summary>
public sealed class KeepingQueries(ReadOnlyStore store, IEnumerable<IAnchor> anchors, OrganisationTime time)
{
    /// <summary>The roles that may take checkpoints: those that read the trail, and who runs the system.</summary>
    public static readonly IReadOnlyList<Role> Readers = [.. TrailQueries.Readers, Role.PlatformAdministrator];

    /// <summary>Both ledgers, decisions first. Says nothing of what stands in them.</summary>
    public async Task<IReadOnlyList<LedgerStanding>> StandingAsync(CancellationToken cancellationToken = default)
    {
        await using var context = store.Open();
        var keepers = await context.Set<LedgerKeeper>().ToListAsync(cancellationToken);
        // What the keepers hold was restored too: it is an old answer until they are asked again.
        var restore = await context.Set<StoredEntry>().Where(e => e.Ledger == (short)LedgerStream.Decisions && e.Type == "ledger.restored")
            .OrderByDescending(e => e.Idx).Select(e => new RecordedRestore(e.Idx, e.At)).FirstOrDefaultAsync(cancellationToken);
        var standings = new List<LedgerStanding>();
        foreach (var head in await context.Set<StoredHead>().OrderBy(h => h.Ledger).ToListAsync(cancellationToken))
        {
            var held = anchors.Select(a => Standing(keepers, a.Name, a.Place, a.IsBesideTheDatabase, head.Ledger, restore?.At)).ToList();
            var signer = Standing(keepers, LedgerKeeper.SignerName, place: null, isBeside: true, head.Ledger, restore?.At);
            var anchored = held.Count == 0 ? 0 : held.Max(a => a.Size);
            var waiting = await context.Set<StoredEntry>().Where(e => e.Ledger == head.Ledger && e.Idx == anchored).Select(e => (DateTimeOffset?)e.At).SingleOrDefaultAsync(cancellationToken);
            standings.Add(new LedgerStanding(
                head.Ledger == (short)LedgerStream.Decisions ? TrailLedger.Decisions : TrailLedger.SecurityEvents,
                head.Name,
                head.Size,
                signer,
                held,
                waiting,
                KeepingRules.IsLate(waiting, time.Now))
            {
                Restore = held.Append(signer).Any(k => restore?.At > (k.ConfirmedAt ?? DateTimeOffset.MinValue)) ? restore : null,
            });
        }

        return standings;
    }

    /// <summary>The newest signed checkpoint of the ledger of decisions; null where none was signed yet.</summary>
    public Task<KeptCheckpoint?> LatestAsync(CancellationToken cancellationToken = default) => LatestAsync(TrailLedger.Decisions, cancellationToken);

    /// <summary>The newest signed checkpoint of a ledger; null where none was signed yet.</summary>
    public async Task<KeptCheckpoint?> LatestAsync(TrailLedger ledger, CancellationToken cancellationToken = default)
    {
        await using var context = store.Open();
        return await context.Set<LedgerCheckpoint>().Where(c => c.Ledger == StreamOf(ledger)).OrderByDescending(c => c.Size)
            .Select(c => new KeptCheckpoint(c.Size, c.SignedAt, c.Note)).FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>Signed checkpoints of a ledger in their order, from one size on.</summary>
    /// <param name="ledger">Which ledger.</param>
    /// <param name="after">Only those that count more entries than this.</param>
    /// <param name="take">The most.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<KeptCheckpoint>> CheckpointsAfterAsync(TrailLedger ledger, long after, int take, CancellationToken cancellationToken = default)
    {
        await using var context = store.Open();
        return await context.Set<LedgerCheckpoint>().Where(c => c.Ledger == StreamOf(ledger) && c.Size > after).OrderBy(c => c.Size).Take(take)
            .Select(c => new KeptCheckpoint(c.Size, c.SignedAt, c.Note)).ToListAsync(cancellationToken);
    }

    /// <summary>All checkpoints of a ledger, one after another as an auditor keeps them (<c>--known</c>). Null for those who may not take them.</summary>
    public async Task<string?> CheckpointsAsync(Actor actor, TrailLedger ledger, CancellationToken cancellationToken = default)
    {
        if (!Readers.Any(actor.KnowsRole))
            return null;
        await using var context = store.Open();
        return string.Concat(await context.Set<LedgerCheckpoint>().Where(c => c.Ledger == StreamOf(ledger)).OrderBy(c => c.Size).Select(c => c.Note).ToListAsync(cancellationToken));
    }

    /// <summary>The sizes of the newest checkpoints that are kept, by ledger; a ledger without one is left out.</summary>
    public async Task<IReadOnlyDictionary<string, long>> KeptSizesAsync(CancellationToken cancellationToken = default)
    {
        await using var context = store.Open();
        var heads = await context.Set<StoredHead>().ToDictionaryAsync(h => h.Ledger, h => h.Name, cancellationToken);
        var kept = await context.Set<LedgerCheckpoint>().GroupBy(c => c.Ledger).Select(g => new { Ledger = g.Key, Size = g.Max(c => c.Size) }).ToListAsync(cancellationToken);
        return kept.ToDictionary(c => heads[c.Ledger], c => c.Size, StringComparer.Ordinal);
    }

    /// <summary>To which sizes the newest restore set the ledgers back, by name; null where none is recorded.</summary>
    public async Task<IReadOnlyDictionary<string, long>?> SetBackToAsync(CancellationToken cancellationToken = default)
    {
        await using var context = store.Open();
        var body = await context.Set<StoredEntry>().Where(e => e.Ledger == (short)LedgerStream.Decisions && e.Type == "ledger.restored")
            .OrderByDescending(e => e.Idx).Select(e => e.Body).FirstOrDefaultAsync(cancellationToken);
        if (body is null)
            return null;
        var act = LedgerEntry.Parse(body).Act.ToDictionary(a => a.Key, a => a.Value, StringComparer.Ordinal);
        var heads = await context.Set<StoredHead>().ToDictionaryAsync(h => h.Ledger, h => h.Name, cancellationToken);
        return new Dictionary<string, long>(StringComparer.Ordinal)
        {
            [heads[(short)LedgerStream.Decisions]] = (long)act["decisionsAfter"]!,
            [heads[(short)LedgerStream.SecurityEvents]] = (long)act["securityEventsAfter"]!,
        };
    }

    private static short StreamOf(TrailLedger ledger) => (short)(ledger == TrailLedger.Decisions ? LedgerStream.Decisions : LedgerStream.SecurityEvents);

    private static KeeperStanding Standing(List<LedgerKeeper> keepers, string name, string? place, bool isBeside, short ledger, DateTimeOffset? restoredAt)
    {
        var keeper = keepers.Find(k => k.Keeper == name && k.Ledger == ledger);
        return keeper is { FailingSince: null } or null && restoredAt > (keeper?.ConfirmedAt ?? DateTimeOffset.MinValue)
            ? new KeeperStanding(name, place, keeper?.Size ?? 0, keeper?.ConfirmedAt, restoredAt, "a backup was restored since, and it may hold more than there is now; see docs/ledger-operations.md, \"Backup and restore\"", isBeside)
            : new KeeperStanding(name, place, keeper?.Size ?? 0, keeper?.ConfirmedAt, keeper?.FailingSince, keeper?.Failure, isBeside);
    }
}

/// <summary>A signed checkpoint of a ledger; every export carries the newest one.</summary>
/// <param name="Size">Entries it counts.</param>
/// <param name="SignedAt">When it was signed.</param>
/// <param name="Note">The signed note.</param>
public sealed record KeptCheckpoint(long Size, DateTimeOffset SignedAt, string Note);
