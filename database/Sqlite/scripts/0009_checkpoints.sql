-- Signed checkpoints of the ledgers, the tree above each 256 entries for proofs, and how far each keeper has got.

CREATE TABLE ledger_checkpoints (
    ledger    INTEGER NOT NULL,
    size      INTEGER NOT NULL,
    note      TEXT    NOT NULL, -- C2SP signed note; the truth
    signed_at INTEGER NOT NULL,
    CONSTRAINT pk_ledger_checkpoints PRIMARY KEY (ledger, size)
) STRICT, WITHOUT ROWID;

-- The Merkle root over each full 256 entries: what a proof would otherwise compute from every entry. A proof is checked against a
-- signed checkpoint before it is given out, so a wrong hash here shows.
CREATE TABLE ledger_tiles (
    ledger INTEGER NOT NULL,
    tile   INTEGER NOT NULL,
    hash   BLOB    NOT NULL,
    CONSTRAINT pk_ledger_tiles PRIMARY KEY (ledger, tile)
) STRICT, WITHOUT ROWID;

-- One row for the signer and for each anchor, by ledger.
CREATE TABLE ledger_keepers (
    keeper        TEXT    NOT NULL,
    ledger        INTEGER NOT NULL,
    size          INTEGER NOT NULL, -- what it holds for certain; 0 where nothing yet
    confirmed_at  INTEGER NULL,
    failing_since INTEGER NULL,
    failure       TEXT    NULL,
    alarmed_at    INTEGER NULL,
    CONSTRAINT pk_ledger_keepers PRIMARY KEY (keeper, ledger)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER ledger_checkpoints_are_never_updated BEFORE UPDATE ON ledger_checkpoints
BEGIN SELECT RAISE(ABORT, 'checkpoints are never updated'); END;

CREATE TRIGGER ledger_checkpoints_are_never_deleted BEFORE DELETE ON ledger_checkpoints
BEGIN SELECT RAISE(ABORT, 'checkpoints are never deleted'); END;

CREATE TRIGGER ledger_checkpoints_grow BEFORE INSERT ON ledger_checkpoints
WHEN NEW.size <= (SELECT coalesce(max(size), -1) FROM ledger_checkpoints WHERE ledger = NEW.ledger)
    OR NEW.size > (SELECT size FROM ledger_heads WHERE ledger = NEW.ledger)
BEGIN SELECT RAISE(ABORT, 'a checkpoint counts more entries than the one before, and no more than there are'); END;

CREATE TRIGGER ledger_tiles_are_never_updated BEFORE UPDATE ON ledger_tiles
BEGIN SELECT RAISE(ABORT, 'tiles are never updated'); END;

CREATE TRIGGER ledger_tiles_are_never_deleted BEFORE DELETE ON ledger_tiles
BEGIN SELECT RAISE(ABORT, 'tiles are never deleted'); END;

CREATE TRIGGER ledger_tiles_are_appended BEFORE INSERT ON ledger_tiles
WHEN NEW.tile <> (SELECT coalesce(max(tile), -1) + 1 FROM ledger_tiles WHERE ledger = NEW.ledger)
BEGIN SELECT RAISE(ABORT, 'a tile takes the next place'); END;
