using System.Text.RegularExpressions;
using GovernanceConsole.AuditLedger;
using Mono.Cecil;

namespace GovernanceConsole.Tests.Architecture;

/// <summary>Things that come in pairs, of which the second is easily forgotten.</summary>
public sealed partial class CompletenessTests
{
    [Fact]
    public void UseCase_HasATestClass() => Expect.None(UseCasesWithoutTests(CompiledCode.Business));

    [Fact]
    public void UseCase_SaysWhoMayDoIt() => Expect.None(UseCasesOpenToNobodyKnowsWhom(CompiledCode.Business));

    [Fact]
    public void Page_SaysWhoMaySeeIt() => Expect.None(PagesOpenToNobodyKnowsWhom(CompiledCode.Host));

    /// <summary>No page is done that was not opened in a browser, where axe looks at it.</summary>
    [Fact]
    public void Page_IsOpenedInTheBrowserTests() => Expect.None(PagesNoBrowserOpened(CompiledCode.Host));

    [Fact]
    public void Page_PlantedAndNeverOpened_IsFound() => Assert.Equal(["/planted"], PagesNoBrowserOpened(CompiledCode.ThisTestAssembly));

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

    /// <summary>The type is lower case, <c>object.happened</c> or <c>object.part.happened</c>; the text is what an auditor reads.</summary>
    private static bool IsUnreadable(EventKind kind) =>
        string.IsNullOrWhiteSpace(kind.Text) || kind.Type.Split('.').Length is not (2 or 3) || kind.Type.Any(c => !char.IsAsciiLetterLower(c) && c is not ('.' or '-'));

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

    /// <summary>Routes to which no address in the browser tests leads.</summary>
    private static IEnumerable<string> PagesNoBrowserOpened(ModuleDefinition module)
    {
        var addresses = RepositoryTree.Files(RepositoryTree.At("tests", "GovernanceConsole.Browser.Tests"), "*.cs")
            .SelectMany(file => Address().Matches(File.ReadAllText(file)).Select(m => m.Groups[1].Value))
            .ToHashSet(StringComparer.Ordinal);
        return module.GetTypes()
            .SelectMany(t => t.CustomAttributes.Where(a => a.AttributeType.Name == "RouteAttribute"))
            .Select(a => (string)a.ConstructorArguments[0].Value)
            .Where(route => route is not ("/error" or "/tickets/{Id:guid}")) // shown after a failure; reached by a link in the tests
            .Where(route => !addresses.Any(address => Regex.IsMatch(address, $"^{Parameter().Replace(route, "[^/]+")}$", RegexOptions.None, TimeSpan.FromSeconds(1))));
    }

    [GeneratedRegex(@"""(/[^""? ]*)", RegexOptions.NonBacktracking)]
    private static partial Regex Address();

    [GeneratedRegex(@"\{[^}]+\}", RegexOptions.NonBacktracking)]
    private static partial Regex Parameter();

    private static bool HasAttribute(TypeDefinition type, string attribute) => type.CustomAttributes.Any(a => a.AttributeType.Name == attribute);
}
