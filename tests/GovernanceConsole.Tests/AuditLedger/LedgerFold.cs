using GovernanceConsole.AuditLedger;
using GovernanceConsole.Ledger;
using GovernanceConsole.Sqlite;
using GovernanceConsole.Storage;
using GovernanceConsole.Tests.Fixtures;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Tests.AuditLedger;

/// <summary>
/// Folds the stored entries into object states and compares them with the tables: no change without its entry, no
/// entry without its change (X1). Any test may call it at its end.
/// </summary>
internal static class LedgerFold
{
    public static async Task EqualsTheTablesAsync(TestConsole console)
    {
        var folded = Fold(console.File, LedgerStream.Decisions);
        await using var context = console.Store.OpenForReading();
        var actual = new Dictionary<string, SortedDictionary<string, string>>(StringComparer.Ordinal);
        foreach (var type in context.Model.GetEntityTypes().OrderBy(t => LedgerFields.Of(t).ObjectKind is null))
        {
            var plan = LedgerFields.Of(type);
            if (plan.IsFreeOfLedger)
                continue;
            foreach (var row in await RowsOfAsync(context, type.ClrType))
            {
                var entry = context.Entry(row);
                entry.State = EntityState.Added; // all its fields, as if it came now
                var root = plan.ObjectKind is null ? LedgerFields.IdOf(plan.RootIdOf(entry))!.Value : ((ILedgered)row).LedgerId;
                if (!actual.TryGetValue(root.ToString("N"), out var fields))
                    actual[root.ToString("N")] = fields = new(StringComparer.Ordinal);
                foreach (var field in plan.ChangesOf(entry).Where(f => f.Value is not null))
                    fields[field.Key] = field.IsPrivate ? LedgerText.Normalise(LedgerFields.ToPrivateText(field.Value!)) : Show(field.Value!);
                entry.State = EntityState.Detached;
            }
        }

        Assert.Equal(actual.Keys.Order(StringComparer.Ordinal), folded.Keys.Order(StringComparer.Ordinal));
        foreach (var (id, fields) in actual)
            Assert.Equal(fields.Select(f => $"{f.Key} = {f.Value}"), folded[id].Select(f => $"{f.Key} = {f.Value}"));

        // What the console itself does every night must see it so too.
        var report = await console.Use<Reconciliation>().RunAsync();
        Expect.None(report.Differences.Select(d => $"{d.Place}: the ledger says {d.LedgerSays}, the table {d.TableSays}"));
        Assert.Equal(folded.Count, report.Objects);
    }

    /// <summary>The chain of a ledger holds and every stored state hash is the hash of the folded state.</summary>
    public static long VerifyChain(string file, short ledger)
    {
        using var connection = OpenToRead(file);
        using var head = connection.CreateCommand();
        head.CommandText = "SELECT name, size, root FROM ledger_heads WHERE ledger = $1";
        head.Parameters.AddWithValue("$1", ledger);
        using var headRow = head.ExecuteReader();
        Assert.True(headRow.Read());
        var frontier = MerkleFrontier.Empty;
        var previous = LedgerGenesis.Prev(headRow.GetString(0));
        foreach (var (_, body) in Bodies(connection, (LedgerStream)ledger))
        {
            var entry = LedgerEntry.Parse(body);
            Assert.Equal(frontier.Size, entry.Idx);
            Assert.Equal(previous, entry.Prev);
            previous = LeafHash.Of(body);
            frontier.Append(previous);
        }

        Assert.Equal(headRow.GetInt64(1), frontier.Size);
        Assert.Equal(headRow.GetFieldValue<byte[]>(2), frontier.Root());
        return frontier.Size;
    }

    private static Dictionary<string, SortedDictionary<string, string>> Fold(string file, LedgerStream ledger)
    {
        using var connection = OpenToRead(file);
        var secrets = SecretsOf(connection, ledger);
        var erased = ErasedIn(connection, ledger);
        var states = new Dictionary<string, SortedDictionary<string, string>>(StringComparer.Ordinal);
        foreach (var (idx, body) in Bodies(connection, ledger))
        {
            var entry = LedgerEntry.Parse(body);
            if (entry.Obj.To == 0)
                continue;
            if (!states.TryGetValue(entry.Obj.Id, out var state))
                states[entry.Obj.Id] = state = new(StringComparer.Ordinal);
            foreach (var (key, value) in entry.Act)
            {
                if (key.StartsWith("set.", StringComparison.Ordinal))
                    state[key[4..]] = Show(value!);
                else if (key == "unset")
                    foreach (var gone in (IReadOnlyList<string>)value!)
                        state.Remove(gone);
            }

            foreach (var commitment in entry.Priv ?? [])
            {
                if (!secrets.TryGetValue((idx, commitment.F), out var secret))
                {
                    Assert.Contains((idx, commitment.F), erased);
                    continue; // a later entry says what stands there now
                }

                var (salt, value) = secret;
                Assert.Equal(Commitment.Of(entry.Ledger, entry.Id.ToString("D"), commitment.F, salt, value), commitment.H);
                if (commitment.F.StartsWith("set.", StringComparison.Ordinal))
                    state[commitment.F[4..]] = value;
            }
        }

        return states;
    }

    private static Dictionary<(long, string), (byte[] Salt, string Value)> SecretsOf(SqliteConnection connection, LedgerStream ledger)
    {
        using var select = connection.CreateCommand();
        select.CommandText = "SELECT idx, field, salt, value FROM ledger_private WHERE ledger = $1";
        select.Parameters.AddWithValue("$1", (short)ledger);
        using var reader = select.ExecuteReader();
        var secrets = new Dictionary<(long, string), (byte[], string)>();
        while (reader.Read())
            secrets[(reader.GetInt64(0), reader.GetString(1))] = (reader.GetFieldValue<byte[]>(2), reader.GetString(3));
        return secrets;
    }

    private static HashSet<(long, string)> ErasedIn(SqliteConnection connection, LedgerStream ledger)
    {
        using var select = connection.CreateCommand();
        select.CommandText = "SELECT idx, field FROM ledger_erased_texts WHERE ledger = $1";
        select.Parameters.AddWithValue("$1", (short)ledger);
        using var reader = select.ExecuteReader();
        var erased = new HashSet<(long, string)>();
        while (reader.Read())
            erased.Add((reader.GetInt64(0), reader.GetString(1)));
        return erased;
    }

    private static IEnumerable<(long Idx, byte[] Body)> Bodies(SqliteConnection connection, LedgerStream ledger)
    {
        using var select = connection.CreateCommand();
        select.CommandText = "SELECT idx, body FROM ledger_entries WHERE ledger = $1 ORDER BY idx";
        select.Parameters.AddWithValue("$1", (short)ledger);
        using var reader = select.ExecuteReader();
        while (reader.Read())
            yield return (reader.GetInt64(0), reader.GetFieldValue<byte[]>(1));
    }

    private static SqliteConnection OpenToRead(string file)
    {
        var connection = new SqliteConnection($"Data Source={file};Mode=ReadOnly");
        connection.Open();
        return connection;
    }

    private static string Show(object value) => value is IReadOnlyList<string> list ? string.Join('|', list) : Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture)!;

    private static async Task<List<object>> RowsOfAsync(DbContext context, Type type)
    {
        var set = (IQueryable<object>)typeof(DbContext).GetMethod(nameof(DbContext.Set), [])!.MakeGenericMethod(type).Invoke(context, null)!;
        return await set.ToListAsync();
    }
}
