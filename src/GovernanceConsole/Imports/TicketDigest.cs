using System.Buffers;
using GovernanceConsole.Ledger;

namespace GovernanceConsole.Imports;

/// <summary>
/// The canonical form of a stored ticket with its rows, over which the import's entry has a Merkle root: one JSON array
/// per ticket, in the order of the file (docs/imports.md). The same form is made from the file and from the tables.
/// </summary>
internal sealed class TicketDigest
{
    private readonly ArrayBufferWriter<byte> _buffer = new(4096);
    private readonly CanonicalJsonWriter _json;
    private readonly RowsDigest _rows;

    public TicketDigest(ReadOnlySpan<byte> salt)
    {
        _json = new CanonicalJsonWriter(_buffer);
        _rows = new RowsDigest(salt);
    }

    public void Add(Ticket ticket, IReadOnlyList<TicketEvent> events)
    {
        _buffer.ResetWrittenCount();
        _json.Reset();
        _json.WriteStartArray();
        Write(ticket.Number);
        Write(ticket.OpenedAt);
        Write(ticket.OpenedOn);
        Write(ticket.OpenedMonth);
        Write(ticket.ResolvedAt);
        Write(ticket.ClosedAt);
        Write(ticket.LastUpdatedAt);
        Write(ticket.State);
        Write(ticket.MadeSla);
        Write(ticket.ReopenCount);
        Write(ticket.ReassignmentCount);
        Write(ticket.Priority);
        Write(ticket.Category);
        Write(ticket.Subcategory);
        Write(ticket.Symptom);
        Write(ticket.ContactChannel);
        Write(ticket.GroupCode);
        Write(ticket.DeskCode);
        Write(ticket.Location);
        Write(ticket.Vendor);
        Write(ticket.RequestKind);
        Write(ticket.CallerCode);
        Write(ticket.OpenedByCode);
        Write(ticket.AssignedToCode);
        Write(ticket.ResolvedByCode);
        Write(ticket.RequestedByCode);
        Write(ticket.VerifiedByCode);
        Write(ticket.VerifiedAt);
        Write(ticket.VerificationChannels);
        Write(ticket.VerificationChannelCount);
        Write(ticket.VerificationSignals);
        Write(ticket.ApprovedByCode);
        Write(ticket.ApprovedAt);
        Write(ticket.ExecutedByCode);
        Write(ticket.ExecutedAt);
        Write(ticket.EvidenceReference);
        Write(ticket.EventCount);
        Write(ticket.LastLine);
        _json.WriteStartArray();
        foreach (var row in events)
            Add(row);
        _json.WriteEndArray();
        _json.WriteEndArray();
        _rows.Add(_buffer.WrittenSpan);
    }

    /// <summary>The root in lower-case hex.</summary>
    public string Root() => Convert.ToHexStringLower(_rows.Root());

    private void Add(TicketEvent row)
    {
        _json.WriteStartArray();
        Write(row.Sequence);
        Write(row.Line);
        Write(row.At);
        Write(row.State);
        Write(row.GroupCode);
        Write(row.AssignedToCode);
        Write(row.ModificationCount);
        Write(row.UpdatedByCode);
        _json.WriteEndArray();
    }

    private void Write(string? text)
    {
        if (text is null)
            _json.WriteNull();
        else
            _json.WriteString(text);
    }

    private void Write(DateTimeOffset? at)
    {
        if (at is { } instant)
            _json.WriteInstant(instant);
        else
            _json.WriteNull();
    }

    private void Write(DateOnly? on)
    {
        if (on is { } date)
            _json.WriteString(date.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        else
            _json.WriteNull();
    }

    private void Write(int? number)
    {
        if (number is { } value)
            _json.WriteInteger(value);
        else
            _json.WriteNull();
    }

    private void Write(bool? flag)
    {
        if (flag is { } value)
            _json.WriteBoolean(value);
        else
            _json.WriteNull();
    }
}
