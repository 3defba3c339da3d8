-- The 30 days of 0015 count to the newest decision: the database's own clock is another one than the console's, and both can be wrong.
DROP TRIGGER command_results_stay_for_30_days;
CREATE TRIGGER command_results_stay_for_30_days BEFORE DELETE ON command_results
WHEN OLD.at > coalesce((SELECT at FROM ledger_entries WHERE ledger = 1 ORDER BY idx DESC LIMIT 1), 0) - 30 * 86400 * 1000
BEGIN SELECT RAISE(ABORT, 'the answer of a command stays for 30 days'); END;
