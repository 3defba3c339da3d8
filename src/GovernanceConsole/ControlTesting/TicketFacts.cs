using System.Globalization;
using GovernanceConsole.Imports;

namespace GovernanceConsole.ControlTesting;

/// <summary>A ticket in words: only what its file has a column for.</summary>
internal static class TicketFacts
{
    public static IReadOnlyList<TicketFact> Of(Ticket ticket, ImportMapping mapping) =>
        [.. Enum.GetValues<TicketField>().Where(f => mapping.Has(f) || (f == TicketField.RequestKind && mapping.RequestKinds is not null))
            .Select(f => Tell(f, ticket, mapping)).OfType<TicketFact>()];

    private static TicketFact? Tell(TicketField field, Ticket ticket, ImportMapping mapping) => field switch
    {
        TicketField.Number or TicketField.UpdatedAt or TicketField.UpdatedBy or TicketField.ModificationCount => null,
        TicketField.State => Text("State", ticket.State),
        TicketField.OpenedAt => Instant("Opened", ticket.OpenedAt),
        TicketField.ResolvedAt => Instant("Resolved", ticket.ResolvedAt),
        TicketField.ClosedAt => Instant("Closed", ticket.ClosedAt),
        TicketField.MadeSla => Text("Service level", ticket.MadeSla switch { true => "met", false => "missed", null => null }),
        TicketField.ReopenCount => Count("Reopened", ticket.ReopenCount),
        TicketField.ReassignmentCount => Count("Handed on", ticket.ReassignmentCount),
        TicketField.Priority => Text("Priority", ticket.Priority),
        TicketField.Category => Text("Category", ticket.Category),
        TicketField.Subcategory => Text("Subcategory", ticket.Subcategory),
        TicketField.Symptom => Text("Symptom", ticket.Symptom),
        TicketField.ContactChannel => Text("Came in by", ticket.ContactChannel),
        TicketField.Group => Text("Group", ticket.GroupCode),
        TicketField.Desk => Text("Desk", ticket.DeskCode),
        TicketField.Location => Text("Location", ticket.Location),
        TicketField.Vendor => Text("Vendor", ticket.Vendor),
        TicketField.RequestKind => Text(mapping.RequestKinds is null ? "Kind of request" : "Kind of request (assumed)", ticket.RequestKind),
        TicketField.Caller => Text("Caller", ticket.CallerCode),
        TicketField.OpenedBy => Text("Opened by", ticket.OpenedByCode),
        TicketField.AssignedTo => Text("Assigned to", ticket.AssignedToCode),
        TicketField.ResolvedBy => Text("Resolved by", ticket.ResolvedByCode),
        TicketField.RequestedBy => Text("Requested by", ticket.RequestedByCode),
        TicketField.VerifiedBy => Text("Verified by", ticket.VerifiedByCode),
        TicketField.VerifiedAt => Instant("Verified", ticket.VerifiedAt),
        TicketField.VerificationChannels => Text("Verified through", ticket.VerificationChannels),
        TicketField.VerificationSignals => Text("Signals checked", ticket.VerificationSignals),
        TicketField.ApprovedBy => Text("Approved by", ticket.ApprovedByCode),
        TicketField.ApprovedAt => Instant("Approved", ticket.ApprovedAt),
        TicketField.ExecutedBy => Text("Carried out by", ticket.ExecutedByCode),
        TicketField.ExecutedAt => Instant("Carried out", ticket.ExecutedAt),
        TicketField.EvidenceReference => Text("Evidence", ticket.EvidenceReference),
    };

    private static TicketFact Text(string label, string? text) => new(label, string.IsNullOrEmpty(text) ? null : text, At: null);

    private static TicketFact Instant(string label, DateTimeOffset? at) => new(label, Text: null, at);

    private static TicketFact Count(string label, int? count) =>
        Text(label, count switch { null => null, 1 => "once", _ => string.Create(CultureInfo.InvariantCulture, $"{count} times") });
}
