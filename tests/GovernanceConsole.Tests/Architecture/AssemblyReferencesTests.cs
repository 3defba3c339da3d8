namespace GovernanceConsole.Tests.Architecture;

/// <summary>What a project may lean on: the reasons for having projects at all (design of the tree, decisions 0001, 0002, 0008).</summary>
public sealed class AssemblyReferencesTests
{
    [Fact]
    public void Business_LeansOnNoHostComponentLibraryOrProvider() =>
        Expect.None(References("GovernanceConsole", "Microsoft.AspNetCore", "Radzen", "Microsoft.EntityFrameworkCore.Sqlite", "Microsoft.EntityFrameworkCore.SqlServer", "Microsoft.Data", "SQLitePCLRaw", "GovernanceConsole.Web", "GovernanceConsole.Sqlite", "GovernanceConsole.SqlServer"));

    [Theory]
    [InlineData("GovernanceConsole.Ledger")]
    [InlineData("GovernanceConsole.Sqlite")]
    [InlineData("GovernanceConsole.SqlServer")]
    [InlineData("ledger-verify")]
    public void OnlyTheHost_LeansOnAspNetAndRadzen(string assembly) =>
        Expect.None(References(assembly, "Microsoft.AspNetCore", "Radzen", "GovernanceConsole.Web"));

    [Theory]
    [InlineData("GovernanceConsole.Ledger", new string[0])]
    [InlineData("ledger-verify", new[] { "GovernanceConsole.Ledger" })]
    public void LedgerAndVerifier_LeanOnTheFrameworkAlone(string assembly, string[] allowed) =>
        Assert.DoesNotContain(All(assembly), r => !IsOf(r, "System") && !allowed.Contains(r));

    [Fact]
    public void Reference_ToAForbiddenAssembly_IsFound() => Assert.NotEmpty(References("GovernanceConsole.Tests", "Microsoft.EntityFrameworkCore"));

    private static IEnumerable<string> References(string assembly, params string[] forbidden) =>
        All(assembly).Where(r => forbidden.Any(f => IsOf(r, f)));

    private static IEnumerable<string> All(string assembly) => CompiledCode.Read(assembly).AssemblyReferences.Select(r => r.Name);

    private static bool IsOf(string name, string family) => name == family || name.StartsWith(family + ".", StringComparison.Ordinal);
}
