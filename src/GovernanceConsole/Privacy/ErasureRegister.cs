using System.Text.Json;
using System.Text.RegularExpressions;
using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Ledger;
using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Privacy;

/// <summary>Where the register of erasures is: outside the database and its backups. Without it nothing is known of erasures that a restore undid.</summary>
/// <param name="File">Its full path.</param>
public sealed record ErasureRegisterFile(string File);

/// <summary>An erasure that was carried out.</summary>
/// <param name="Erasure">Its id.</param>
/// <param name="Number">For people.</param>
/// <param name="Person">Who is to be forgotten; the id alone says nothing.</param>
/// <param name="At">When it was carried out first.</param>
/// <param name="Idx">The entry of the ledger of decisions that said so then.</param>
public sealed record RegisteredErasure(ErasureId Erasure, string Number, PersonId Person, DateTimeOffset At, long Idx);

/// <summary>What the register holds.</summary>
/// <param name="Erasures">Of this console's ledger.</param>
/// <param name="WasMissing">Whether the file was not there: lost, or this console starts for the first time.</param>
/// <param name="UnreadableLines">Lines that say nothing, or what no erasure of the console could say.</param>
public sealed record RegisterContent(IReadOnlyList<RegisteredErasure> Erasures, bool WasMissing, int UnreadableLines);

/// <summary>
/// A file to which a line is added for each erasure that was carried out, so that a restored database, which knows nothing of it, can be
/// told. Holds no name: person and erasure by their ids, and the entry that says so. A line is added after the commit, never before: it
/// erases somebody by itself, so none may stand for an erasure that did not happen. What it lacks is added at every start, every hour and
/// whenever somebody looks; a restore adds what the replaced database knew.
/// </summary>
public sealed partial class ErasureRegister(ReadOnlyStore reading, ErasureRegisterFile? place = null)
{
    /// <summary>The entries that say that an erasure was carried out.</summary>
    internal static readonly string[] TypesOfEntries = [PrivacyEvents.ErasureCarriedOut.Type, PrivacyEvents.ErasureRepeated.Type];

    private readonly SemaphoreSlim _one = new(1, 1);

