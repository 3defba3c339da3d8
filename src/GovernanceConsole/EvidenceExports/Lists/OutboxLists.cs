using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Outbox;
using GovernanceConsole.Storage;

namespace GovernanceConsole.EvidenceExports.Lists;

/// <summary>What went out by mail, or should have.</summary>
internal static class OutboxLists
{
    public static ListExport<MailLine> Mails(MailQueries mails, PeopleQueries people) => new()
    {
        Name = "mails",
        Title = "Mail",
        Readers = MailQueries.Readers,
        Columns = new ExportColumns<MailLine>()
            .Instant("Written", m => m.Row.CreatedAt)
            .Text("To", m => m.Name)
            .Text("Address", m => m.Row.Address, width: 40)
            .Text("Subject", m => m.Row.Subject, width: 60)
            .Choice<MailState>("State", m => m.Row.State, width: 12)
            .Whole("Attempts", m => m.Row.Attempts)
            .Instant("Next attempt", m => m.Row.NextAttemptAt)
            .Instant("Ended", m => m.Row.EndedAt)
            .Text("Why it was not sent", m => m.Row.LastError, width: 80),
        Rows = (actor, filter, cancellationToken) =>
        {
            var state = filter.Choice<MailState>("state", "State");
            return Task.FromResult(PagedRows.ReadAsync(
                filter.OrderedBy(nameof(MailRow.CreatedAt), nameof(MailRow.NextAttemptAt), nameof(MailRow.EndedAt)),
                async (page, token) =>
                {
                    var found = await mails.ListAsync(actor, state, page, token);
                    var names = await people.NamesOfAsync(found.Rows.Select(r => r.Person), token);
                    return new Page<MailLine>([.. found.Rows.Select(r => new MailLine(r, names.GetValueOrDefault(r.Person)))], found.Total);
                },
                cancellationToken));
        },
    };

    internal sealed record MailLine(MailRow Row, string? Name);
}
