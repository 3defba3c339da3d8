-- What goes when its retention is over: bodies of ledger entries, under two signatures.

-- Stretches of a ledger whose bodies went. Written first; only then may the bodies and their texts go. Of a body its leaf hash stays.
CREATE TABLE audit.ledger_pruned_ranges (
    ledger    smallint          NOT NULL,
    from_idx  bigint            NOT NULL,
    to_idx    bigint            NOT NULL,
    pruned_at datetimeoffset(3) NOT NULL,
    CONSTRAINT pk_ledger_pruned_ranges PRIMARY KEY CLUSTERED (ledger, from_idx)
);
GO

CREATE TRIGGER audit.ledger_pruned_ranges_are_never_changed ON audit.ledger_pruned_ranges INSTEAD OF UPDATE, DELETE AS
BEGIN
    SET NOCOUNT ON;
    THROW 51021, N'the record of pruned entries is never updated or deleted', 1;
END;
GO

CREATE TRIGGER audit.ledger_pruned_ranges_name_signed_entries ON audit.ledger_pruned_ranges AFTER INSERT AS
BEGIN
    SET NOCOUNT ON;
    IF EXISTS (
        SELECT 1
        FROM inserted AS added
        WHERE added.from_idx < 0 OR added.to_idx < added.from_idx
            OR added.to_idx >= COALESCE((SELECT MAX(c.size) FROM audit.ledger_checkpoints AS c WHERE c.ledger = added.ledger), 0)
            OR COALESCE((
                SELECT TOP (1) other.to_idx FROM audit.ledger_pruned_ranges AS other
                WHERE other.ledger = added.ledger AND other.from_idx < added.from_idx ORDER BY other.from_idx DESC), -1) >= added.from_idx
            OR EXISTS (
                SELECT 1 FROM audit.ledger_pruned_ranges AS other
                WHERE other.ledger = added.ledger AND other.from_idx > added.from_idx AND other.from_idx <= added.to_idx)
            OR EXISTS (
                SELECT 1 FROM audit.ledger_entries AS e
                WHERE e.ledger = added.ledger AND e.idx BETWEEN added.from_idx AND added.to_idx AND e.type IN (N'ledger.pruned', N'privacy.erased')))
    BEGIN
        THROW 51022, N'entries are pruned once, after they were signed, and never what says that others went', 1;
    END;
END;
GO

DROP TRIGGER audit.ledger_entries_are_never_changed;
GO

-- A change is let through where it empties an entry that a range names, and nothing else.
CREATE TRIGGER audit.ledger_entries_are_never_changed ON audit.ledger_entries AFTER UPDATE, DELETE AS
BEGIN
    SET NOCOUNT ON;
    IF EXISTS (
        SELECT 1
        FROM deleted AS was LEFT JOIN inserted AS becomes ON becomes.ledger = was.ledger AND becomes.idx = was.idx
        WHERE becomes.idx IS NULL OR becomes.at <> was.at
            OR becomes.pruned_leaf_hash IS NULL OR becomes.pruned_leaf_hash <> HASHBYTES('SHA2_256', 0x00 + was.body)
            OR DATALENGTH(becomes.body) <> 0 OR becomes.type <> N''
            OR becomes.object_kind IS NOT NULL OR becomes.object_id IS NOT NULL OR becomes.actor_id IS NOT NULL
            OR becomes.command_id IS NOT NULL OR becomes.corr IS NOT NULL
            OR COALESCE((
                SELECT TOP (1) pruned.to_idx FROM audit.ledger_pruned_ranges AS pruned
                WHERE pruned.ledger = was.ledger AND pruned.from_idx <= was.idx ORDER BY pruned.from_idx DESC), -1) < was.idx)
    BEGIN
        THROW 51001, N'ledger entries are never updated or deleted', 1;
    END;
END;
GO

DROP TRIGGER audit.ledger_private_goes_with_its_erasure;
GO

CREATE TRIGGER audit.ledger_private_goes_with_its_erasure ON audit.ledger_private AFTER DELETE AS
BEGIN
    SET NOCOUNT ON;
    IF EXISTS (
        SELECT 1
        FROM deleted AS gone
        WHERE NOT EXISTS (
            SELECT 1 FROM audit.ledger_erased_texts AS erased
            WHERE erased.ledger = gone.ledger AND erased.idx = gone.idx AND erased.field = gone.field)
            AND COALESCE((
                SELECT TOP (1) pruned.to_idx FROM audit.ledger_pruned_ranges AS pruned
                WHERE pruned.ledger = gone.ledger AND pruned.from_idx <= gone.idx ORDER BY pruned.from_idx DESC), -1) < gone.idx)
    BEGIN
        THROW 51009, N'a private text of the ledger goes only by an erasure, or with its entry', 1;
    END;
END;
GO

-- The console's login is denied every update of entries; it may call this, which belongs to the owner of the tables.
CREATE PROCEDURE audit.prune_ledger_entries @ledger smallint, @from_idx bigint, @to_idx bigint, @pruned_at datetimeoffset(3) AS
BEGIN
    SET NOCOUNT ON;
    -- A range that somebody noted past the console keeps no deletion from going on: part of it is not noted again.
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
DENY INSERT, UPDATE, DELETE, ALTER, TAKE OWNERSHIP, REFERENCES ON audit.ledger_pruned_ranges TO governance_app;
-- Erasures delete private texts; what may go, the trigger says. 0010 forgot it.
GRANT DELETE ON audit.ledger_private TO governance_app;
GO

CREATE TABLE retention_deletions (
    id              uniqueidentifier  NOT NULL CONSTRAINT pk_retention_deletions PRIMARY KEY NONCLUSTERED,
    number          nvarchar(20)      NOT NULL,
    state           nvarchar(64)      NOT NULL, -- Requested, UnderWay, Done, Withdrawn, Expired, Stopped
    due_by          date              NOT NULL, -- what is due on this date goes
    policy_version  int               NOT NULL, -- whose periods were shown
    requested_by_id uniqueidentifier  NOT NULL CONSTRAINT fk_retention_deletions_requested_by_id REFERENCES people (id),
    requested_at    datetimeoffset(3) NOT NULL,
    decided_by_id   uniqueidentifier  NULL CONSTRAINT fk_retention_deletions_decided_by_id REFERENCES people (id),
    decided_at      datetimeoffset(3) NULL,
    ended_at        datetimeoffset(3) NULL,
    stopped_by_hold nvarchar(20)      NULL,
    version         bigint            NOT NULL
);
CREATE UNIQUE INDEX ix_retention_deletions_number ON retention_deletions (number);
CREATE INDEX ix_retention_deletions_state ON retention_deletions (state);
CREATE INDEX ix_retention_deletions_requested_by_id ON retention_deletions (requested_by_id);
CREATE INDEX ix_retention_deletions_decided_by_id ON retention_deletions (decided_by_id);

-- How far a deletion has got, by type of record.
CREATE TABLE retention_counts (
    deletion_id uniqueidentifier NOT NULL CONSTRAINT fk_retention_counts_deletion_id REFERENCES retention_deletions (id),
    type        nvarchar(64)     NOT NULL,
    deleted     bigint           NOT NULL,
    held        bigint           NOT NULL, -- due, and kept by a legal hold
    CONSTRAINT pk_retention_counts PRIMARY KEY NONCLUSTERED (deletion_id, type)
);
