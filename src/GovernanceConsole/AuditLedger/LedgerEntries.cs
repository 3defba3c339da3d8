using GovernanceConsole.Identity;
using GovernanceConsole.Ledger;
using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace GovernanceConsole.AuditLedger;

/// <summary>Turns what a use case changed and recorded into ledger entries, and saves both.</summary>
internal static class LedgerEntries
{
    /// <param name="Kind">What happened.</param>
    /// <param name="Object">To what; null where it is about nothing stored.</param>
    /// <param name="Versions">The object's version before (null for a new one) and after; null for objects without state.</param>
    /// <param name="Fields">The changed fields.</param>
    /// <param name="Details">What else is told.</param>
    /// <param name="Cause">What brought it about; null where nothing in the ledger did.</param>
    internal sealed record Draft(
        EventKind Kind,
        (string Kind, Guid Id)? Object,
        (long? From, long To)? Versions,
        IReadOnlyList<FieldChange> Fields,
        IReadOnlyList<EventDetail> Details,
        Change.EarlierEvent? Cause = null);

    /// <summary>Saves the business rows and writes their entries.</summary>
    public static async Task SaveWithEntriesAsync(IWriteSession session, Change change, CommandId commandId)
    {
        var context = session.Context;
        context.ChangeTracker.DetectChanges();
        var drafts = DraftsOf(context, change);
        context.ChangeTracker.AutoDetectChangesEnabled = false;
        var rows = await context.SaveChangesAsync();
        change.HasChanged |= rows > 0 || drafts.Count > 0;
        await WriteAsync(session, change, commandId, drafts);
    }

    /// <summary>How an actor is named in the ledger: people by pseudonymous id, machines by kind and name.</summary>
    public static string LabelOf(Actor actor) => actor.Kind switch
    {
        ActorKind.Person => actor.Person!.Value.Value.ToString("N"),
        ActorKind.Job => actor.IsSignInPage ? "sign-in-page" : actor.IsHttpApi ? actor.Name : $"job:{actor.Name}",
        ActorKind.CommandLine => actor.IsFirstSignIn ? "first-sign-in" : "command-line",
        ActorKind.ApiKey => $"key:{actor.Name}",
    };

    /// <summary>Appends entries to the ledgers they belong to.</summary>
    public static async Task WriteAsync(IWriteSession session, Change change, CommandId commandId, IReadOnlyList<Draft> drafts)
    {
        foreach (var stream in new[] { LedgerStream.Decisions, LedgerStream.SecurityEvents })
        {
            var ofStream = drafts.Where(d => d.Kind.IsSecurityEvent == (stream == LedgerStream.SecurityEvents)).ToList();
            if (ofStream.Count > 0)
                await WriteToAsync(session, stream, change, commandId, ofStream);
        }
    }

    private static async Task WriteToAsync(IWriteSession session, LedgerStream stream, Change change, CommandId commandId, List<Draft> drafts)
    {
        // The states are read before the head: on SQL Server the head's lock is the last one taken.
        var states = new Dictionary<(string, Guid), ObjectState>();
        foreach (var (kind, id) in drafts.Where(d => d.Versions is not null).Select(d => d.Object!.Value).Distinct())
            states[(kind, id)] = ObjectState.Parse(await session.FindObjectStateAsync(kind, id));

        var head = await session.ReadHeadAsync(stream);
        var transaction = Guid.CreateVersion7(change.Now);
        var rows = new List<LedgerRow>(drafts.Count);
        var lastLeaf = head.LastLeaf;
        var kindsWithState = LedgerFields.KindsWithState(session.Context.Model);
        foreach (var draft in drafts)
        {
            var entryId = Guid.CreateVersion7(change.Now);
            var cause = draft.Cause is { } earlier ? await FindAsync(session.Context, earlier) : null;
            var (entry, secrets) = Compose(head, draft, change, commandId, entryId, lastLeaf, (transaction, rows.Count + 1, drafts.Count), states, cause);
            if (EntryOfTheRoad.WhyNot(entry, stream, kindsWithState) is { } why)
                throw new InvalidOperationException(why);
            var body = entry.ToBody();
            lastLeaf = LeafHash.Of(body);
            head.Frontier.Append(lastLeaf);
            rows.Add(new LedgerRow(
                stream, entry.Idx, draft.Kind.Type, change.Now, draft.Object?.Kind, draft.Object?.Id,
                change.Actor.Person?.Value, stream == LedgerStream.SecurityEvents ? commandId.Value : null, body, secrets) { Corr = change.Correlation });
        }

        await session.WriteEntriesAsync(head with { LastLeaf = lastLeaf }, rows);
        foreach (var draft in drafts.Where(d => d.Versions is not null).DistinctBy(d => d.Object))
        {
            var (kind, id) = draft.Object!.Value;
            var state = states[(kind, id)].ToCanonical();
            await session.StoreObjectStateAsync(kind, id, draft.Versions!.Value.To, state, ObjectState.HashOf(state));
        }
    }

