-- Recovery paths: what they are, who owns them, who signed them off, and who answers for the control areas.

-- One way back into access, with what makes somebody accountable for it.
CREATE TABLE recovery_paths (
    id                               BLOB    NOT NULL CONSTRAINT pk_recovery_paths PRIMARY KEY,
    number                           TEXT    NOT NULL,
    name                             TEXT    NOT NULL,
    type                             TEXT    NOT NULL, -- SelfService, Phone, Chat, Email, WalkIn, ManagerAssisted, VendorDesk, Emergency, Api
    lane                             TEXT    NOT NULL, -- BreakFix, GovernedRecovery, GovernedAccess, BreakGlass, Protective
    level                            TEXT    NOT NULL, -- Low, Moderate, High, Critical
    designed_by                      TEXT    NOT NULL, -- Iam, Business, ServiceDesk, Security, Vendor
    designer_id                      BLOB    NULL CONSTRAINT fk_recovery_paths_designer_id REFERENCES people (id), -- null: unknown
    area                             TEXT    NULL, -- Onboarding, Reset, ImpersonationResistantVerification; null: none of them
    identity_domain_id               BLOB    NULL CONSTRAINT fk_recovery_paths_identity_domain_id REFERENCES identity_domains (id),
    required_identity_assurance      TEXT    NULL,
    required_authenticator_assurance TEXT    NULL,
    opens_accounts                   INTEGER NOT NULL,
    opens_approvals                  INTEGER NOT NULL,
    opens_devices                    INTEGER NOT NULL,
    opens_secrets                    INTEGER NOT NULL,
    reach_note                       TEXT    NULL,
    proofing                         TEXT    NULL,
    fallback_verification            TEXT    NULL,
    escalation                       TEXT    NULL,
    auditability                     TEXT    NULL,
    control_model_version            INTEGER NOT NULL, -- 0: no holder named yet
    control_model_reference          TEXT    NULL,
    control_model_set_at             INTEGER NULL,
    evidence_list_version            INTEGER NOT NULL, -- 0: not written yet
    revision                         INTEGER NOT NULL, -- counts the changes to what is signed
    state                            TEXT    NOT NULL, -- Draft, Active, Suspended, Retired
    registered_at                    INTEGER NOT NULL,
    activated_at                     INTEGER NULL,
    suspended_at                     INTEGER NULL,
    retired_at                       INTEGER NULL,
    state_reason                     TEXT    NULL,
    version                          INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX ix_recovery_paths_number ON recovery_paths (number);
CREATE UNIQUE INDEX ix_recovery_paths_name ON recovery_paths (name);
CREATE INDEX ix_recovery_paths_state ON recovery_paths (state);
CREATE INDEX ix_recovery_paths_designer_id ON recovery_paths (designer_id);
CREATE INDEX ix_recovery_paths_identity_domain_id ON recovery_paths (identity_domain_id);

CREATE TABLE path_channels (
    path_id BLOB NOT NULL CONSTRAINT fk_path_channels_path_id REFERENCES recovery_paths (id),
    channel TEXT NOT NULL,
    CONSTRAINT pk_path_channels PRIMARY KEY (path_id, channel)
) STRICT, WITHOUT ROWID;

CREATE TABLE path_request_kinds (
    path_id BLOB NOT NULL CONSTRAINT fk_path_request_kinds_path_id REFERENCES recovery_paths (id),
    kind    TEXT NOT NULL,
    CONSTRAINT pk_path_request_kinds PRIMARY KEY (path_id, kind)
) STRICT, WITHOUT ROWID;
CREATE INDEX ix_path_request_kinds_kind ON path_request_kinds (kind);

CREATE TABLE path_systems (
    path_id   BLOB NOT NULL CONSTRAINT fk_path_systems_path_id REFERENCES recovery_paths (id),
    system_id BLOB NOT NULL CONSTRAINT fk_path_systems_system_id REFERENCES governed_systems (id),
    tie       TEXT NOT NULL, -- Behind, Notified
    CONSTRAINT pk_path_systems PRIMARY KEY (path_id, system_id, tie)
) STRICT, WITHOUT ROWID;
CREATE INDEX ix_path_systems_system_id ON path_systems (system_id);

CREATE TABLE path_desks (
    path_id BLOB NOT NULL CONSTRAINT fk_path_desks_path_id REFERENCES recovery_paths (id),
    desk_id BLOB NOT NULL CONSTRAINT fk_path_desks_desk_id REFERENCES desks (id),
    CONSTRAINT pk_path_desks PRIMARY KEY (path_id, desk_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX ix_path_desks_desk_id ON path_desks (desk_id);

-- Who holds which part of the shared control model.
CREATE TABLE path_model_holders (
    path_id   BLOB NOT NULL CONSTRAINT fk_path_model_holders_path_id REFERENCES recovery_paths (id),
    part      TEXT NOT NULL, -- Iam, ServiceDesk, Security, Business
    person_id BLOB NOT NULL CONSTRAINT fk_path_model_holders_person_id REFERENCES people (id),
    CONSTRAINT pk_path_model_holders PRIMARY KEY (path_id, part)
) STRICT, WITHOUT ROWID;
CREATE INDEX ix_path_model_holders_person_id ON path_model_holders (person_id);

-- The responsibility grid: exactly one Accountable per activity.
CREATE TABLE path_responsibilities (
    path_id     BLOB NOT NULL CONSTRAINT fk_path_responsibilities_path_id REFERENCES recovery_paths (id),
    activity    TEXT NOT NULL,
    party       TEXT NOT NULL,
    involvement TEXT NOT NULL, -- Responsible, Accountable, Consulted, Informed
    CONSTRAINT pk_path_responsibilities PRIMARY KEY (path_id, activity, party)
) STRICT, WITHOUT ROWID;

CREATE TABLE path_escalation_steps (
    path_id   BLOB    NOT NULL CONSTRAINT fk_path_escalation_steps_path_id REFERENCES recovery_paths (id),
    position  INTEGER NOT NULL, -- from 1
    person_id BLOB    NOT NULL CONSTRAINT fk_path_escalation_steps_person_id REFERENCES people (id),
    CONSTRAINT pk_path_escalation_steps PRIMARY KEY (path_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX ix_path_escalation_steps_person_id ON path_escalation_steps (person_id);

CREATE TABLE path_evidence_items (
    path_id  BLOB    NOT NULL CONSTRAINT fk_path_evidence_items_path_id REFERENCES recovery_paths (id),
    stage    TEXT    NOT NULL, -- Intake, Verification, Approval, Execution, Monitoring
    position INTEGER NOT NULL, -- from 1 within the stage
    text     TEXT    NOT NULL,
    CONSTRAINT pk_path_evidence_items PRIMARY KEY (path_id, stage, position)
) STRICT, WITHOUT ROWID;

-- Rights of single people on a path.
CREATE TABLE path_authorities (
    id            BLOB    NOT NULL CONSTRAINT pk_path_authorities PRIMARY KEY,
    path_id       BLOB    NOT NULL CONSTRAINT fk_path_authorities_path_id REFERENCES recovery_paths (id),
    person_id     BLOB    NOT NULL CONSTRAINT fk_path_authorities_person_id REFERENCES people (id),
    granted_right TEXT    NOT NULL, -- Verify, Approve, Execute, ApproveExceptions
    granted_at    INTEGER NOT NULL,
    ended_at      INTEGER NULL
) STRICT;
CREATE UNIQUE INDEX ix_path_authorities_path_id_person_id_granted_right ON path_authorities (path_id, person_id, granted_right) WHERE ended_at IS NULL;
CREATE INDEX ix_path_authorities_path_id ON path_authorities (path_id);
CREATE INDEX ix_path_authorities_person_id ON path_authorities (person_id);

-- Who sat in which seat from when until when: the start belongs to the interval, the end does not.
CREATE TABLE path_ownerships (
    id                  BLOB    NOT NULL CONSTRAINT pk_path_ownerships PRIMARY KEY,
    path_id             BLOB    NOT NULL CONSTRAINT fk_path_ownerships_path_id REFERENCES recovery_paths (id),
    seat                TEXT    NOT NULL, -- Control, Risk
    person_id           BLOB    NOT NULL CONSTRAINT fk_path_ownerships_person_id REFERENCES people (id),
    started_at          INTEGER NOT NULL,
    ended_at            INTEGER NULL, -- null: accountable now
    ended_by            TEXT    NULL, -- Transferred, HolderLeft, PathRetired
    confirmation_due_on TEXT    NOT NULL,
    disputed_at         INTEGER NULL,
    dispute_reason      TEXT    NULL
) STRICT;
CREATE INDEX ix_path_ownerships_path_id_started_at ON path_ownerships (path_id, started_at);
CREATE UNIQUE INDEX ix_path_ownerships_path_id_seat ON path_ownerships (path_id, seat) WHERE ended_at IS NULL;
CREATE INDEX ix_path_ownerships_person_id ON path_ownerships (person_id);

-- What owners answered when asked whether the path is still theirs.
CREATE TABLE path_ownership_answers (
    id           BLOB    NOT NULL CONSTRAINT pk_path_ownership_answers PRIMARY KEY,
    path_id      BLOB    NOT NULL CONSTRAINT fk_path_ownership_answers_path_id REFERENCES recovery_paths (id),
    ownership_id BLOB    NOT NULL CONSTRAINT fk_path_ownership_answers_ownership_id REFERENCES path_ownerships (id),
    person_id    BLOB    NOT NULL CONSTRAINT fk_path_ownership_answers_person_id REFERENCES people (id),
    seat         TEXT    NOT NULL,
    kind         TEXT    NOT NULL, -- Confirmed, Disputed
    reason       TEXT    NULL,
    answered_at  INTEGER NOT NULL
) STRICT;
CREATE INDEX ix_path_ownership_answers_path_id ON path_ownership_answers (path_id);
CREATE INDEX ix_path_ownership_answers_ownership_id ON path_ownership_answers (ownership_id);
CREATE INDEX ix_path_ownership_answers_person_id ON path_ownership_answers (person_id);

-- Seats offered to somebody else.
CREATE TABLE path_transfers (
    id             BLOB    NOT NULL CONSTRAINT pk_path_transfers PRIMARY KEY,
    path_id        BLOB    NOT NULL CONSTRAINT fk_path_transfers_path_id REFERENCES recovery_paths (id),
    seat           TEXT    NOT NULL,
    from_id        BLOB    NULL CONSTRAINT fk_path_transfers_from_id REFERENCES people (id), -- null: the seat was empty
    to_id          BLOB    NOT NULL CONSTRAINT fk_path_transfers_to_id REFERENCES people (id),
    proposed_by_id BLOB    NOT NULL CONSTRAINT fk_path_transfers_proposed_by_id REFERENCES people (id),
    reason         TEXT    NOT NULL,
    proposed_at    INTEGER NOT NULL,
    ended_at       INTEGER NULL, -- null: waits for an answer
    outcome        TEXT    NULL, -- Accepted, Declined, Withdrawn, Overtaken
    end_reason     TEXT    NULL
) STRICT;
CREATE UNIQUE INDEX ix_path_transfers_path_id_seat ON path_transfers (path_id, seat) WHERE ended_at IS NULL;
CREATE INDEX ix_path_transfers_path_id ON path_transfers (path_id);
CREATE INDEX ix_path_transfers_from_id ON path_transfers (from_id);
CREATE INDEX ix_path_transfers_to_id ON path_transfers (to_id);
CREATE INDEX ix_path_transfers_proposed_by_id ON path_transfers (proposed_by_id);

CREATE TABLE path_security_reviews (
    id          BLOB    NOT NULL CONSTRAINT pk_path_security_reviews PRIMARY KEY,
    path_id     BLOB    NOT NULL CONSTRAINT fk_path_security_reviews_path_id REFERENCES recovery_paths (id),
    reviewer_id BLOB    NOT NULL CONSTRAINT fk_path_security_reviews_reviewer_id REFERENCES people (id),
    findings    TEXT    NOT NULL,
    of_revision INTEGER NOT NULL,
    reviewed_at INTEGER NOT NULL
) STRICT;
CREATE INDEX ix_path_security_reviews_path_id ON path_security_reviews (path_id);
CREATE INDEX ix_path_security_reviews_reviewer_id ON path_security_reviews (reviewer_id);

-- Governance's word that a path may be in production. Covers until the end of its last day, or until ended_at.
CREATE TABLE path_sign_offs (
    id                BLOB    NOT NULL CONSTRAINT pk_path_sign_offs PRIMARY KEY,
    path_id           BLOB    NOT NULL CONSTRAINT fk_path_sign_offs_path_id REFERENCES recovery_paths (id),
    signed_by_id      BLOB    NOT NULL CONSTRAINT fk_path_sign_offs_signed_by_id REFERENCES people (id),
    conditions        TEXT    NULL,
    of_revision       INTEGER NOT NULL,
    signed_at         INTEGER NOT NULL,
    valid_until_on    TEXT    NOT NULL, -- the last day on which it covers
    ended_at          INTEGER NULL, -- replaced, withdrawn or retired; null: stands
    withdrawal_reason TEXT    NULL
) STRICT;
CREATE INDEX ix_path_sign_offs_path_id_signed_at ON path_sign_offs (path_id, signed_at);
CREATE INDEX ix_path_sign_offs_signed_by_id ON path_sign_offs (signed_by_id);

-- Who answers for a control area.
CREATE TABLE area_ownerships (
    id         BLOB    NOT NULL CONSTRAINT pk_area_ownerships PRIMARY KEY,
    area       TEXT    NOT NULL, -- Onboarding, Reset, ImpersonationResistantVerification
    person_id  BLOB    NOT NULL CONSTRAINT fk_area_ownerships_person_id REFERENCES people (id),
    started_at INTEGER NOT NULL,
    ended_at   INTEGER NULL,
    end_reason TEXT    NULL,
    version    INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX ix_area_ownerships_area ON area_ownerships (area) WHERE ended_at IS NULL;
CREATE INDEX ix_area_ownerships_person_id ON area_ownerships (person_id);

-- How many gaps of a kind there were, one row whenever the number changed. Counted, not decided.
CREATE TABLE accountability_gap_counts (
    kind       TEXT    NOT NULL,
    counted_at INTEGER NOT NULL,
    count      INTEGER NOT NULL,
    CONSTRAINT pk_accountability_gap_counts PRIMARY KEY (kind, counted_at)
) STRICT, WITHOUT ROWID;
