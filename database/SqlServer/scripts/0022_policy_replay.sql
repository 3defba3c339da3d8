-- Replays of a policy over the requests and imported tickets of a period, and what came out.
-- Rows belong to nothing visible until the replay's state says Complete.

CREATE TABLE policy_replays (
    id              uniqueidentifier  NOT NULL CONSTRAINT pk_policy_replays PRIMARY KEY NONCLUSTERED,
    number          nvarchar(20)      NOT NULL,
    state           nvarchar(64)      NOT NULL, -- Running, Complete, Cancelled, BrokenOff
    draft_id        uniqueidentifier  NULL CONSTRAINT fk_policy_replays_draft_id REFERENCES policy_drafts (id),
    policy_version  int               NULL, -- null: a draft was tried
    policy_hash     nvarchar(64)      NOT NULL,
    against_version int               NULL, -- null: the policy of each case's time
    from_on         date              NOT NULL,
    until_on        date              NOT NULL,
    only_path       nvarchar(20)      NULL,
    only_desk       nvarchar(100)     NULL,
    only_kind       nvarchar(100)     NULL,
    assumed_class   nvarchar(64)      NULL,
    started_by_id   uniqueidentifier  NOT NULL,
    started_at      datetimeoffset(3) NOT NULL,
    ended_at        datetimeoffset(3) NULL,
    end_reason      nvarchar(200)     NULL,
    requests        int               NOT NULL,
    tickets         int               NOT NULL,
    same            int               NOT NULL,
    stricter        int               NOT NULL,
    looser          int               NOT NULL,
    otherwise       int               NOT NULL,
    refused         int               NOT NULL,
    not_judged      int               NOT NULL,
    against_both    int               NOT NULL,
    class_not_known int               NOT NULL,
    rows_root       nvarchar(64)      NULL,
    version         bigint            NOT NULL
);
CREATE UNIQUE INDEX ix_policy_replays_number ON policy_replays (number);
CREATE INDEX ix_policy_replays_state_ended_at ON policy_replays (state, ended_at);
CREATE INDEX ix_policy_replays_policy_hash ON policy_replays (policy_hash);
CREATE INDEX ix_policy_replays_draft_id ON policy_replays (draft_id);

-- What came out, said once for all cases of which the same is true.
CREATE TABLE policy_replay_verdicts (
    run_id       uniqueidentifier NOT NULL CONSTRAINT fk_policy_replay_verdicts_run_id REFERENCES policy_replays (id),
    sequence     int              NOT NULL,
    outcome      nvarchar(64)     NOT NULL, -- Same, Stricter, Looser, Otherwise, Refused, NotJudged
    rule_before  nvarchar(7)      NULL,
    rule_after   nvarchar(7)      NULL,
    level_before nvarchar(64)     NULL,
    level_after  nvarchar(64)     NULL,
    reasons      nvarchar(max)    NOT NULL, -- one on a line
    cases        int              NOT NULL,
    CONSTRAINT pk_policy_replay_verdicts PRIMARY KEY NONCLUSTERED (run_id, sequence)
);

CREATE TABLE policy_replay_rows (
    run_id      uniqueidentifier  NOT NULL CONSTRAINT fk_policy_replay_rows_run_id REFERENCES policy_replays (id),
    sequence    int               NOT NULL, -- the place in the Merkle tree, from 1
    outcome     nvarchar(64)      NOT NULL,
    verdict     int               NOT NULL, -- a sequence of policy_replay_verdicts
    request_id  uniqueidentifier  NULL CONSTRAINT fk_policy_replay_rows_request_id REFERENCES requests (id),
    ticket_id   uniqueidentifier  NULL CONSTRAINT fk_policy_replay_rows_ticket_id REFERENCES tickets (id),
    number      nvarchar(100)     NOT NULL,
    at          datetimeoffset(3) NULL,
    month       date              NULL,
    desk_code   nvarchar(100)     NOT NULL, -- empty: not known; so the next two
    kind        nvarchar(100)     NOT NULL,
    path_number nvarchar(20)      NOT NULL,
    CONSTRAINT pk_policy_replay_rows PRIMARY KEY NONCLUSTERED (run_id, sequence)
);
CREATE INDEX ix_policy_replay_rows_run_id_outcome_month ON policy_replay_rows (run_id, outcome, month);
CREATE INDEX ix_policy_replay_rows_request_id ON policy_replay_rows (request_id);
CREATE INDEX ix_policy_replay_rows_ticket_id ON policy_replay_rows (ticket_id);

-- Counts for each outcome and combination of places: what the page reads instead of the rows.
CREATE TABLE policy_replay_figures (
    run_id      uniqueidentifier NOT NULL CONSTRAINT fk_policy_replay_figures_run_id REFERENCES policy_replays (id),
    sequence    int              NOT NULL,
    outcome     nvarchar(64)     NOT NULL,
    month       date             NULL,
    desk_code   nvarchar(100)    NOT NULL,
    kind        nvarchar(100)    NOT NULL,
    path_number nvarchar(20)     NOT NULL,
    cases       int              NOT NULL,
    CONSTRAINT pk_policy_replay_figures PRIMARY KEY NONCLUSTERED (run_id, sequence)
);
