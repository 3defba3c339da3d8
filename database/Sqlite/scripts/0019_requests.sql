-- Requests: what is asked, the signals of its verification, the votes, and who wrote it; and whom requests treat as executive or privileged.

CREATE TABLE requests (
    id                   BLOB    NOT NULL CONSTRAINT pk_requests PRIMARY KEY,
    number               TEXT    NOT NULL,
    whole_id             BLOB    NULL CONSTRAINT fk_requests_whole_id REFERENCES requests (id), -- the first part of a matter of several parts
    state                TEXT    NOT NULL, -- Quarantined, Verifying, Stopped, AwaitingApproval, Approved, Monitoring, UnderInvestigation, Closed, Rejected, Expired, Cancelled
    kind                 TEXT    NOT NULL,
    subject_kind         TEXT    NOT NULL,
    subject_id           BLOB    NULL CONSTRAINT fk_requests_subject_id REFERENCES people (id),
    subject_reference    TEXT    NULL,
    subject_class        TEXT    NULL,
    requester_id         BLOB    NULL CONSTRAINT fk_requests_requester_id REFERENCES people (id),
    caller               TEXT    NULL,
    channel              TEXT    NOT NULL,
    desk_id              BLOB    NULL CONSTRAINT fk_requests_desk_id REFERENCES desks (id),
    path_id              BLOB    NULL CONSTRAINT fk_requests_path_id REFERENCES recovery_paths (id),
    system_id            BLOB    NULL CONSTRAINT fk_requests_system_id REFERENCES governed_systems (id),
    effect               TEXT    NOT NULL,
    justification        TEXT    NULL,
    starts_at            INTEGER NULL,
    ends_at              INTEGER NULL,
    review_on            TEXT    NULL,
    ticket               TEXT    NULL,
    urgency              TEXT    NULL,
    tags                 TEXT    NOT NULL,
    incident             TEXT    NULL,
    triggered_by         TEXT    NULL,
    is_early_or_disputed INTEGER NOT NULL,
    workload             TEXT    NULL,
    environment          TEXT    NULL,
    rotates_on           TEXT    NULL,
    content_version      INTEGER NOT NULL,
    content_hash         TEXT    NOT NULL, -- SHA-256 of what is asked, in hexadecimal
    rule_id              TEXT    NOT NULL,
    policy_version       INTEGER NOT NULL,
    lane                 TEXT    NOT NULL,
    level                TEXT    NOT NULL,
    raised_by            TEXT    NOT NULL,
    entered_by_id        BLOB    NULL CONSTRAINT fk_requests_entered_by_id REFERENCES people (id),
    entered_by_key       TEXT    NULL,
    submitted_at         INTEGER NOT NULL,
    lapses_at            INTEGER NOT NULL, -- from then on nothing is decided or executed
    state_reason         TEXT    NULL,
    verified_at          INTEGER NULL,
    approved_at          INTEGER NULL,
    executed_at          INTEGER NULL,
    executed_by_id       BLOB    NULL CONSTRAINT fk_requests_executed_by_id REFERENCES people (id),
    execution_reference  TEXT    NULL,
    state_before         TEXT    NULL,
    state_after          TEXT    NULL,
    watched_until        INTEGER NULL,
    ended_at             INTEGER NULL,
    version              INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX ix_requests_number ON requests (number);
CREATE INDEX ix_requests_state_submitted_at ON requests (state, submitted_at);
CREATE INDEX ix_requests_subject_id_kind ON requests (subject_id, kind);
CREATE INDEX ix_requests_subject_reference ON requests (subject_reference);
CREATE INDEX ix_requests_lapses_at ON requests (lapses_at) WHERE ended_at IS NULL AND executed_at IS NULL;
CREATE INDEX ix_requests_whole_id ON requests (whole_id);
CREATE INDEX ix_requests_requester_id ON requests (requester_id);
CREATE INDEX ix_requests_desk_id ON requests (desk_id);
CREATE INDEX ix_requests_path_id ON requests (path_id);
CREATE INDEX ix_requests_system_id ON requests (system_id);
CREATE INDEX ix_requests_entered_by_id ON requests (entered_by_id);
CREATE INDEX ix_requests_executed_by_id ON requests (executed_by_id);

CREATE TABLE request_signals (
    id               BLOB    NOT NULL CONSTRAINT pk_request_signals PRIMARY KEY,
    request_id       BLOB    NOT NULL CONSTRAINT fk_request_signals_request_id REFERENCES requests (id),
    code             TEXT    NOT NULL,
    channel          TEXT    NULL,
    result           TEXT    NOT NULL,
    resists_phishing INTEGER NOT NULL,
    taken_by_id      BLOB    NULL CONSTRAINT fk_request_signals_taken_by_id REFERENCES people (id),
    reported_by_key  TEXT    NULL,
    taken_at         INTEGER NOT NULL,
    reference        TEXT    NULL,
    confirmed_by_id  BLOB    NULL CONSTRAINT fk_request_signals_confirmed_by_id REFERENCES people (id),
    confirmed_at     INTEGER NULL
) STRICT;
CREATE INDEX ix_request_signals_request_id ON request_signals (request_id);
CREATE INDEX ix_request_signals_taken_by_id ON request_signals (taken_by_id);
CREATE INDEX ix_request_signals_confirmed_by_id ON request_signals (confirmed_by_id);

CREATE TABLE request_votes (
    id              BLOB    NOT NULL CONSTRAINT pk_request_votes PRIMARY KEY,
    request_id      BLOB    NOT NULL CONSTRAINT fk_request_votes_request_id REFERENCES requests (id),
    person_id       BLOB    NOT NULL CONSTRAINT fk_request_votes_person_id REFERENCES people (id),
    approves        INTEGER NOT NULL,
    basis           TEXT    NOT NULL,
    content_version INTEGER NOT NULL,
    content_hash    TEXT    NOT NULL,
    policy_version  INTEGER NOT NULL,
    exception       TEXT    NULL,
    cast_at         INTEGER NOT NULL,
    voided_at       INTEGER NULL,
    void_reason     TEXT    NULL
) STRICT;
CREATE UNIQUE INDEX ix_request_votes_request_id_content_version_person_id ON request_votes (request_id, content_version, person_id) WHERE voided_at IS NULL;
CREATE INDEX ix_request_votes_request_id ON request_votes (request_id);
CREATE INDEX ix_request_votes_person_id ON request_votes (person_id);

CREATE TABLE request_editors (
    request_id BLOB NOT NULL CONSTRAINT fk_request_editors_request_id REFERENCES requests (id),
    person_id  BLOB NOT NULL CONSTRAINT fk_request_editors_person_id REFERENCES people (id),
    CONSTRAINT pk_request_editors PRIMARY KEY (request_id, person_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX ix_request_editors_person_id ON request_editors (person_id);

CREATE TABLE subject_marks (
    id           BLOB    NOT NULL CONSTRAINT pk_subject_marks PRIMARY KEY,
    person_id    BLOB    NOT NULL CONSTRAINT fk_subject_marks_person_id REFERENCES people (id),
    class        TEXT    NOT NULL,
    marked_by_id BLOB    NOT NULL CONSTRAINT fk_subject_marks_marked_by_id REFERENCES people (id),
    marked_at    INTEGER NOT NULL,
    ended_at     INTEGER NULL,
    ended_by_id  BLOB    NULL CONSTRAINT fk_subject_marks_ended_by_id REFERENCES people (id),
    version      INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX ix_subject_marks_person_id_class ON subject_marks (person_id, class) WHERE ended_at IS NULL;
CREATE INDEX ix_subject_marks_person_id ON subject_marks (person_id);
CREATE INDEX ix_subject_marks_marked_by_id ON subject_marks (marked_by_id);
CREATE INDEX ix_subject_marks_ended_by_id ON subject_marks (ended_by_id);
