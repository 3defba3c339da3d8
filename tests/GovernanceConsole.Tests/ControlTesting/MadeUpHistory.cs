using System.Text;
using GovernanceConsole.Identity;
using GovernanceConsole.Imports;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.ControlTesting;

/// <summary>
/// A small help-desk log with every column the tests can ask for, one row per update. Each ticket is in order until a
/// test says otherwise.
/// </summary>
internal sealed class MadeUpHistory
{
    private static readonly TicketField[] Fields = Enum.GetValues<TicketField>();

    private readonly List<Dictionary<TicketField, string>> _rows = [];
    private readonly HashSet<TicketField> _without = [];
    private bool _peopleAreComparable = true;

    /// <summary>Opened on Monday 4 May 2026 at 9:00 UTC at desk D1, group G1; three updates within an hour.</summary>
    public MadeUpHistory Ticket(string number, params (TicketField Field, string Value)[] otherwise)
    {
        foreach (var (state, time) in new[] { ("New", "09:00"), ("Resolved", "09:50"), ("Closed", "10:00") })
        {
            var row = new Dictionary<TicketField, string>
            {
                [TicketField.Number] = number,
                [TicketField.UpdatedAt] = $"2026-05-04 {time}",
                [TicketField.UpdatedBy] = "a1",
                [TicketField.State] = state,
                [TicketField.OpenedAt] = "2026-05-04 09:00",
                [TicketField.ResolvedAt] = "2026-05-04 09:50",
                [TicketField.ClosedAt] = "2026-05-04 10:00",
                [TicketField.MadeSla] = "true",
                [TicketField.ReopenCount] = "0",
                [TicketField.ReassignmentCount] = "0",
                [TicketField.Group] = "G1",
                [TicketField.Desk] = "D1",
                [TicketField.RequestKind] = "password-reset",
                [TicketField.Caller] = "u1",
                [TicketField.OpenedBy] = "a1",
                [TicketField.AssignedTo] = "a2",
                [TicketField.ResolvedBy] = "a2",
                [TicketField.RequestedBy] = "u1",
                [TicketField.VerifiedBy] = "a1",
                [TicketField.VerifiedAt] = "2026-05-04 09:20",
                [TicketField.VerificationChannels] = "call-back;manager",
                [TicketField.ApprovedBy] = "m1",
                [TicketField.ApprovedAt] = "2026-05-04 09:30",
                [TicketField.ExecutedBy] = "a2",
                [TicketField.ExecutedAt] = "2026-05-04 09:40",
                [TicketField.EvidenceReference] = "DOC-1",
            };
            foreach (var (field, value) in otherwise)
                row[field] = value;
            _rows.Add(row);
        }

        return this;
    }

    /// <summary>One more update of the last ticket, with everything else as before.</summary>
    public MadeUpHistory Update(string state, string at)
    {
        _rows.Add(new Dictionary<TicketField, string>(_rows[^1]) { [TicketField.State] = state, [TicketField.UpdatedAt] = at });
        return this;
    }

    /// <summary>The file lacks these columns.</summary>
    public MadeUpHistory Without(params TicketField[] fields)
    {
        _without.UnionWith(fields);
        return this;
    }

    /// <summary>Each person column has codes of its own.</summary>
    public MadeUpHistory WithPeopleCodedByColumn()
    {
        _peopleAreComparable = false;
        return this;
    }

    /// <summary>Each violation once, beside a ticket in order: what is wrong is the ticket's number.</summary>
    public static MadeUpHistory OfEachViolation() => new MadeUpHistory()
        .Ticket("in-order")
        .Ticket("one-person-opened-and-resolved", (TicketField.ResolvedBy, "a1"), (TicketField.ExecutedBy, "a3"))
        .Ticket("requester-approved", (TicketField.RequestedBy, "m1"))
        .Ticket("approver-executed", (TicketField.ExecutedBy, "m1"))
        .Ticket("no-approval", (TicketField.ApprovedBy, ""), (TicketField.ApprovedAt, ""))
        .Ticket("executed-before-approval", (TicketField.ApprovedAt, "2026-05-04 09:45"))
        .Ticket("verification-missing", (TicketField.VerifiedBy, ""), (TicketField.VerifiedAt, ""), (TicketField.VerificationChannels, ""))
        .Ticket("verified-by-one-channel", (TicketField.VerificationChannels, "call-back"))
        .Ticket("no-evidence", (TicketField.EvidenceReference, ""))
        .Ticket("changed-after-closing").Update("Closed", "2026-05-04 10:05")
        .Ticket("states-out-of-order").Update("Active", "2026-05-04 10:05")
        .Ticket("outside-hours", (TicketField.ExecutedAt, "2026-05-03 09:40"), (TicketField.ApprovedAt, "2026-05-03 09:30"))
        .Ticket("reopened", (TicketField.ReopenCount, "1"))
        .Ticket("service-level-missed", (TicketField.MadeSla, "false"))
        .Ticket("handed-round", (TicketField.ReassignmentCount, "5"))
        .Ticket("took-too-long", (TicketField.ResolvedAt, "2026-05-09 09:01"));

    /// <summary>Imports it, visible at the end.</summary>
    public async Task<ImportId> ImportAsync(TestConsole console, string name = "Made up")
    {
        var file = await console.Use<FileIntake>().ReceiveAsync(new MemoryStream(Encoding.UTF8.GetBytes(Csv())), $"{name}.csv");
        var result = await console.Use<ImportFile>().ExecuteAsync(
            CommandId.New(), new ImportInput(ImportKind.TicketHistory, Mapping(name)), file.Value, console.Founder);
        Assert.Equal(ImportState.Visible, result.Value.State);
        return result.Value.Id;
    }

    private string Csv()
    {
        var csv = new StringBuilder();
        var columns = Columns().ToList();
        csv.AppendLine(string.Join(',', columns));
        foreach (var row in _rows)
            csv.AppendLine(string.Join(',', columns.Select(c => row.GetValueOrDefault(c))));
        return csv.ToString();
    }

    private string Mapping(string name)
    {
        var mapping = new StringBuilder($"name: {name}\nkind: ticket-history\ntime-zone: UTC\nunknown: [\"?\"]\ncolumns:\n");
        foreach (var field in Columns())
            mapping.Append($"  {ImportFields.NameOf(field)}: {field}\n");
        var people = Columns().Select(f => ImportFields.NameOf(f))
            .Where(f => ImportFields.Of(ImportKind.TicketHistory).Any(i => i.Name == f && i.Form == FieldForm.Person)).ToList();
        mapping.Append("identity-spaces:\n");
        if (_peopleAreComparable)
            mapping.Append($"  everybody: [{string.Join(", ", people)}]\n");
        else
            people.ForEach(p => mapping.Append($"  {p}: [{p}]\n"));
        return mapping.ToString();
    }

    private IEnumerable<TicketField> Columns() => Fields.Where(f => !_without.Contains(f) && _rows.Any(r => r.ContainsKey(f)));
}
