using System.Collections.Concurrent;
using GovernanceConsole.Identity;
using GovernanceConsole.Storage;

namespace GovernanceConsole.AuditLedger;

/// <summary>What was looked at.</summary>
/// <param name="Ledger">In which ledger.</param>
/// <param name="Entry">The entry whose private texts are shown; null for a search.</param>
/// <param name="Search">What was searched for, in words; null where an entry is opened.</param>
public sealed record RecordTrailReadInput(TrailLedger Ledger, long? Entry, string? Search);

/// <summary>
/// Writes down that somebody opened an entry with private texts, or searched the trail: once per person, entry or search
/// and hour, so that going to and fro fills no ledger. Done before the texts are shown.
/// </summary>
[MayBeDoneBy(Role.Auditor)]
[MayBeDoneBy(Role.SecurityOperations)]
[MayBeDoneBy(Role.IamPolicy)]
[MayBeDoneBy(Role.Governance)]
public sealed class RecordTrailRead(LedgeredChange road, OrganisationTime time)
{
    private static readonly TimeSpan Once = TimeSpan.FromHours(1);
    private const int MostRemembered = 10_000;

    private readonly ConcurrentDictionary<(PersonId, RecordTrailReadInput), DateTimeOffset> _written = new();

    public async Task<Outcome<Done>> ExecuteAsync(CommandId commandId, RecordTrailReadInput input, Actor actor, CancellationToken cancellationToken = default)
    {
        var now = time.Now;
        if (actor.Person is { } reader && _written.TryGetValue((reader, input), out var at) && now - at < Once)
            return default(Done);
        var outcome = await road.ExecuteAsync<RecordTrailReadInput, Done>(this, commandId, input, actor, change =>
        {
            var place = new[] { EventDetail.Public("ledger", input.Ledger), EventDetail.Public("entry", input.Entry) };
            if (input.Search is { } search)
                change.Record(LedgerEvents.TrailSearched, "trail", Guid.Empty, EventDetail.Public("ledger", input.Ledger), EventDetail.Private("search", search));
            else
                change.Record(LedgerEvents.TrailRead, "trail", Guid.Empty, place);
            return Task.FromResult(Outcome<Done>.Accept(default));
        }, cancellationToken);
        if (outcome.IsAccepted && actor.Person is { } person)
            Remember((person, input), now);
        return outcome;
    }

    private void Remember((PersonId, RecordTrailReadInput) read, DateTimeOffset now)
    {
        if (_written.Count >= MostRemembered)
        {
            foreach (var (key, at) in _written)
            {
                if (now - at >= Once)
                    _written.TryRemove(key, out _);
            }

            if (_written.Count >= MostRemembered)
                _written.Clear(); // an hour of ten thousand reads: better one entry too many than memory without end
        }

        _written[read] = now;
    }
}
