using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using GovernanceConsole.Identity;
using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.AuditLedger;

/// <summary>
/// The one door through which anything changes. One transaction holds the business rows, their ledger entries, what
/// is to be sent afterwards and the answer stored under the command id: no change without its entry, no entry without
/// its change. A refused act changes nothing and is written down in the ledger of security events.
/// </summary>
public sealed class LedgeredChange
{
    private static readonly AsyncLocal<bool> Inside = new();

    private readonly IGovernanceStore _store;
    private readonly OrganisationTime _time;
    private readonly RefusalCap _refusals;
    private readonly Func<ILedgerFaultRecord?> _faults;
    private readonly Func<ISignInDemand?> _signInDemand;
    private readonly ConcurrentDictionary<string, bool> _told = new(StringComparer.Ordinal);

    /// <param name="store">Where changes are stored.</param>
    /// <param name="time">The organisation's.</param>
    /// <param name="clock">Counts refusals by the minute.</param>
    /// <param name="faults">Who tells people that a ledger was changed past the console. Asked for when it happens, because telling is a change too.</param>
    /// <param name="signInDemand">What approvals demand of a sign-in; null where nobody approves.</param>
    internal LedgeredChange(
        IGovernanceStore store, OrganisationTime time, TimeProvider clock, Func<ILedgerFaultRecord?>? faults = null, Func<ISignInDemand?>? signInDemand = null)
    {
        _store = store;
        _time = time;
        _refusals = new RefusalCap(clock);
        _faults = faults ?? (() => null);
        _signInDemand = signInDemand ?? (() => null);
    }

    /// <summary>Runs a use case.</summary>
    /// <param name="useCase">The use case itself: its class carries the declaration of who may.</param>
    /// <param name="commandId">The id made when the form opened.</param>
    /// <param name="input">The whole input; the same id with other input is an error.</param>
    /// <param name="actor">Who acts.</param>
    /// <param name="decide">Loads, authorises by relation, applies the rules, changes entities and records events. Only database awaits inside.</param>
    /// <param name="cancellationToken">Gives up waiting for a turn; a command that has begun runs to its end.</param>
    internal async Task<Outcome<T>> ExecuteAsync<TInput, T>(
        object useCase,
        CommandId commandId,
        TInput input,
        Actor actor,
        Func<Change, Task<Outcome<T>>> decide,
        CancellationToken cancellationToken)
    {
        if (Inside.Value)
            throw new InvalidOperationException($"{useCase.GetType().Name} was called from inside another use case and would wait for itself.");

        var name = useCase.GetType().Name;
        var requestHash = HashOfRequest(name, actor, input);
        var refusal = new RefusalCap.OfOneCommand(_refusals, LedgerEntries.LabelOf(actor));
        var isStored = false;
        try
        {
            var outcome = await WriteAsync(
                async session =>
                {
                    Inside.Value = true;
                    refusal.Begin();
                    try
                    {
                        return await RunAsync(session, useCase.GetType(), commandId, requestHash, actor, refusal, decide);
                    }
                    finally
                    {
                        Inside.Value = false;
                    }
                },
                cancellationToken);
            isStored = true;
            return outcome;
        }
        catch (WriteConflictException)
        {
            return new ChangedMeanwhile("record");
        }
        catch (NoRoomLeftException)
        {
            return new NoRoomIsLeft();
        }
        catch (StorageFailedException failure)
        {
            return failure.MayBeStored ? new NotKnownWhetherStored() : new StorageFailed();
        }
        catch (LedgerChangedException)
        {
            return new LedgerWasChanged();
        }
        finally
        {
            refusal.End(isStored);
        }
    }

    /// <summary>Where a ledger was changed past the console, people hear of it first. Then it goes on from where the ledger ends now, if it can.</summary>
    private async Task<T> WriteAsync<T>(Func<IWriteSession, Task<T>> work, CancellationToken cancellationToken)
    {
        try
        {
            return await _store.WriteAsync(work, cancellationToken);
        }
        catch (LedgerChangedException changed)
        {
            if (_told.TryAdd(changed.Message, value: true) && _faults() is { } faults)
                await faults.TellAsync(changed.Message, changed.Ledger == LedgerStream.SecurityEvents);
            return await _store.WriteAsync(work, cancellationToken);
        }
    }

