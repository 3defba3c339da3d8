using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using GovernanceConsole.Storage;

namespace GovernanceConsole.Imports;

/// <summary>A ticket with its rows, ready to be stored.</summary>
internal sealed record ReadTicket(Ticket Ticket, IReadOnlyList<TicketEvent> Events);

/// <summary>
/// Makes tickets of rows. The rows of a ticket must stand together, oldest first, so that memory does not grow with the
/// file; the last row tells the ticket's state.
/// </summary>
internal sealed class TicketReader
{
    private readonly RowReader _rows;
    private readonly ImportMapping _mapping;
    private readonly OrganisationTime _time;
    private readonly Findings _findings;
    private readonly ImportId _import;
    private readonly RisingIds _ids;
    private readonly ControlCount _count;
    private readonly HashSet<UInt128> _seen = [];
    private readonly Cell?[] _last = new Cell?[Enum.GetValues<TicketField>().Length];
    private readonly bool _hasUpdates;
    private readonly int? _codeForKind;

    public TicketReader(RowReader rows, ImportMapping mapping, OrganisationTime time, Findings findings, ImportId import)
    {
        (_rows, _mapping, _time, _findings, _import) = (rows, mapping, time, findings, import);
        _ids = new RisingIds(time.Now);
        _count = new ControlCount(mapping);
        _hasUpdates = mapping.Has(TicketField.UpdatedAt);
        if (mapping.RequestKinds is { } kinds)
            _codeForKind = Array.FindIndex(Enum.GetValues<TicketField>(), f => ImportFields.NameOf(f) == kinds.Field);
    }

    public DateOnly? CoversFromOn { get; private set; }

    public DateOnly? CoversToOn { get; private set; }

    public ControlTotals Totals() => _count.Totals();

    /// <summary>The tickets of the file, in its order. Refused rows are in none of them.</summary>
    public IEnumerable<ReadTicket> Read()
    {
        string? number = null;
        var id = default(TicketId);
        var events = new List<TicketEvent>();
        var line = 0;
        while (_rows.Read())
        {
            if (_rows.IsRefused || _rows[(int)TicketField.Number]!.Text is not { } next)
                continue;
            if (next != number)
            {
                if (number is not null)
                    yield return Close(id, number, events, line);
                number = null;
                if (!_seen.Add(KeyOf(next)))
                {
                    RefuseRepeated(next);
                    continue;
                }

                (number, id, events) = (next, new TicketId(_ids.Next()), []);
            }
            else if (!_hasUpdates)
            {
                RefuseRepeated(next);
                continue;
            }

            line = _rows.Line;
            _count.Row(_rows);
            events.Add(EventOf(id, events));
            for (var i = 0; i < _last.Length; i++)
                _last[i] = _rows[i];
        }

        if (number is not null && !_findings.HasFatal)
            yield return Close(id, number, events, line);
    }

    private void RefuseRepeated(string number)
    {
        var (code, sentence) = _hasUpdates
            ? ("RowsOfATicketAreApart", $"Rows of ticket {number} stand earlier in the file, with other tickets between. Sort the file by ticket, then by time, or leave the row out.")
            : ("TicketIsRepeated", $"Ticket {number} stands earlier in the file, and the mapping has no updated-at column by which rows could be its updates. Correct the file, or leave the row out.");
        _rows.Refuse(code, _rows.ColumnOf((int)TicketField.Number), number, sentence);
    }

    private TicketEvent EventOf(TicketId ticket, List<TicketEvent> before)
    {
        var counter = _rows[(int)TicketField.ModificationCount]?.Count;
        if (before is [.., { ModificationCount: { } previous }] && counter <= previous)
        {
            _rows.Remark(_findings.Remark(
                "CounterDidNotRise", _rows.ColumnOf((int)TicketField.ModificationCount), value: null,
                "The source's counter of changes is not greater than in the row before. The order of the file was kept."));
        }

        return new TicketEvent
        {
            TicketId = ticket,
            Sequence = before.Count + 1,
            Line = _rows.Line,
            At = _rows[(int)TicketField.UpdatedAt]?.At,
            State = _rows[(int)TicketField.State]?.Text,
            GroupCode = _rows[(int)TicketField.Group]?.Text,
            AssignedToCode = _rows[(int)TicketField.AssignedTo]?.Text,
            ModificationCount = counter,
            UpdatedByCode = _rows[(int)TicketField.UpdatedBy]?.Text,
        };
    }

