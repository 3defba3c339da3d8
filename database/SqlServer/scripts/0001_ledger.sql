-- The two ledgers, the answers of command ids and the counters of numbers people see.
-- Ids are version-7 GUIDs, which do not sort in uniqueidentifier order: no table is clustered by one.
-- The ledger's tables are in the schema audit. It belongs to a user that nobody can sign in as, so that whoever may
-- write business tables owns nothing of the trail.

CREATE USER governance_audit_owner WITHOUT LOGIN;
GO
CREATE SCHEMA audit AUTHORIZATION governance_audit_owner;
GO

CREATE TABLE audit.ledger_heads (
    ledger    smallint        NOT NULL CONSTRAINT pk_ledger_heads PRIMARY KEY CLUSTERED, -- 1 decisions, 2 security events
    name      nvarchar(200)   NOT NULL,
    size      bigint          NOT NULL,
    frontier  varbinary(2048) NOT NULL, -- at most 64 hashes
    root      binary(32)      NOT NULL,
    last_leaf binary(32)      NOT NULL
);

CREATE TABLE audit.ledger_entries (
    ledger      smallint          NOT NULL CONSTRAINT fk_ledger_entries_ledger REFERENCES audit.ledger_heads (ledger),
    idx         bigint            NOT NULL,
    entry_id    uniqueidentifier  NOT NULL,
    type        nvarchar(100)     NOT NULL,
    at          datetimeoffset(3) NOT NULL,
    object_kind nvarchar(64)      NULL,
    object_id   uniqueidentifier  NULL,
    actor_id    uniqueidentifier  NULL,
    command_id  uniqueidentifier  NULL,
    body        varbinary(max)    NOT NULL, -- canonical JSON; the truth
    leaf_hash   binary(32)        NOT NULL,
    CONSTRAINT pk_ledger_entries PRIMARY KEY CLUSTERED (ledger, idx)
);
CREATE INDEX ix_ledger_entries_object_id_idx ON audit.ledger_entries (object_id, idx) WHERE object_id IS NOT NULL;
CREATE INDEX ix_ledger_entries_actor_id_idx ON audit.ledger_entries (actor_id, idx) WHERE actor_id IS NOT NULL;

-- Values behind the commitments in the bodies. Erasing a person empties rows here and breaks no proof.
-- The foreign key also keeps TRUNCATE TABLE away from the entries, which no trigger would see.
CREATE TABLE audit.ledger_private (
    ledger smallint      NOT NULL,
    idx    bigint        NOT NULL,
    field  nvarchar(400) NOT NULL,
    salt   binary(32)    NOT NULL,
    value  nvarchar(max) NOT NULL,
    CONSTRAINT pk_ledger_private PRIMARY KEY CLUSTERED (ledger, idx, field),
    CONSTRAINT fk_ledger_private_ledger_idx FOREIGN KEY (ledger, idx) REFERENCES audit.ledger_entries (ledger, idx)
);

-- The canonical state of each ledgered object, a cache of folding its entries.
CREATE TABLE audit.ledger_objects (
    object_id   uniqueidentifier NOT NULL CONSTRAINT pk_ledger_objects PRIMARY KEY NONCLUSTERED,
    object_kind nvarchar(64)     NOT NULL,
    version     bigint           NOT NULL,
    state       varbinary(max)   NOT NULL,
    state_hash  binary(32)       NOT NULL
);

CREATE TABLE command_results (
    command_id   uniqueidentifier  NOT NULL CONSTRAINT pk_command_results PRIMARY KEY NONCLUSTERED,
    use_case     nvarchar(200)     NOT NULL,
    request_hash binary(32)        NOT NULL,
    answer       nvarchar(max)     NOT NULL,
    at           datetimeoffset(3) NOT NULL
);

CREATE TABLE number_series (
    series nvarchar(64) NOT NULL CONSTRAINT pk_number_series PRIMARY KEY CLUSTERED,
    last   bigint       NOT NULL
);
GO

-- Append-only, in the database as well as in the program.
CREATE TRIGGER audit.ledger_entries_are_never_changed ON audit.ledger_entries INSTEAD OF UPDATE, DELETE AS
BEGIN
    SET NOCOUNT ON;
    THROW 51001, N'ledger entries are never updated or deleted', 1;
END;
GO

CREATE TRIGGER audit.ledger_entries_are_appended ON audit.ledger_entries AFTER INSERT AS
BEGIN
    SET NOCOUNT ON;
    IF EXISTS (
        SELECT 1
        FROM (SELECT ledger, MIN(idx) AS first_idx, MAX(idx) AS last_idx, COUNT_BIG(*) AS entries FROM inserted GROUP BY ledger) AS added
        WHERE added.last_idx - added.first_idx + 1 <> added.entries
            OR added.last_idx <> (SELECT MAX(e.idx) FROM audit.ledger_entries AS e WHERE e.ledger = added.ledger)
            OR added.first_idx <> COALESCE(
                (SELECT MAX(e.idx) FROM audit.ledger_entries AS e WHERE e.ledger = added.ledger AND e.idx < added.first_idx), -1) + 1)
    BEGIN
        THROW 51002, N'a ledger entry takes the next index', 1;
    END;
END;
GO

CREATE TRIGGER audit.ledger_heads_never_shrink ON audit.ledger_heads AFTER UPDATE AS
BEGIN
    SET NOCOUNT ON;
    IF EXISTS (
        SELECT 1
        FROM deleted AS was LEFT JOIN inserted AS becomes ON becomes.ledger = was.ledger
        WHERE becomes.ledger IS NULL OR becomes.size < was.size OR becomes.name <> was.name)
    BEGIN
        THROW 51003, N'a ledger head never shrinks', 1;
    END;
END;
GO

CREATE TRIGGER audit.ledger_heads_are_never_deleted ON audit.ledger_heads INSTEAD OF DELETE AS
BEGIN
    SET NOCOUNT ON;
    THROW 51004, N'ledger heads are never deleted', 1;
END;
GO

-- What the console's own login may do. Add its user to this role and to nothing else; scripts run under another login.
CREATE ROLE governance_app;
GO
GRANT SELECT, INSERT, UPDATE, DELETE ON SCHEMA::dbo TO governance_app;
GRANT SELECT ON SCHEMA::audit TO governance_app;
GRANT INSERT ON audit.ledger_entries TO governance_app;
GRANT INSERT ON audit.ledger_private TO governance_app;
GRANT INSERT, UPDATE ON audit.ledger_objects TO governance_app;
GRANT UPDATE ON audit.ledger_heads TO governance_app;
DENY UPDATE, DELETE ON audit.ledger_entries TO governance_app;
DENY INSERT, DELETE ON audit.ledger_heads TO governance_app;
DENY ALTER, TAKE OWNERSHIP ON SCHEMA::audit TO governance_app;
DENY INSERT, UPDATE, DELETE ON dbo.schema_scripts TO governance_app;
GO
