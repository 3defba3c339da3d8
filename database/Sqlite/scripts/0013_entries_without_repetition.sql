-- An entry's row holds its body and only what it is searched by: its id, its leaf hash and (of a decision) its command are read from the
-- body. The table has row numbers of its own: appended pages are filled to the end there. Rebuilt by copying, because SQLite cannot
-- change this in place. The guards of this table go with it and are made again; FAIL instead of ABORT refuses the same and spares each
-- insert a journal of its own.
DROP TRIGGER ledger_heads_count_the_entries;
CREATE TABLE ledger_entries_moved AS SELECT * FROM ledger_entries;
DROP TABLE ledger_entries;

CREATE TABLE ledger_entries (
    ledger           INTEGER NOT NULL,
    idx              INTEGER NOT NULL,
    type             TEXT    NOT NULL,
    at               INTEGER NOT NULL,
    object_kind      TEXT    NULL,
    object_id        BLOB    NULL,
    actor_id         BLOB    NULL,
    command_id       BLOB    NULL, -- of security events: a refused command leaves no answer
    body             BLOB    NOT NULL, -- canonical JSON; the truth
    corr             BLOB    NULL,
    pruned_leaf_hash BLOB    NULL, -- what is left of a body that was pruned
    CONSTRAINT pk_ledger_entries PRIMARY KEY (ledger, idx)
) STRICT;
INSERT INTO ledger_entries (ledger, idx, type, at, object_kind, object_id, actor_id, command_id, body, corr)
    SELECT ledger, idx, type, at, object_kind, object_id, actor_id, iif(ledger = 2, command_id, NULL), body, corr FROM ledger_entries_moved ORDER BY ledger, idx;
DROP TABLE ledger_entries_moved;

-- Each ends with the entry's place, so that a search is answered by its index alone.
CREATE INDEX ix_ledger_entries_object_id_ledger_idx ON ledger_entries (object_id, ledger, idx) WHERE object_id IS NOT NULL;
CREATE INDEX ix_ledger_entries_actor_id_ledger_idx ON ledger_entries (actor_id, ledger, idx) WHERE actor_id IS NOT NULL;
CREATE INDEX ix_ledger_entries_corr_ledger_idx ON ledger_entries (corr, ledger, idx) WHERE corr IS NOT NULL;
CREATE INDEX ix_ledger_entries_ledger_type_idx ON ledger_entries (ledger, type, idx);
CREATE INDEX ix_ledger_entries_refused_command ON ledger_entries (command_id) WHERE ledger = 2 AND command_id IS NOT NULL;
-- Numbers rise with the instants, so every 64th entry is enough to find an instant.
CREATE INDEX ix_ledger_entries_ledger_at_idx ON ledger_entries (ledger, at, idx) WHERE idx % 64 = 0;

CREATE TRIGGER ledger_entries_are_never_updated BEFORE UPDATE ON ledger_entries
BEGIN SELECT RAISE(ABORT, 'ledger entries are never updated'); END;

CREATE TRIGGER ledger_entries_are_never_deleted BEFORE DELETE ON ledger_entries
BEGIN SELECT RAISE(ABORT, 'ledger entries are never deleted'); END;

-- The row number too is the next one: INSERT OR REPLACE would put the new entry in the row of an old one.
CREATE TRIGGER ledger_entries_are_appended BEFORE INSERT ON ledger_entries
WHEN NEW.idx IS NOT (SELECT coalesce(max(idx), -1) + 1 FROM ledger_entries WHERE ledger = NEW.ledger)
    OR NEW.rowid IS NOT (SELECT coalesce(max(rowid), 0) + 1 FROM ledger_entries)
BEGIN SELECT RAISE(FAIL, 'a ledger entry takes the next index'); END;

CREATE TRIGGER ledger_heads_count_the_entries BEFORE UPDATE ON ledger_heads
WHEN NEW.size <> (SELECT coalesce(max(idx), -1) + 1 FROM ledger_entries WHERE ledger = NEW.ledger)
BEGIN SELECT RAISE(ABORT, 'a ledger head ends at the newest entry'); END;
