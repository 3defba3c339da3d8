-- What the audit trail is searched by beside person and object: the matter an entry belongs to, its kind, its instant.
-- Entries, transactions and commands are found by the instant in their ids or answers, so they need no index of their own.
ALTER TABLE ledger_entries ADD COLUMN corr BLOB NULL; -- repeats the body's
CREATE INDEX ix_ledger_entries_corr ON ledger_entries (corr) WHERE corr IS NOT NULL;
CREATE INDEX ix_ledger_entries_ledger_type ON ledger_entries (ledger, type);
CREATE INDEX ix_ledger_entries_ledger_at ON ledger_entries (ledger, at);

-- A refused command leaves no answer, only its security event.
CREATE INDEX ix_ledger_entries_refused_command ON ledger_entries (command_id) WHERE ledger = 2 AND command_id IS NOT NULL;
