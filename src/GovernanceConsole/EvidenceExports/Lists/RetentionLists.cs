using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Retention;
using GovernanceConsole.Storage;

namespace GovernanceConsole.EvidenceExports.Lists;

/// <summary>Deletions of what was due.</summary>
internal static class RetentionLists
{
    public static ListExport<DeletionLine> Deletions(RetentionQueries retention, PeopleQueries people) => new()
    {
        Name = "deletions",
        Title = "Deletions after retention",
        Readers = RetentionQueries.Readers,
        Columns = new ExportColumns<DeletionLine>()
            .Text("Number", d => d.Row.Number, width: 12)
            .Choice<RetentionDeletionState>("State", d => d.Row.State, width: 14)
            .Date("Due by", d => d.Row.DueBy)
            .Text("Asked for by", d => NameOf(d.Names, d.Row.RequestedBy))
            .Instant("Asked for", d => d.Row.RequestedAt)
            .Text("Decided by", d => NameOf(d.Names, d.Row.DecidedBy))
            .Instant("Decided", d => d.Row.DecidedAt)
            .Instant("Ended", d => d.Row.EndedAt)
            .Text("Stopped by legal hold", d => d.Row.StoppedByHold)
            .Text("Deleted", d => string.Join("; ", d.Row.Counts.Where(c => c.Deleted > 0).Select(c => $"{c.Name}: {c.Deleted}")), width: 60)
            .Text("Kept by legal holds", d => string.Join("; ", d.Row.Counts.Where(c => c.Held > 0).Select(c => $"{c.Name}: {c.Held}")), width: 60),
        Rows = (actor, filter, cancellationToken) => Task.FromResult(PagedRows.ReadAsync(
            filter.OrderedBy(nameof(RetentionDeletionRow.Number), nameof(RetentionDeletionRow.RequestedAt)),
            async (page, token) =>
            {
                var found = await retention.DeletionsAsync(actor, page, token);
                var names = await people.NamesOfAsync(found.Rows.SelectMany(r => new PersonId?[] { r.RequestedBy, r.DecidedBy }).OfType<PersonId>(), token);
                return new Page<DeletionLine>([.. found.Rows.Select(r => new DeletionLine(r, names))], found.Total);
            },
            cancellationToken)),
    };

    private static string? NameOf(IReadOnlyDictionary<PersonId, string> names, PersonId? person) => person is { } id ? names.GetValueOrDefault(id) : null;

    internal sealed record DeletionLine(RetentionDeletionRow Row, IReadOnlyDictionary<PersonId, string> Names);
}
