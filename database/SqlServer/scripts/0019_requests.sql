-- Requests: what is asked, the signals of its verification, the votes, and who wrote it; and whom requests treat as executive or privileged.

CREATE TABLE requests (
    id                   uniqueidentifier  NOT NULL CONSTRAINT pk_requests PRIMARY KEY NONCLUSTERED,
    number               nvarchar(20)      NOT NULL,
    whole_id             uniqueidentifier  NULL CONSTRAINT fk_requests_whole_id REFERENCES requests (id), -- the first part of a matter of several parts
    state                nvarchar(64)      NOT NULL, -- Quarantined, Verifying, Stopped, AwaitingApproval, Approved, Monitoring, UnderInvestigation, Closed, Rejected, Expired, Cancelled
    kind                 nvarchar(3)       NOT NULL,
    subject_kind         nvarchar(64)      NOT NULL,
    subject_id           uniqueidentifier  NULL CONSTRAINT fk_requests_subject_id REFERENCES people (id),
    subject_reference    nvarchar(200)     NULL,
    subject_class        nvarchar(64)      NULL,
    requester_id         uniqueidentifier  NULL CONSTRAINT fk_requests_requester_id REFERENCES people (id),
    caller               nvarchar(200)     NULL,
    channel              nvarchar(64)      NOT NULL,
    desk_id              uniqueidentifier  NULL CONSTRAINT fk_requests_desk_id REFERENCES desks (id),
    path_id              uniqueidentifier  NULL CONSTRAINT fk_requests_path_id REFERENCES recovery_paths (id),
    system_id            uniqueidentifier  NULL CONSTRAINT fk_requests_system_id REFERENCES governed_systems (id),
    effect               nvarchar(4000)    NOT NULL,
    justification        nvarchar(4000)    NULL,
    starts_at            datetimeoffset(3) NULL,
    ends_at              datetimeoffset(3) NULL,
    review_on            date              NULL,
    ticket               nvarchar(200)     NULL,
    urgency              nvarchar(4000)    NULL,
    tags                 nvarchar(400)     NOT NULL,
    incident             nvarchar(200)     NULL,
    triggered_by         nvarchar(200)     NULL,
    is_early_or_disputed bit               NOT NULL,
    workload             nvarchar(200)     NULL,
    environment          nvarchar(200)     NULL,
    rotates_on           date              NULL,
    content_version      int               NOT NULL,
    content_hash         nvarchar(64)      NOT NULL, -- SHA-256 of what is asked, in hexadecimal
    rule_id              nvarchar(7)       NOT NULL,
    policy_version       int               NOT NULL,
    lane                 nvarchar(64)      NOT NULL,
    level                nvarchar(64)      NOT NULL,
    raised_by            nvarchar(1000)    NOT NULL,
    entered_by_id        uniqueidentifier  NULL CONSTRAINT fk_requests_entered_by_id REFERENCES people (id),
    entered_by_key       nvarchar(200)     NULL,
    submitted_at         datetimeoffset(3) NOT NULL,
    lapses_at            datetimeoffset(3) NOT NULL, -- from then on nothing is decided or executed
    state_reason         nvarchar(4000)    NULL,
    verified_at          datetimeoffset(3) NULL,
    approved_at          datetimeoffset(3) NULL,
    executed_at          datetimeoffset(3) NULL,
    executed_by_id       uniqueidentifier  NULL CONSTRAINT fk_requests_executed_by_id REFERENCES people (id),
    execution_reference  nvarchar(200)     NULL,
    state_before         nvarchar(4000)    NULL,
    state_after          nvarchar(4000)    NULL,
    watched_until        datetimeoffset(3) NULL,
    ended_at             datetimeoffset(3) NULL,
    version              bigint            NOT NULL
);
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
    id               uniqueidentifier  NOT NULL CONSTRAINT pk_request_signals PRIMARY KEY NONCLUSTERED,
    request_id       uniqueidentifier  NOT NULL CONSTRAINT fk_request_signals_request_id REFERENCES requests (id),
    code             nvarchar(3)       NOT NULL,
    channel          nvarchar(64)      NULL,
    result           nvarchar(64)      NOT NULL,
    resists_phishing bit               NOT NULL,
    taken_by_id      uniqueidentifier  NULL CONSTRAINT fk_request_signals_taken_by_id REFERENCES people (id),
    reported_by_key  nvarchar(200)     NULL,
    taken_at         datetimeoffset(3) NOT NULL,
    reference        nvarchar(200)     NULL,
    confirmed_by_id  uniqueidentifier  NULL CONSTRAINT fk_request_signals_confirmed_by_id REFERENCES people (id),
    confirmed_at     datetimeoffset(3) NULL
);
CREATE INDEX ix_request_signals_request_id ON request_signals (request_id);
CREATE INDEX ix_request_signals_taken_by_id ON request_signals (taken_by_id);
CREATE INDEX ix_request_signals_confirmed_by_id ON request_signals (confirmed_by_id);

