-- What the guards of 0001 left open: heads changed without growing, private texts, object states, the record of scripts.
-- A BEFORE INSERT trigger is what INSERT OR REPLACE cannot walk around; it deletes past the delete triggers otherwise.

-- Which private texts the erasure of a person takes away. Written first; only then may the text itself go.
CREATE TABLE ledger_erased_texts (
    ledger      INTEGER NOT NULL,
    idx         INTEGER NOT NULL,
    field       TEXT    NOT NULL,
    CONSTRAINT pk_ledger_erased_texts PRIMARY KEY (ledger, idx, field)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER ledger_heads_count_the_entries BEFORE UPDATE ON ledger_heads
WHEN NEW.size <> (SELECT coalesce(max(idx), -1) + 1 FROM ledger_entries WHERE ledger = NEW.ledger)
    OR (NEW.size > 0 AND NEW.last_leaf IS NOT (SELECT leaf_hash FROM ledger_entries WHERE ledger = NEW.ledger AND idx = NEW.size - 1))
BEGIN SELECT RAISE(ABORT, 'a ledger head ends at the newest entry'); END;

CREATE TRIGGER ledger_heads_change_by_growing BEFORE UPDATE ON ledger_heads
WHEN NEW.size = OLD.size
    AND (NEW.frontier IS NOT OLD.frontier OR NEW.root IS NOT OLD.root OR NEW.last_leaf IS NOT OLD.last_leaf)
BEGIN SELECT RAISE(ABORT, 'a ledger head changes only by growing'); END;

CREATE TRIGGER ledger_private_is_never_updated BEFORE UPDATE ON ledger_private
BEGIN SELECT RAISE(ABORT, 'private texts of the ledger are never updated'); END;

CREATE TRIGGER ledger_private_goes_with_its_erasure BEFORE DELETE ON ledger_private
WHEN NOT EXISTS (SELECT 1 FROM ledger_erased_texts WHERE ledger = OLD.ledger AND idx = OLD.idx AND field = OLD.field)
BEGIN SELECT RAISE(ABORT, 'a private text of the ledger goes only by an erasure'); END;

-- The newest entry, as long as the head does not count it: so not after the commit that wrote it.
CREATE TRIGGER ledger_private_comes_with_its_entry BEFORE INSERT ON ledger_private
WHEN NEW.idx IS NOT (SELECT max(idx) FROM ledger_entries WHERE ledger = NEW.ledger)
    OR NEW.idx < (SELECT size FROM ledger_heads WHERE ledger = NEW.ledger)
BEGIN SELECT RAISE(ABORT, 'a private text comes with its ledger entry'); END;

CREATE TRIGGER ledger_erased_texts_are_never_updated BEFORE UPDATE ON ledger_erased_texts
BEGIN SELECT RAISE(ABORT, 'the record of erased texts is never updated'); END;

CREATE TRIGGER ledger_erased_texts_are_never_deleted BEFORE DELETE ON ledger_erased_texts
BEGIN SELECT RAISE(ABORT, 'the record of erased texts is never deleted'); END;

CREATE TRIGGER ledger_erased_texts_name_a_text BEFORE INSERT ON ledger_erased_texts
WHEN EXISTS (SELECT 1 FROM ledger_erased_texts WHERE ledger = NEW.ledger AND idx = NEW.idx AND field = NEW.field)
    OR NOT EXISTS (SELECT 1 FROM ledger_private WHERE ledger = NEW.ledger AND idx = NEW.idx AND field = NEW.field)
BEGIN SELECT RAISE(ABORT, 'an erasure names a private text that is there, once'); END;

CREATE TRIGGER ledger_objects_get_newer BEFORE UPDATE ON ledger_objects
WHEN NEW.version <= OLD.version OR NEW.object_id <> OLD.object_id OR NEW.object_kind <> OLD.object_kind
BEGIN SELECT RAISE(ABORT, 'the state of a ledger object changes with its version'); END;

CREATE TRIGGER ledger_objects_are_never_deleted BEFORE DELETE ON ledger_objects
BEGIN SELECT RAISE(ABORT, 'states of ledger objects are never deleted'); END;

CREATE TRIGGER ledger_objects_are_never_replaced BEFORE INSERT ON ledger_objects
WHEN EXISTS (SELECT 1 FROM ledger_objects WHERE object_id = NEW.object_id)
BEGIN SELECT RAISE(ABORT, 'the state of a ledger object is never replaced'); END;

CREATE TRIGGER schema_scripts_are_never_updated BEFORE UPDATE ON schema_scripts
BEGIN SELECT RAISE(ABORT, 'the record of applied scripts is never updated'); END;

CREATE TRIGGER schema_scripts_are_never_deleted BEFORE DELETE ON schema_scripts
BEGIN SELECT RAISE(ABORT, 'the record of applied scripts is never deleted'); END;

CREATE TRIGGER schema_scripts_are_never_replaced BEFORE INSERT ON schema_scripts
WHEN EXISTS (SELECT 1 FROM schema_scripts WHERE number = NEW.number)
BEGIN SELECT RAISE(ABORT, 'the record of applied scripts is never replaced'); END;
