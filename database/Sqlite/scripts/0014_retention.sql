-- What goes when its retention is over: bodies of ledger entries, under two signatures.

-- Stretches of a ledger whose bodies went. Written first; only then may the bodies and their texts go. Of a body its leaf hash stays.
CREATE TABLE ledger_pruned_ranges (
    ledger    INTEGER NOT NULL,
    from_idx  INTEGER NOT NULL,
    to_idx    INTEGER NOT NULL,
    pruned_at INTEGER NOT NULL,
    CONSTRAINT pk_ledger_pruned_ranges PRIMARY KEY (ledger, from_idx)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER ledger_pruned_ranges_are_never_updated BEFORE UPDATE ON ledger_pruned_ranges
BEGIN SELECT RAISE(ABORT, 'the record of pruned entries is never updated'); END;

CREATE TRIGGER ledger_pruned_ranges_are_never_deleted BEFORE DELETE ON ledger_pruned_ranges
BEGIN SELECT RAISE(ABORT, 'the record of pruned entries is never deleted'); END;

CREATE TRIGGER ledger_pruned_ranges_name_signed_entries BEFORE INSERT ON ledger_pruned_ranges
WHEN NEW.from_idx < 0 OR NEW.to_idx < NEW.from_idx
    OR NEW.to_idx >= (SELECT coalesce(max(size), 0) FROM ledger_checkpoints WHERE ledger = NEW.ledger)
    OR coalesce((SELECT to_idx FROM ledger_pruned_ranges WHERE ledger = NEW.ledger AND from_idx <= NEW.to_idx ORDER BY from_idx DESC LIMIT 1), -1) >= NEW.from_idx
    OR EXISTS (
        SELECT 1 FROM ledger_entries
        WHERE ledger = NEW.ledger AND idx BETWEEN NEW.from_idx AND NEW.to_idx AND type IN ('ledger.pruned', 'privacy.erased'))
BEGIN SELECT RAISE(ABORT, 'entries are pruned once, after they were signed, and never what says that others went'); END;

DROP TRIGGER ledger_entries_are_never_updated;
CREATE TRIGGER ledger_entries_are_never_updated BEFORE UPDATE ON ledger_entries
WHEN NEW.rowid IS NOT OLD.rowid OR NEW.ledger IS NOT OLD.ledger OR NEW.idx IS NOT OLD.idx OR NEW.at IS NOT OLD.at
    OR OLD.pruned_leaf_hash IS NOT NULL OR length(NEW.pruned_leaf_hash) IS NOT 32 OR NEW.body IS NOT x'' OR NEW.type IS NOT ''
    OR NEW.object_kind IS NOT NULL OR NEW.object_id IS NOT NULL OR NEW.actor_id IS NOT NULL OR NEW.command_id IS NOT NULL OR NEW.corr IS NOT NULL
    OR coalesce((SELECT to_idx FROM ledger_pruned_ranges WHERE ledger = OLD.ledger AND from_idx <= OLD.idx ORDER BY from_idx DESC LIMIT 1), -1) < OLD.idx
BEGIN SELECT RAISE(ABORT, 'ledger entries are never updated'); END;

DROP TRIGGER ledger_private_goes_with_its_erasure;
CREATE TRIGGER ledger_private_goes_with_its_erasure BEFORE DELETE ON ledger_private
WHEN NOT EXISTS (SELECT 1 FROM ledger_erased_texts WHERE ledger = OLD.ledger AND idx = OLD.idx AND field = OLD.field)
    AND coalesce((SELECT to_idx FROM ledger_pruned_ranges WHERE ledger = OLD.ledger AND from_idx <= OLD.idx ORDER BY from_idx DESC LIMIT 1), -1) < OLD.idx
BEGIN SELECT RAISE(ABORT, 'a private text of the ledger goes only by an erasure, or with its entry'); END;

CREATE TABLE retention_deletions (
    id              BLOB    NOT NULL CONSTRAINT pk_retention_deletions PRIMARY KEY,
    number          TEXT    NOT NULL,
    state           TEXT    NOT NULL, -- Requested, UnderWay, Done, Withdrawn, Expired, Stopped
    due_by          TEXT    NOT NULL, -- what is due on this date goes
    policy_version  INTEGER NOT NULL, -- whose periods were shown
    requested_by_id BLOB    NOT NULL CONSTRAINT fk_retention_deletions_requested_by_id REFERENCES people (id),
    requested_at    INTEGER NOT NULL,
    decided_by_id   BLOB    NULL CONSTRAINT fk_retention_deletions_decided_by_id REFERENCES people (id),
    decided_at      INTEGER NULL,
    ended_at        INTEGER NULL,
    stopped_by_hold TEXT    NULL,
    version         INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX ix_retention_deletions_number ON retention_deletions (number);
CREATE INDEX ix_retention_deletions_state ON retention_deletions (state);
CREATE INDEX ix_retention_deletions_requested_by_id ON retention_deletions (requested_by_id);
CREATE INDEX ix_retention_deletions_decided_by_id ON retention_deletions (decided_by_id);

-- How far a deletion has got, by type of record.
CREATE TABLE retention_counts (
    deletion_id BLOB    NOT NULL CONSTRAINT fk_retention_counts_deletion_id REFERENCES retention_deletions (id),
    type        TEXT    NOT NULL,
    deleted     INTEGER NOT NULL,
    held        INTEGER NOT NULL, -- due, and kept by a legal hold
    CONSTRAINT pk_retention_counts PRIMARY KEY (deletion_id, type)
) STRICT, WITHOUT ROWID;
