using System.Text.Json;
using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Storage;

namespace GovernanceConsole.Imports;

/// <summary>What a file of people, systems or paths changes.</summary>
/// <param name="Added">New objects.</param>
/// <param name="Changed">Objects of which something changes.</param>
/// <param name="Left">People who leave.</param>
/// <param name="Returned">Leavers who are active again.</param>
/// <param name="Unchanged">Objects that are stored like this already.</param>
public sealed record ImportedChanges(int Added, int Changed, int Left, int Returned, int Unchanged)
{
    public static ImportedChanges FromJson(string json) => JsonSerializer.Deserialize<ImportedChanges>(json)!;

    public string ToJson() => JsonSerializer.Serialize(this);
}

/// <summary>
/// The objects of a file, and the slice that knows what may be made of them: it judges them by the same rules as typing
/// does, once for the check and again in the transaction that decides.
/// </summary>
/// <param name="Lines">The line of each object.</param>
internal abstract record FileObjects(IReadOnlyList<int> Lines)
{
    public int Count => Lines.Count;

    public abstract Task<FeedResult> CheckAsync(ReadOnlyStore store, Actor actor, CancellationToken cancellationToken);

    public abstract Task<FeedResult> ApplyAsync(Change change);

    /// <summary>The report with what the rules say, each at its line.</summary>
    public ImportReport Judge(ImportReport report, FeedResult result)
    {
        var told = result.Findings.OrderBy(f => f.Row).Select((finding, i) => new ImportFinding
        {
            ImportId = report.Import,
            Sequence = report.Findings.Count + i + 1,
            Class = FindingClass.Refused,
            Code = finding.Refusal.Code,
            FirstLine = Lines[finding.Row],
            Lines = Lines[finding.Row].ToString(System.Globalization.CultureInfo.InvariantCulture),
            Rows = 1,
            Sentence = finding.Refusal.Sentence,
        });
        return report with
        {
            Findings = [.. report.Findings, .. told],
            RowsRefused = report.RowsRefused + result.Findings.Select(f => f.Row).Distinct().Count(),
            ControlTotals = new ImportedChanges(result.Added, result.Changed, result.Left, result.Returned, result.Unchanged).ToJson(),
        };
    }
}

internal sealed record FilePeople(IReadOnlyList<int> Lines, IReadOnlyList<DirectoryRow> Rows) : FileObjects(Lines)
{
    public static DirectoryRow Of(RowReader row) => new(
        row[(int)PersonField.DirectoryKey]?.Text ?? "",
        row[(int)PersonField.Name]?.Text ?? "",
        row[(int)PersonField.Email]?.Text,
        ImportFields.WordOf<DirectoryEntryKind>(row[(int)PersonField.Kind]) ?? DirectoryEntryKind.Individual,
        ImportFields.WordOf<Engagement>(row[(int)PersonField.Engagement]) ?? Engagement.Employee,
        row[(int)PersonField.Manager]?.Text,
        row[(int)PersonField.Unit]?.Text,
        row[(int)PersonField.ContractEndsOn]?.On,
        row[(int)PersonField.HasLeft]?.Flag ?? row[(int)PersonField.IsActive]?.Flag == false);

    public override Task<FeedResult> CheckAsync(ReadOnlyStore store, Actor actor, CancellationToken cancellationToken) =>
        DirectoryFeed.CheckAsync(store, Rows, actor, cancellationToken);

    public override Task<FeedResult> ApplyAsync(Change change) => DirectoryFeed.ApplyAsync(change, Rows);
}

internal sealed record FileSystems(IReadOnlyList<int> Lines, IReadOnlyList<SystemFeedRow> Rows) : FileObjects(Lines)
{
    public static SystemFeedRow Of(RowReader row) => new(
        row[(int)SystemField.Code]?.Text ?? "",
        row[(int)SystemField.Name]?.Text ?? "",
        row[(int)SystemField.IdentityDomain]?.Text,
        row[(int)SystemField.RiskOwner]?.Text,
        row[(int)SystemField.HighlyAvailable]?.Flag ?? false,
        row[(int)SystemField.ExternallyFacing]?.Flag ?? false,
        row[(int)SystemField.PrivilegedAdministration]?.Flag ?? false);

    public override Task<FeedResult> CheckAsync(ReadOnlyStore store, Actor actor, CancellationToken cancellationToken) =>
        SystemsFeed.CheckAsync(store, Rows, cancellationToken);

    public override Task<FeedResult> ApplyAsync(Change change) => SystemsFeed.ApplyAsync(change, Rows);
}
