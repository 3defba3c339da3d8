-- Runs of the control tests over the imported history, what they found, and the reviews of it.
-- Findings belong to nothing visible until the run's state says Complete.

CREATE TABLE control_test_runs (
    id                           BLOB    NOT NULL CONSTRAINT pk_control_test_runs PRIMARY KEY,
    number                       TEXT    NOT NULL,
    state                        TEXT    NOT NULL, -- Running, Complete, GivenUp
    only_import_id               BLOB    NULL CONSTRAINT fk_control_test_runs_only_import_id REFERENCES import_batches (id),
    imports                      TEXT    NOT NULL,
    input_sha256                 TEXT    NOT NULL,
    hand_overs                   INTEGER NOT NULL,
    resolution_days              INTEGER NOT NULL,
    assumed_days                 TEXT    NULL, -- names of days, comma and space between them
    assumed_from                 TEXT    NULL,
    assumed_until                TEXT    NULL,
    assumed_time_zone            TEXT    NULL, -- null: the organisation's
    started_by_id                BLOB    NULL,
    started_at                   INTEGER NOT NULL,
    ended_at                     INTEGER NULL,
    tickets                      INTEGER NOT NULL,
    updates                      INTEGER NOT NULL,
    findings                     INTEGER NOT NULL,
    tickets_with_findings        INTEGER NOT NULL,
    tickets_with_skipped_control INTEGER NOT NULL,
    covers_from_on               TEXT    NULL,
    covers_to_on                 TEXT    NULL,
    findings_root                TEXT    NULL,
    version                      INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX ix_control_test_runs_number ON control_test_runs (number);
CREATE INDEX ix_control_test_runs_state_ended_at ON control_test_runs (state, ended_at);
CREATE INDEX ix_control_test_runs_input_sha256 ON control_test_runs (input_sha256);
CREATE INDEX ix_control_test_runs_only_import_id ON control_test_runs (only_import_id);

CREATE TABLE control_test_outcomes (
    run_id                BLOB    NOT NULL CONSTRAINT fk_control_test_outcomes_run_id REFERENCES control_test_runs (id),
    position              INTEGER NOT NULL,
    test_code             TEXT    NOT NULL,
    test_version          INTEGER NOT NULL,
    not_testable_because  TEXT    NULL,
    tickets_not_testable  INTEGER NOT NULL,
    tickets_not_judged    INTEGER NOT NULL,
    tickets_tested        INTEGER NOT NULL,
    findings              INTEGER NOT NULL,
    CONSTRAINT pk_control_test_outcomes PRIMARY KEY (run_id, test_code)
) STRICT, WITHOUT ROWID;

CREATE TABLE control_findings (
    run_id                   BLOB    NOT NULL CONSTRAINT fk_control_findings_run_id REFERENCES control_test_runs (id),
    sequence                 INTEGER NOT NULL, -- the place in the Merkle tree, from 1
    ticket_id                BLOB    NOT NULL CONSTRAINT fk_control_findings_ticket_id REFERENCES tickets (id),
    test_code                TEXT    NOT NULL,
    measure                  INTEGER NOT NULL,
    is_first_of_ticket       INTEGER NOT NULL,
    is_first_skipped_control INTEGER NOT NULL,
    opened_month             TEXT    NULL,
    group_code               TEXT    NOT NULL, -- empty: not known; so the next three
    desk_code                TEXT    NOT NULL,
    request_kind             TEXT    NOT NULL,
    path_number              TEXT    NOT NULL,
    CONSTRAINT pk_control_findings PRIMARY KEY (run_id, sequence)
) STRICT, WITHOUT ROWID;
CREATE INDEX ix_control_findings_run_id_test_code_opened_month_group_code ON control_findings (run_id, test_code, opened_month, group_code);
CREATE INDEX ix_control_findings_ticket_id_run_id ON control_findings (ticket_id, run_id);

-- Counts for each test and combination of places: what the dashboard reads instead of the tickets.
CREATE TABLE control_test_figures (
    run_id       BLOB    NOT NULL CONSTRAINT fk_control_test_figures_run_id REFERENCES control_test_runs (id),
    sequence     INTEGER NOT NULL,
    series       TEXT    NOT NULL, -- a test's code, any, skipped-control
    opened_month TEXT    NULL,
    group_code   TEXT    NOT NULL,
    desk_code    TEXT    NOT NULL,
    request_kind TEXT    NOT NULL,
    path_number  TEXT    NOT NULL,
    tickets      INTEGER NOT NULL,
    findings     INTEGER NOT NULL,
    CONSTRAINT pk_control_test_figures PRIMARY KEY (run_id, sequence)
) STRICT, WITHOUT ROWID;
CREATE INDEX ix_control_test_figures_run_id_series_opened_month ON control_test_figures (run_id, series, opened_month);

CREATE TABLE review_tasks (
    id            BLOB    NOT NULL CONSTRAINT pk_review_tasks PRIMARY KEY,
    number        TEXT    NOT NULL,
    title         TEXT    NOT NULL,
    question      TEXT    NULL,
    assignee_id   BLOB    NOT NULL,
    due_on        TEXT    NOT NULL,
    state         TEXT    NOT NULL, -- Open, Done
    run_id        BLOB    NOT NULL CONSTRAINT fk_review_tasks_run_id REFERENCES control_test_runs (id),
    series        TEXT    NOT NULL,
    ticket_id     BLOB    NULL CONSTRAINT fk_review_tasks_ticket_id REFERENCES tickets (id),
    choice        TEXT    NOT NULL,
    tickets       INTEGER NOT NULL,
    created_by_id BLOB    NOT NULL,
    created_at    INTEGER NOT NULL,
    resolution    TEXT    NULL,
    closed_at     INTEGER NULL,
    version       INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX ix_review_tasks_number ON review_tasks (number);
CREATE INDEX ix_review_tasks_assignee_id_state_due_on ON review_tasks (assignee_id, state, due_on);
CREATE INDEX ix_review_tasks_run_id ON review_tasks (run_id);
CREATE INDEX ix_review_tasks_ticket_id ON review_tasks (ticket_id);
