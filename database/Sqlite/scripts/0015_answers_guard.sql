-- Answers of command ids are never changed or replaced, and go only when nobody asks again: after 30 days.

CREATE TRIGGER command_results_are_never_updated BEFORE UPDATE ON command_results
BEGIN SELECT RAISE(ABORT, 'the answer of a command is never updated'); END;

CREATE TRIGGER command_results_are_never_replaced BEFORE INSERT ON command_results
WHEN EXISTS (SELECT 1 FROM command_results WHERE command_id = NEW.command_id)
BEGIN SELECT RAISE(ABORT, 'the answer of a command is never replaced'); END;

-- Counted to the newest decision: the database's own clock is another one than the console's, and both can be wrong.
CREATE TRIGGER command_results_stay_for_30_days BEFORE DELETE ON command_results
WHEN OLD.at > coalesce((SELECT at FROM ledger_entries WHERE ledger = 1 ORDER BY idx DESC LIMIT 1), 0) - 30 * 86400 * 1000
BEGIN SELECT RAISE(ABORT, 'the answer of a command stays for 30 days'); END;
