using System.Data.Common;
using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Ledger;
using GovernanceConsole.Organisation;
using GovernanceConsole.Storage;
using GovernanceConsole.Tests.Fixtures;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GovernanceConsole.Tests.Database;

/// <summary>What the business counts on, whichever database it runs on.</summary>
public sealed class GovernanceStoreTests
{
    private static readonly Guid Command = Guid.CreateVersion7();

    [Theory]
    [OnSqlite]
    [OnSqlServer]
    public async Task Answer_Stored_IsFoundByTheNextCommandAsItWas(DatabaseKind kind)
    {
        await using var storage = await StorageUnderTest.StartAsync(kind);
        var answer = new StoredAnswer("RegisterPerson", new byte[32], """{"Value":1}""", TestConsole.Start);

        var before = await storage.Store.WriteAsync(s => s.FindAnswerAsync(Command), default);
        await Do(storage, s => s.StoreAnswerAsync(Command, answer));
        var after = await storage.Store.WriteAsync(s => s.FindAnswerAsync(Command), default);

        Assert.Null(before);
        Assert.NotNull(after);
        Assert.Equal((answer.UseCase, answer.Answer, answer.At), (after.UseCase, after.Answer, after.At));
        Assert.Equal(answer.RequestHash, after.RequestHash);
    }

    [Theory]
    [OnSqlite]
    [OnSqlServer]
    public async Task Command_ThatThrows_LeavesNothing(DatabaseKind kind)
    {
        await using var storage = await StorageUnderTest.StartAsync(kind);

        await Assert.ThrowsAsync<TimeZoneNotFoundException>(() => Do(storage, async session =>
        {
            await session.NextNumberAsync("RP");
            session.Context.Add(Unit("U1"));
            await session.Context.SaveChangesAsync();
            await AppendAsync(session, 1);
            throw new TimeZoneNotFoundException();
        }));

        await using var context = storage.Store.OpenForReading();
        Assert.Empty(await context.Set<OrganisationalUnit>().ToListAsync());
        Assert.Empty(await context.Set<StoredEntry>().ToListAsync());
        Assert.Equal(1, await storage.Store.WriteAsync(s => s.NextNumberAsync("RP"), default));
    }

    [Theory]
    [OnSqlite]
    [OnSqlServer]
    public async Task Undo_TakesBackTheRowsAndKeepsTheEntriesThatFollow(DatabaseKind kind)
    {
        await using var storage = await StorageUnderTest.StartAsync(kind);

        await Do(storage, async session =>
        {
            session.Context.Add(Unit("U1"));
            await session.Context.SaveChangesAsync();
            await session.UndoAsync();
            await AppendAsync(session, 1);
        });

        await using var context = storage.Store.OpenForReading();
        Assert.Empty(await context.Set<OrganisationalUnit>().ToListAsync());
        Assert.Single(await context.Set<StoredEntry>().ToListAsync());
    }

    [Theory]
    [OnSqlite]
    [OnSqlServer]
    public async Task Entries_Appended_MoveTheHeadAndAreReadAsTheyWereWritten(DatabaseKind kind)
    {
        await using var storage = await StorageUnderTest.StartAsync(kind);

        await Do(storage, session => AppendAsync(session, 3));
        await Do(storage, session => AppendAsync(session, 250));

        var head = await storage.Store.WriteAsync(s => s.ReadHeadAsync(LedgerStream.Decisions), default);
        await using var context = storage.Store.OpenForReading();
        var entries = await context.Set<StoredEntry>().OrderBy(e => e.Idx).ToListAsync();
        var expected = MerkleFrontier.Empty;
        foreach (var entry in entries)
            expected.Append(entry.LeafHash);
        Assert.Equal(Enumerable.Range(0, 253).Select(i => (long)i), entries.Select(e => e.Idx));
        Assert.Equal(253, head.Frontier.Size);
        Assert.Equal(expected.Root(), head.Frontier.Root());
        Assert.Equal(TestConsole.Start, entries[0].At);
        Assert.Equal(253, await context.Set<StoredPrivateValue>().CountAsync());
        Assert.Equal(253, (await context.Set<StoredHead>().SingleAsync(h => h.Ledger == 1)).Size);
        Assert.Equal(0, (await context.Set<StoredHead>().SingleAsync(h => h.Ledger == 2)).Size);
    }

