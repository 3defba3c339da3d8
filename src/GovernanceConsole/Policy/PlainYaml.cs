using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace GovernanceConsole.Policy;

/// <summary>Where a YAML file cannot be read, and why.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Reason">A sentence that begins in lower case.</param>
public sealed record YamlFault(long Line, string Reason);

/// <summary>The plain part of YAML that files of people may use: names, lists and texts; no anchors, no tags, no depth.</summary>
public static class PlainYaml
{
    /// <summary>Reads a file that is one list of names and values.</summary>
    /// <param name="text">The file; its line ends may be of any kind.</param>
    /// <param name="mostNested">How deep it may go: a node within a node needs stack, and a deeper file would end the process.</param>
    /// <param name="root">The list; an empty one where there is a fault.</param>
    /// <returns>The first fault, or null.</returns>
    internal static YamlFault? Read(string text, int mostNested, out YamlMappingNode root)
    {
        root = [];
        try
        {
            if (FirstNotPlain(text, mostNested) is { } fault)
                return fault;
            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            if (stream.Documents is not [{ RootNode: YamlMappingNode mapping }])
                return new YamlFault(1, "it must hold one list of names and values.");
            root = mapping;
            return null;
        }
        catch (YamlException fault)
        {
            return new YamlFault(fault.Start.Line, $"{fault.Message.TrimEnd('.')}.");
        }
        catch (Exception fault) when (fault is ArgumentException or InvalidOperationException)
        {
            return new YamlFault(1, "it is not YAML: a part of it stands where none can."); // the parser's own slips over odd input
        }
    }

    /// <summary>One kind of line end, so that what is kept reads the same a second time: not every character that some would call the end of a line is one.</summary>
    internal static string WithPlainLines(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');

    /// <summary>
    /// Looks at the file as it is written, before any of it becomes a node: a few anchors that stand for each other unfold
    /// to more than any machine holds, and comparing them as keys never ends.
    /// </summary>
    private static YamlFault? FirstNotPlain(string text, int mostNested)
    {
        var events = new Parser(new StringReader(text));
        for (var depth = 0; events.MoveNext();)
        {
            var read = events.Current!;
            depth += read.NestingIncrease;
            if (read is AnchorAlias || read is NodeEvent { Anchor.IsEmpty: false })
                return new YamlFault(read.Start.Line, "anchors (&name) and aliases (*name) are not read. Write the text out, or in quotes if it is meant as it stands.");
            if (read is NodeEvent { Tag.IsEmpty: false })
                return new YamlFault(read.Start.Line, "tags (!name) are not read. Leave them out, or put the text in quotes if it is meant as it stands.");
            if (depth > mostNested)
                return new YamlFault(read.Start.Line, "it is nested too deeply.");
        }

        return null;
    }
}
