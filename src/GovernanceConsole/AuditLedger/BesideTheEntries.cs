using System.Globalization;
using GovernanceConsole.Ledger;
using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.AuditLedger;

/// <summary>
/// What the console goes by and no hash covers: the answers of commands, and how far each series of numbers has got. Both can be
/// checked against the entries, which tell of each accepted command and of each number that was given out.
/// </summary>
internal sealed class BesideTheEntries(GovernanceDbContext context)
{
    /// <summary>As long as the guards let no answer go, counted to the newest decision.</summary>
    private static readonly TimeSpan AnswersStay = TimeSpan.FromDays(30);

    private readonly Dictionary<string, long> _given = new(StringComparer.Ordinal);
    private readonly HashSet<DateTimeOffset> _pruned = [];
    private Dictionary<Guid, bool> _answers = []; // whether an entry must still tell of the command
    private DateTimeOffset? _answeredFrom;
    private DateTimeOffset _answeredSince = DateTimeOffset.MaxValue;
    private bool _heardAllDecisions;

    /// <summary>Reads which commands have answers, before the first entry is heard.</summary>
    public async Task BeginAsync(CancellationToken cancellationToken)
    {
        var exempt = MayLeaveNoEntryAttribute.UseCases;
        _answers = await context.Set<StoredCommand>().Select(c => new { c.CommandId, c.UseCase }).ToDictionaryAsync(c => c.CommandId, c => !exempt.Contains(c.UseCase), cancellationToken);
        _answeredFrom = await context.Set<StoredCommand>().MinAsync(c => (DateTimeOffset?)c.At, cancellationToken);
        _answeredSince = await AnsweredSinceAsync(context, cancellationToken);
    }

    /// <summary>The commands of entries after this instant have their answers.</summary>
    public static async Task<DateTimeOffset> AnsweredSinceAsync(GovernanceDbContext context, CancellationToken cancellationToken)
    {
        const short Decisions = (short)LedgerStream.Decisions;
        return await context.Set<StoredEntry>().Where(e => e.Ledger == Decisions).OrderByDescending(e => e.Idx).Select(e => (DateTimeOffset?)e.At).FirstOrDefaultAsync(cancellationToken) is { } newest
            ? newest - AnswersStay
            : DateTimeOffset.MaxValue;
    }

    /// <summary>The command that an entry tells was accepted, and whose answer must still be there; null where there is none.</summary>
    /// <param name="entry">What its body tells.</param>
    /// <param name="answeredSince">See <see cref="AnsweredSinceAsync"/>.</param>
    public static Guid? MustBeAnswered(LedgerEntry entry, DateTimeOffset answeredSince) => entry.At > answeredSince ? AcceptedCommand(entry) : null;

    /// <summary>That the answer of an entry's command is gone, in a sentence.</summary>
    public static string AnswerIsGone(long idx) =>
        $"Entry {idx}: its command was accepted, and the answer, which stays for 30 days, is gone: sent once more, it would be done twice. Or the entry was never written by a command. Look which.";

    /// <summary>Takes in what an entry says of numbers and of its command.</summary>
    /// <returns>What is wrong, in a sentence; null where nothing is.</returns>
    public string? Hear(LedgerEntry entry)
    {
        foreach (var (key, value) in entry.Act)
        {
            if (key == "set.number" && value is string number && number.LastIndexOf('-') is > 0 and var dash
                && long.TryParse(number.AsSpan(dash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var given))
                _given[number[..dash]] = Math.Max(given, _given.GetValueOrDefault(number[..dash]));
        }

        if (AcceptedCommand(entry) is not { } command)
            return null;
        if (!_answers.ContainsKey(command))
            return MustBeAnswered(entry, _answeredSince) is null ? null : AnswerIsGone(entry.Idx);
        _answers[command] = false;
        return null;
    }

    private static Guid? AcceptedCommand(LedgerEntry entry) => entry.Type == LedgerEvents.ActRefused.Type ? null : entry.Cmd;

    /// <summary>A pruned entry no longer says whose it was; an answer of its instant may be of its command.</summary>
    public void HearPruned(DateTimeOffset at)
    {
        if (at >= _answeredFrom)
            _pruned.Add(at);
    }

    /// <summary>An answer that no entry of either ledger tells of, in a sentence; null where there is none. Asked when both were heard; where a fault ended the other one, nobody can tell.</summary>
    public async Task<string?> AnswerWithoutEntryAsync(CancellationToken cancellationToken)
    {
        if (!_heardAllDecisions)
            return null;
        foreach (var command in _answers.Where(a => a.Value).Select(a => a.Key))
        {
            var answer = await context.Set<StoredCommand>().SingleAsync(c => c.CommandId == command, cancellationToken);
            if (!_pruned.Contains(answer.At))
                return $"The answer of command {answer.CommandId:N} ({answer.UseCase}) is stored, and no entry tells of the command: whoever sends it is told that it was done. Have what it stands for done again.";
        }

        return null;
    }

    /// <summary>A series that would give out a number again, in a sentence; null where none would. Asked when all decisions were heard.</summary>
    public async Task<string?> SeriesBehindAsync(CancellationToken cancellationToken)
    {
        _heardAllDecisions = true;
        var series = await context.Set<StoredNumberSeries>().ToDictionaryAsync(s => s.Series, s => s.Last, StringComparer.Ordinal, cancellationToken);
        return _given.OrderBy(g => g.Key, StringComparer.Ordinal).FirstOrDefault(g => g.Value > series.GetValueOrDefault(g.Key)) is { Key: { } behind, Value: var given }
            ? $"The series of numbers {behind} stands at {series.GetValueOrDefault(behind)}, and {behind}-{given:0000} was given out: it would be given to something else. Stop the console and set the series to {given}."
            : null;
    }
}
