using System.Data;
using System.Runtime.CompilerServices;
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

    [Fact]
    public void Driver_MethodsThatNameTheTypes_CompileWithTheStandIn()
    {
        // The runtime looks for the assembly when it compiles such a method, not before. A command with a parameter
        // comes upon one only when it is sent, so without a server they are compiled here.
        using var driver = ModuleDefinition.ReadModule(typeof(SqlConnection).Assembly.Location);
        var methods = driver.GetTypes().SelectMany(t => t.Methods).Where(m => m.HasBody && Names(m)).ToList();

        Assert.NotEmpty(methods);
        foreach (var method in methods)
            RuntimeHelpers.PrepareMethod(typeof(SqlConnection).Module.ResolveMethod(method.MetadataToken.ToInt32())!.MethodHandle);
        Assert.Contains(AppDomain.CurrentDomain.GetAssemblies(), a => a.Location == Path.Combine(AppContext.BaseDirectory, Assembly + ".dll"));
    }

    [Theory]
    [MemberData(nameof(Values))]
    public void Parameter_OfEveryKindWeStore_GetsItsTypeFromTheDriver(object value, SqlDbType type) =>
        Assert.Equal(type, new SqlCommand().Parameters.AddWithValue("@p", value).SqlDbType);

    [Fact]
    public void Parameter_OfAKindTheDriverDoesNotKnow_IsRefusedByIt() =>
        // It asks for the attribute of user-defined types before it gives up.
        Assert.Throws<ArgumentException>(() => new SqlCommand().Parameters.AddWithValue("@p", new Version(1, 0)).SqlDbType);

    public static TheoryData<object, SqlDbType> Values => new()
    {
        { Guid.CreateVersion7(), SqlDbType.UniqueIdentifier },
        { "text", SqlDbType.NVarChar },
        { new byte[] { 1 }, SqlDbType.VarBinary },
        { 1L, SqlDbType.BigInt },
        { 1, SqlDbType.Int },
        { (short)1, SqlDbType.SmallInt },
        { true, SqlDbType.Bit },
        { 1.5m, SqlDbType.Decimal },
        { DateTimeOffset.UnixEpoch, SqlDbType.DateTimeOffset },
        { new DateOnly(2026, 3, 2), SqlDbType.Date },
        { new TimeOnly(9, 0), SqlDbType.Time },
    };

    private static bool Names(MethodDefinition method) => method.Body.Instructions.Any(i => i.Operand switch
    {
        TypeReference type => type.Scope.Name == Assembly,
        MemberReference member => member.DeclaringType?.Scope.Name == Assembly,
        _ => false,
    });

    private static bool Holds(TypeDefinition type, MemberReference member) => member switch
    {
        FieldReference => type.Fields.Any(f => f.FullName == member.FullName),
        MethodReference => type.Methods.Any(m => m.IsPublic && m.FullName == member.FullName),
        _ => false,
    };
}
