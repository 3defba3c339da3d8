-- Recovery paths: what they are, who owns them, who signed them off, and who answers for the control areas.

-- One way back into access, with what makes somebody accountable for it.
CREATE TABLE recovery_paths (
    id                               uniqueidentifier  NOT NULL CONSTRAINT pk_recovery_paths PRIMARY KEY NONCLUSTERED,
    number                           nvarchar(20)      NOT NULL,
    name                             nvarchar(200)     NOT NULL,
    type                             nvarchar(64)      NOT NULL, -- SelfService, Phone, Chat, Email, WalkIn, ManagerAssisted, VendorDesk, Emergency, Api
    lane                             nvarchar(64)      NOT NULL, -- BreakFix, GovernedRecovery, GovernedAccess, BreakGlass, Protective
    level                            nvarchar(64)      NOT NULL, -- Low, Moderate, High, Critical
    designed_by                      nvarchar(64)      NOT NULL, -- Iam, Business, ServiceDesk, Security, Vendor
    designer_id                      uniqueidentifier  NULL CONSTRAINT fk_recovery_paths_designer_id REFERENCES people (id), -- null: unknown
    area                             nvarchar(64)      NULL, -- Onboarding, Reset, ImpersonationResistantVerification; null: none of them
    identity_domain_id               uniqueidentifier  NULL CONSTRAINT fk_recovery_paths_identity_domain_id REFERENCES identity_domains (id),
    required_identity_assurance      nvarchar(64)      NULL,
    required_authenticator_assurance nvarchar(64)      NULL,
    opens_accounts                   bit               NOT NULL,
    opens_approvals                  bit               NOT NULL,
    opens_devices                    bit               NOT NULL,
    opens_secrets                    bit               NOT NULL,
    reach_note                       nvarchar(4000)    NULL,
    proofing                         nvarchar(4000)    NULL,
    fallback_verification            nvarchar(4000)    NULL,
    escalation                       nvarchar(4000)    NULL,
    auditability                     nvarchar(4000)    NULL,
    control_model_version            int               NOT NULL, -- 0: no holder named yet
    control_model_reference          nvarchar(200)     NULL,
    control_model_set_at             datetimeoffset(3) NULL,
    evidence_list_version            int               NOT NULL, -- 0: not written yet
    revision                         bigint            NOT NULL, -- counts the changes to what is signed
    state                            nvarchar(64)      NOT NULL, -- Draft, Active, Suspended, Retired
    registered_at                    datetimeoffset(3) NOT NULL,
    activated_at                     datetimeoffset(3) NULL,
    suspended_at                     datetimeoffset(3) NULL,
    retired_at                       datetimeoffset(3) NULL,
    state_reason                     nvarchar(4000)    NULL,
    version                          bigint            NOT NULL
);
CREATE UNIQUE INDEX ix_recovery_paths_number ON recovery_paths (number);
CREATE UNIQUE INDEX ix_recovery_paths_name ON recovery_paths (name);
CREATE INDEX ix_recovery_paths_state ON recovery_paths (state);
CREATE INDEX ix_recovery_paths_designer_id ON recovery_paths (designer_id);
CREATE INDEX ix_recovery_paths_identity_domain_id ON recovery_paths (identity_domain_id);

CREATE TABLE path_channels (
    path_id uniqueidentifier NOT NULL CONSTRAINT fk_path_channels_path_id REFERENCES recovery_paths (id),
    channel nvarchar(64)     NOT NULL,
    CONSTRAINT pk_path_channels PRIMARY KEY NONCLUSTERED (path_id, channel)
);

CREATE TABLE path_request_kinds (
    path_id uniqueidentifier NOT NULL CONSTRAINT fk_path_request_kinds_path_id REFERENCES recovery_paths (id),
    kind    nvarchar(64)     NOT NULL,
    CONSTRAINT pk_path_request_kinds PRIMARY KEY NONCLUSTERED (path_id, kind)
);
CREATE INDEX ix_path_request_kinds_kind ON path_request_kinds (kind);

