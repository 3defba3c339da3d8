-- On SQLite the table of entries is rebuilt, because its rows there are larger than they need be; here its indexes get the same names.
DROP INDEX ix_ledger_entries_object_id_idx ON audit.ledger_entries;
DROP INDEX ix_ledger_entries_actor_id_idx ON audit.ledger_entries;
DROP INDEX ix_ledger_entries_corr ON audit.ledger_entries;
DROP INDEX ix_ledger_entries_ledger_type ON audit.ledger_entries;
DROP INDEX ix_ledger_entries_ledger_at ON audit.ledger_entries;
-- Each ends with the entry's place, so that a search is answered by its index alone.
CREATE INDEX ix_ledger_entries_object_id_ledger_idx ON audit.ledger_entries (object_id, ledger, idx) WHERE object_id IS NOT NULL;
CREATE INDEX ix_ledger_entries_actor_id_ledger_idx ON audit.ledger_entries (actor_id, ledger, idx) WHERE actor_id IS NOT NULL;
CREATE INDEX ix_ledger_entries_corr_ledger_idx ON audit.ledger_entries (corr, ledger, idx) WHERE corr IS NOT NULL;
CREATE INDEX ix_ledger_entries_ledger_type_idx ON audit.ledger_entries (ledger, type, idx);
CREATE INDEX ix_ledger_entries_ledger_at_idx ON audit.ledger_entries (ledger, at, idx);
