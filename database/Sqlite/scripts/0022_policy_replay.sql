-- Replays of a policy over the requests and imported tickets of a period, and what came out.
-- Rows belong to nothing visible until the replay's state says Complete.

CREATE TABLE policy_replays (
    id              BLOB    NOT NULL CONSTRAINT pk_policy_replays PRIMARY KEY,
    number          TEXT    NOT NULL,
    state           TEXT    NOT NULL, -- Running, Complete, Cancelled, BrokenOff
    draft_id        BLOB    NULL CONSTRAINT fk_policy_replays_draft_id REFERENCES policy_drafts (id),
    policy_version  INTEGER NULL, -- null: a draft was tried
    policy_hash     TEXT    NOT NULL,
    against_version INTEGER NULL, -- null: the policy of each case's time
    from_on         TEXT    NOT NULL,
    until_on        TEXT    NOT NULL,
    only_path       TEXT    NULL,
    only_desk       TEXT    NULL,
    only_kind       TEXT    NULL,
    assumed_class   TEXT    NULL,
    started_by_id   BLOB    NOT NULL,
    started_at      INTEGER NOT NULL,
    ended_at        INTEGER NULL,
    end_reason      TEXT    NULL,
    requests        INTEGER NOT NULL,
    tickets         INTEGER NOT NULL,
    same            INTEGER NOT NULL,
    stricter        INTEGER NOT NULL,
    looser          INTEGER NOT NULL,
    otherwise       INTEGER NOT NULL,
    refused         INTEGER NOT NULL,
    not_judged      INTEGER NOT NULL,
    against_both    INTEGER NOT NULL,
    class_not_known INTEGER NOT NULL,
    rows_root       TEXT    NULL,
    version         INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX ix_policy_replays_number ON policy_replays (number);
CREATE INDEX ix_policy_replays_state_ended_at ON policy_replays (state, ended_at);
CREATE INDEX ix_policy_replays_policy_hash ON policy_replays (policy_hash);
CREATE INDEX ix_policy_replays_draft_id ON policy_replays (draft_id);

-- What came out, said once for all cases of which the same is true.
CREATE TABLE policy_replay_verdicts (
    run_id       BLOB    NOT NULL CONSTRAINT fk_policy_replay_verdicts_run_id REFERENCES policy_replays (id),
    sequence     INTEGER NOT NULL,
    outcome      TEXT    NOT NULL, -- Same, Stricter, Looser, Otherwise, Refused, NotJudged
    rule_before  TEXT    NULL,
    rule_after   TEXT    NULL,
    level_before TEXT    NULL,
    level_after  TEXT    NULL,
    reasons      TEXT    NOT NULL, -- one on a line
    cases        INTEGER NOT NULL,
    CONSTRAINT pk_policy_replay_verdicts PRIMARY KEY (run_id, sequence)
) STRICT, WITHOUT ROWID;

CREATE TABLE policy_replay_rows (
    run_id      BLOB    NOT NULL CONSTRAINT fk_policy_replay_rows_run_id REFERENCES policy_replays (id),
    sequence    INTEGER NOT NULL, -- the place in the Merkle tree, from 1
    outcome     TEXT    NOT NULL,
    verdict     INTEGER NOT NULL, -- a sequence of policy_replay_verdicts
    request_id  BLOB    NULL CONSTRAINT fk_policy_replay_rows_request_id REFERENCES requests (id),
    ticket_id   BLOB    NULL CONSTRAINT fk_policy_replay_rows_ticket_id REFERENCES tickets (id),
    number      TEXT    NOT NULL,
    at          INTEGER NULL,
    month       TEXT    NULL,
    desk_code   TEXT    NOT NULL, -- empty: not known; so the next two
    kind        TEXT    NOT NULL,
    path_number TEXT    NOT NULL,
    CONSTRAINT pk_policy_replay_rows PRIMARY KEY (run_id, sequence)
) STRICT, WITHOUT ROWID;
CREATE INDEX ix_policy_replay_rows_run_id_outcome_month ON policy_replay_rows (run_id, outcome, month);
CREATE INDEX ix_policy_replay_rows_request_id ON policy_replay_rows (request_id);
CREATE INDEX ix_policy_replay_rows_ticket_id ON policy_replay_rows (ticket_id);

-- Counts for each outcome and combination of places: what the page reads instead of the rows.
CREATE TABLE policy_replay_figures (
    run_id      BLOB    NOT NULL CONSTRAINT fk_policy_replay_figures_run_id REFERENCES policy_replays (id),
    sequence    INTEGER NOT NULL,
    outcome     TEXT    NOT NULL,
    month       TEXT    NULL,
    desk_code   TEXT    NOT NULL,
    kind        TEXT    NOT NULL,
    path_number TEXT    NOT NULL,
    cases       INTEGER NOT NULL,
    CONSTRAINT pk_policy_replay_figures PRIMARY KEY (run_id, sequence)
) STRICT, WITHOUT ROWID;
