-- What is demanded of owned paths, in versions that two people of governance set; when governance looked at the results.

-- From version 2 on: version 1 is the default policy, which nobody here decided and which needs no row.
CREATE TABLE policy_versions (
    id                uniqueidentifier  NOT NULL CONSTRAINT pk_policy_versions PRIMARY KEY NONCLUSTERED,
    number            int               NOT NULL,
    state             nvarchar(64)      NOT NULL, -- Proposed, InForce, Replaced, Withdrawn
    document          nvarchar(max)     NOT NULL, -- JSON; never changes
    reason            nvarchar(4000)    NOT NULL,
    proposed_by_id    uniqueidentifier  NOT NULL CONSTRAINT fk_policy_versions_proposed_by_id REFERENCES people (id),
    proposed_at       datetimeoffset(3) NOT NULL,
    approved_by_id    uniqueidentifier  NULL CONSTRAINT fk_policy_versions_approved_by_id REFERENCES people (id),
    in_force_from     datetimeoffset(3) NULL,
    ended_at          datetimeoffset(3) NULL, -- replaced or withdrawn
    withdrawal_reason nvarchar(4000)    NULL,
    version           bigint            NOT NULL
);
CREATE UNIQUE INDEX ix_policy_versions_number ON policy_versions (number);
CREATE UNIQUE INDEX ix_policy_versions_state ON policy_versions (state) WHERE ended_at IS NULL; -- one waits, one is in force
CREATE INDEX ix_policy_versions_proposed_by_id ON policy_versions (proposed_by_id);
CREATE INDEX ix_policy_versions_approved_by_id ON policy_versions (approved_by_id);

CREATE TABLE governance_reviews (
    id                uniqueidentifier  NOT NULL CONSTRAINT pk_governance_reviews PRIMARY KEY NONCLUSTERED,
    number            nvarchar(20)      NOT NULL,
    held_on           date              NOT NULL,
    minutes           nvarchar(max)     NOT NULL,
    decisions         nvarchar(4000)    NULL,
    next_due_on       date              NOT NULL,
    policy_version    int               NOT NULL,
    recorded_by_id    uniqueidentifier  NOT NULL CONSTRAINT fk_governance_reviews_recorded_by_id REFERENCES people (id),
    recorded_at       datetimeoffset(3) NOT NULL,
    version           bigint            NOT NULL
);
CREATE UNIQUE INDEX ix_governance_reviews_number ON governance_reviews (number);
CREATE INDEX ix_governance_reviews_held_on ON governance_reviews (held_on);
CREATE INDEX ix_governance_reviews_recorded_by_id ON governance_reviews (recorded_by_id);

CREATE TABLE governance_review_attendees (
    review_id         uniqueidentifier  NOT NULL CONSTRAINT fk_governance_review_attendees_review_id REFERENCES governance_reviews (id),
    person_id         uniqueidentifier  NOT NULL CONSTRAINT fk_governance_review_attendees_person_id REFERENCES people (id),
    CONSTRAINT pk_governance_review_attendees PRIMARY KEY NONCLUSTERED (review_id, person_id)
);
CREATE INDEX ix_governance_review_attendees_person_id ON governance_review_attendees (person_id);

-- The policy each decision was taken under. Empty in rows that were there before: they were decided under version 1, and a
-- value written here would be one that the ledger does not know of.
ALTER TABLE path_ownerships ADD policy_version int NULL;
ALTER TABLE path_ownership_answers ADD policy_version int NULL;
ALTER TABLE path_transfers ADD answer_due_on date NULL; -- empty likewise: 14 days after the offer
ALTER TABLE path_transfers ADD policy_version int NULL;
ALTER TABLE path_sign_offs ADD policy_version int NULL;
ALTER TABLE recovery_paths ADD suspended_under_policy int NULL;