CREATE TABLE path_systems (
    path_id   uniqueidentifier NOT NULL CONSTRAINT fk_path_systems_path_id REFERENCES recovery_paths (id),
    system_id uniqueidentifier NOT NULL CONSTRAINT fk_path_systems_system_id REFERENCES governed_systems (id),
    tie       nvarchar(64)     NOT NULL, -- Behind, Notified
    CONSTRAINT pk_path_systems PRIMARY KEY NONCLUSTERED (path_id, system_id, tie)
);
CREATE INDEX ix_path_systems_system_id ON path_systems (system_id);

CREATE TABLE path_desks (
    path_id uniqueidentifier NOT NULL CONSTRAINT fk_path_desks_path_id REFERENCES recovery_paths (id),
    desk_id uniqueidentifier NOT NULL CONSTRAINT fk_path_desks_desk_id REFERENCES desks (id),
    CONSTRAINT pk_path_desks PRIMARY KEY NONCLUSTERED (path_id, desk_id)
);
CREATE INDEX ix_path_desks_desk_id ON path_desks (desk_id);

-- Who holds which part of the shared control model.
CREATE TABLE path_model_holders (
    path_id   uniqueidentifier NOT NULL CONSTRAINT fk_path_model_holders_path_id REFERENCES recovery_paths (id),
    part      nvarchar(64)     NOT NULL, -- Iam, ServiceDesk, Security, Business
    person_id uniqueidentifier NOT NULL CONSTRAINT fk_path_model_holders_person_id REFERENCES people (id),
    CONSTRAINT pk_path_model_holders PRIMARY KEY NONCLUSTERED (path_id, part)
);
CREATE INDEX ix_path_model_holders_person_id ON path_model_holders (person_id);

-- The responsibility grid: exactly one Accountable per activity.
CREATE TABLE path_responsibilities (
    path_id     uniqueidentifier NOT NULL CONSTRAINT fk_path_responsibilities_path_id REFERENCES recovery_paths (id),
    activity    nvarchar(64)     NOT NULL,
    party       nvarchar(64)     NOT NULL,
    involvement nvarchar(64)     NOT NULL, -- Responsible, Accountable, Consulted, Informed
    CONSTRAINT pk_path_responsibilities PRIMARY KEY NONCLUSTERED (path_id, activity, party)
);

CREATE TABLE path_escalation_steps (
    path_id   uniqueidentifier NOT NULL CONSTRAINT fk_path_escalation_steps_path_id REFERENCES recovery_paths (id),
    position  int              NOT NULL, -- from 1
    person_id uniqueidentifier NOT NULL CONSTRAINT fk_path_escalation_steps_person_id REFERENCES people (id),
    CONSTRAINT pk_path_escalation_steps PRIMARY KEY NONCLUSTERED (path_id, position)
);
CREATE INDEX ix_path_escalation_steps_person_id ON path_escalation_steps (person_id);

CREATE TABLE path_evidence_items (
    path_id  uniqueidentifier NOT NULL CONSTRAINT fk_path_evidence_items_path_id REFERENCES recovery_paths (id),
    stage    nvarchar(64)     NOT NULL, -- Intake, Verification, Approval, Execution, Monitoring
    position int              NOT NULL, -- from 1 within the stage
    text     nvarchar(200)    NOT NULL,
    CONSTRAINT pk_path_evidence_items PRIMARY KEY NONCLUSTERED (path_id, stage, position)
);

-- Rights of single people on a path.
CREATE TABLE path_authorities (
    id            uniqueidentifier  NOT NULL CONSTRAINT pk_path_authorities PRIMARY KEY NONCLUSTERED,
    path_id       uniqueidentifier  NOT NULL CONSTRAINT fk_path_authorities_path_id REFERENCES recovery_paths (id),
    person_id     uniqueidentifier  NOT NULL CONSTRAINT fk_path_authorities_person_id REFERENCES people (id),
    granted_right nvarchar(64)      NOT NULL, -- Verify, Approve, Execute, ApproveExceptions
    granted_at    datetimeoffset(3) NOT NULL,
    ended_at      datetimeoffset(3) NULL
);
CREATE UNIQUE INDEX ix_path_authorities_path_id_person_id_granted_right ON path_authorities (path_id, person_id, granted_right) WHERE ended_at IS NULL;
CREATE INDEX ix_path_authorities_path_id ON path_authorities (path_id);
CREATE INDEX ix_path_authorities_person_id ON path_authorities (person_id);

