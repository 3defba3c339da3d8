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
        Assert.Equal(["PlantedUseCase"], UseCasesWithoutTests(CompiledCode.ThisTestAssembly));

    [Fact]
    public void UseCase_PlantedWithoutDeclaration_IsFound() =>
        Assert.Equal(["PlantedUseCase"], UseCasesOpenToNobodyKnowsWhom(CompiledCode.ThisTestAssembly));

    [Fact]
    public void Page_PlantedWithoutPolicy_IsFound() =>
        Assert.Equal(["PlantedPage"], PagesOpenToNobodyKnowsWhom(CompiledCode.ThisTestAssembly));

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
