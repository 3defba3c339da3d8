using Microsoft.Data.SqlClient;
using Mono.Cecil;

namespace GovernanceConsole.Tests.Database;

/// <summary>The stand-in of decision 0005 must hold everything the driver looks for, or commands fail at run time only.</summary>
public sealed class SqlServerClrTypesTests
{
    private const string Assembly = "Microsoft.SqlServer.Server";

    [Fact]
    public void StandIn_HoldsEveryTypeAndMemberTheDriverAsksFor()
    {
        using var driver = ModuleDefinition.ReadModule(typeof(SqlConnection).Assembly.Location);
        using var standIn = ModuleDefinition.ReadModule(Path.Combine(AppContext.BaseDirectory, Assembly + ".dll"));

        var types = driver.GetTypeReferences().Where(t => t.Scope.Name == Assembly).ToList();
        Assert.NotEmpty(types);
        Expect.None(types.Where(t => standIn.GetType(t.FullName) is not { IsPublic: true }).Select(t => t.FullName));

        var members = driver.GetMemberReferences().Where(m => m.DeclaringType.Scope.Name == Assembly).ToList();
        Assert.NotEmpty(members);
        Expect.None(members.Where(m => !Holds(standIn.GetType(m.DeclaringType.FullName), m)).Select(m => m.FullName));
    }

    [Fact]
    public void StandIn_HasTheVersionTheDriverWasBuiltAgainst()
    {
        using var driver = ModuleDefinition.ReadModule(typeof(SqlConnection).Assembly.Location);
        using var standIn = ModuleDefinition.ReadModule(Path.Combine(AppContext.BaseDirectory, Assembly + ".dll"));
        Assert.Equal(driver.AssemblyReferences.Single(r => r.Name == Assembly).Version, standIn.Assembly.Name.Version);
    }

    private static bool Holds(TypeDefinition type, MemberReference member) => member switch
    {
        FieldReference => type.Fields.Any(f => f.FullName == member.FullName),
        MethodReference => type.Methods.Any(m => m.IsPublic && m.FullName == member.FullName),
        _ => false,
    };
}
