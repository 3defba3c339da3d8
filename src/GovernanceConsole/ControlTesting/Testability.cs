using GovernanceConsole.Imports;

namespace GovernanceConsole.ControlTesting;

/// <summary>Whether a history can be asked a question at all. A test that cannot be made says why, and reports no number.</summary>
public static class Testability
{
    /// <summary>
    /// Why a test says nothing about the tickets of a mapping; null where it is tested. Reads on after "not testable,
    /// because".
    /// </summary>
    public static string? WhyNot(ControlTest test, ImportMapping mapping, bool hoursAreKnown)
    {
        if (MissingColumns(test, mapping) is { } missing)
            return $"the file has no column for {missing}.";
        if (test.Compares.Count > 0 && !test.Compares.Any(p => mapping.SharesIdentitySpace(p.First, p.Second)))
        {
            var pair = test.Compares.First(p => mapping.Has(p.First) && mapping.Has(p.Second));
            return $"{Words(pair.First)} and {Words(pair.Second)} have codes from different lists of people: the same code is not the same person.";
        }

        if (test.ReadsUpdates && !mapping.TellsUpdates())
            return "the file has one row per ticket and does not tell one update from the next.";
        if (test == ControlTests.OutsideHours && !hoursAreKnown)
            return "no desk of these tickets has hours, and none were assumed for the run.";
        return null;
    }

    /// <summary>The words for a field in a sentence.</summary>
    public static string Words(TicketField field) => field switch
    {
        TicketField.Number => "the number",
        TicketField.UpdatedAt => "the time of each update",
        TicketField.UpdatedBy => "who updated",
        TicketField.ModificationCount => "the number of changes",
        TicketField.State => "the state",
        TicketField.OpenedAt => "when it was opened",
        TicketField.ResolvedAt => "when it was resolved",
        TicketField.ClosedAt => "when it was closed",
        TicketField.MadeSla => "whether the service level was met",
        TicketField.ReopenCount => "how often it was reopened",
        TicketField.ReassignmentCount => "how often it was handed on",
        TicketField.Priority => "the priority",
        TicketField.Category => "the category",
        TicketField.Subcategory => "the subcategory",
        TicketField.Symptom => "the symptom",
        TicketField.ContactChannel => "the channel of contact",
        TicketField.Group => "the group",
        TicketField.Desk => "the desk",
        TicketField.Location => "the location",
        TicketField.Vendor => "the vendor",
        TicketField.RequestKind => "the kind of request",
        TicketField.Caller => "who called",
        TicketField.OpenedBy => "who opened",
        TicketField.AssignedTo => "who was assigned",
        TicketField.ResolvedBy => "who resolved",
        TicketField.RequestedBy => "who requested",
        TicketField.VerifiedBy => "who verified",
        TicketField.VerifiedAt => "when it was verified",
        TicketField.VerificationChannels => "the channels of verification",
        TicketField.VerificationSignals => "the signals of verification",
        TicketField.ApprovedBy => "who approved",
        TicketField.ApprovedAt => "when it was approved",
        TicketField.ExecutedBy => "who carried it out",
        TicketField.ExecutedAt => "when it was carried out",
        TicketField.EvidenceReference => "the evidence",
    };

    private static string? MissingColumns(ControlTest test, ImportMapping mapping)
    {
        var missing = test.Needs.Where(f => !mapping.Has(f)).Select(Words).ToList();
        if (test.NeedsOneOf.Count > 0 && !test.NeedsOneOf.Any(mapping.Has))
            missing.Add(string.Join(" or ", test.NeedsOneOf.Select(Words)));
        return missing.Count == 0 ? null : string.Join(", nor for ", missing);
    }

    private static bool TellsUpdates(this ImportMapping mapping) => mapping.Has(TicketField.UpdatedAt) || mapping.Has(TicketField.ModificationCount);
}
