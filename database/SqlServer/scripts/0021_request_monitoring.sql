-- Monitoring of executed requests: what is owed after an execution, the checks, what was suspected, and what was ordered to be revoked.

ALTER TABLE requests ADD reminded_at datetimeoffset(3) NULL;
CREATE INDEX ix_requests_watched_until ON requests (watched_until) WHERE ended_at IS NULL;

CREATE TABLE request_watches (
    request_id        uniqueidentifier  NOT NULL CONSTRAINT pk_request_watches PRIMARY KEY NONCLUSTERED CONSTRAINT fk_request_watches_request_id REFERENCES requests (id),
    level             nvarchar(64)      NOT NULL,
    approvals_asked   int               NOT NULL,
    next_notice_at    datetimeoffset(3) NULL,
    verdict           nvarchar(64)      NULL, -- AsApproved, RightAdded, Differs
    found_state       nvarchar(4000)    NULL,
    found_reference   nvarchar(200)     NULL,
    found_by_id       uniqueidentifier  NULL CONSTRAINT fk_request_watches_found_by_id REFERENCES people (id),
    found_by_key      nvarchar(200)     NULL,
    found_at          datetimeoffset(3) NULL,
    removal_due_at    datetimeoffset(3) NULL,
    removed_at        datetimeoffset(3) NULL,
    removal_reference nvarchar(200)     NULL,
    removed_by_id     uniqueidentifier  NULL CONSTRAINT fk_request_watches_removed_by_id REFERENCES people (id),
    removed_by_key    nvarchar(200)     NULL,
    failed_removals   int               NOT NULL,
    review_due_on     date              NULL,
    reviewed_at       datetimeoffset(3) NULL,
    reviewed_by_id    uniqueidentifier  NULL CONSTRAINT fk_request_watches_reviewed_by_id REFERENCES people (id),
    review            nvarchar(4000)    NULL
);
CREATE INDEX ix_request_watches_next_notice_at ON request_watches (next_notice_at) WHERE next_notice_at IS NOT NULL;
CREATE INDEX ix_request_watches_removal_due_at ON request_watches (removal_due_at) WHERE removed_at IS NULL;
CREATE INDEX ix_request_watches_review_due_on ON request_watches (review_due_on) WHERE reviewed_at IS NULL;
CREATE INDEX ix_request_watches_found_by_id ON request_watches (found_by_id);
CREATE INDEX ix_request_watches_removed_by_id ON request_watches (removed_by_id);
CREATE INDEX ix_request_watches_reviewed_by_id ON request_watches (reviewed_by_id);

CREATE TABLE request_checks (
    id              uniqueidentifier  NOT NULL CONSTRAINT pk_request_checks PRIMARY KEY NONCLUSTERED,
    request_id      uniqueidentifier  NOT NULL CONSTRAINT fk_request_checks_request_id REFERENCES requests (id),
    kind            nvarchar(64)      NOT NULL,
    opened_at       datetimeoffset(3) NOT NULL,
    counts_from     datetimeoffset(3) NOT NULL, -- a clear look before then says nothing
    result          nvarchar(64)      NULL, -- Clear, Hit, NotPossible
    evidence        nvarchar(200)     NULL,
    recorded_by_id  uniqueidentifier  NULL CONSTRAINT fk_request_checks_recorded_by_id REFERENCES people (id),
    recorded_by_key nvarchar(200)     NULL,
    recorded_at     datetimeoffset(3) NULL
);
CREATE INDEX ix_request_checks_request_id ON request_checks (request_id);
CREATE INDEX ix_request_checks_recorded_by_id ON request_checks (recorded_by_id);

CREATE TABLE request_suspicions (
    id                     uniqueidentifier  NOT NULL CONSTRAINT pk_request_suspicions PRIMARY KEY NONCLUSTERED,
    request_id             uniqueidentifier  NOT NULL CONSTRAINT fk_request_suspicions_request_id REFERENCES requests (id),
    reason                 nvarchar(4000)    NOT NULL,
    reported_at            datetimeoffset(3) NOT NULL,
    reported_by_id         uniqueidentifier  NULL CONSTRAINT fk_request_suspicions_reported_by_id REFERENCES people (id),
    reported_by_key        nvarchar(200)     NULL,
    finding                nvarchar(64)      NULL, -- Unfounded, Abuse
    finding_reason         nvarchar(4000)    NULL,
    verification_reference nvarchar(200)     NULL,
    ended_by_id            uniqueidentifier  NULL CONSTRAINT fk_request_suspicions_ended_by_id REFERENCES people (id),
    ended_at               datetimeoffset(3) NULL
);
CREATE INDEX ix_request_suspicions_request_id ON request_suspicions (request_id);
CREATE INDEX ix_request_suspicions_reported_by_id ON request_suspicions (reported_by_id);
CREATE INDEX ix_request_suspicions_ended_by_id ON request_suspicions (ended_by_id);

CREATE TABLE request_revocations (
    id               uniqueidentifier  NOT NULL CONSTRAINT pk_request_revocations PRIMARY KEY NONCLUSTERED,
    request_id       uniqueidentifier  NOT NULL CONSTRAINT fk_request_revocations_request_id REFERENCES requests (id),
    reason           nvarchar(4000)    NOT NULL,
    is_of_everything bit               NOT NULL,
    ordered_at       datetimeoffset(3) NOT NULL,
    ordered_by_id    uniqueidentifier  NULL CONSTRAINT fk_request_revocations_ordered_by_id REFERENCES people (id),
    completed_at     datetimeoffset(3) NULL
);
CREATE INDEX ix_request_revocations_request_id ON request_revocations (request_id);
CREATE INDEX ix_request_revocations_ordered_at ON request_revocations (ordered_at) WHERE completed_at IS NULL;
CREATE INDEX ix_request_revocations_ordered_by_id ON request_revocations (ordered_by_id);

CREATE TABLE request_revocation_tasks (
    id               uniqueidentifier  NOT NULL CONSTRAINT pk_request_revocation_tasks PRIMARY KEY NONCLUSTERED,
    request_id       uniqueidentifier  NOT NULL CONSTRAINT fk_request_revocation_tasks_request_id REFERENCES requests (id),
    revocation_id    uniqueidentifier  NOT NULL CONSTRAINT fk_request_revocation_tasks_revocation_id REFERENCES request_revocations (id),
    target           nvarchar(64)      NOT NULL,
    confirmed_at     datetimeoffset(3) NULL,
    reference        nvarchar(200)     NULL,
    confirmed_by_id  uniqueidentifier  NULL CONSTRAINT fk_request_revocation_tasks_confirmed_by_id REFERENCES people (id),
    confirmed_by_key nvarchar(200)     NULL
);
CREATE INDEX ix_request_revocation_tasks_request_id ON request_revocation_tasks (request_id);
CREATE UNIQUE INDEX ix_request_revocation_tasks_revocation_id_target ON request_revocation_tasks (revocation_id, target);
CREATE INDEX ix_request_revocation_tasks_confirmed_by_id ON request_revocation_tasks (confirmed_by_id);
