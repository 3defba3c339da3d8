using Mono.Cecil;

namespace GovernanceConsole.Tests.Architecture;

/// <summary>Only the write road saves, so a change without a ledger entry cannot be written.</summary>
public sealed class SavingTests
{
    private static readonly string[] MaySave = ["GovernanceConsole.AuditLedger", "GovernanceConsole.Storage"];

    [Fact]
    public void Saving_HappensInTheWriteRoadAndStorageOnly() =>
        Expect.None(Savers(CompiledCode.Business).Concat(Savers(CompiledCode.Host)).Where(s => !MaySave.Contains(s.Namespace)).Select(s => s.Call));

    [Theory]
    [InlineData("SaveChangesAsync")]
    [InlineData("ExecuteUpdateAsync")]
    [InlineData("ExecuteDelete")]
    [InlineData("ExecuteSqlRaw")]
    [InlineData("FromSqlRaw")]
    [InlineData("ExecuteNonQuery")]
    public void Saving_Planted_IsFound(string method) =>
        Assert.Contains($"GovernanceConsole.Tests.Architecture.Planted.Policy.SavesOnItsOwn calls {method}", Savers(CompiledCode.ThisTestAssembly).Select(s => s.Call));

    private static IEnumerable<(string Namespace, string Call)> Savers(ModuleDefinition module) =>
        from type in module.GetTypes()
        from method in CompiledCode.MethodsCalledBy(type)
        where Saves(method)
        let saver = CompiledCode.Outermost(type)
        select (saver.Namespace, $"{saver.FullName} calls {method.Name}");

    private static bool Saves(MethodReference method) =>
        method.Name is "SaveChanges" or "SaveChangesAsync"
        || (IsFrom(method, "Microsoft.EntityFrameworkCore")
            && (StartsWithOneOf(method.Name, "ExecuteUpdate", "ExecuteDelete", "ExecuteSql", "FromSql", "SqlQuery") || method.Name is "GetDbConnection"))
        || ((IsFrom(method, "System.Data") || IsFrom(method, "Microsoft.Data"))
            && StartsWithOneOf(method.Name, "ExecuteNonQuery", "ExecuteReader", "ExecuteScalar", "CreateCommand", "WriteToServer"));

    private static bool IsFrom(MethodReference method, string root) => method.DeclaringType.FullName.StartsWith(root + ".", StringComparison.Ordinal);

    private static bool StartsWithOneOf(string name, params string[] starts) => starts.Any(s => name.StartsWith(s, StringComparison.Ordinal));
}
