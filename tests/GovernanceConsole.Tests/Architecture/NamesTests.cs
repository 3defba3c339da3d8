using Mono.Cecil;

namespace GovernanceConsole.Tests.Architecture;

/// <summary>A name that says nothing lets everything in.</summary>
public sealed class NamesTests
{
    private static readonly string[] Endings = ["Manager", "Helper", "Helpers", "Util", "Utils", "Utility", "Utilities", "Dto", "DTO"];

    [Fact]
    public void Types_AreNamedAfterWhatTheyAre() => Expect.None(CompiledCode.Product.SelectMany(Nameless));

    [Theory]
    [InlineData("PathManager")]
    [InlineData("PathHelper")]
    [InlineData("PathHelpers")]
    [InlineData("PathUtil")]
    [InlineData("PathUtils")]
    [InlineData("PathDto")]
    public void Name_Planted_IsFound(string name) =>
        Assert.Contains($"GovernanceConsole.Tests.Architecture.Planted.Names/{name}", Nameless(CompiledCode.ThisTestAssembly));

    // What a generator of the framework adds to our assemblies keeps its own names.
    private static IEnumerable<string> Nameless(ModuleDefinition module) =>
        module.GetTypes().Where(t => !t.FullName.StartsWith("Microsoft.", StringComparison.Ordinal) && Endings.Any(e => t.Name.Split('`')[0].EndsWith(e, StringComparison.Ordinal))).Select(t => t.FullName);
}
