-- The two ledgers, the answers of command ids and the counters of numbers people see.
-- Instants are milliseconds since 1970-01-01 UTC; ids are 16 bytes in network order.

CREATE TABLE ledger_heads (
    ledger      INTEGER NOT NULL CONSTRAINT pk_ledger_heads PRIMARY KEY, -- 1 decisions, 2 security events
    name        TEXT    NOT NULL,
    size        INTEGER NOT NULL,
    frontier    BLOB    NOT NULL,
    root        BLOB    NOT NULL,
    last_leaf   BLOB    NOT NULL
) STRICT;

CREATE TABLE ledger_entries (
    ledger      INTEGER NOT NULL,
    idx         INTEGER NOT NULL,
    entry_id    BLOB    NOT NULL,
    type        TEXT    NOT NULL,
    at          INTEGER NOT NULL,
    object_kind TEXT    NULL,
    object_id   BLOB    NULL,
    actor_id    BLOB    NULL,
    command_id  BLOB    NULL,
    body        BLOB    NOT NULL, -- canonical JSON; the truth
    leaf_hash   BLOB    NOT NULL,
    CONSTRAINT pk_ledger_entries PRIMARY KEY (ledger, idx)
) STRICT, WITHOUT ROWID;
CREATE INDEX ix_ledger_entries_object_id_idx ON ledger_entries (object_id, idx) WHERE object_id IS NOT NULL;
CREATE INDEX ix_ledger_entries_actor_id_idx ON ledger_entries (actor_id, idx) WHERE actor_id IS NOT NULL;

-- Values behind the commitments in the bodies. Erasing a person empties rows here and breaks no proof.
CREATE TABLE ledger_private (
    ledger      INTEGER NOT NULL,
    idx         INTEGER NOT NULL,
    field       TEXT    NOT NULL,
    salt        BLOB    NOT NULL,
    value       TEXT    NOT NULL,
    CONSTRAINT pk_ledger_private PRIMARY KEY (ledger, idx, field)
) STRICT, WITHOUT ROWID;

-- The canonical state of each ledgered object, a cache of folding its entries.
CREATE TABLE ledger_objects (
    object_id   BLOB    NOT NULL,
    object_kind TEXT    NOT NULL,
    version     INTEGER NOT NULL,
    state       BLOB    NOT NULL,
    state_hash  BLOB    NOT NULL,
    CONSTRAINT pk_ledger_objects PRIMARY KEY (object_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE command_results (
    command_id   BLOB    NOT NULL,
    use_case     TEXT    NOT NULL,
    request_hash BLOB    NOT NULL,
    answer       TEXT    NOT NULL,
    at           INTEGER NOT NULL,
    CONSTRAINT pk_command_results PRIMARY KEY (command_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE number_series (
    series      TEXT    NOT NULL,
    last        INTEGER NOT NULL,
    CONSTRAINT pk_number_series PRIMARY KEY (series)
) STRICT, WITHOUT ROWID;

-- Append-only. INSERT OR REPLACE would walk around the first two, so an insert must also be the next index.
CREATE TRIGGER ledger_entries_are_never_updated BEFORE UPDATE ON ledger_entries
BEGIN SELECT RAISE(ABORT, 'ledger entries are never updated'); END;

CREATE TRIGGER ledger_entries_are_never_deleted BEFORE DELETE ON ledger_entries
BEGIN SELECT RAISE(ABORT, 'ledger entries are never deleted'); END;

CREATE TRIGGER ledger_entries_are_appended BEFORE INSERT ON ledger_entries
WHEN NEW.idx <> (SELECT coalesce(max(idx), -1) + 1 FROM ledger_entries WHERE ledger = NEW.ledger)
BEGIN SELECT RAISE(ABORT, 'a ledger entry takes the next index'); END;

CREATE TRIGGER ledger_heads_never_shrink BEFORE UPDATE ON ledger_heads
WHEN NEW.size < OLD.size OR NEW.name <> OLD.name OR NEW.ledger <> OLD.ledger
BEGIN SELECT RAISE(ABORT, 'a ledger head never shrinks'); END;

CREATE TRIGGER ledger_heads_are_never_replaced BEFORE INSERT ON ledger_heads
WHEN EXISTS (SELECT 1 FROM ledger_heads WHERE ledger = NEW.ledger)
BEGIN SELECT RAISE(ABORT, 'a ledger head is never replaced'); END;

CREATE TRIGGER ledger_heads_are_never_deleted BEFORE DELETE ON ledger_heads
BEGIN SELECT RAISE(ABORT, 'ledger heads are never deleted'); END;