    [Theory]
    [OnSqlite]
    [OnSqlServer]
    public async Task ObjectState_StoredTwice_IsTheLastOne(DatabaseKind kind)
    {
        await using var storage = await StorageUnderTest.StartAsync(kind);
        var id = Guid.CreateVersion7();

        Assert.Null(await storage.Store.WriteAsync(s => s.FindObjectStateAsync("person", id), default));
        await Do(storage, s => s.StoreObjectStateAsync("person", id, 1, [1], new byte[32]));
        await Do(storage, s => s.StoreObjectStateAsync("person", id, 2, [2, 2], new byte[32]));

        Assert.Equal([2, 2], await storage.Store.WriteAsync(s => s.FindObjectStateAsync("person", id), default));
    }

    [Theory]
    [OnSqlite]
    [OnSqlServer]
    public async Task Numbers_TakenAtOnce_AreContiguousPerSeries(DatabaseKind kind)
    {
        await using var storage = await StorageUnderTest.StartAsync(kind);

        var paths = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => Task.Run(() => storage.Store.WriteAsync(s => s.NextNumberAsync("RP"), default))));

        Assert.Equal(Enumerable.Range(1, 40).Select(n => (long)n), paths.Order());
        Assert.Equal(1, await storage.Store.WriteAsync(s => s.NextNumberAsync("REQ"), default));
    }

    [Theory]
    [OnSqlite]
    [OnSqlServer]
    public async Task RaiseSeries_GoesOnBehindTheNumberAndIsNeverSetBack(DatabaseKind kind)
    {
        await using var storage = await StorageUnderTest.StartAsync(kind);

        await Do(storage, s => s.RaiseSeriesAsync("ER", 1_000_000));
        await Do(storage, s => s.RaiseSeriesAsync("ER", 7));

        Assert.Equal(1_000_001, await storage.Store.WriteAsync(s => s.NextNumberAsync("ER"), default));
        await Do(storage, s => s.RaiseSeriesAsync("ER", 2_000_000));
        Assert.Equal(2_000_001, await storage.Store.WriteAsync(s => s.NextNumberAsync("ER"), default));
    }

    [Theory]
    [OnSqlite]
    [OnSqlServer]
    public async Task BulkInsert_Rows_AreReadThroughTheMapping(DatabaseKind kind)
    {
        await using var storage = await StorageUnderTest.StartAsync(kind);
        var people = Enumerable.Range(0, 2000).Select(i => (Id: Guid.CreateVersion7(), Key: $"E{i:0000}")).ToList();

        await Do(storage, s => s.BulkInsertAsync(
            "people",
            ["id", "directory_key", "name", "email", "kind", "engagement", "contract_ends_on", "left_at", "may_act", "version"],
            people.Select(p => new object?[]
            {
                p.Id, p.Key, "Ada", null, DirectoryEntryKind.Individual, Engagement.Contractor, new DateOnly(2026, 12, 31), TestConsole.Start.AddTicks(1), true, 1L,
            })));

        await using var context = storage.Store.OpenForReading();
        var stored = await context.Set<Person>().OrderBy(p => p.DirectoryKey).ToListAsync();
        Assert.Equal(people.Select(p => p.Id), stored.Select(p => p.Id.Value));
        var first = stored[0];
        Assert.Equal((null, DirectoryEntryKind.Individual, Engagement.Contractor), (first.Email, first.Kind, first.Engagement));
        Assert.Equal((new DateOnly(2026, 12, 31), TestConsole.Start, true, 1L), (first.ContractEndsOn!.Value, first.LeftAt!.Value, first.MayAct, first.Version));
    }

    [Theory]
    [OnSqlite]
    [OnSqlServer]
    public async Task BulkInsert_InACommandThatThrows_LeavesNothing(DatabaseKind kind)
    {
        await using var storage = await StorageUnderTest.StartAsync(kind);

        await Assert.ThrowsAsync<TimeZoneNotFoundException>(() => Do(storage, async session =>
        {
            await session.BulkInsertAsync("vendors", ["id", "code", "name", "version"], [[Guid.CreateVersion7(), "V1", "Vendor", 1L]]);
            throw new TimeZoneNotFoundException();
        }));

        await using var context = storage.Store.OpenForReading();
        Assert.Empty(await context.Set<Vendor>().ToListAsync());
    }

    [Theory]
    [OnSqlite]
    [OnSqlServer]
    public async Task Text_DifferingInCaseOnly_IsAnotherKey(DatabaseKind kind)
    {
        await using var storage = await StorageUnderTest.StartAsync(kind);

        await Do(storage, async session =>
        {
            session.Context.AddRange(Unit("u1"), Unit("U1"));
            await session.Context.SaveChangesAsync();
        });

        await using var context = storage.Store.OpenForReading();
        Assert.Equal(["U1", "u1"], await context.Set<OrganisationalUnit>().OrderBy(u => u.Code).Select(u => u.Code).ToListAsync());
        Assert.Single(await context.Set<OrganisationalUnit>().Where(u => u.Code == "u1").ToListAsync());
    }

    [Theory]
    [OnSqlite]
    [OnSqlServer]
    public async Task Save_OfAnOlderVersion_IsAConflict(DatabaseKind kind)
    {
        await using var storage = await StorageUnderTest.StartAsync(kind);
        await Do(storage, async session =>
        {
            session.Context.Add(Unit("U1"));
            await session.Context.SaveChangesAsync();
        });

        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => Do(storage, async session =>
        {
            var unit = session.Context.Entry(await session.Context.Set<OrganisationalUnit>().SingleAsync());
            unit.Property(u => u.Version).OriginalValue = 7;
            unit.Property(u => u.Name).CurrentValue = "Other";
            await session.Context.SaveChangesAsync();
        }));
    }

    [Theory]
    [OnSqlite]
    [OnSqlServer]
    public async Task UseCases_ManyAtOnce_HaveOneEffectEachAndContiguousEntries(DatabaseKind kind)
    {
        await using var storage = await StorageUnderTest.StartAsync(kind);
        await using var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(storage.Store)
            .AddSingleton(TimeProvider.System)
            .AddSingleton(new OrganisationTime(TimeProvider.System, TimeZoneInfo.Utc))
            .AddBusiness()
            .BuildServiceProvider();
        var founder = await services.GetRequiredService<FoundOrganisation>().ExecuteAsync(
            CommandId.New(), new FoundOrganisationInput("Gesa", "E0", null), Actor.ForCommandLine("test"));
        var gesa = Actor.ForPerson(founder.Value, "Gesa");

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 60).Select(i => Task.Run(() =>
            services.GetRequiredService<RegisterPerson>().ExecuteAsync(CommandId.New(), new RegisterPersonInput($"K{i % 40}", $"Person {i}", null), gesa))));

        // On SQL Server a command that met others six times in a row may say so; it then left nothing behind.
        var accepted = outcomes.Count(o => o.IsAccepted);
        Assert.Equal(0, outcomes.Count(o => !o.IsAccepted && o.Refusals[0] is not (DirectoryKeyIsTaken or ChangedMeanwhile)));
        await using var context = storage.Store.OpenForReading();
        Assert.Equal(accepted + 1, await context.Set<Person>().CountAsync());
        var indexes = await context.Set<StoredEntry>().Where(e => e.Ledger == 1).OrderBy(e => e.Idx).Select(e => e.Idx).ToListAsync();
        Assert.Equal(Enumerable.Range(0, accepted + 1).Select(i => (long)i), indexes);
    }

    [Theory]
    [OnSqlite]
    [OnSqlServer]
    public async Task Ledger_ChangedPastTheStore_IsRefusedByTheDatabase(DatabaseKind kind)
    {
        await using var storage = await StorageUnderTest.StartAsync(kind);
        await Do(storage, async session =>
        {
            await AppendAsync(session, 2);
            await session.StoreObjectStateAsync("person", Guid.CreateVersion7(), 1, "{}"u8.ToArray(), new byte[32]);
        });
        var entries = storage.LedgerTable("ledger_entries");
        var heads = storage.LedgerTable("ledger_heads");
        var texts = storage.LedgerTable("ledger_private");
        var erased = storage.LedgerTable("ledger_erased_texts");
        var objects = storage.LedgerTable("ledger_objects");

        foreach (var statement in new[]
        {
            $"UPDATE {entries} SET type = 'x' WHERE idx = 0",
            $"DELETE FROM {entries} WHERE idx = 1",
            $"INSERT INTO {entries} (ledger, idx, type, at, body) SELECT ledger, idx + 5, type, at, body FROM {entries} WHERE idx = 0",
            $"INSERT INTO {entries} (ledger, idx, type, at, body) SELECT ledger, idx, type, at, body FROM {entries} WHERE idx = 0",
            $"UPDATE {heads} SET size = size - 1 WHERE ledger = 1",
            $"UPDATE {heads} SET name = 'other' WHERE ledger = 1",
            $"DELETE FROM {heads}",
            $"UPDATE {heads} SET last_leaf = root WHERE ledger = 1",
            $"UPDATE {heads} SET size = size + 1 WHERE ledger = 1",
            $"UPDATE {texts} SET value = 'x'",
            $"DELETE FROM {texts}",
            $"INSERT INTO {texts} SELECT ledger, idx, 'late', salt, value FROM {texts} WHERE idx = 1",
            $"INSERT INTO {erased} (ledger, idx, field) VALUES (1, 99, 'set.name')",
            $"UPDATE {objects} SET state_hash = state_hash",
            $"DELETE FROM {objects}",
            "UPDATE schema_scripts SET name = 'x'",
            "DELETE FROM schema_scripts",
        })
        {
            var failure = await Record.ExceptionAsync(() => storage.ExecuteAsync(statement));
            Assert.True(failure is DbException, $"{statement} was not refused");
        }

        await using var context = storage.Store.OpenForReading();
        Assert.Equal([0, 1], await context.Set<StoredEntry>().OrderBy(e => e.Idx).Select(e => e.Idx).ToListAsync());
    }

    [Theory]
    [OnSqlite]
    [OnSqlServer]
    public async Task Moment_Opened_DoesNotSeeWhatIsStoredAfterwards(DatabaseKind kind)
    {
        await using var storage = await StorageUnderTest.StartAsync(kind);
        await using var moment = await storage.Store.OpenMomentAsync(default);
        await Do(storage, async session =>
        {
            session.Context.Add(Unit("U1"));
            await session.Context.SaveChangesAsync();
        });

        await using (var then = moment.Open())
            Assert.Empty(await then.Set<OrganisationalUnit>().ToListAsync());
        await using var now = storage.Store.OpenForReading();
        Assert.Single(await now.Set<OrganisationalUnit>().ToListAsync());
    }

    [Theory]
    [OnSqlite]
    [OnSqlServer]
    public async Task Search_InAnotherCase_FindsTheRowAndSignsAreNoWildcards(DatabaseKind kind)
    {
        await using var storage = await StorageUnderTest.StartAsync(kind);
        await Do(storage, async session =>
        {
            session.Context.AddRange(Unit("Alpha"), Unit("[lpha]"), Unit("A_pha"), Unit("A%"));
            await session.Context.SaveChangesAsync();
        });

        await using var context = storage.Store.OpenForReading();
        Assert.Equal("Alpha", Assert.Single(await FindAsync("aLPHA")));
        Assert.Equal("[lpha]", Assert.Single(await FindAsync("[")));
        Assert.Equal("A_pha", Assert.Single(await FindAsync("_")));
        Assert.Equal("A%", Assert.Single(await FindAsync("%")));

        async Task<List<string>> FindAsync(string text)
        {
            var pattern = Assert.Single(Paging.WordsOf(text));
            return await context.Set<OrganisationalUnit>().Where(u => EF.Functions.Like(u.Code, pattern, @"\")).Select(u => u.Code).ToListAsync();
        }
    }

    [Theory]
    [OnSqlite]
    [OnSqlServer]
    public async Task Reader_Saving_IsRefused(DatabaseKind kind)
    {
        await using var storage = await StorageUnderTest.StartAsync(kind);
        await using var context = storage.Store.OpenForReading();
        context.Add(Unit("U1"));

        await Assert.ThrowsAsync<InvalidOperationException>(() => context.SaveChangesAsync());
    }

    private static Task Do(StorageUnderTest storage, Func<IWriteSession, Task> work) => storage.Store.WriteAsync(
        async session =>
        {
            await work(session);
            return true;
        },
        default);

    private static OrganisationalUnit Unit(string code) => OrganisationalUnit.Register(new OrganisationalUnitId(Guid.CreateVersion7()), code, code, null);

    private static async Task AppendAsync(IWriteSession session, int count)
    {
        var head = await session.ReadHeadAsync(LedgerStream.Decisions);
        var rows = new List<LedgerRow>();
        for (var i = 0; i < count; i++)
        {
            var leaf = LeafHash.Of([1]);
            rows.Add(new LedgerRow(
                LedgerStream.Decisions, head.Frontier.Size, "person.registered", TestConsole.Start, "person", Guid.CreateVersion7(),
                null, null, [1], [new LedgerPrivateRow("set.name", new byte[32], "Ada")]));
            head.Frontier.Append(leaf);
            head = head with { LastLeaf = leaf };
        }

        await session.WriteEntriesAsync(head, rows);
    }
}
