-- Files on their way in, what was unclean in them, and the ticket history they brought.
-- Tickets and their rows are staged in their own tables and belong to nothing visible until the import's state says so.
-- Version-7 ids do not sort in uniqueidentifier order, so no table is clustered by one.

CREATE TABLE import_batches (
    id              uniqueidentifier  NOT NULL CONSTRAINT pk_import_batches PRIMARY KEY NONCLUSTERED,
    number          nvarchar(20)      NOT NULL,
    kind            nvarchar(64)      NOT NULL, -- TicketHistory, People, Systems, RecoveryPaths
    state           nvarchar(64)      NOT NULL, -- Checking, Checked, Storing, Visible, Refused, Cancelled, Replaced
    file_name       nvarchar(260)     NOT NULL,
    file_sha256     nvarchar(64)      NOT NULL,
    file_bytes      bigint            NOT NULL,
    mapping_name    nvarchar(200)     NOT NULL,
    mapping_sha256  nvarchar(64)      NOT NULL,
    mapping_text    nvarchar(max)     NOT NULL,
    started_by      uniqueidentifier  NULL,
    started_at      datetimeoffset(3) NOT NULL,
    visible_at      datetimeoffset(3) NULL,
    ended_at        datetimeoffset(3) NULL,
    rows_read       bigint            NULL,
    rows_refused    bigint            NOT NULL,
    rows_excluded   bigint            NOT NULL,
    rows_remarked   bigint            NOT NULL,
    rows_stored     bigint            NOT NULL,
    objects         bigint            NULL,
    excluded_lines  nvarchar(max)     NULL,
    control_totals  nvarchar(max)     NULL,
    covers_from_on  date              NULL,
    covers_to_on    date              NULL,
    rows_root       nvarchar(64)      NULL,
    rows_salt       nvarchar(44)      NULL,
    replaced_by     uniqueidentifier  NULL CONSTRAINT fk_import_batches_replaced_by REFERENCES import_batches (id),
    version         bigint            NOT NULL
);
CREATE UNIQUE CLUSTERED INDEX ix_import_batches_number ON import_batches (number);
CREATE INDEX ix_import_batches_state_kind ON import_batches (state, kind);
CREATE INDEX ix_import_batches_file_sha256 ON import_batches (file_sha256);
CREATE INDEX ix_import_batches_replaced_by ON import_batches (replaced_by);

CREATE TABLE import_findings (
    import_id   uniqueidentifier NOT NULL CONSTRAINT fk_import_findings_import_id REFERENCES import_batches (id),
    sequence    int              NOT NULL,
    class       nvarchar(64)     NOT NULL, -- Fatal, Refused, Remark
    code        nvarchar(100)    NOT NULL,
    first_line  int              NULL,
    lines       nvarchar(max)    NULL,
    rows        int              NOT NULL,
    column_name nvarchar(200)    NULL,
    value       nvarchar(110)    NULL,
    sentence    nvarchar(max)    NOT NULL,
    CONSTRAINT pk_import_findings PRIMARY KEY NONCLUSTERED (import_id, sequence)
);

CREATE TABLE tickets (
    id                         uniqueidentifier  NOT NULL CONSTRAINT pk_tickets PRIMARY KEY NONCLUSTERED,
    import_id                  uniqueidentifier  NOT NULL CONSTRAINT fk_tickets_import_id REFERENCES import_batches (id),
    number                     nvarchar(40)      NOT NULL,
    opened_at                  datetimeoffset(3) NULL,
    opened_on                  date              NULL,
    opened_month               date              NULL, -- the first day of the month of opened_on
    resolved_at                datetimeoffset(3) NULL,
    closed_at                  datetimeoffset(3) NULL,
    last_updated_at            datetimeoffset(3) NULL,
    state                      nvarchar(100)     NULL,
    made_sla                   bit               NULL,
    reopen_count               int               NULL,
    reassignment_count         int               NULL,
    priority                   nvarchar(100)     NULL,
    category                   nvarchar(100)     NULL,
    subcategory                nvarchar(100)     NULL,
    symptom                    nvarchar(100)     NULL,
    contact_channel            nvarchar(100)     NULL,
    group_code                 nvarchar(100)     NULL,
    desk_code                  nvarchar(100)     NULL,
    location                   nvarchar(100)     NULL,
    vendor                     nvarchar(100)     NULL,
    request_kind               nvarchar(100)     NULL,
    caller_code                nvarchar(100)     NULL,
    opened_by_code             nvarchar(100)     NULL,
    assigned_to_code           nvarchar(100)     NULL,
    resolved_by_code           nvarchar(100)     NULL,
    requested_by_code          nvarchar(100)     NULL,
    verified_by_code           nvarchar(100)     NULL,
    verified_at                datetimeoffset(3) NULL,
    verification_channels      nvarchar(400)     NULL,
    verification_channel_count int               NULL,
    verification_signals       nvarchar(400)     NULL,
    approved_by_code           nvarchar(100)     NULL,
    approved_at                datetimeoffset(3) NULL,
    executed_by_code           nvarchar(100)     NULL,
    executed_at                datetimeoffset(3) NULL,
    evidence_reference         nvarchar(400)     NULL,
    event_count                int               NOT NULL,
    last_line                  int               NOT NULL
);
CREATE UNIQUE INDEX ix_tickets_import_id_number ON tickets (import_id, number);
CREATE INDEX ix_tickets_import_id_opened_month_group_code ON tickets (import_id, opened_month, group_code);
CREATE INDEX ix_tickets_number ON tickets (number);

CREATE TABLE ticket_events (
    ticket_id          uniqueidentifier  NOT NULL CONSTRAINT fk_ticket_events_ticket_id REFERENCES tickets (id),
    sequence           int               NOT NULL,
    line               int               NOT NULL,
    at                 datetimeoffset(3) NULL,
    state              nvarchar(100)     NULL,
    group_code         nvarchar(100)     NULL,
    assigned_to_code   nvarchar(100)     NULL,
    modification_count int               NULL,
    updated_by_code    nvarchar(100)     NULL,
    CONSTRAINT pk_ticket_events PRIMARY KEY NONCLUSTERED (ticket_id, sequence)
);