CREATE TABLE request_votes (
    id              uniqueidentifier  NOT NULL CONSTRAINT pk_request_votes PRIMARY KEY NONCLUSTERED,
    request_id      uniqueidentifier  NOT NULL CONSTRAINT fk_request_votes_request_id REFERENCES requests (id),
    person_id       uniqueidentifier  NOT NULL CONSTRAINT fk_request_votes_person_id REFERENCES people (id),
    approves        bit               NOT NULL,
    basis           nvarchar(4000)    NOT NULL,
    content_version int               NOT NULL,
    content_hash    nvarchar(64)      NOT NULL,
    policy_version  int               NOT NULL,
    exception       nvarchar(200)     NULL,
    cast_at         datetimeoffset(3) NOT NULL,
    voided_at       datetimeoffset(3) NULL,
    void_reason     nvarchar(200)     NULL
);
CREATE UNIQUE INDEX ix_request_votes_request_id_content_version_person_id ON request_votes (request_id, content_version, person_id) WHERE voided_at IS NULL;
CREATE INDEX ix_request_votes_request_id ON request_votes (request_id);
CREATE INDEX ix_request_votes_person_id ON request_votes (person_id);

CREATE TABLE request_editors (
    request_id uniqueidentifier NOT NULL CONSTRAINT fk_request_editors_request_id REFERENCES requests (id),
    person_id  uniqueidentifier NOT NULL CONSTRAINT fk_request_editors_person_id REFERENCES people (id),
    CONSTRAINT pk_request_editors PRIMARY KEY NONCLUSTERED (request_id, person_id)
);
CREATE INDEX ix_request_editors_person_id ON request_editors (person_id);

CREATE TABLE subject_marks (
    id           uniqueidentifier  NOT NULL CONSTRAINT pk_subject_marks PRIMARY KEY NONCLUSTERED,
    person_id    uniqueidentifier  NOT NULL CONSTRAINT fk_subject_marks_person_id REFERENCES people (id),
    class        nvarchar(64)      NOT NULL,
    marked_by_id uniqueidentifier  NOT NULL CONSTRAINT fk_subject_marks_marked_by_id REFERENCES people (id),
    marked_at    datetimeoffset(3) NOT NULL,
    ended_at     datetimeoffset(3) NULL,
    ended_by_id  uniqueidentifier  NULL CONSTRAINT fk_subject_marks_ended_by_id REFERENCES people (id),
    version      bigint            NOT NULL
);
CREATE UNIQUE INDEX ix_subject_marks_person_id_class ON subject_marks (person_id, class) WHERE ended_at IS NULL;
CREATE INDEX ix_subject_marks_person_id ON subject_marks (person_id);
CREATE INDEX ix_subject_marks_marked_by_id ON subject_marks (marked_by_id);
CREATE INDEX ix_subject_marks_ended_by_id ON subject_marks (ended_by_id);
