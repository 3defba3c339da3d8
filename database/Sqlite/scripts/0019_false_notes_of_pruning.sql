-- A range that somebody noted past the console keeps no deletion from going on: to name part of it again adds nothing and is no fault.
DROP TRIGGER ledger_pruned_ranges_name_signed_entries;
CREATE TRIGGER ledger_pruned_ranges_name_signed_entries BEFORE INSERT ON ledger_pruned_ranges
WHEN NEW.from_idx < 0 OR NEW.to_idx < NEW.from_idx
    OR NEW.to_idx >= (SELECT coalesce(max(size), 0) FROM ledger_checkpoints WHERE ledger = NEW.ledger)
    OR coalesce((SELECT to_idx FROM ledger_pruned_ranges WHERE ledger = NEW.ledger AND from_idx <= NEW.to_idx ORDER BY from_idx DESC LIMIT 1), -1) >= NEW.from_idx
    OR EXISTS (
        SELECT 1 FROM ledger_entries
        WHERE ledger = NEW.ledger AND idx BETWEEN NEW.from_idx AND NEW.to_idx AND type IN ('ledger.pruned', 'privacy.erased'))
BEGIN
    SELECT RAISE(IGNORE) WHERE EXISTS (
        SELECT 1 FROM ledger_pruned_ranges WHERE ledger = NEW.ledger AND from_idx <= NEW.from_idx AND to_idx >= NEW.to_idx AND NEW.to_idx >= NEW.from_idx);
    SELECT RAISE(ABORT, 'entries are pruned once, after they were signed, and never what says that others went');
END;
