-- What is demanded of owned paths, in versions that two people of governance set; when governance looked at the results.

-- From version 2 on: version 1 is the default policy, which nobody here decided and which needs no row.
CREATE TABLE policy_versions (
    id                BLOB    NOT NULL CONSTRAINT pk_policy_versions PRIMARY KEY,
    number            INTEGER NOT NULL,
    state             TEXT    NOT NULL, -- Proposed, InForce, Replaced, Withdrawn
    document          TEXT    NOT NULL, -- JSON; never changes
    reason            TEXT    NOT NULL,
    proposed_by_id    BLOB    NOT NULL CONSTRAINT fk_policy_versions_proposed_by_id REFERENCES people (id),
    proposed_at       INTEGER NOT NULL,
    approved_by_id    BLOB    NULL CONSTRAINT fk_policy_versions_approved_by_id REFERENCES people (id),
    in_force_from     INTEGER NULL,
    ended_at          INTEGER NULL, -- replaced or withdrawn
    withdrawal_reason TEXT    NULL,
    version           INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX ix_policy_versions_number ON policy_versions (number);
CREATE UNIQUE INDEX ix_policy_versions_state ON policy_versions (state) WHERE ended_at IS NULL; -- one waits, one is in force
CREATE INDEX ix_policy_versions_proposed_by_id ON policy_versions (proposed_by_id);
CREATE INDEX ix_policy_versions_approved_by_id ON policy_versions (approved_by_id);

CREATE TABLE governance_reviews (
    id             BLOB    NOT NULL CONSTRAINT pk_governance_reviews PRIMARY KEY,
    number         TEXT    NOT NULL,
    held_on        TEXT    NOT NULL,
    minutes        TEXT    NOT NULL,
    decisions      TEXT    NULL,
    next_due_on    TEXT    NOT NULL,
    policy_version INTEGER NOT NULL,
    recorded_by_id BLOB    NOT NULL CONSTRAINT fk_governance_reviews_recorded_by_id REFERENCES people (id),
    recorded_at    INTEGER NOT NULL,
    version        INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX ix_governance_reviews_number ON governance_reviews (number);
CREATE INDEX ix_governance_reviews_held_on ON governance_reviews (held_on);
CREATE INDEX ix_governance_reviews_recorded_by_id ON governance_reviews (recorded_by_id);

CREATE TABLE governance_review_attendees (
    review_id BLOB NOT NULL CONSTRAINT fk_governance_review_attendees_review_id REFERENCES governance_reviews (id),
    person_id BLOB NOT NULL CONSTRAINT fk_governance_review_attendees_person_id REFERENCES people (id),
    CONSTRAINT pk_governance_review_attendees PRIMARY KEY (review_id, person_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX ix_governance_review_attendees_person_id ON governance_review_attendees (person_id);

-- The policy each decision was taken under. Empty in rows that were there before: they were decided under version 1, and a
-- value written here would be one that the ledger does not know of.
ALTER TABLE path_ownerships ADD COLUMN policy_version INTEGER NULL;
ALTER TABLE path_ownership_answers ADD COLUMN policy_version INTEGER NULL;
ALTER TABLE path_transfers ADD COLUMN answer_due_on TEXT NULL; -- empty likewise: 14 days after the offer
ALTER TABLE path_transfers ADD COLUMN policy_version INTEGER NULL;
ALTER TABLE path_sign_offs ADD COLUMN policy_version INTEGER NULL;
ALTER TABLE recovery_paths ADD COLUMN suspended_under_policy INTEGER NULL;
