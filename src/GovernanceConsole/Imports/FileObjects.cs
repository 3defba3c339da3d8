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

/// <summary>What the rules say about the objects of a file.</summary>
/// <param name="Refusals">Rows that cannot be taken, and why. The row counts from 0.</param>
/// <param name="Remarks">What should be known about rows that are taken.</param>
/// <param name="Changes">What would change, or did.</param>
internal sealed record Judgement(IReadOnlyList<FeedFinding> Refusals, IReadOnlyList<RowRemark> Remarks, ImportedChanges Changes)
{
    public static Judgement Of(FeedResult result) =>
        new(result.Findings, [.. result.Remarks.Select(r => new RowRemark(r.Row, r.Code, r.Sentence))], new ImportedChanges(result.Added, result.Changed, result.Left, result.Returned, result.Unchanged));
}

/// <param name="Row">Its place among the rows, from 0.</param>
/// <param name="Code">The name of the rule.</param>
/// <param name="Sentence">What should be known.</param>
internal sealed record RowRemark(int Row, string Code, string Sentence);

/// <summary>
/// The objects of a file, and the slice that knows what may be made of them: it judges them by the same rules as typing
/// does, once for the check and again in the transaction that decides.
/// </summary>
/// <param name="Lines">The line of each object.</param>
internal abstract record FileObjects(IReadOnlyList<int> Lines)
{
    public int Count => Lines.Count;

    /// <summary>Changes nothing.</summary>
    /// <param name="store">Where to read.</param>
    /// <param name="actor">Who imports.</param>
    /// <param name="rehearse">For kinds whose rules are applied by the act itself.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public abstract Task<Judgement> CheckAsync(ReadOnlyStore store, Actor actor, Rehearse rehearse, CancellationToken cancellationToken);

    /// <summary>Changes everything. With a refusal in the answer, the change is to be undone.</summary>
    public abstract Task<Judgement> ApplyAsync(Change change);

    /// <summary>The report with what the rules say, each at its line.</summary>
    public ImportReport Judge(ImportReport report, Judgement judgement)
    {
        var told = judgement.Refusals.OrderBy(f => f.Row).Select(f => (f.Row, Class: FindingClass.Refused, f.Refusal.Code, f.Refusal.Sentence))
            .Concat(judgement.Remarks.Select(r => (r.Row, Class: FindingClass.Remark, r.Code, r.Sentence)))
            .Select((found, i) => new ImportFinding
            {
                ImportId = report.Import,
                Sequence = report.Findings.Count + i + 1,
                Class = found.Class,
                Code = found.Code,
                FirstLine = Lines[found.Row],
                Lines = Lines[found.Row].ToString(System.Globalization.CultureInfo.InvariantCulture),
                Rows = 1,
                Sentence = found.Sentence,
            });
        return report with
        {
            Findings = [.. report.Findings, .. told],
            RowsRefused = report.RowsRefused + judgement.Refusals.Select(f => f.Row).Distinct().Count(),
            RowsRemarked = report.RowsRemarked + judgement.Remarks.Select(r => r.Row).Distinct().Count(),
            ControlTotals = judgement.Changes.ToJson(),
        };
    }
}

internal sealed record FilePeople(IReadOnlyList<int> Lines, IReadOnlyList<DirectoryRow> Rows, DirectoryFields Told) : FileObjects(Lines)
{
    /// <summary>What the file has columns for.</summary>
    public static DirectoryFields ToldBy(RowReader file) =>
        (file.Tells((int)PersonField.Email) ? DirectoryFields.Email : default)
        | (file.Tells((int)PersonField.Kind) ? DirectoryFields.Kind : default)
        | (file.Tells((int)PersonField.Engagement) ? DirectoryFields.Engagement : default)
        | (file.Tells((int)PersonField.Manager) ? DirectoryFields.Manager : default)
        | (file.Tells((int)PersonField.Unit) ? DirectoryFields.Unit : default)
        | (file.Tells((int)PersonField.ContractEndsOn) ? DirectoryFields.ContractEndsOn : default)
        | (file.Tells((int)PersonField.HasLeft) || file.Tells((int)PersonField.IsActive) ? DirectoryFields.HasLeft : default)
        | (file.Tells((int)PersonField.Phone) ? DirectoryFields.Phone : default)
        | (file.Tells((int)PersonField.RecoveryAddress) ? DirectoryFields.RecoveryAddress : default);

    public static DirectoryRow Of(RowReader row) => new(
        row[(int)PersonField.DirectoryKey]?.Text ?? "",
        row[(int)PersonField.Name]?.Text ?? "",
        row[(int)PersonField.Email]?.Text,
        ImportFields.WordOf<DirectoryEntryKind>(row[(int)PersonField.Kind]) ?? DirectoryEntryKind.Individual,
        ImportFields.WordOf<Engagement>(row[(int)PersonField.Engagement]) ?? Engagement.Employee,
        row[(int)PersonField.Manager]?.Text,
        row[(int)PersonField.Unit]?.Text,
        row[(int)PersonField.ContractEndsOn]?.On,
        row[(int)PersonField.HasLeft]?.Flag ?? row[(int)PersonField.IsActive]?.Flag == false)
    {
        Phone = row[(int)PersonField.Phone]?.Text,
        PhoneChangedOn = row[(int)PersonField.PhoneChangedOn]?.On,
        RecoveryAddress = row[(int)PersonField.RecoveryAddress]?.Text,
        RecoveryAddressChangedOn = row[(int)PersonField.RecoveryAddressChangedOn]?.On,
    };

    public override async Task<Judgement> CheckAsync(ReadOnlyStore store, Actor actor, Rehearse rehearse, CancellationToken cancellationToken) =>
        Judgement.Of(await DirectoryFeed.CheckAsync(store, Rows, actor, Told, cancellationToken));

    public override async Task<Judgement> ApplyAsync(Change change) => Judgement.Of(await DirectoryFeed.ApplyAsync(change, Rows, Told));
}

internal sealed record FileSystems(IReadOnlyList<int> Lines, IReadOnlyList<SystemFeedRow> Rows, SystemFields Told) : FileObjects(Lines)
{
    /// <summary>What the file has columns for.</summary>
    public static SystemFields ToldBy(RowReader file) =>
        (file.Tells((int)SystemField.IdentityDomain) ? SystemFields.IdentityDomain : default)
        | (file.Tells((int)SystemField.HighlyAvailable) ? SystemFields.HighlyAvailable : default)
        | (file.Tells((int)SystemField.ExternallyFacing) ? SystemFields.ExternallyFacing : default)
        | (file.Tells((int)SystemField.PrivilegedAdministration) ? SystemFields.PrivilegedAdministration : default);

    public static SystemFeedRow Of(RowReader row) => new(
        row[(int)SystemField.Code]?.Text ?? "",
        row[(int)SystemField.Name]?.Text ?? "",
        row[(int)SystemField.IdentityDomain]?.Text,
        row[(int)SystemField.RiskOwner]?.Text,
        row[(int)SystemField.HighlyAvailable]?.Flag ?? false,
        row[(int)SystemField.ExternallyFacing]?.Flag ?? false,
        row[(int)SystemField.PrivilegedAdministration]?.Flag ?? false);

    public override async Task<Judgement> CheckAsync(ReadOnlyStore store, Actor actor, Rehearse rehearse, CancellationToken cancellationToken) =>
        Judgement.Of(await SystemsFeed.CheckAsync(store, Rows, Told, cancellationToken));

    public override async Task<Judgement> ApplyAsync(Change change) => Judgement.Of(await SystemsFeed.ApplyAsync(change, Rows, Told));
}