    private async Task<Outcome<T>> RunAsync<T>(
        IWriteSession session, Type useCase, CommandId commandId, byte[] requestHash, Actor actor, RefusalCap.OfOneCommand refusal, Func<Change, Task<Outcome<T>>> decide)
    {
        if (await session.FindAnswerAsync(commandId.Value) is { } stored)
        {
            return stored.RequestHash.AsSpan().SequenceEqual(requestHash)
                ? JsonSerializer.Deserialize<T>(stored.Answer)!
                : new CommandIdAlreadyUsed();
        }

        var now = _time.Now;
        var standing = await StandingOfAsync(session, actor, now);
        var change = new Change(session, useCase, actor, standing ?? ActorStanding.None, now, _time, _signInDemand());
        var outcome = standing is null || actor.OnBehalfOf is not null || !UseCaseAuthorisation.MightAllow(useCase, actor.Kind, standing.Roles, standing.Scopes)
            ? new NotAllowed()
            : await DecideAsync(session, commandId, change, decide);
        if (outcome.IsAccepted)
        {
            if (change.HasChanged && change.Events.Count == 0 && !useCase.IsDefined(typeof(MayLeaveNoEntryAttribute), inherit: false))
                throw new InvalidOperationException($"{useCase.Name} changed something and recorded nothing. Record what happened, or say why it leaves no entry (MayLeaveNoEntry).");
            // What changed nothing may run again, so a tick that finds nothing due leaves no row behind.
            if (change.HasChanged)
                await session.StoreAnswerAsync(commandId.Value, new StoredAnswer(useCase.Name, requestHash, JsonSerializer.Serialize(outcome.Value), change.Now));
            return outcome;
        }

        await session.UndoAsync();
        await WriteRefusalAsync(session, useCase, commandId, change, refusal, outcome.Refusals);
        return outcome;
    }

    private static async Task<Outcome<T>> DecideAsync<T>(IWriteSession session, CommandId commandId, Change change, Func<Change, Task<Outcome<T>>> decide)
    {
        change.AllowWithoutRelation();
        var outcome = await decide(change);
        if (!outcome.IsAccepted)
            return outcome;
        if (!change.IsAuthorised)
            throw new InvalidOperationException("The use case accepted without deciding the permission: it must call Authorise.");

        try
        {
            await LedgerEntries.SaveWithEntriesAsync(session, change, commandId);
        }
        catch (DbUpdateConcurrencyException)
        {
            return new ChangedMeanwhile("record");
        }

        return outcome;
    }

    /// <summary>What the actor is at this instant; null for somebody who may not act at all, and for a key that has ended or was revoked.</summary>
    private static async Task<ActorStanding?> StandingOfAsync(IWriteSession session, Actor actor, DateTimeOffset now) => actor switch
    {
        { Person: { } person } => await session.FindRolesAsync(person.Value, now) is { } roles
            ? ActorStanding.None with { Roles = roles.Select(Enum.Parse<Role>).ToHashSet() }
            : null,
        { Key: { } key } => await session.FindScopesAsync(key.Value, now) is { } scopes
            ? new ActorStanding(new HashSet<Role> { Role.ApiClient }, ApiScopeText.ParseList(scopes))
            : null,
        _ => ActorStanding.None,
    };

    private static async Task WriteRefusalAsync(
        IWriteSession session, Type useCase, CommandId commandId, Change change, RefusalCap.OfOneCommand refusal, IReadOnlyList<Refusal> refusals)
    {
        var counted = refusal.Count();
        if (!counted.IsWritten)
            return;

        List<EventDetail> details =
        [
            EventDetail.Public("codes", refusals.Select(r => r.Code).Distinct(StringComparer.Ordinal).ToArray()),
            EventDetail.Public("useCase", useCase.Name),
            EventDetail.Private(EntryText.Sentence, string.Join(' ', refusals.Select(r => r.Sentence))),
        ];
        if (counted.LeftOutBefore > 0)
            details.Add(EventDetail.Public("leftOutBefore", counted.LeftOutBefore));
        await LedgerEntries.WriteAsync(session, change, commandId, [new LedgerEntries.Draft(LedgerEvents.ActRefused, change.Subject, Versions: null, [], details)]);
    }

    private static byte[] HashOfRequest<TInput>(string useCase, Actor actor, TInput input)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(JsonSerializer.SerializeToUtf8Bytes((useCase, LedgerEntries.LabelOf(actor)), IncludeTupleFields));
        hash.AppendData(JsonSerializer.SerializeToUtf8Bytes(input));
        return hash.GetHashAndReset();
    }

    private static readonly JsonSerializerOptions IncludeTupleFields = new() { IncludeFields = true };
}
