using System.Globalization;
using System.Text;
using GovernanceConsole.Imports;

namespace GovernanceConsole.Web.Demo;

/// <summary>Writes tickets as the desks' tool exports them, with the blemishes that exports have.</summary>
internal static class DemoLog
{
    private const string Header =
        "ticket,state,updated_at,updated_by,changes,opened_at,resolved_at,closed_at,sla_met,reopened,reassigned,priority,category,symptom,channel,"
        + "desk,group,location,request_kind,caller,opened_by,assigned_to,resolved_by,requested_by,verified_by,verified_at,verification_channels,"
        + "verification_signals,approved_by,approved_at,executed_by,executed_at,evidence";

    private const string Shipped = "full-help-desk-log";

    /// <summary>The place of the ticket that got a row without a time.</summary>
    private const int Unreadable = 900;

    /// <summary>The line that stands a second time at the end.</summary>
    private const int Repeated = 200;

    /// <summary>The shipped mapping of all columns, with what the tool of the fictional desks writes differently.</summary>
    public static string Mapping { get; } =
        $"""
        name: Nordholm help desks
        {ShippedMappings.ByKey[Shipped].Text[(ShippedMappings.ByKey[Shipped].Text.IndexOf("kind:", StringComparison.Ordinal))..].TrimEnd()}
        unknown: ["?"]
        expected:
          state: [New, In progress, Resolved, Closed]
        assumptions:
          - Times are those of the desks' office; Kontor works to the same clock.
          - The tool writes an approval down as soon as it is given.
        """;

    /// <summary>
    /// Tickets as they stood at the time of the export: what came later is not in the file. Some rows suffered when the
    /// tool was moved, two of them beyond reading.
    /// </summary>
    public static byte[] Export(IReadOnlyList<DemoTicket> tickets, DateTime exportedAt)
    {
        var lines = new List<string> { Header };
        for (var i = 0; i < tickets.Count; i++)
        {
            var ticket = tickets[i];
            var facts = Facts(ticket, hasForeignKind: i % 800 == 450, hasNoLocation: i % 61 == 7, exportedAt);
            var rows = ticket.Rows.Where(r => r.At <= exportedAt).ToList();
            if (i % 600 == 300)
                rows.Insert(1, new DemoTicketRow("-100", rows[0].At.AddMinutes(1), "migration"));
            for (var row = 0; row < rows.Count; row++)
                lines.Add(Line(ticket, rows[row].State, Instant(rows[row].At), rows[row].By, row + 1, facts));
            if (i == Unreadable)
                lines.Add(Line(ticket, "Closed", "0000-00-00 00:00:00", "migration", rows.Count + 1, facts));
        }

        lines.Add(lines[Repeated]);
        return Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n");
    }

    private static string Line(DemoTicket ticket, string state, string updatedAt, string updatedBy, int changes, string facts) =>
        string.Create(CultureInfo.InvariantCulture, $"{ticket.Number},{state},{updatedAt},{updatedBy},{changes},{facts}");

    /// <summary>What the tool repeats in every row of a ticket, in the order of the header.</summary>
    private static string Facts(DemoTicket ticket, bool hasForeignKind, bool hasNoLocation, DateTime exportedAt)
    {
        var (work, isResolved) = (ticket.Work, ticket.ResolvedAt <= exportedAt);
        var (isVerified, isApproved) = (ticket.VerifiedBy is not null && ticket.VerifiedAt <= exportedAt, ticket.ApprovedBy is not null && ticket.ApprovedAt <= exportedAt);
        return string.Join(
            ',',
            Instant(ticket.OpenedAt),
            isResolved ? Instant(ticket.ResolvedAt) : "",
            ticket.ClosedAt <= exportedAt ? Instant(ticket.ClosedAt) : "",
            isResolved ? ticket.MetServiceLevel ? "yes" : "no" : "",
            Number(ticket.Reopened),
            Number(ticket.HandedOn),
            Number(ticket.Priority),
            work.Category,
            work.Symptom,
            work.Channel,
            work.Crew.Desk,
            work.Group,
            hasNoLocation ? "?" : ticket.Location,
            hasForeignKind ? "vip-reset" : ImportFields.NameOf(work.Kind),
            ticket.Caller,
            ticket.OpenedBy,
            ticket.ResolvedBy,
            isResolved ? ticket.ResolvedBy : "",
            ticket.RequestedBy,
            isVerified ? ticket.VerifiedBy : "",
            isVerified ? Instant(ticket.VerifiedAt) : "",
            isVerified ? ticket.VerificationChannels : "",
            isVerified ? "number-of-record" : "",
            isApproved ? ticket.ApprovedBy : "",
            isApproved ? Instant(ticket.ApprovedAt) : "",
            ticket.ExecutedAt <= exportedAt ? ticket.ExecutedBy : "",
            ticket.ExecutedAt <= exportedAt ? Instant(ticket.ExecutedAt) : "",
            ticket.HasEvidence && isResolved ? $"EV-{ticket.Number[3..]}" : "");
    }

    private static string Instant(DateTime at) => at.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
