using System.Text.RegularExpressions;
using Mono.Cecil;

namespace GovernanceConsole.Tests.Architecture;

public sealed partial class SliceDependenciesTests
{
    private const string PlantedRoot = "GovernanceConsole.Tests.Architecture.Planted";

    [Fact]
    public void BusinessSlices_UseOnlyWhatTheTableAllows() =>
        Expect.None(Violations(CompiledCode.Business, "GovernanceConsole"));

    [Fact]
    public void SidewaysEdges_AreAllStillNeeded()
    {
        var edges = Edges(CompiledCode.Business, "GovernanceConsole").Select(e => (e.From, e.To)).ToHashSet();
        Expect.None(SliceTable.Sideways.Where(s => !edges.Contains((s.From, s.To))).Select(s => $"{s.From} -> {s.To}: {s.Reason}"));
    }

    [Theory]
    [InlineData("Field")]
    [InlineData("Signature")]
    [InlineData("Body")]
    [InlineData("GenericArgument")]
    [InlineData("BaseType")]
    [InlineData("AttributeArgument")]
    [InlineData("Lambda")]
    [InlineData("AsyncBody")]
    public void Edge_UpwardsPlanted_IsFound(string hiddenIn) =>
        Assert.Contains($"RecoveryPaths.UpwardsIn{hiddenIn} -> Metrics.Tile: RecoveryPaths may not use Metrics", Violations(CompiledCode.ThisTestAssembly, PlantedRoot));

    [Fact]
    public void Edge_SidewaysPlanted_IsFound() =>
        Assert.Contains("Exceptions.Sideways -> Requests.Request: Exceptions may not use Requests", Violations(CompiledCode.ThisTestAssembly, PlantedRoot));

    [Fact]
    public void Edge_ToAnInternalTypePlanted_IsFound() =>
        Assert.Contains("Metrics.TooClose -> RecoveryPaths.Entity: Metrics may use public types of RecoveryPaths only", Violations(CompiledCode.ThisTestAssembly, PlantedRoot));

    [Fact]
    public void Edge_DownwardsPlanted_IsAllowed() =>
        Assert.DoesNotContain(Violations(CompiledCode.ThisTestAssembly, PlantedRoot), v => v.StartsWith("Requests.Downwards", StringComparison.Ordinal));

    [Fact]
    public void BusinessFolders_AreItsNamespaces_AndHaveARow()
    {
        var folders = FoldersWithSources("GovernanceConsole");
        Assert.Equal(folders, SlicesIn(CompiledCode.Business, "GovernanceConsole"));
        Expect.None(folders.Except(SliceTable.Slices, StringComparer.Ordinal));
    }

    [Fact]
    public void HostFolders_HaveARow() =>
        Expect.None(FoldersWithSources("GovernanceConsole.Web").Except([.. SliceTable.Slices, .. SliceTable.HostOnly], StringComparer.Ordinal));

    /// <summary>The list of all slices is the one type above them; anything else there would be used by every slice unseen.</summary>
    [Fact]
    public void RootNamespace_HoldsTheListOfSlicesAlone() =>
        Assert.Equal(["BusinessServices"], CompiledCode.Business.Types.Where(t => t.Namespace == "GovernanceConsole").Select(t => t.Name));

    [Theory]
    [InlineData("GovernanceConsole")]
    [InlineData("GovernanceConsole.Web")]
    public void SourceFile_DeclaresTheNamespaceOfItsFolder(string project)
    {
        var folder = RepositoryTree.At("src", project);
        var strays =
            from file in RepositoryTree.Files(folder, "*.cs")
            let expected = string.Join('.', [project, .. Path.GetRelativePath(folder, Path.GetDirectoryName(file)!).Split(Path.DirectorySeparatorChar).Where(p => p != ".")])
            let declared = NamespaceLine().Match(File.ReadAllText(file))
            where declared.Success && declared.Groups[1].Value != expected
            select $"{Path.GetRelativePath(folder, file)} declares {declared.Groups[1].Value}, expected {expected}";
        Expect.None(strays);
    }

    /// <summary>A folder of capability sources belongs to the slice of that name.</summary>
    private static string[] FoldersWithSources(string project)
    {
        return [.. Directory.EnumerateDirectories(RepositoryTree.At("src", project))
            .Where(d => Path.GetFileName(d) is not ("bin" or "obj"))
            .Where(d => RepositoryTree.Files(d, "*.cs").Concat(RepositoryTree.Files(d, "*.razor")).Any())
            .Select(d => Path.GetFileName(d)!)
            .Order(StringComparer.Ordinal)];
    }

    private static string[] SlicesIn(ModuleDefinition module, string root) =>
        [.. module.Types.Select(t => SliceOf(t, root)).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private static List<string> Violations(ModuleDefinition module, string root) =>
        [.. Edges(module, root)
            .Select(e =>
                !SliceTable.MayUse(e.From, e.To) ? $"{e.User} -> {e.Used}: {e.From} may not use {e.To}"
                : !e.UsedIsPublic && !SliceTable.MayUseInternalsOf(e.From, e.To) ? $"{e.User} -> {e.Used}: {e.From} may use public types of {e.To} only"
                : null)
            .OfType<string>()
            .Distinct(StringComparer.Ordinal)];

    private static IEnumerable<Edge> Edges(ModuleDefinition module, string root) =>
        from type in module.GetTypes()
        let user = SliceOf(type, root)
        where user is not null
        from used in CompiledCode.TypesNamedBy(type).OfType<TypeDefinition>().Distinct()
        let owner = SliceOf(used, root)
        where owner is not null && owner != user
        select new Edge(user, owner, ShortName(type, root), ShortName(used, root), CompiledCode.IsVisibleOutside(used));

    /// <summary>The slice a type lives in; null for what the compiler adds beside the slices.</summary>
    private static string? SliceOf(TypeDefinition type, string root)
    {
        var name = CompiledCode.Outermost(type).Namespace;
        return name.StartsWith(root + ".", StringComparison.Ordinal) ? name[(root.Length + 1)..].Split('.')[0] : null;
    }

    private static string ShortName(TypeDefinition type, string root) => CompiledCode.Outermost(type).FullName[(root.Length + 1)..];

    [GeneratedRegex(@"^namespace\s+([\w.]+)", RegexOptions.Multiline, 1000)]
    private static partial Regex NamespaceLine();

    private sealed record Edge(string From, string To, string User, string Used, bool UsedIsPublic);
}
