-- Monitoring of executed requests: what is owed after an execution, the checks, what was suspected, and what was ordered to be revoked.

ALTER TABLE requests ADD reminded_at INTEGER NULL;
CREATE INDEX ix_requests_watched_until ON requests (watched_until) WHERE ended_at IS NULL;

CREATE TABLE request_watches (
    request_id        BLOB    NOT NULL CONSTRAINT pk_request_watches PRIMARY KEY CONSTRAINT fk_request_watches_request_id REFERENCES requests (id),
    level             TEXT    NOT NULL,
    approvals_asked   INTEGER NOT NULL,
    next_notice_at    INTEGER NULL,
    verdict           TEXT    NULL, -- AsApproved, RightAdded, Differs
    found_state       TEXT    NULL,
    found_reference   TEXT    NULL,
    found_by_id       BLOB    NULL CONSTRAINT fk_request_watches_found_by_id REFERENCES people (id),
    found_by_key      TEXT    NULL,
    found_at          INTEGER NULL,
    removal_due_at    INTEGER NULL,
    removed_at        INTEGER NULL,
    removal_reference TEXT    NULL,
    removed_by_id     BLOB    NULL CONSTRAINT fk_request_watches_removed_by_id REFERENCES people (id),
    removed_by_key    TEXT    NULL,
    failed_removals   INTEGER NOT NULL,
    review_due_on     TEXT    NULL,
    reviewed_at       INTEGER NULL,
    reviewed_by_id    BLOB    NULL CONSTRAINT fk_request_watches_reviewed_by_id REFERENCES people (id),
    review            TEXT    NULL
) STRICT;
CREATE INDEX ix_request_watches_next_notice_at ON request_watches (next_notice_at) WHERE next_notice_at IS NOT NULL;
CREATE INDEX ix_request_watches_removal_due_at ON request_watches (removal_due_at) WHERE removed_at IS NULL;
CREATE INDEX ix_request_watches_review_due_on ON request_watches (review_due_on) WHERE reviewed_at IS NULL;
CREATE INDEX ix_request_watches_found_by_id ON request_watches (found_by_id);
CREATE INDEX ix_request_watches_removed_by_id ON request_watches (removed_by_id);
CREATE INDEX ix_request_watches_reviewed_by_id ON request_watches (reviewed_by_id);

CREATE TABLE request_checks (
    id              BLOB    NOT NULL CONSTRAINT pk_request_checks PRIMARY KEY,
    request_id      BLOB    NOT NULL CONSTRAINT fk_request_checks_request_id REFERENCES requests (id),
    kind            TEXT    NOT NULL,
    opened_at       INTEGER NOT NULL,
    counts_from     INTEGER NOT NULL, -- a clear look before then says nothing
    result          TEXT    NULL, -- Clear, Hit, NotPossible
    evidence        TEXT    NULL,
    recorded_by_id  BLOB    NULL CONSTRAINT fk_request_checks_recorded_by_id REFERENCES people (id),
    recorded_by_key TEXT    NULL,
    recorded_at     INTEGER NULL
) STRICT;
CREATE INDEX ix_request_checks_request_id ON request_checks (request_id);
CREATE INDEX ix_request_checks_recorded_by_id ON request_checks (recorded_by_id);

CREATE TABLE request_suspicions (
    id                     BLOB    NOT NULL CONSTRAINT pk_request_suspicions PRIMARY KEY,
    request_id             BLOB    NOT NULL CONSTRAINT fk_request_suspicions_request_id REFERENCES requests (id),
    reason                 TEXT    NOT NULL,
    reported_at            INTEGER NOT NULL,
    reported_by_id         BLOB    NULL CONSTRAINT fk_request_suspicions_reported_by_id REFERENCES people (id),
    reported_by_key        TEXT    NULL,
    finding                TEXT    NULL, -- Unfounded, Abuse
    finding_reason         TEXT    NULL,
    verification_reference TEXT    NULL,
    ended_by_id            BLOB    NULL CONSTRAINT fk_request_suspicions_ended_by_id REFERENCES people (id),
    ended_at               INTEGER NULL
) STRICT;
CREATE INDEX ix_request_suspicions_request_id ON request_suspicions (request_id);
CREATE INDEX ix_request_suspicions_reported_by_id ON request_suspicions (reported_by_id);
CREATE INDEX ix_request_suspicions_ended_by_id ON request_suspicions (ended_by_id);

CREATE TABLE request_revocations (
    id               BLOB    NOT NULL CONSTRAINT pk_request_revocations PRIMARY KEY,
    request_id       BLOB    NOT NULL CONSTRAINT fk_request_revocations_request_id REFERENCES requests (id),
    reason           TEXT    NOT NULL,
    is_of_everything INTEGER NOT NULL,
    ordered_at       INTEGER NOT NULL,
    ordered_by_id    BLOB    NULL CONSTRAINT fk_request_revocations_ordered_by_id REFERENCES people (id),
    completed_at     INTEGER NULL
) STRICT;
CREATE INDEX ix_request_revocations_request_id ON request_revocations (request_id);
CREATE INDEX ix_request_revocations_ordered_at ON request_revocations (ordered_at) WHERE completed_at IS NULL;
CREATE INDEX ix_request_revocations_ordered_by_id ON request_revocations (ordered_by_id);

CREATE TABLE request_revocation_tasks (
    id               BLOB    NOT NULL CONSTRAINT pk_request_revocation_tasks PRIMARY KEY,
    request_id       BLOB    NOT NULL CONSTRAINT fk_request_revocation_tasks_request_id REFERENCES requests (id),
    revocation_id    BLOB    NOT NULL CONSTRAINT fk_request_revocation_tasks_revocation_id REFERENCES request_revocations (id),
    target           TEXT    NOT NULL,
    confirmed_at     INTEGER NULL,
    reference        TEXT    NULL,
    confirmed_by_id  BLOB    NULL CONSTRAINT fk_request_revocation_tasks_confirmed_by_id REFERENCES people (id),
    confirmed_by_key TEXT    NULL
) STRICT;
CREATE INDEX ix_request_revocation_tasks_request_id ON request_revocation_tasks (request_id);
CREATE UNIQUE INDEX ix_request_revocation_tasks_revocation_id_target ON request_revocation_tasks (revocation_id, target);
CREATE INDEX ix_request_revocation_tasks_confirmed_by_id ON request_revocation_tasks (confirmed_by_id);
