using GovernanceConsole.SqlServer;

namespace GovernanceConsole.Tests.Database;

/// <summary>What is made of the server's catalogue. That a server keeps texts as the scripts sent them, only a server can say.</summary>
public sealed class SqlServerGuardsTests
{
    [Fact]
    public void OfTheScripts_HasEveryTriggerOfTheTrail()
    {
        Assert.Contains("audit.ledger_entries_are_never_changed", SqlServerGuards.OfTheScripts);
        Assert.Contains("audit.ledger_objects_get_newer", SqlServerGuards.OfTheScripts);
        Assert.Equal(("dbo.schema_scripts", true), (SqlServerGuards.OfTheScripts["dbo.schema_scripts_are_never_changed"].Table, true));
        Assert.Equal(
            SqlServerSchema.Scripts.SelectMany(s => s.Sql.Split('\n')).Where(line => line.StartsWith("CREATE TRIGGER", StringComparison.Ordinal)).Select(line => line.Split(' ')[2]).Distinct().Count(),
            SqlServerGuards.OfTheScripts.Count);
    }

    [Fact]
    public void Differences_OfWhatTheScriptsMade_AreNone() => Assert.Empty(Differences(AsMade()));

    /// <summary>The server keeps the batch with the comments before the statement, and with the line ends it came with.</summary>
    [Fact]
    public void Differences_InCommentsBeforeAndLineEnds_AreNone() =>
        Assert.Empty(Differences(AsMade().Select(row => (object?[])[.. row[..4], $"-- why\r\n{((string)row[4]!).Replace("\n", "\r\n", StringComparison.Ordinal)}\r\n"])));

    [Fact]
    public void Differences_OfAGuardThatIsMissing_NameIt() =>
        Assert.Equal(["the trigger audit.ledger_entries_are_appended on audit.ledger_entries is missing"], Differences(AsMade().Where(r => (string)r[2]! != "ledger_entries_are_appended")));

    [Fact]
    public void Differences_OfAGuardThatIsDisabled_NameIt() =>
        Assert.Equal(["the trigger audit.ledger_entries_are_appended on audit.ledger_entries is disabled"], Differences(Changed(row => row[3] = true)));

    [Fact]
    public void Differences_OfAGuardWithAnotherText_NameIt() =>
        Assert.Equal(["the trigger audit.ledger_entries_are_appended on audit.ledger_entries has another text"], Differences(Changed(row => row[4] = $"{row[4]} -- or not")));

    [Fact]
    public void Differences_OfAGuardWhoseTextIsHidden_NameIt() =>
        Assert.Equal(["the text of the trigger audit.ledger_entries_are_appended on audit.ledger_entries is hidden from this login"], Differences(Changed(row => row[4] = null)));

    [Fact]
    public void Differences_OfATriggerThatWasAdded_NameIt() =>
        Assert.Equal(["the trigger dbo.quiet on dbo.people was added"], Differences(AsMade().Append(["dbo", "people", "quiet", false, "CREATE TRIGGER quiet ON people AFTER INSERT AS RETURN"])));

    private static IReadOnlyList<string> Differences(IEnumerable<object?[]> rows)
    {
        using var connection = new ScriptedSqlServer().Answer("FROM sys.triggers", [.. rows]).Connect();
        connection.Open();
        return SqlServerGuards.Differences(connection);
    }

    private static IEnumerable<object?[]> Changed(Action<object?[]> change) => AsMade().Select(row =>
    {
        if ((string)row[2]! == "ledger_entries_are_appended")
            change(row);
        return row;
    });

    private static IEnumerable<object?[]> AsMade() => SqlServerGuards.OfTheScripts.Select(guard =>
    {
        var (table, name) = (guard.Value.Table.Split('.'), guard.Key.Split('.'));
        return (object?[])[table[0], table[1], name[1], false, guard.Value.Text];
    });
}
