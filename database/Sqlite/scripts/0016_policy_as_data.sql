-- The whole policy as data: its texts under their hashes, drafts that people write on, and who is on duty to approve.

CREATE TABLE policy_texts (
    hash     TEXT NOT NULL CONSTRAINT pk_policy_texts PRIMARY KEY, -- SHA-256 of the document, in hexadecimal
    document TEXT NOT NULL -- JSON
) STRICT, WITHOUT ROWID;

CREATE TRIGGER policy_texts_are_never_updated BEFORE UPDATE ON policy_texts
BEGIN SELECT RAISE(ABORT, 'the text of a policy is never updated: another text has another hash'); END;

CREATE TRIGGER policy_texts_are_never_deleted BEFORE DELETE ON policy_texts
BEGIN SELECT RAISE(ABORT, 'the text of a policy is never deleted: decisions were taken under it'); END;

CREATE TRIGGER policy_texts_are_never_replaced BEFORE INSERT ON policy_texts
WHEN EXISTS (SELECT 1 FROM policy_texts WHERE hash = NEW.hash)
BEGIN SELECT RAISE(ABORT, 'the text of a policy is never replaced'); END;

-- From now on policy_versions.document holds such a hash; in rows that were there before, the text itself.
CREATE TABLE policy_version_editors (
    version_id BLOB NOT NULL CONSTRAINT fk_policy_version_editors_version_id REFERENCES policy_versions (id),
    person_id  BLOB NOT NULL CONSTRAINT fk_policy_version_editors_person_id REFERENCES people (id),
    CONSTRAINT pk_policy_version_editors PRIMARY KEY (version_id, person_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX ix_policy_version_editors_person_id ON policy_version_editors (person_id);

CREATE TABLE policy_drafts (
    id          BLOB    NOT NULL CONSTRAINT pk_policy_drafts PRIMARY KEY,
    based_on    INTEGER NOT NULL,
    state       TEXT    NOT NULL, -- Open, Proposed, Discarded
    document    TEXT    NOT NULL, -- hash in policy_texts
    begun_by_id BLOB    NOT NULL CONSTRAINT fk_policy_drafts_begun_by_id REFERENCES people (id),
    begun_at    INTEGER NOT NULL,
    proposed_as INTEGER NULL,
    ended_at    INTEGER NULL, -- proposed or discarded
    version     INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX ix_policy_drafts_state ON policy_drafts (state) WHERE ended_at IS NULL; -- one is open
CREATE INDEX ix_policy_drafts_begun_by_id ON policy_drafts (begun_by_id);

CREATE TABLE policy_draft_editors (
    draft_id  BLOB NOT NULL CONSTRAINT fk_policy_draft_editors_draft_id REFERENCES policy_drafts (id),
    person_id BLOB NOT NULL CONSTRAINT fk_policy_draft_editors_person_id REFERENCES people (id),
    CONSTRAINT pk_policy_draft_editors PRIMARY KEY (draft_id, person_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX ix_policy_draft_editors_person_id ON policy_draft_editors (person_id);

CREATE TABLE duties (
    id           BLOB    NOT NULL CONSTRAINT pk_duties PRIMARY KEY,
    code         TEXT    NOT NULL, -- approver code of the policy
    person_id    BLOB    NOT NULL CONSTRAINT fk_duties_person_id REFERENCES people (id),
    put_on_by_id BLOB    NOT NULL CONSTRAINT fk_duties_put_on_by_id REFERENCES people (id),
    begun_at     INTEGER NOT NULL,
    ended_at     INTEGER NULL,
    ended_by_id  BLOB    NULL CONSTRAINT fk_duties_ended_by_id REFERENCES people (id),
    version      INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX ix_duties_code_person_id ON duties (code, person_id) WHERE ended_at IS NULL; -- on duty once
CREATE INDEX ix_duties_person_id ON duties (person_id);
CREATE INDEX ix_duties_put_on_by_id ON duties (put_on_by_id);
CREATE INDEX ix_duties_ended_by_id ON duties (ended_by_id);
