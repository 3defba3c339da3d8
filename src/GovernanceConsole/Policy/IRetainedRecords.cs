using System.Text;
using GovernanceConsole.AuditLedger;
using GovernanceConsole.Storage;

namespace GovernanceConsole.Policy;

/// <summary>
/// A type of record that is kept for a period of the policy and deleted after it, when two people of governance say so. A slice adds
/// its own by registering one; nothing else knows of it. Public so that it can be registered; only slices read and delete.
/// </summary>
public interface IRetainedRecords
{
    /// <summary>Stable: <c>security-events</c>. In this order records are looked through and shown.</summary>
    string Type { get; }

    /// <summary>For people: <c>Security events</c>.</summary>
    string Name { get; }

    /// <summary>When the period begins and what goes at its end, in a sentence or two.</summary>
    string Meaning { get; }

    /// <summary>How long.</summary>
    Limit Period { get; }

    /// <summary>
    /// Looks at the next few thousand records; for showing as well as inside the transaction that deletes, so it is never long.
    /// </summary>
    /// <param name="scope">Where, and what is due.</param>
    /// <param name="after">Where the last look ended, in the type's own words; null to begin.</param>
    /// <param name="cancellationToken">Gives up.</param>
    internal Task<DueRecords> LookAsync(RetentionScope scope, string? after, CancellationToken cancellationToken);

    /// <summary>The instant from which the next record counts that will be due, at this instant or later; null where there is none.</summary>
    internal Task<DateTimeOffset?> NextFromAsync(GovernanceDbContext context, DateTimeOffset from, CancellationToken cancellationToken);
}

/// <param name="Context">Where to look.</param>
/// <param name="DueBefore">Whose period began before this instant is due.</param>
/// <param name="Held">Whose data stay all the same.</param>
internal sealed record RetentionScope(GovernanceDbContext Context, DateTimeOffset DueBefore, HeldPeople Held);

/// <summary>What one look found.</summary>
/// <param name="Due">How many records would go.</param>
/// <param name="Held">How many would, were it not for a legal hold on somebody.</param>
/// <param name="OldestAt">From when the oldest of those that would go counts; null where none would.</param>
/// <param name="After">Where to go on; null at the end.</param>
/// <param name="DeleteAsync">Deletes those it found, in the transaction in which they were found.</param>
internal sealed record DueRecords(long Due, long Held, DateTimeOffset? OldestAt, string? After, Func<Change, DeletionName, Task> DeleteAsync);

/// <summary>By which entries name the deletion that they belong to.</summary>
internal readonly record struct DeletionName(Guid Id, string Number);

/// <summary>The people on whom a legal hold stands: what they did, what is about them and what names them stays.</summary>
internal sealed class HeldPeople(IReadOnlyCollection<Guid> people, Func<string, bool> names)
{
    public static HeldPeople Nobody { get; } = new([], _ => false);

    private readonly byte[][] _ids = [.. people.Select(p => Encoding.ASCII.GetBytes(p.ToString("N")))];

    public bool Any => people.Count > 0;

    public bool Has(Guid person) => people.Contains(person);

    /// <summary>Whether a text names one of them.</summary>
    public bool AreNamedIn(string? text) => Any && text is not null && names(text);

    /// <summary>Whether the id of one of them stands in an entry: as actor, as object or in a field.</summary>
    public bool AreIn(ReadOnlySpan<byte> body)
    {
        foreach (var id in _ids)
        {
            if (body.IndexOf(id) >= 0)
                return true;
        }

        return false;
    }
}
