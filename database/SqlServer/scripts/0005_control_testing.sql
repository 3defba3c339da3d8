-- Runs of the control tests over the imported history, what they found, and the reviews of it.
-- Findings belong to nothing visible until the run's state says Complete.

CREATE TABLE control_test_runs (
    id                           uniqueidentifier  NOT NULL CONSTRAINT pk_control_test_runs PRIMARY KEY NONCLUSTERED,
    number                       nvarchar(20)      NOT NULL,
    state                        nvarchar(64)      NOT NULL, -- Running, Complete, GivenUp
    only_import_id               uniqueidentifier  NULL CONSTRAINT fk_control_test_runs_only_import_id REFERENCES import_batches (id),
    imports                      nvarchar(max)     NOT NULL,
    input_sha256                 nvarchar(64)      NOT NULL,
    hand_overs                   int               NOT NULL,
    resolution_days              int               NOT NULL,
    assumed_days                 nvarchar(64)      NULL, -- names of days, comma and space between them
    assumed_from                 time(0)           NULL,
    assumed_until                time(0)           NULL,
    assumed_time_zone            nvarchar(64)      NULL, -- null: the organisation's
    started_by_id                uniqueidentifier  NULL,
    started_at                   datetimeoffset(3) NOT NULL,
    ended_at                     datetimeoffset(3) NULL,
    tickets                      bigint            NOT NULL,
    updates                      bigint            NOT NULL,
    findings                     bigint            NOT NULL,
    tickets_with_findings        bigint            NOT NULL,
    tickets_with_skipped_control bigint            NOT NULL,
    covers_from_on               date              NULL,
    covers_to_on                 date              NULL,
    findings_root                nvarchar(64)      NULL,
    version                      bigint            NOT NULL
);
CREATE UNIQUE INDEX ix_control_test_runs_number ON control_test_runs (number);
CREATE INDEX ix_control_test_runs_state_ended_at ON control_test_runs (state, ended_at);
CREATE INDEX ix_control_test_runs_input_sha256 ON control_test_runs (input_sha256);
CREATE INDEX ix_control_test_runs_only_import_id ON control_test_runs (only_import_id);

CREATE TABLE control_test_outcomes (
    run_id               uniqueidentifier NOT NULL CONSTRAINT fk_control_test_outcomes_run_id REFERENCES control_test_runs (id),
    position             int              NOT NULL,
    test_code            nvarchar(100)    NOT NULL,
    test_version         int              NOT NULL,
    not_testable_because nvarchar(max)    NULL,
    tickets_not_testable bigint           NOT NULL,
    tickets_not_judged   bigint           NOT NULL,
    tickets_tested       bigint           NOT NULL,
    findings             bigint           NOT NULL,
    CONSTRAINT pk_control_test_outcomes PRIMARY KEY NONCLUSTERED (run_id, test_code)
);

CREATE TABLE control_findings (
    run_id                   uniqueidentifier NOT NULL CONSTRAINT fk_control_findings_run_id REFERENCES control_test_runs (id),
    sequence                 int              NOT NULL, -- the place in the Merkle tree, from 1
    ticket_id                uniqueidentifier NOT NULL CONSTRAINT fk_control_findings_ticket_id REFERENCES tickets (id),
    test_code                nvarchar(100)    NOT NULL,
    measure                  bigint           NOT NULL,
    is_first_of_ticket       bit              NOT NULL,
    is_first_skipped_control bit              NOT NULL,
    opened_month             date             NULL,
    group_code               nvarchar(100)    NOT NULL, -- empty: not known; so the next three
    desk_code                nvarchar(100)    NOT NULL,
    request_kind             nvarchar(100)    NOT NULL,
    path_number              nvarchar(20)     NOT NULL,
    CONSTRAINT pk_control_findings PRIMARY KEY NONCLUSTERED (run_id, sequence)
);
CREATE INDEX ix_control_findings_run_id_test_code_opened_month_group_code ON control_findings (run_id, test_code, opened_month, group_code);
CREATE INDEX ix_control_findings_ticket_id_run_id ON control_findings (ticket_id, run_id);

-- Counts for each test and combination of places: what the dashboard reads instead of the tickets.
CREATE TABLE control_test_figures (
    run_id       uniqueidentifier NOT NULL CONSTRAINT fk_control_test_figures_run_id REFERENCES control_test_runs (id),
    sequence     int              NOT NULL,
    series       nvarchar(100)    NOT NULL, -- a test's code, any, skipped-control
    opened_month date             NULL,
    group_code   nvarchar(100)    NOT NULL,
    desk_code    nvarchar(100)    NOT NULL,
    request_kind nvarchar(100)    NOT NULL,
    path_number  nvarchar(20)     NOT NULL,
    tickets      int              NOT NULL,
    findings     int              NOT NULL,
    CONSTRAINT pk_control_test_figures PRIMARY KEY NONCLUSTERED (run_id, sequence)
);
CREATE INDEX ix_control_test_figures_run_id_series_opened_month ON control_test_figures (run_id, series, opened_month);

CREATE TABLE review_tasks (
    id            uniqueidentifier  NOT NULL CONSTRAINT pk_review_tasks PRIMARY KEY NONCLUSTERED,
    number        nvarchar(20)      NOT NULL,
    title         nvarchar(200)     NOT NULL,
    question      nvarchar(4000)    NULL,
    assignee_id   uniqueidentifier  NOT NULL,
    due_on        date              NOT NULL,
    state         nvarchar(64)      NOT NULL, -- Open, Done
    run_id        uniqueidentifier  NOT NULL CONSTRAINT fk_review_tasks_run_id REFERENCES control_test_runs (id),
    series        nvarchar(100)     NOT NULL,
    ticket_id     uniqueidentifier  NULL CONSTRAINT fk_review_tasks_ticket_id REFERENCES tickets (id),
    choice        nvarchar(2000)    NOT NULL,
    tickets       int               NOT NULL,
    created_by_id uniqueidentifier  NOT NULL,
    created_at    datetimeoffset(3) NOT NULL,
    resolution    nvarchar(4000)    NULL,
    closed_at     datetimeoffset(3) NULL,
    version       bigint            NOT NULL
);
CREATE UNIQUE INDEX ix_review_tasks_number ON review_tasks (number);
CREATE INDEX ix_review_tasks_assignee_id_state_due_on ON review_tasks (assignee_id, state, due_on);
CREATE INDEX ix_review_tasks_run_id ON review_tasks (run_id);
CREATE INDEX ix_review_tasks_ticket_id ON review_tasks (ticket_id);