    /// <summary>Adds the erasures that the register lacks, of the database and of one that a restore replaced, and makes it where it is not there.</summary>
    /// <returns>What it held before and holds now.</returns>
    /// <exception cref="IOException">It cannot be read or written.</exception>
    /// <exception cref="UnauthorizedAccessException">Likewise.</exception>
    public async Task<RegisterContent> CompleteAsync(IReadOnlyList<RegisteredErasure> ofReplaced, CancellationToken cancellationToken)
    {
        if (place is null)
            return new RegisterContent([], WasMissing: false, UnreadableLines: 0);
        await _one.WaitAsync(cancellationToken);
        try
        {
            await using var context = reading.Open();
            var ledger = await LedgerAsync(context, cancellationToken);
            var held = Read(ledger);
            var registered = held.Erasures.Select(e => e.Person).ToHashSet();
            var added = await CarriedOutAsync(context, registered, cancellationToken);
            registered.UnionWith(added.Select(e => e.Person));
            added.AddRange(ofReplaced.Where(e => registered.Add(e.Person)));
            if (added.Count > 0 || held.WasMissing)
                Append(added.Select(e => ToLine(ledger, e)));
            return held with { Erasures = [.. held.Erasures, .. added] };
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>What it holds now, and what it lacks although it was tried to add it.</summary>
    internal async Task<(IReadOnlyList<RegisteredErasure> Held, IReadOnlyList<RegisteredErasure> Lacking, string? Fault)> LookAsync(CancellationToken cancellationToken)
    {
        if (place is null)
            return ([], [], null);
        IReadOnlyList<RegisteredErasure> held = [];
        await using var context = reading.Open();
        try
        {
            held = Read(await LedgerAsync(context, cancellationToken)).Erasures;
            if ((await CarriedOutAsync(context, held.Select(e => e.Person).ToHashSet(), cancellationToken)).Count > 0)
                held = (await CompleteAsync([], cancellationToken)).Erasures;
            return (held, [], null);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return (held, await CarriedOutAsync(context, held.Select(e => e.Person).ToHashSet(), cancellationToken), fault.Message);
        }
    }

    private static Task<string> LedgerAsync(GovernanceDbContext context, CancellationToken cancellationToken) =>
        context.Set<StoredHead>().Where(h => h.Ledger == (short)LedgerStream.Decisions).Select(h => h.Name).SingleAsync(cancellationToken);

    /// <summary>The erasures that are done, each with the entry that says so, but for those of people who are registered already.</summary>
    private static async Task<List<RegisteredErasure>> CarriedOutAsync(GovernanceDbContext context, HashSet<PersonId> registered, CancellationToken cancellationToken)
    {
        var types = TypesOfEntries;
        var done = await context.Set<Erasure>().Where(e => e.State == ErasureState.Done).Select(e => new { e.Id, e.Number, e.PersonId }).ToListAsync(cancellationToken);
        var found = new List<RegisteredErasure>();
        foreach (var erasure in done.Where(e => !registered.Contains(e.PersonId)).OrderBy(e => e.Number, StringComparer.Ordinal))
        {
            if (await context.Set<StoredEntry>().Where(e => e.ObjectId == erasure.Id.Value && types.Contains(e.Type)).OrderBy(e => e.Idx).Select(e => new { e.At, e.Idx }).FirstOrDefaultAsync(cancellationToken) is { } entry)
                found.Add(new RegisteredErasure(erasure.Id, erasure.Number, erasure.PersonId, entry.At, entry.Idx));
        }

        return found;
    }

    private RegisterContent Read(string ledger)
    {
        if (!File.Exists(place!.File))
            return new RegisterContent([], WasMissing: true, UnreadableLines: 0);
        var (erasures, unreadable) = (new List<RegisteredErasure>(), 0);
        foreach (var line in File.ReadAllLines(place.File).Where(l => l.Length > 0))
        {
            try
            {
                using var document = JsonDocument.Parse(line);
                var root = document.RootElement;
                if (root.GetProperty("ledger").GetString() != ledger)
                    continue;
                var number = root.GetProperty("number").GetString()!;
                if (!NumberOfAnErasure().IsMatch(number))
                    throw new FormatException();
                erasures.Add(new RegisteredErasure(
                    new ErasureId(root.GetProperty("erasure").GetGuid()), number, new PersonId(root.GetProperty("pid").GetGuid()), root.GetProperty("at").GetDateTimeOffset(), root.GetProperty("idx").GetInt64()));
            }
            catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
            {
                unreadable++;
            }
        }

        return new RegisterContent(erasures, WasMissing: false, unreadable);
    }

    /// <summary>On the disk when this returns. A line that a full disk had cut ends where the next one begins.</summary>
    private void Append(IEnumerable<byte[]> lines)
    {
        DurableFiles.CreateFolder(Path.GetDirectoryName(place!.File)!);
        using (var stream = DurableFiles.Open(place.File, FileMode.OpenOrCreate, FileShare.Read))
        {
            if (stream.Length > 0)
            {
                stream.Seek(-1, SeekOrigin.End);
                if (stream.ReadByte() != '\n')
                    stream.Write("\n"u8);
            }

            foreach (var line in lines)
                stream.Write(line);
            stream.Flush(flushToDisk: true);
        }

        DurableFiles.FlushFolder(place.File);
    }

    /// <summary>With nine digits at most: the series of numbers goes on behind it.</summary>
    [GeneratedRegex(@"^ER-[0-9]{4,9}\z", RegexOptions.NonBacktracking)]
    private static partial Regex NumberOfAnErasure();

    private static byte[] ToLine(string ledger, RegisteredErasure erasure) =>
    [
        .. CanonicalJson.FromObject(new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["at"] = LedgerFields.ToLedgerValue(erasure.At),
            ["erasure"] = erasure.Erasure.Value.ToString("D"),
            ["idx"] = erasure.Idx,
            ["ledger"] = ledger,
            ["number"] = erasure.Number,
            ["pid"] = erasure.Person.Value.ToString("D"),
        }),
        (byte)'\n',
    ];
}
