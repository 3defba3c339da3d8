-- What the guards of 0001 left open: heads changed without growing, private texts, object states, the record of scripts.

-- Which private texts the erasure of a person takes away. Written first; only then may the text itself go.
CREATE TABLE audit.ledger_erased_texts (
    ledger smallint      NOT NULL,
    idx    bigint        NOT NULL,
    field  nvarchar(400) NOT NULL,
    CONSTRAINT pk_ledger_erased_texts PRIMARY KEY CLUSTERED (ledger, idx, field)
);
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
                WHERE e.ledger = becomes.ledger AND e.idx = becomes.size - 1 AND e.leaf_hash = becomes.last_leaf)))
    BEGIN
        THROW 51006, N'a ledger head ends at the newest entry', 1;
    END;
END;
GO

-- One batch writes all entries of a command, then their texts, then the head: a text is new while the head does not
-- count its entry, and so not after the commit that wrote it. That the entry is there, the foreign key says.
CREATE TRIGGER audit.ledger_private_comes_with_its_entry ON audit.ledger_private AFTER INSERT AS
BEGIN
    SET NOCOUNT ON;
    IF EXISTS (SELECT 1 FROM inserted AS text JOIN audit.ledger_heads AS head ON head.ledger = text.ledger WHERE text.idx < head.size)
    BEGIN
        THROW 51007, N'a private text comes with its ledger entry', 1;
    END;
END;
GO

CREATE TRIGGER audit.ledger_private_is_never_updated ON audit.ledger_private INSTEAD OF UPDATE AS
BEGIN
    SET NOCOUNT ON;
    THROW 51008, N'private texts of the ledger are never updated', 1;
END;
GO

CREATE TRIGGER audit.ledger_private_goes_with_its_erasure ON audit.ledger_private AFTER DELETE AS
BEGIN
    SET NOCOUNT ON;
    IF EXISTS (
        SELECT 1
        FROM deleted AS gone
        WHERE NOT EXISTS (
            SELECT 1 FROM audit.ledger_erased_texts AS erased
            WHERE erased.ledger = gone.ledger AND erased.idx = gone.idx AND erased.field = gone.field))
    BEGIN
        THROW 51009, N'a private text of the ledger goes only by an erasure', 1;
    END;
END;
GO

CREATE TRIGGER audit.ledger_erased_texts_are_never_changed ON audit.ledger_erased_texts INSTEAD OF UPDATE, DELETE AS
BEGIN
    SET NOCOUNT ON;
    THROW 51010, N'the record of erased texts is never updated or deleted', 1;
END;
GO

CREATE TRIGGER audit.ledger_erased_texts_name_a_text ON audit.ledger_erased_texts AFTER INSERT AS
BEGIN
    SET NOCOUNT ON;
    IF EXISTS (
        SELECT 1
        FROM inserted AS erased
        WHERE NOT EXISTS (
            SELECT 1 FROM audit.ledger_private AS text
            WHERE text.ledger = erased.ledger AND text.idx = erased.idx AND text.field = erased.field))
    BEGIN
        THROW 51011, N'an erasure names a private text that is there', 1;
    END;
END;
GO

CREATE TRIGGER audit.ledger_objects_get_newer ON audit.ledger_objects AFTER UPDATE AS
BEGIN
    SET NOCOUNT ON;
    IF EXISTS (
        SELECT 1
        FROM deleted AS was LEFT JOIN inserted AS becomes ON becomes.object_id = was.object_id
        WHERE becomes.object_id IS NULL OR becomes.version <= was.version OR becomes.object_kind <> was.object_kind)
    BEGIN
        THROW 51012, N'the state of a ledger object changes with its version', 1;
    END;
END;
GO

CREATE TRIGGER audit.ledger_objects_are_never_deleted ON audit.ledger_objects INSTEAD OF DELETE AS
BEGIN
    SET NOCOUNT ON;
    THROW 51013, N'states of ledger objects are never deleted', 1;
END;
GO

CREATE TRIGGER schema_scripts_are_never_changed ON dbo.schema_scripts INSTEAD OF UPDATE, DELETE AS
BEGIN
    SET NOCOUNT ON;
    THROW 51014, N'the record of applied scripts is never updated or deleted', 1;
END;
GO

-- CONTROL itself is not denied: it covers every other permission, SELECT and INSERT too, so a DENY would take those away.
-- What it would allow beyond them is denied by name.
GRANT INSERT ON audit.ledger_erased_texts TO governance_app;
DENY UPDATE ON audit.ledger_private TO governance_app;
DENY UPDATE, DELETE ON audit.ledger_erased_texts TO governance_app;
DENY DELETE ON audit.ledger_objects TO governance_app;
DENY ALTER, TAKE OWNERSHIP, REFERENCES ON audit.ledger_entries TO governance_app;
DENY ALTER, TAKE OWNERSHIP, REFERENCES ON audit.ledger_heads TO governance_app;
DENY ALTER, TAKE OWNERSHIP, REFERENCES ON audit.ledger_private TO governance_app;
DENY ALTER, TAKE OWNERSHIP, REFERENCES ON audit.ledger_objects TO governance_app;
DENY ALTER, TAKE OWNERSHIP, REFERENCES ON audit.ledger_erased_texts TO governance_app;
-- The console compares the guards with this version's when it starts and every hour, so it must see their text.
GRANT VIEW DEFINITION ON SCHEMA::audit TO governance_app;
GRANT VIEW DEFINITION ON SCHEMA::dbo TO governance_app;
GO
