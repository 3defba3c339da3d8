using System.Security.Cryptography;
using System.Text;
using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Outbox;
using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Checkpoints;

/// <param name="Keeper">The signer or an anchor.</param>
/// <param name="Ledger">The ledger's name.</param>
/// <param name="Size">The size of the newest checkpoint that it now holds for certain; null where it got none further.</param>
/// <param name="Failure">What it said, in a sentence; null where it did all that it should.</param>
/// <param name="IsFaultOfTheLedger">Whether the ledger itself is wrong: nobody waits before people are told.</param>
/// <param name="HasLost">Whether the keeper no longer holds what it was given: likewise.</param>
/// <param name="NoteWasChanged">Whether only the database's note of it was wrong: likewise. The note becomes <paramref name="Size"/>, and the keeper does not count as failing.</param>
public sealed record RecordKeepingInput(string Keeper, string Ledger, long? Size, string? Failure, bool IsFaultOfTheLedger = false, bool HasLost = false, bool NoteWasChanged = false);

/// <summary>Notes how far a keeper has got, and tells people when one fails for too long and when it works again.</summary>
[MayBeDoneBy(ActorKind.Job)]
[MayBeDoneBy(ActorKind.CommandLine)]
[MayLeaveNoEntry("how far a keeper has got follows each checkpoint; an entry would make the next one due")]
public sealed class RecordKeeping(LedgeredChange road)
{
    private static readonly Role[] WhoIsTold = [Role.Governance, Role.Auditor, Role.SecurityOperations, Role.PlatformAdministrator];

    public Task<Outcome<Done>> ExecuteAsync(CommandId commandId, RecordKeepingInput input, Actor actor, CancellationToken cancellationToken = default) =>
        road.ExecuteAsync<RecordKeepingInput, Done>(this, commandId, input, actor, async change =>
        {
            if (await Keepers.HeadAsync(change, input.Ledger) is not { } head)
                return new NotFound("ledger");
            var keeper = await Keepers.FindAsync(change, input.Keeper, head.Ledger);
            var wasAlarmed = keeper.AlarmedAt is not null;
            if (input.Size is { } size)
                keeper.Confirm(size, change.Now);
            if (input.Failure is { } failure)
            {
                keeper.Fail(failure, change.Now);
                if (KeepingRules.IsToBeTold(keeper, input.IsFaultOfTheLedger || input.HasLost || input.NoteWasChanged, change.Now))
                    await RaiseAsync(change, keeper, input);
                if (input is { NoteWasChanged: true, Size: { } right })
                    keeper.Confirm(right, change.Now);
            }
            else if (wasAlarmed)
            {
                change.Record(CheckpointEvents.KeepingResumed, "ledger-keeper", Id(input), EventDetail.Public("keeper", input.Keeper), EventDetail.Public("ledger", input.Ledger));
                await change.TakeBackAsync([Id(input)]);
            }

            return default(Done);
        }, cancellationToken);

    private static async Task RaiseAsync(Change change, LedgerKeeper keeper, RecordKeepingInput input)
    {
        keeper.Alarm(change.Now);
        var told = new HashSet<PersonId>();
        foreach (var role in WhoIsTold)
            told.UnionWith(await OrganisationReads.HoldersAsync(change.Context, role, CancellationToken.None));
        var confirmed = keeper.ConfirmedAt ?? DateTimeOffset.MinValue;
        var wasRestored = await change.Context.Set<StoredEntry>().AnyAsync(e => e.Ledger == (short)LedgerStream.Decisions && e.Type == "ledger.restored" && e.At > confirmed);
        var notice = KeepingNotices.Of(input, keeper, wasRestored, change.Time, Id(input));
        await change.TellLatestAsync([.. told.OrderBy(person => person.Value).Select(person => (person, notice))]);
        change.Record(
            input.NoteWasChanged ? CheckpointEvents.KeepingNoteChanged : CheckpointEvents.KeepingFailed, "ledger-keeper", Id(input),
            EventDetail.Public("keeper", input.Keeper),
            EventDetail.Public("ledger", input.Ledger),
            EventDetail.Public("since", keeper.FailingSince),
            EventDetail.Private("failure", keeper.Failure!));
    }

    /// <summary>Under which the inbox and the ledger know the keeper of a ledger.</summary>
    private static Guid Id(RecordKeepingInput input) => new(SHA256.HashData(Encoding.UTF8.GetBytes($"ledger-keeper:{input.Keeper}:{input.Ledger}")).AsSpan(0, 16), bigEndian: true);
}
