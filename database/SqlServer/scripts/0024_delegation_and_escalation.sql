-- Requests: who decides for whom, from when until when, and until when approvers answer.

ALTER TABLE requests ADD approval_due_at datetimeoffset(3) NULL; -- from then on those who stand in may decide too
ALTER TABLE requests ADD escalated_at datetimeoffset(3) NULL;
GO
CREATE INDEX ix_requests_approval_due_at ON requests (approval_due_at) WHERE escalated_at IS NULL AND approved_at IS NULL AND ended_at IS NULL;

ALTER TABLE request_votes ADD for_id uniqueidentifier NULL CONSTRAINT fk_request_votes_for_id REFERENCES people (id); -- whose seat a delegate voted for
ALTER TABLE request_votes ADD delegation nvarchar(20) NULL; -- DLG-0001
GO
CREATE INDEX ix_request_votes_for_id ON request_votes (for_id);

CREATE TABLE approval_delegations (
    id           uniqueidentifier  NOT NULL CONSTRAINT pk_approval_delegations PRIMARY KEY NONCLUSTERED,
    number       nvarchar(20)      NOT NULL,
    principal_id uniqueidentifier  NOT NULL CONSTRAINT fk_approval_delegations_principal_id REFERENCES people (id),
    delegate_id  uniqueidentifier  NOT NULL CONSTRAINT fk_approval_delegations_delegate_id REFERENCES people (id),
    reason       nvarchar(4000)    NOT NULL,
    begins_at    datetimeoffset(3) NOT NULL,
    lapses_at    datetimeoffset(3) NOT NULL,
    given_at     datetimeoffset(3) NOT NULL,
    ended_at     datetimeoffset(3) NULL,
    ended_by_id  uniqueidentifier  NULL CONSTRAINT fk_approval_delegations_ended_by_id REFERENCES people (id),
    version      bigint            NOT NULL
);
CREATE UNIQUE INDEX ix_approval_delegations_number ON approval_delegations (number);
CREATE INDEX ix_approval_delegations_principal_id ON approval_delegations (principal_id);
CREATE INDEX ix_approval_delegations_delegate_id ON approval_delegations (delegate_id);
CREATE INDEX ix_approval_delegations_ended_by_id ON approval_delegations (ended_by_id);

CREATE TABLE approval_delegation_kinds (
    delegation_id uniqueidentifier NOT NULL CONSTRAINT fk_approval_delegation_kinds_delegation_id REFERENCES approval_delegations (id),
    kind          nvarchar(3)      NOT NULL, -- code of the kind of request
    CONSTRAINT pk_approval_delegation_kinds PRIMARY KEY NONCLUSTERED (delegation_id, kind)
);