-- Who sat in which seat from when until when: the start belongs to the interval, the end does not.
CREATE TABLE path_ownerships (
    id                  uniqueidentifier  NOT NULL CONSTRAINT pk_path_ownerships PRIMARY KEY NONCLUSTERED,
    path_id             uniqueidentifier  NOT NULL CONSTRAINT fk_path_ownerships_path_id REFERENCES recovery_paths (id),
    seat                nvarchar(64)      NOT NULL, -- Control, Risk
    person_id           uniqueidentifier  NOT NULL CONSTRAINT fk_path_ownerships_person_id REFERENCES people (id),
    started_at          datetimeoffset(3) NOT NULL,
    ended_at            datetimeoffset(3) NULL, -- null: accountable now
    ended_by            nvarchar(64)      NULL, -- Transferred, HolderLeft, PathRetired
    confirmation_due_on date              NOT NULL,
    disputed_at         datetimeoffset(3) NULL,
    dispute_reason      nvarchar(4000)    NULL
);
CREATE INDEX ix_path_ownerships_path_id_started_at ON path_ownerships (path_id, started_at);
CREATE UNIQUE INDEX ix_path_ownerships_path_id_seat ON path_ownerships (path_id, seat) WHERE ended_at IS NULL;
CREATE INDEX ix_path_ownerships_person_id ON path_ownerships (person_id);

-- What owners answered when asked whether the path is still theirs.
CREATE TABLE path_ownership_answers (
    id           uniqueidentifier  NOT NULL CONSTRAINT pk_path_ownership_answers PRIMARY KEY NONCLUSTERED,
    path_id      uniqueidentifier  NOT NULL CONSTRAINT fk_path_ownership_answers_path_id REFERENCES recovery_paths (id),
    ownership_id uniqueidentifier  NOT NULL CONSTRAINT fk_path_ownership_answers_ownership_id REFERENCES path_ownerships (id),
    person_id    uniqueidentifier  NOT NULL CONSTRAINT fk_path_ownership_answers_person_id REFERENCES people (id),
    seat         nvarchar(64)      NOT NULL,
    kind         nvarchar(64)      NOT NULL, -- Confirmed, Disputed
    reason       nvarchar(4000)    NULL,
    answered_at  datetimeoffset(3) NOT NULL
);
CREATE INDEX ix_path_ownership_answers_path_id ON path_ownership_answers (path_id);
CREATE INDEX ix_path_ownership_answers_ownership_id ON path_ownership_answers (ownership_id);
CREATE INDEX ix_path_ownership_answers_person_id ON path_ownership_answers (person_id);

-- Seats offered to somebody else.
CREATE TABLE path_transfers (
    id             uniqueidentifier  NOT NULL CONSTRAINT pk_path_transfers PRIMARY KEY NONCLUSTERED,
    path_id        uniqueidentifier  NOT NULL CONSTRAINT fk_path_transfers_path_id REFERENCES recovery_paths (id),
    seat           nvarchar(64)      NOT NULL,
    from_id        uniqueidentifier  NULL CONSTRAINT fk_path_transfers_from_id REFERENCES people (id), -- null: the seat was empty
    to_id          uniqueidentifier  NOT NULL CONSTRAINT fk_path_transfers_to_id REFERENCES people (id),
    proposed_by_id uniqueidentifier  NOT NULL CONSTRAINT fk_path_transfers_proposed_by_id REFERENCES people (id),
    reason         nvarchar(4000)    NOT NULL,
    proposed_at    datetimeoffset(3) NOT NULL,
    ended_at       datetimeoffset(3) NULL, -- null: waits for an answer
    outcome        nvarchar(64)      NULL, -- Accepted, Declined, Withdrawn, Overtaken
    end_reason     nvarchar(4000)    NULL
);
CREATE UNIQUE INDEX ix_path_transfers_path_id_seat ON path_transfers (path_id, seat) WHERE ended_at IS NULL;
CREATE INDEX ix_path_transfers_path_id ON path_transfers (path_id);
CREATE INDEX ix_path_transfers_from_id ON path_transfers (from_id);
CREATE INDEX ix_path_transfers_to_id ON path_transfers (to_id);
CREATE INDEX ix_path_transfers_proposed_by_id ON path_transfers (proposed_by_id);

