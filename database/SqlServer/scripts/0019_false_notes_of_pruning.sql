-- A range that somebody noted past the console keeps no deletion from going on: part of it is not noted again.
DROP PROCEDURE audit.prune_ledger_entries;
GO

CREATE PROCEDURE audit.prune_ledger_entries @ledger smallint, @from_idx bigint, @to_idx bigint, @pruned_at datetimeoffset(3) AS
BEGIN
    SET NOCOUNT ON;
    INSERT INTO audit.ledger_pruned_ranges (ledger, from_idx, to_idx, pruned_at)
    SELECT @ledger, @from_idx, @to_idx, @pruned_at
    WHERE NOT EXISTS (SELECT 1 FROM audit.ledger_pruned_ranges WHERE ledger = @ledger AND from_idx <= @from_idx AND to_idx >= @to_idx);
    DELETE FROM audit.ledger_private WHERE ledger = @ledger AND idx BETWEEN @from_idx AND @to_idx;
    UPDATE audit.ledger_entries
    SET pruned_leaf_hash = HASHBYTES('SHA2_256', 0x00 + body), body = 0x, type = N'',
        object_kind = NULL, object_id = NULL, actor_id = NULL, command_id = NULL, corr = NULL
    WHERE ledger = @ledger AND idx BETWEEN @from_idx AND @to_idx;
END;
GO

GRANT EXECUTE ON audit.prune_ledger_entries TO governance_app;
