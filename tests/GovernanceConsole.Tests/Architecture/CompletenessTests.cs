using GovernanceConsole.AuditLedger;
using Mono.Cecil;

namespace GovernanceConsole.Tests.Architecture;

/// <summary>Things that come in pairs, of which the second is easily forgotten.</summary>
public sealed class CompletenessTests
{
    [Fact]
    public void UseCase_HasATestClass() => Expect.None(UseCasesWithoutTests(CompiledCode.Business));

    [Fact]
    public void UseCase_SaysWhoMayDoIt() => Expect.None(UseCasesOpenToNobodyKnowsWhom(CompiledCode.Business));

    [Fact]
    public void Page_SaysWhoMaySeeIt() => Expect.None(PagesOpenToNobodyKnowsWhom(CompiledCode.Host));

    [Fact]
    public void UseCase_PlantedWithoutTestClass_IsFound() =>
        Assert.Contains("PlantedUseCase", UseCasesWithoutTests(CompiledCode.ThisTestAssembly));

    [Fact]
    public void UseCase_PlantedWithoutDeclaration_IsFound() =>
        Assert.Contains("PlantedUseCase", UseCasesOpenToNobodyKnowsWhom(CompiledCode.ThisTestAssembly));

    [Fact]
    public void Page_PlantedWithoutPolicy_IsFound() =>
        Assert.Equal(["PlantedPage"], PagesOpenToNobodyKnowsWhom(CompiledCode.ThisTestAssembly));

    [Fact]
    public void LedgerEvent_HasAStableTypeAndAText() =>
        Expect.None(EventKind.All.Values.Where(k => IsUnreadable(k)).Select(k => $"'{k.Type}': '{k.Text}'"));

    [Fact]
    public void LedgerEvent_IsDeclaredWhereReadersFindIt() => Expect.None(EventsMadeOnTheSpot(CompiledCode.Business));

    [Fact]
    public void LedgerEvent_PlantedWithoutText_IsFound() => Assert.True(IsUnreadable(Planted.MakesAnEventOnTheSpot.Kind));

    [Fact]
    public void LedgerEvent_PlantedOnTheSpot_IsFound() =>
        Assert.Equal([typeof(Planted.MakesAnEventOnTheSpot).FullName], EventsMadeOnTheSpot(CompiledCode.ThisTestAssembly));

    /// <summary>The type is lower case, <c>object.happened</c>; the text is what an auditor reads.</summary>
    private static bool IsUnreadable(EventKind kind) =>
        string.IsNullOrWhiteSpace(kind.Text) || kind.Type.Split('.').Length != 2 || kind.Type.Any(c => !char.IsAsciiLetterLower(c) && c is not ('.' or '-'));

    /// <summary>Kinds made outside the static fields of an <c>...Events</c> class: <see cref="EventKind.All"/> does not know them.</summary>
    private static IEnumerable<string> EventsMadeOnTheSpot(ModuleDefinition module) =>
        module.GetTypes()
            .Where(t => !t.Name.EndsWith("Events", StringComparison.Ordinal) && t.Name != nameof(EventKind))
            .Where(t => CompiledCode.MethodsCalledBy(t).Any(m => m.Name == ".ctor" && m.DeclaringType.FullName == typeof(EventKind).FullName))
            .Select(t => t.FullName);

    private static IEnumerable<string> UseCasesWithoutTests(ModuleDefinition module)
    {
        var testClasses = CompiledCode.ThisTestAssembly.GetTypes()
            .Where(t => t.Methods.Any(m => m.CustomAttributes.Any(a => a.AttributeType.Name is "FactAttribute" or "TheoryAttribute")))
            .Select(t => t.Name)
            .ToHashSet(StringComparer.Ordinal);
        return UseCases(module).Select(u => u.Name).Where(name => !testClasses.Contains(name + "Tests"));
    }

    private static IEnumerable<string> UseCasesOpenToNobodyKnowsWhom(ModuleDefinition module) =>
        UseCases(module).Where(u => !HasAttribute(u, "MayBeDoneByAttribute")).Select(u => u.Name);

    /// <summary>Something a person or a job can do: a class whose <c>ExecuteAsync</c> begins with a command id.</summary>
    private static IEnumerable<TypeDefinition> UseCases(ModuleDefinition module) =>
        module.GetTypes().Where(t => t.IsClass && t.Methods.Any(m =>
            m.Name == "ExecuteAsync" && m.Parameters.FirstOrDefault()?.ParameterType.Name == "CommandId"));

    private static IEnumerable<string> PagesOpenToNobodyKnowsWhom(ModuleDefinition module) =>
        module.GetTypes()
            .Where(t => HasAttribute(t, "RouteAttribute") && !HasAttribute(t, "AuthorizeAttribute") && !HasAttribute(t, "AllowAnonymousAttribute"))
            .Select(t => t.Name);

    private static bool HasAttribute(TypeDefinition type, string attribute) => type.CustomAttributes.Any(a => a.AttributeType.Name == attribute);
}
