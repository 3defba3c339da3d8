using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using GovernanceConsole.Identity;

namespace GovernanceConsole.Web.Shell;

/// <summary>A rule as its author documented it beside the code.</summary>
/// <param name="Area">The slice, in words.</param>
/// <param name="Code">The refusal's name.</param>
/// <param name="Text">The summary of the refusal; empty when its author wrote none.</param>
/// <param name="Row">The row of the requirements; null for plain input errors.</param>
public sealed partial record RuleText(string Area, string Code, string Text, string? Row)
{
    /// <summary>The name in words: "Role is held already".</summary>
    public string Words { get; } = Code[..1] + Capitals().Replace(Code[1..], " $1").ToLowerInvariant();

    /// <summary>All refusals of the business, read from its types and their documentation.</summary>
    public static IReadOnlyList<RuleText> OfAll()
    {
        var assembly = typeof(Refusal).Assembly;
        var file = Path.ChangeExtension(assembly.Location, ".xml");
        var summaries = File.Exists(file)
            ? XDocument.Load(file).Descendants("member").ToDictionary(m => (string)m.Attribute("name")!, m => Plain(m.Element("summary")), StringComparer.Ordinal)
            : [];
        return
        [
            .. from type in assembly.GetTypes()
               where type.IsSubclassOf(typeof(Refusal)) && !type.IsAbstract
               let area = Capitals().Replace(type.Namespace!.Split('.')[^1], " $1").Trim()
               orderby area, type.Name
               select new RuleText(area, type.Name, summaries.GetValueOrDefault($"T:{type.FullName}", ""), RowOf(type)),
        ];
    }

    /// <summary>
    /// The row is a constant of nearly every refusal, so it is read without an instance. Of the few whose row depends
    /// on what was found it is told with each refusal, and not here.
    /// </summary>
    private static string? RowOf(Type refusal)
    {
        try
        {
            return ((Refusal)RuntimeHelpers.GetUninitializedObject(refusal)).Rule;
        }
        catch (NullReferenceException)
        {
            return null;
        }
    }

    private static string Plain(XElement? summary) => summary is null ? "" : Spaces().Replace(
        string.Concat(summary.Nodes().Select(n => n is XElement element ? element.Attribute("cref")?.Value.Split('.')[^1] ?? element.Value : n.ToString())), " ").Trim();

    [GeneratedRegex("([A-Z])", RegexOptions.NonBacktracking)]
    private static partial Regex Capitals();

    [GeneratedRegex(@"\s+", RegexOptions.NonBacktracking)]
    private static partial Regex Spaces();
}
