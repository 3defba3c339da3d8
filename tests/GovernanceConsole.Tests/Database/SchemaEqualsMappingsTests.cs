using GovernanceConsole.Sqlite;
using GovernanceConsole.SqlServer;
using GovernanceConsole.Storage;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.Database;

/// <summary>
/// The scripts are written by hand, so nothing but this keeps them equal to the mappings: tables, columns, types,
/// nullability, keys, indexes with uniqueness and condition, foreign keys.
/// </summary>
public sealed class SchemaEqualsMappingsTests
{
    private static readonly ScriptReader SqlServerScripts = ScriptReader.Read(SqlServerSchema.Scripts, isSqlServer: true);
    private static readonly ScriptReader SqliteScripts = ScriptReader.Read(SqliteSchema.Scripts, isSqlServer: false);

    [Fact]
    public async Task Sqlite_MigratedFromNothing_IsWhatTheMappingsExpect()
    {
        await using var console = await TestConsole.StartAsync();

        Expect.None(SchemaShape.Differences(
            "SQLite scripts", TablesOutsideTheModel.Mapped(SqliteSchemaReader.Read(console.File)), "mappings", MappedSchema.OnSqlite, withConstraintNames: false));
    }

    [Fact]
    public void SqlServer_FromItsScripts_IsWhatTheMappingsExpect() =>
        Expect.None(SchemaShape.Differences(
            "SQL Server scripts", TablesOutsideTheModel.Mapped(SqlServerScripts.Tables), "mappings", MappedSchema.OnSqlServer, withConstraintNames: true));

    [Fact]
    public void Twins_MakeTheSameTablesUnderTheSameNames() =>
        Expect.None(SchemaShape.Differences(
            "SQLite scripts", WithoutForeignKeysOfTheLedger(SqliteScripts), "SQL Server scripts", WithoutForeignKeysOfTheLedger(SqlServerScripts),
            withConstraintNames: true, withTypes: false));

    [Fact]
    public async Task Sqlite_ReadFromItsScripts_IsWhatTheDatabaseSays()
    {
        // The reader of scripts stands in for a server elsewhere. Here there is a database to hold it against.
        await using var console = await TestConsole.StartAsync();

        Expect.None(SchemaShape.Differences(
            "database", SqliteSchemaReader.Read(console.File).Where(t => t.Name != "schema_scripts"), "reader of the scripts", SqliteScripts.Tables,
            withConstraintNames: false));
    }

    [Fact]
    public void SqlServer_Scripts_HoldNothingTheServerWouldRefuse() => Expect.None(SqlServerScripts.Faults);

    [Fact]
    public void Sqlite_Scripts_HoldNoFault() => Expect.None(SqliteScripts.Faults);

    [Fact]
    public async Task ForeignKey_HasAnIndex()
    {
        await using var console = await TestConsole.StartAsync();

        Expect.None(SqliteSchemaReader.Read(console.File).SelectMany(t => t.ForeignKeysWithoutIndex())
            .Concat(SqlServerScripts.Tables.SelectMany(t => t.ForeignKeysWithoutIndex())));
    }

    [Fact]
    public void SqlServer_LedgerTables_AreInTheSchemaOfTheTrail() =>
        Assert.Equal(
            ["ledger_checkpoints", "ledger_entries", "ledger_erased_texts", "ledger_heads", "ledger_objects", "ledger_private", "ledger_pruned_ranges", "ledger_tiles"],
            SqlServerScripts.Schemas.Where(s => s.Value == SqlServerGovernanceDbContext.LedgerSchema).Select(s => s.Key).Order(StringComparer.Ordinal));

    [Fact]
    public async Task TableOutsideTheModel_IsThereAndHasNoMapping()
    {
        await using var console = await TestConsole.StartAsync();

        var tables = SqliteSchemaReader.Read(console.File).Select(t => t.Name).ToHashSet(StringComparer.Ordinal);
        Expect.None(TablesOutsideTheModel.Reasons.Keys.Where(t => !tables.Contains(t)));
        Expect.None(MappedSchema.OnSqlite.Select(t => t.Name).Where(TablesOutsideTheModel.Reasons.ContainsKey));
    }

