using System.Globalization;
using System.Text;
using Mono.Cecil;

namespace GovernanceConsole.Tests.Requirements;

/// <summary>
/// Keeps docs/requirements-coverage.md true. A test that proves a row carries it, <c>[Trait("row", "R-003")]</c>; the
/// document is made from these marks and the pinned list of rows. GOVERNANCE_UPDATE=1 writes it.
/// </summary>
public sealed class RequirementsCoverageTests
{
    private static readonly (string Title, Func<string, bool> Holds)[] Groups =
    [
        ("Requirements", id => id.StartsWith("R-", StringComparison.Ordinal)),
        ("Rows of the product brief", id => id.StartsWith("B-", StringComparison.Ordinal)),
        ("Invariants", id => !id.Contains('-', StringComparison.Ordinal) && !id.StartsWith('M')),
        ("Metrics", id => id.StartsWith('M')),
    ];

    [Fact]
    public void Document_SaysWhatTheTestsProve()
    {
        var document = RepositoryTree.At("docs", "requirements-coverage.md");
        var expected = Render(PinnedRows(), Marks());
        if (Environment.GetEnvironmentVariable("GOVERNANCE_UPDATE") == "1")
            File.WriteAllText(document, expected);

        Assert.True(
            File.Exists(document) && File.ReadAllText(document).ReplaceLineEndings("\n") == expected,
            "docs/requirements-coverage.md is not what the built tests say. Build the solution, run this test with GOVERNANCE_UPDATE=1, and commit the file.");
    }

    [Fact]
    public void Mark_NamesAPinnedRow() =>
        Expect.None(Marks().Where(m => PinnedRows().All(r => r.Id != m.Row)).Select(m => $"{m.TestClass} is marked {m.Row}"));

    [Fact]
    public void PinnedRows_AreCompleteAndUnique()
    {
        var rows = PinnedRows();
        Assert.Equal(rows.Count, rows.Select(r => r.Id).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal([204, 20, 56, 25], Groups.Select(g => rows.Count(r => g.Holds(r.Id))));
        Expect.None(rows.Where(r => r.Title.Length == 0 || r.ProvenIn.Length == 0 || r.BuiltIn.Length == 0).Select(r => r.Id));
    }

    [Fact]
    public void Mark_OnAMethodAndOnAClass_IsRead()
    {
        using var module = ModuleDefinition.ReadModule(typeof(RequirementsCoverageTests).Assembly.Location);
        var marks = MarksIn(module).ToList();
        Assert.Contains(new Mark("planted-on-class", nameof(PlantedMarks)), marks);
        Assert.Contains(new Mark("planted-on-method", nameof(PlantedMarks)), marks);
        Assert.DoesNotContain(marks, m => m.Row == "planted-on-skipped");
    }

    private static List<Row> PinnedRows() =>
        [.. File.ReadLines(RepositoryTree.At("tests", "GovernanceConsole.Tests", "Requirements", "rows.csv"))
            .Skip(1)
            .Select(line => line.Split(','))
            .Select(cells => new Row(cells[0], string.Join(',', cells[1..^2]).Trim('"'), cells[^2], cells[^1]))];

    /// <summary>The marks of all test projects, read from what was built beside this one in the same configuration.</summary>
    private static List<Mark> Marks()
    {
        var output = Path.GetRelativePath(RepositoryTree.At("tests", "GovernanceConsole.Tests"), AppContext.BaseDirectory);
        var marks = new List<Mark>();
        foreach (var project in Directory.EnumerateFiles(RepositoryTree.At("tests"), "*.csproj", SearchOption.AllDirectories)
            .Where(p => File.ReadAllText(p).Contains("<IsTestProject>true</IsTestProject>", StringComparison.Ordinal)))
        {
            var assembly = Path.Combine(Path.GetDirectoryName(project)!, output, Path.GetFileNameWithoutExtension(project) + ".dll");
            Assert.True(File.Exists(assembly), $"{assembly} is missing: build the solution, not this project alone.");
            using var module = ModuleDefinition.ReadModule(assembly);
            marks.AddRange(MarksIn(module).Where(m => m.TestClass != nameof(PlantedMarks)));
        }

        return marks;
    }

    private static IEnumerable<Mark> MarksIn(ModuleDefinition module) =>
        from type in module.GetTypes()
        from method in type.Methods
        where method.CustomAttributes.Any(IsTestThatRuns)
        from row in type.CustomAttributes.Concat(method.CustomAttributes).Select(RowOf).OfType<string>()
        select new Mark(row, type.Name);

    /// <summary>Subclasses of the two (a fact that needs a server) end in the same words.</summary>
    private static bool IsTestThatRuns(CustomAttribute attribute) =>
        (attribute.AttributeType.Name.EndsWith("FactAttribute", StringComparison.Ordinal) || attribute.AttributeType.Name.EndsWith("TheoryAttribute", StringComparison.Ordinal))
        && attribute.Properties.All(p => p.Name != "Skip");

    private static string? RowOf(CustomAttribute attribute) =>
        attribute.AttributeType.Name == nameof(TraitAttribute) && attribute.ConstructorArguments is [{ Value: "row" }, { Value: string row }] ? row : null;

    private static string Render(List<Row> rows, List<Mark> marks)
    {
        var provenBy = marks.ToLookup(m => m.Row, m => m.TestClass, StringComparer.Ordinal);
        var text = new StringBuilder()
            .Append("# Requirements coverage\n\n")
            .Append("Made from the tests by `RequirementsCoverageTests`; do not edit by hand. A row is proven when a test that runs carries it; ")
            .Append("\"open\" means that no test does yet. The two step columns say when a row is to be built and when it is to be proven.\n\n")
            .Append("| | Rows | With a test | Open |\n|---|---|---|---|\n");
        foreach (var (title, holds) in Groups)
        {
            var group = rows.Where(r => holds(r.Id)).ToList();
            var proven = group.Count(r => provenBy.Contains(r.Id));
            text.Append(CultureInfo.InvariantCulture, $"| {title} | {group.Count} | {proven} | {group.Count - proven} |\n");
        }

        foreach (var (title, holds) in Groups)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## {title}\n\n| Row | What | Built in step | Proven in step | Test classes |\n|---|---|---|---|---|\n");
            foreach (var row in rows.Where(r => holds(r.Id)))
            {
                var classes = provenBy[row.Id].Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(c => $"`{c}`").ToList();
                text.Append(CultureInfo.InvariantCulture, $"| {row.Id} | {row.Title} | {row.BuiltIn} | {row.ProvenIn} | {(classes.Count == 0 ? "open" : string.Join(", ", classes))} |\n");
            }
        }

        return text.ToString();
    }

    private sealed record Row(string Id, string Title, string BuiltIn, string ProvenIn);

    private sealed record Mark(string Row, string TestClass);

    [Trait("row", "planted-on-class")]
    public sealed class PlantedMarks
    {
        [Fact]
        [Trait("row", "planted-on-method")]
        public void Marked() => Assert.Equal(typeof(PlantedMarks), GetType());

        [SkippedFact(Skip = "planted: a skipped test proves nothing")]
        [Trait("row", "planted-on-skipped")]
        internal void Skipped() => Assert.Fail("Never runs.");
    }

    [AttributeUsage(AttributeTargets.Method)]
    private sealed class SkippedFactAttribute : Attribute
    {
        public string? Skip { get; set; }
    }
}
