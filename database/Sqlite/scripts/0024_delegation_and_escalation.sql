-- Requests: who decides for whom, from when until when, and until when approvers answer.

ALTER TABLE requests ADD COLUMN approval_due_at INTEGER NULL; -- from then on those who stand in may decide too
ALTER TABLE requests ADD COLUMN escalated_at INTEGER NULL;
CREATE INDEX ix_requests_approval_due_at ON requests (approval_due_at) WHERE escalated_at IS NULL AND approved_at IS NULL AND ended_at IS NULL;

ALTER TABLE request_votes ADD COLUMN for_id BLOB NULL CONSTRAINT fk_request_votes_for_id REFERENCES people (id); -- whose seat a delegate voted for
ALTER TABLE request_votes ADD COLUMN delegation TEXT NULL; -- DLG-0001
CREATE INDEX ix_request_votes_for_id ON request_votes (for_id);

CREATE TABLE approval_delegations (
    id           BLOB    NOT NULL CONSTRAINT pk_approval_delegations PRIMARY KEY,
    number       TEXT    NOT NULL,
    principal_id BLOB    NOT NULL CONSTRAINT fk_approval_delegations_principal_id REFERENCES people (id),
    delegate_id  BLOB    NOT NULL CONSTRAINT fk_approval_delegations_delegate_id REFERENCES people (id),
    reason       TEXT    NOT NULL,
    begins_at    INTEGER NOT NULL,
    lapses_at    INTEGER NOT NULL,
    given_at     INTEGER NOT NULL,
    ended_at     INTEGER NULL,
    ended_by_id  BLOB    NULL CONSTRAINT fk_approval_delegations_ended_by_id REFERENCES people (id),
    version      INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX ix_approval_delegations_number ON approval_delegations (number);
CREATE INDEX ix_approval_delegations_principal_id ON approval_delegations (principal_id);
CREATE INDEX ix_approval_delegations_delegate_id ON approval_delegations (delegate_id);
CREATE INDEX ix_approval_delegations_ended_by_id ON approval_delegations (ended_by_id);

CREATE TABLE approval_delegation_kinds (
    delegation_id BLOB NOT NULL CONSTRAINT fk_approval_delegation_kinds_delegation_id REFERENCES approval_delegations (id),
    kind          TEXT NOT NULL, -- code of the kind of request
    CONSTRAINT pk_approval_delegation_kinds PRIMARY KEY (delegation_id, kind)
) STRICT;