    /// <summary>
    /// The number of an entry about an object. Asked behind the head's lock: on SQL Server a range that is read before it
    /// could keep others from appending.
    /// </summary>
    private static Task<long?> FindAsync(GovernanceDbContext context, Change.EarlierEvent earlier)
    {
        const short Decisions = (short)LedgerStream.Decisions;
        return context.Set<StoredEntry>()
            .Where(e => e.Ledger == Decisions && e.ObjectId == earlier.ObjectId && e.Type == earlier.Type && e.At == earlier.At)
            .MaxAsync(e => (long?)e.Idx);
    }

    private static (LedgerEntry Entry, List<LedgerPrivateRow> Secrets) Compose(
        LedgerHead head,
        Draft draft,
        Change change,
        CommandId commandId,
        Guid entryId,
        byte[] previousLeaf,
        (Guid Id, int N, int Of) transaction,
        Dictionary<(string, Guid), ObjectState> states,
        long? cause)
    {
        var id = entryId.ToString("D");
        var act = new List<KeyValuePair<string, object?>>();
        var commitments = new List<LedgerCommitment>();
        var secrets = new List<LedgerPrivateRow>();
        var state = draft.Object is { } key && states.TryGetValue(key, out var found) ? found : null;

        byte[] Commit(string field, string value)
        {
            var salt = Commitment.NewSalt();
            var text = LedgerText.Normalise(value);
            var hash = Commitment.Of(head.Name, id, field, salt, text);
            commitments.Add(new LedgerCommitment(field, hash));
            secrets.Add(new LedgerPrivateRow(field, salt, text));
            return hash;
        }

        if (draft.Kind.IsApproval && state is not null)
        {
            if (change.Shown is not { } shown)
                throw new InvalidOperationException($"{draft.Kind.Type} is an approval, and nothing says what the approver was shown. Ask Change.ApprovesAsync.");
            act.Add(new(EntryText.SubjectHash, ObjectState.HashOf(state.ToCanonical()))); // before the approval's own fields
            act.Add(new(EntryText.ViewHash, Commit(EntryText.Shown, shown.Text)));
        }

        var emptied = new List<string>();
        foreach (var field in draft.Fields)
        {
            if (field.Value is null)
            {
                emptied.Add(field.Key);
                state!.Unset(field.Key);
            }
            else if (field.IsPrivate)
            {
                state!.SetCommitment(field.Key, Convert.ToBase64String(Commit($"set.{field.Key}", LedgerFields.ToPrivateText(field.Value))));
            }
            else
            {
                act.Add(new($"set.{field.Key}", field.Value));
                state!.Set(field.Key, field.Value);
            }
        }

        if (emptied.Count > 0)
            act.Add(new("unset", emptied.ToArray()));
        foreach (var detail in draft.Details)
        {
            if (detail.IsPrivate)
                Commit(detail.Key, (string)detail.Value!);
            else if (LedgerFields.ToLedgerValue(detail.Value) is { } value)
                act.Add(new(detail.Key, value));
        }

        var actor = change.Actor;
        var entry = new LedgerEntry
        {
            Ledger = head.Name,
            Idx = head.Frontier.Size,
            Prev = previousLeaf,
            Id = entryId,
            Type = draft.Kind.Type,
            At = change.Now,
            Node = Environment.MachineName,
            Tx = new LedgerTransaction(transaction.Id, transaction.N, transaction.Of),
            Cmd = commandId.Value,
            Cause = cause,
            Corr = change.Correlation,
            Actor = new LedgerActor(LabelOf(actor), actor.SignIn?.Issuer ?? "console", actor.SignIn?.SessionHash, actor.SignIn?.Method, actor.SignIn?.At),
            Obo = change.OnBehalfOf is { } principal ? new LedgerPrincipal(principal.Principal.Value.ToString("N"), principal.Grant) : null,
            Via = actor.Via,
            Obj = draft.Object is { } about
                ? new LedgerObject(about.Kind, about.Id.ToString("N"), draft.Versions?.To ?? 0, draft.Versions?.From, state is null || draft.Versions is null ? null : ObjectState.HashOf(state.ToCanonical()))
                : new LedgerObject("console", "-", To: 0),
            Act = act,
            Priv = commitments.Count > 0 ? commitments : null,
        };
        return (entry, secrets);
    }