    [Theory]
    [InlineData("email nvarchar(320) NULL", "email nvarchar(320) NOT NULL", "people.email nvarchar(320) not null")]
    [InlineData("email nvarchar(320) NULL", "email nvarchar(321) NULL", "people.email nvarchar(321) null")]
    [InlineData("boss_id", "chief_id", "people.chief_id uniqueidentifier null")]
    [InlineData("CREATE UNIQUE INDEX ix_people_email", "CREATE INDEX ix_people_email", "people index ix_people_email (email) where email is not null")]
    [InlineData("WHERE email IS NOT NULL", "", "people unique index ix_people_email (email)")]
    [InlineData("PRIMARY KEY NONCLUSTERED (id)", "PRIMARY KEY NONCLUSTERED (id, boss_id)", "people primary key pk_people (id, boss_id)")]
    [InlineData("REFERENCES people (id)", "REFERENCES people (id) ON DELETE CASCADE", "people foreign key fk_people_boss_id (boss_id) references people (id) on delete cascade")]
    [InlineData("CONSTRAINT fk_people_boss_id", "CONSTRAINT fk_people_manager_id", "people foreign key fk_people_manager_id (boss_id) references people (id) on delete no action")]
    public void Difference_Planted_IsFound(string text, string changed, string finding)
    {
        const string Planted = """
            CREATE TABLE people (
                id uniqueidentifier NOT NULL,
                email nvarchar(320) NULL,
                boss_id uniqueidentifier NULL CONSTRAINT fk_people_boss_id REFERENCES people (id),
                CONSTRAINT pk_people PRIMARY KEY NONCLUSTERED (id)
            );
            CREATE UNIQUE INDEX ix_people_email ON people (email) WHERE email IS NOT NULL;
            """;
        var changedScript = Planted.Replace(text, changed, StringComparison.Ordinal);

        Assert.Contains($"only in the other: {finding}", SchemaShape.Differences("one", Read(Planted).Tables, "other", Read(changedScript).Tables, withConstraintNames: true));
    }

    [Theory]
    [InlineData("CREATE TABLE t (plan int NOT NULL);", "plan is a word of SQL Server's own")]
    [InlineData("CREATE TABLE t (a int);", "t.a does not say NULL or NOT NULL")]
    [InlineData("CREATE TABLE t (a nvarchar(5000) NULL);", "longer than nvarchar(4000)")]
    [InlineData("CREATE TABLE t (a uniqueidentifier NOT NULL CONSTRAINT pk_t PRIMARY KEY CLUSTERED);", "clustered by the GUID a")]
    [InlineData("CREATE TABLE t (a uniqueidentifier NOT NULL CONSTRAINT pk_t PRIMARY KEY);", "does not say CLUSTERED or NONCLUSTERED")]
    [InlineData("CREATE TABLE t (a nvarchar(500) NOT NULL, b nvarchar(500) NOT NULL); CREATE INDEX ix_t ON t (a, b);", "can take 2000 bytes")]
    [InlineData("CREATE TABLE t (a int NOT NULL); CREATE TRIGGER x ON t AFTER UPDATE AS THROW 1;", "must be alone between two lines that say GO")]
    [InlineData("CREATE TABLE t (a int NOT NULL); CREATE INDEX ix_t ON audit.t (a);", "t is in the schema dbo, not audit")]
    public void Fault_Planted_IsFound(string sql, string finding) =>
        Assert.Contains(Read(sql).Faults, f => f.Contains(finding, StringComparison.Ordinal));

    private static ScriptReader Read(string sql) => ScriptReader.Read([new SchemaScript(1, "planted", sql, "")], isSqlServer: true);

    /// <summary>On SQL Server two foreign keys keep TRUNCATE away from the ledger; SQLite has no TRUNCATE.</summary>
    private static IEnumerable<TableShape> WithoutForeignKeysOfTheLedger(ScriptReader scripts) =>
        scripts.Tables.Select(t => t.Name.StartsWith("ledger_", StringComparison.Ordinal) ? t with { ForeignKeys = [] } : t);
}
