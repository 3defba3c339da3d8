-- An entry's row holds its body and only what it is searched by: its id, its leaf hash and (of a decision) its command are read from the
-- body. On SQLite the table is rebuilt; here its indexes get the same names.
DROP TRIGGER audit.ledger_heads_change_by_growing;
ALTER TABLE audit.ledger_entries DROP COLUMN entry_id;
ALTER TABLE audit.ledger_entries DROP COLUMN leaf_hash;
ALTER TABLE audit.ledger_entries ADD pruned_leaf_hash binary(32) NULL; -- what is left of a body that was pruned
GO
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
CREATE INDEX ix_ledger_entries_ledger_at_idx ON audit.ledger_entries (ledger, at, idx); -- of all entries: an index of some knows no arithmetic here
GO

CREATE TRIGGER audit.ledger_heads_change_by_growing ON audit.ledger_heads AFTER UPDATE AS
BEGIN
    SET NOCOUNT ON;
    IF EXISTS (
        SELECT 1
        FROM inserted AS becomes JOIN deleted AS was ON was.ledger = becomes.ledger
        WHERE becomes.size = was.size
            AND (becomes.frontier <> was.frontier OR becomes.root <> was.root OR becomes.last_leaf <> was.last_leaf))
    BEGIN
        THROW 51005, N'a ledger head changes only by growing', 1;
    END;
    IF EXISTS (
        SELECT 1
        FROM inserted AS becomes
        WHERE becomes.size <> COALESCE((SELECT MAX(e.idx) FROM audit.ledger_entries AS e WHERE e.ledger = becomes.ledger), -1) + 1
            OR (becomes.size > 0 AND NOT EXISTS (
                SELECT 1 FROM audit.ledger_entries AS e
                WHERE e.ledger = becomes.ledger AND e.idx = becomes.size - 1 AND HASHBYTES('SHA2_256', 0x00 + e.body) = becomes.last_leaf)))
    BEGIN
        THROW 51006, N'a ledger head ends at the newest entry', 1;
    END;
END;
GO