    /// <summary>One draft per recorded event; the first event of an object carries its changed fields.</summary>
    private static List<Draft> DraftsOf(GovernanceDbContext context, Change change)
    {
        var fields = new Dictionary<(string, Guid), List<FieldChange>>();
        var changedRoots = new HashSet<(string, Guid)>();
        foreach (var entry in context.ChangeTracker.Entries())
        {
            if (entry.State is EntityState.Unchanged or EntityState.Detached)
                continue;
            var plan = LedgerFields.Of(entry.Metadata);
            if (plan.IsFreeOfLedger)
                continue;
            var root = RootOf(context, entry, plan);
            changedRoots.Add(root);
            if (!fields.TryGetValue(root, out var changes))
                fields[root] = changes = [];
            changes.AddRange(plan.ChangesOf(entry));
        }

        var versions = new Dictionary<(string, Guid), (long? From, long To)>();
        var drafts = new List<Draft>(change.Events.Count);
        foreach (var recorded in change.Events)
        {
            if (recorded.Subject is not { } subject)
            {
                drafts.Add(new Draft(recorded.Kind, recorded.Object, Versions: null, [], recorded.Details, recorded.Cause));
                continue;
            }

            var entry = context.Entry(subject);
            var root = (LedgerFields.Of(entry.Metadata).ObjectKind!, subject.LedgerId);
            var isFirst = !versions.TryGetValue(root, out var fromTo);
            if (isFirst)
                versions[root] = fromTo = NextVersion(entry);
            drafts.Add(new Draft(recorded.Kind, root, fromTo, isFirst && fields.TryGetValue(root, out var changes) ? changes : [], recorded.Details, recorded.Cause));
        }

        changedRoots.ExceptWith(versions.Keys);
        if (changedRoots.Count > 0)
            throw new InvalidOperationException($"Changed without an event: {string.Join(", ", changedRoots)}. Every change tells the ledger what happened.");
        return drafts;
    }

    private static (string Kind, Guid Id) RootOf(GovernanceDbContext context, EntityEntry entry, LedgerFields plan)
    {
        if (plan.ObjectKind is { } kind)
        {
            if (entry.State == EntityState.Deleted)
                throw new InvalidOperationException($"A {kind} is never deleted; it ends in a state.");
            return (kind, ((ILedgered)entry.Entity).LedgerId);
        }

        var rootId = LedgerFields.IdOf(plan.RootIdOf(entry))!.Value;
        var root = context.ChangeTracker.Entries().FirstOrDefault(e => e.Entity is ILedgered ledgered && ledgered.LedgerId == rootId)
            ?? throw new InvalidOperationException($"A {entry.Metadata.ShortName()} changed while its owner was not loaded.");
        return (LedgerFields.Of(root.Metadata).ObjectKind!, rootId);
    }

    private static (long? From, long To) NextVersion(EntityEntry entry)
    {
        var version = entry.Property(nameof(ILedgered.Version));
        if (entry.State == EntityState.Added)
        {
            version.CurrentValue = 1L;
            return (null, 1);
        }

        var from = (long)version.OriginalValue!;
        version.CurrentValue = from + 1;
        return (from, from + 1);
    }
}