CREATE TABLE path_security_reviews (
    id          uniqueidentifier  NOT NULL CONSTRAINT pk_path_security_reviews PRIMARY KEY NONCLUSTERED,
    path_id     uniqueidentifier  NOT NULL CONSTRAINT fk_path_security_reviews_path_id REFERENCES recovery_paths (id),
    reviewer_id uniqueidentifier  NOT NULL CONSTRAINT fk_path_security_reviews_reviewer_id REFERENCES people (id),
    findings    nvarchar(4000)    NOT NULL,
    of_revision bigint            NOT NULL,
    reviewed_at datetimeoffset(3) NOT NULL
);
CREATE INDEX ix_path_security_reviews_path_id ON path_security_reviews (path_id);
CREATE INDEX ix_path_security_reviews_reviewer_id ON path_security_reviews (reviewer_id);

-- Governance's word that a path may be in production. Covers until the end of its last day, or until ended_at.
CREATE TABLE path_sign_offs (
    id                uniqueidentifier  NOT NULL CONSTRAINT pk_path_sign_offs PRIMARY KEY NONCLUSTERED,
    path_id           uniqueidentifier  NOT NULL CONSTRAINT fk_path_sign_offs_path_id REFERENCES recovery_paths (id),
    signed_by_id      uniqueidentifier  NOT NULL CONSTRAINT fk_path_sign_offs_signed_by_id REFERENCES people (id),
    conditions        nvarchar(4000)    NULL,
    of_revision       bigint            NOT NULL,
    signed_at         datetimeoffset(3) NOT NULL,
    valid_until_on    date              NOT NULL, -- the last day on which it covers
    ended_at          datetimeoffset(3) NULL, -- replaced, withdrawn or retired; null: stands
    withdrawal_reason nvarchar(4000)    NULL
);
CREATE INDEX ix_path_sign_offs_path_id_signed_at ON path_sign_offs (path_id, signed_at);
CREATE INDEX ix_path_sign_offs_signed_by_id ON path_sign_offs (signed_by_id);

-- Who answers for a control area.
CREATE TABLE area_ownerships (
    id         uniqueidentifier  NOT NULL CONSTRAINT pk_area_ownerships PRIMARY KEY NONCLUSTERED,
    area       nvarchar(64)      NOT NULL, -- Onboarding, Reset, ImpersonationResistantVerification
    person_id  uniqueidentifier  NOT NULL CONSTRAINT fk_area_ownerships_person_id REFERENCES people (id),
    started_at datetimeoffset(3) NOT NULL,
    ended_at   datetimeoffset(3) NULL,
    end_reason nvarchar(4000)    NULL,
    version    bigint            NOT NULL
);
CREATE UNIQUE INDEX ix_area_ownerships_area ON area_ownerships (area) WHERE ended_at IS NULL;
CREATE INDEX ix_area_ownerships_person_id ON area_ownerships (person_id);

-- How many gaps of a kind there were, one row whenever the number changed. Counted, not decided.
CREATE TABLE accountability_gap_counts (
    kind       nvarchar(64)      NOT NULL,
    counted_at datetimeoffset(3) NOT NULL,
    count      int               NOT NULL,
    CONSTRAINT pk_accountability_gap_counts PRIMARY KEY NONCLUSTERED (kind, counted_at)
);
