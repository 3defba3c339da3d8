using GovernanceConsole.Identity;

namespace GovernanceConsole.Imports;

/// <summary>An input understood: what to read, and how.</summary>
/// <param name="Input">As it was given.</param>
/// <param name="File">The received file.</param>
/// <param name="Mapping">The mapping, read from its text.</param>
/// <param name="Excluded">The lines to leave out.</param>
internal sealed record ImportPlan(ImportInput Input, ReceivedFile File, ImportMapping Mapping, LineSet Excluded)
{
    /// <summary>What a command id is bound to: the whole content of the command, the file by its hash.</summary>
    public static string ContentOf(ImportInput input, ReceivedFile file) => $"{input} {file?.Sha256}";

    public string Content => ContentOf(Input, File);

    /// <summary>Understands an input before anything is asked of the database; who may act is decided on the road all the same.</summary>
    public static Outcome<ImportPlan> Of(ImportInput input, ReceivedFile file)
    {
        var mapping = ImportMapping.Parse(input?.Mapping ?? "");
        if (!mapping.IsAccepted)
            return Outcome<ImportPlan>.Refuse(mapping.Refusals);
        if (mapping.Value.Kind != input!.Kind)
            return new MappingIsForAnotherKind(mapping.Value.Name, mapping.Value.Kind);
        return LineSet.Parse(input.ExcludedLines) is { } excluded
            ? new ImportPlan(input, file, mapping.Value, excluded)
            : new LinesAreUnreadable(input.ExcludedLines!);
    }
}