    private ReadTicket Close(TicketId id, string number, List<TicketEvent> events, int line)
    {
        _count.Ticket(_last);
        var openedAt = At(TicketField.OpenedAt);
        DateOnly? openedOn = openedAt is { } opened ? _time.DateOf(opened) : null;
        if (openedOn < CoversFromOn || CoversFromOn is null)
            CoversFromOn = openedOn ?? CoversFromOn;
        if (openedOn > CoversToOn || CoversToOn is null)
            CoversToOn = openedOn ?? CoversToOn;
        if (At(TicketField.ClosedAt) < openedAt)
        {
            _findings.Remark("ClosedBeforeOpened", column: null, value: null, "The ticket was closed before it was opened. Both instants were kept.").Add(line);
        }

        var channels = _last[(int)TicketField.VerificationChannels];
        var signals = _last[(int)TicketField.VerificationSignals];
        return new ReadTicket(
            new Ticket
            {
                Id = id,
                ImportId = _import,
                Number = number,
                OpenedAt = openedAt,
                OpenedOn = openedOn,
                OpenedMonth = openedOn is { } day ? new DateOnly(day.Year, day.Month, 1) : null,
                ResolvedAt = At(TicketField.ResolvedAt),
                ClosedAt = At(TicketField.ClosedAt),
                LastUpdatedAt = At(TicketField.UpdatedAt),
                State = Text(TicketField.State),
                MadeSla = _last[(int)TicketField.MadeSla]?.Flag,
                ReopenCount = _last[(int)TicketField.ReopenCount]?.Count,
                ReassignmentCount = _last[(int)TicketField.ReassignmentCount]?.Count,
                Priority = Text(TicketField.Priority),
                Category = Text(TicketField.Category),
                Subcategory = Text(TicketField.Subcategory),
                Symptom = Text(TicketField.Symptom),
                ContactChannel = Text(TicketField.ContactChannel),
                GroupCode = Text(TicketField.Group),
                DeskCode = Text(TicketField.Desk),
                Location = Text(TicketField.Location),
                Vendor = Text(TicketField.Vendor),
                RequestKind = KindOfRequest(),
                CallerCode = Text(TicketField.Caller),
                OpenedByCode = Text(TicketField.OpenedBy),
                AssignedToCode = Text(TicketField.AssignedTo),
                ResolvedByCode = Text(TicketField.ResolvedBy),
                RequestedByCode = Text(TicketField.RequestedBy),
                VerifiedByCode = Text(TicketField.VerifiedBy),
                VerifiedAt = At(TicketField.VerifiedAt),
                VerificationChannels = channels?.List is null ? null : channels.Text ?? "",
                VerificationChannelCount = channels?.List?.Count,
                VerificationSignals = signals?.List is null ? null : signals.Text ?? "",
                ApprovedByCode = Text(TicketField.ApprovedBy),
                ApprovedAt = At(TicketField.ApprovedAt),
                ExecutedByCode = Text(TicketField.ExecutedBy),
                ExecutedAt = At(TicketField.ExecutedAt),
                EvidenceReference = Text(TicketField.EvidenceReference),
                EventCount = events.Count,
                LastLine = line,
            },
            events);
    }

    private string? Text(TicketField field) => _last[(int)field]?.Text;

    private DateTimeOffset? At(TicketField field) => _last[(int)field]?.At;

    private string? KindOfRequest()
    {
        if (_codeForKind is not { } field)
            return Text(TicketField.RequestKind);
        return _last[field]?.Text is { } code ? _mapping.RequestKinds!.Kinds.GetValueOrDefault(code) : null;
    }

    /// <summary>Numbers of up to 15 bytes as they are, longer ones by their hash: a million tickets take 40 MB.</summary>
    private static UInt128 KeyOf(string number)
    {
        Span<byte> bytes = stackalloc byte[4 * ImportsMapping.NumberLength];
        var length = Encoding.UTF8.GetBytes(number, bytes);
        Span<byte> key = stackalloc byte[32];
        key.Clear();
        if (length <= 15)
        {
            bytes[..length].CopyTo(key);
            key[15] = (byte)length;
        }
        else
        {
            SHA256.HashData(bytes[..length], key);
            key[15] = 0xFF;
        }

        return BinaryPrimitives.ReadUInt128BigEndian(key);
    }
}
