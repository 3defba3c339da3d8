-- The whole policy as data: its texts under their hashes, drafts that people write on, and who is on duty to approve.

CREATE TABLE policy_texts (
    hash     nvarchar(64)  NOT NULL CONSTRAINT pk_policy_texts PRIMARY KEY NONCLUSTERED, -- SHA-256 of the document, in hexadecimal
    document nvarchar(max) NOT NULL -- JSON
);
GO

CREATE TRIGGER policy_texts_are_never_changed ON policy_texts INSTEAD OF UPDATE, DELETE AS
BEGIN
    SET NOCOUNT ON;
    THROW 51033, N'the text of a policy is never updated or deleted', 1;
END;
GO

-- From now on policy_versions.document holds such a hash; in rows that were there before, the text itself.
CREATE TABLE policy_version_editors (
    version_id uniqueidentifier NOT NULL CONSTRAINT fk_policy_version_editors_version_id REFERENCES policy_versions (id),
    person_id  uniqueidentifier NOT NULL CONSTRAINT fk_policy_version_editors_person_id REFERENCES people (id),
    CONSTRAINT pk_policy_version_editors PRIMARY KEY NONCLUSTERED (version_id, person_id)
);
CREATE INDEX ix_policy_version_editors_person_id ON policy_version_editors (person_id);

CREATE TABLE policy_drafts (
    id          uniqueidentifier  NOT NULL CONSTRAINT pk_policy_drafts PRIMARY KEY NONCLUSTERED,
    based_on    int               NOT NULL,
    state       nvarchar(64)      NOT NULL, -- Open, Proposed, Discarded
    document    nvarchar(64)      NOT NULL, -- hash in policy_texts
    begun_by_id uniqueidentifier  NOT NULL CONSTRAINT fk_policy_drafts_begun_by_id REFERENCES people (id),
    begun_at    datetimeoffset(3) NOT NULL,
    proposed_as int               NULL,
    ended_at    datetimeoffset(3) NULL, -- proposed or discarded
    version     bigint            NOT NULL
);
CREATE UNIQUE INDEX ix_policy_drafts_state ON policy_drafts (state) WHERE ended_at IS NULL; -- one is open
CREATE INDEX ix_policy_drafts_begun_by_id ON policy_drafts (begun_by_id);

CREATE TABLE policy_draft_editors (
    draft_id  uniqueidentifier NOT NULL CONSTRAINT fk_policy_draft_editors_draft_id REFERENCES policy_drafts (id),
    person_id uniqueidentifier NOT NULL CONSTRAINT fk_policy_draft_editors_person_id REFERENCES people (id),
    CONSTRAINT pk_policy_draft_editors PRIMARY KEY NONCLUSTERED (draft_id, person_id)
);
CREATE INDEX ix_policy_draft_editors_person_id ON policy_draft_editors (person_id);

CREATE TABLE duties (
    id           uniqueidentifier  NOT NULL CONSTRAINT pk_duties PRIMARY KEY NONCLUSTERED,
    code         nvarchar(3)       NOT NULL, -- approver code of the policy
    person_id    uniqueidentifier  NOT NULL CONSTRAINT fk_duties_person_id REFERENCES people (id),
    put_on_by_id uniqueidentifier  NOT NULL CONSTRAINT fk_duties_put_on_by_id REFERENCES people (id),
    begun_at     datetimeoffset(3) NOT NULL,
    ended_at     datetimeoffset(3) NULL,
    ended_by_id  uniqueidentifier  NULL CONSTRAINT fk_duties_ended_by_id REFERENCES people (id),
    version      bigint            NOT NULL
);
CREATE UNIQUE INDEX ix_duties_code_person_id ON duties (code, person_id) WHERE ended_at IS NULL; -- on duty once
CREATE INDEX ix_duties_person_id ON duties (person_id);
CREATE INDEX ix_duties_put_on_by_id ON duties (put_on_by_id);
CREATE INDEX ix_duties_ended_by_id ON duties (ended_by_id);
