-- Signed checkpoints of the ledgers, the tree above each 256 entries for proofs, and how far each keeper has got.

CREATE TABLE audit.ledger_checkpoints (
    ledger    smallint          NOT NULL,
    size      bigint            NOT NULL,
    note      nvarchar(max)     NOT NULL, -- C2SP signed note; the truth
    signed_at datetimeoffset(3) NOT NULL,
    CONSTRAINT pk_ledger_checkpoints PRIMARY KEY CLUSTERED (ledger, size)
);

-- The Merkle root over each full 256 entries: what a proof would otherwise compute from every entry. A proof is checked against a
-- signed checkpoint before it is given out, so a wrong hash here shows.
CREATE TABLE audit.ledger_tiles (
    ledger smallint   NOT NULL,
    tile   bigint     NOT NULL,
    hash   binary(32) NOT NULL,
    CONSTRAINT pk_ledger_tiles PRIMARY KEY CLUSTERED (ledger, tile)
);

-- One row for the signer and for each anchor, by ledger.
CREATE TABLE ledger_keepers (
    keeper        nvarchar(64)      NOT NULL,
    ledger        smallint          NOT NULL,
    size          bigint            NOT NULL, -- what it holds for certain; 0 where nothing yet
    confirmed_at  datetimeoffset(3) NULL,
    failing_since datetimeoffset(3) NULL,
    failure       nvarchar(1000)    NULL,
    alarmed_at    datetimeoffset(3) NULL,
    CONSTRAINT pk_ledger_keepers PRIMARY KEY CLUSTERED (keeper, ledger)
);
GO

CREATE TRIGGER audit.ledger_checkpoints_are_never_changed ON audit.ledger_checkpoints INSTEAD OF UPDATE, DELETE AS
BEGIN
    SET NOCOUNT ON;
    THROW 51015, N'checkpoints are never updated or deleted', 1;
END;
GO

CREATE TRIGGER audit.ledger_checkpoints_grow ON audit.ledger_checkpoints AFTER INSERT AS
BEGIN
    SET NOCOUNT ON;
    IF EXISTS (
        SELECT 1
        FROM inserted AS added
        WHERE EXISTS (SELECT 1 FROM audit.ledger_checkpoints AS c WHERE c.ledger = added.ledger AND c.size > added.size
                AND NOT EXISTS (SELECT 1 FROM inserted AS i WHERE i.ledger = c.ledger AND i.size = c.size))
            OR added.size > (SELECT h.size FROM audit.ledger_heads AS h WHERE h.ledger = added.ledger))
    BEGIN
        THROW 51016, N'a checkpoint counts more entries than the one before, and no more than there are', 1;
    END;
END;
GO

CREATE TRIGGER audit.ledger_tiles_are_never_changed ON audit.ledger_tiles INSTEAD OF UPDATE, DELETE AS
BEGIN
    SET NOCOUNT ON;
    THROW 51017, N'tiles are never updated or deleted', 1;
END;
GO

GRANT INSERT ON audit.ledger_checkpoints TO governance_app;
GRANT INSERT ON audit.ledger_tiles TO governance_app;
DENY UPDATE, DELETE ON audit.ledger_checkpoints TO governance_app;
DENY UPDATE, DELETE ON audit.ledger_tiles TO governance_app;
GO
