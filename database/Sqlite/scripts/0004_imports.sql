-- Files on their way in, what was unclean in them, and the ticket history they brought.
-- Tickets and their rows are staged in their own tables and belong to nothing visible until the import's state says so.

CREATE TABLE import_batches (
    id              BLOB    NOT NULL CONSTRAINT pk_import_batches PRIMARY KEY,
    number          TEXT    NOT NULL,
    kind            TEXT    NOT NULL, -- TicketHistory, People, Systems, RecoveryPaths
    state           TEXT    NOT NULL, -- Checking, Checked, Storing, Visible, Refused, Cancelled, Replaced
    file_name       TEXT    NOT NULL,
    file_sha256     TEXT    NOT NULL,
    file_bytes      INTEGER NOT NULL,
    mapping_name    TEXT    NOT NULL,
    mapping_sha256  TEXT    NOT NULL,
    mapping_text    TEXT    NOT NULL,
    started_by      BLOB    NULL,
    started_at      INTEGER NOT NULL,
    visible_at      INTEGER NULL,
    ended_at        INTEGER NULL,
    rows_read       INTEGER NULL,
    rows_refused    INTEGER NOT NULL,
    rows_excluded   INTEGER NOT NULL,
    rows_remarked   INTEGER NOT NULL,
    rows_stored     INTEGER NOT NULL,
    objects         INTEGER NULL,
    excluded_lines  TEXT    NULL,
    control_totals  TEXT    NULL,
    covers_from_on  TEXT    NULL,
    covers_to_on    TEXT    NULL,
    rows_root       TEXT    NULL,
    rows_salt       TEXT    NULL,
    replaced_by     BLOB    NULL CONSTRAINT fk_import_batches_replaced_by REFERENCES import_batches (id),
    version         INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX ix_import_batches_number ON import_batches (number);
CREATE INDEX ix_import_batches_state_kind ON import_batches (state, kind);
CREATE INDEX ix_import_batches_file_sha256 ON import_batches (file_sha256);
CREATE INDEX ix_import_batches_replaced_by ON import_batches (replaced_by);

CREATE TABLE import_findings (
    import_id   BLOB    NOT NULL CONSTRAINT fk_import_findings_import_id REFERENCES import_batches (id),
    sequence    INTEGER NOT NULL,
    class       TEXT    NOT NULL, -- Fatal, Refused, Remark
    code        TEXT    NOT NULL,
    first_line  INTEGER NULL,
    lines       TEXT    NULL,
    rows        INTEGER NOT NULL,
    column_name TEXT    NULL,
    value       TEXT    NULL,
    sentence    TEXT    NOT NULL,
    CONSTRAINT pk_import_findings PRIMARY KEY (import_id, sequence)
) STRICT, WITHOUT ROWID;

CREATE TABLE tickets (
    id                         BLOB    NOT NULL CONSTRAINT pk_tickets PRIMARY KEY,
    import_id                  BLOB    NOT NULL CONSTRAINT fk_tickets_import_id REFERENCES import_batches (id),
    number                     TEXT    NOT NULL,
    opened_at                  INTEGER NULL,
    opened_on                  TEXT    NULL,
    opened_month               TEXT    NULL, -- the first day of the month of opened_on
    resolved_at                INTEGER NULL,
    closed_at                  INTEGER NULL,
    last_updated_at            INTEGER NULL,
    state                      TEXT    NULL,
    made_sla                   INTEGER NULL,
    reopen_count               INTEGER NULL,
    reassignment_count         INTEGER NULL,
    priority                   TEXT    NULL,
    category                   TEXT    NULL,
    subcategory                TEXT    NULL,
    symptom                    TEXT    NULL,
    contact_channel            TEXT    NULL,
    group_code                 TEXT    NULL,
    desk_code                  TEXT    NULL,
    location                   TEXT    NULL,
    vendor                     TEXT    NULL,
    request_kind               TEXT    NULL,
    caller_code                TEXT    NULL,
    opened_by_code             TEXT    NULL,
    assigned_to_code           TEXT    NULL,
    resolved_by_code           TEXT    NULL,
    requested_by_code          TEXT    NULL,
    verified_by_code           TEXT    NULL,
    verified_at                INTEGER NULL,
    verification_channels      TEXT    NULL,
    verification_channel_count INTEGER NULL,
    verification_signals       TEXT    NULL,
    approved_by_code           TEXT    NULL,
    approved_at                INTEGER NULL,
    executed_by_code           TEXT    NULL,
    executed_at                INTEGER NULL,
    evidence_reference         TEXT    NULL,
    event_count                INTEGER NOT NULL,
    last_line                  INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX ix_tickets_import_id_number ON tickets (import_id, number);
CREATE INDEX ix_tickets_import_id_opened_month_group_code ON tickets (import_id, opened_month, group_code);
CREATE INDEX ix_tickets_number ON tickets (number);

CREATE TABLE ticket_events (
    ticket_id          BLOB    NOT NULL CONSTRAINT fk_ticket_events_ticket_id REFERENCES tickets (id),
    sequence           INTEGER NOT NULL,
    line               INTEGER NOT NULL,
    at                 INTEGER NULL,
    state              TEXT    NULL,
    group_code         TEXT    NULL,
    assigned_to_code   TEXT    NULL,
    modification_count INTEGER NULL,
    updated_by_code    TEXT    NULL,
    CONSTRAINT pk_ticket_events PRIMARY KEY (ticket_id, sequence)
) STRICT, WITHOUT ROWID;
