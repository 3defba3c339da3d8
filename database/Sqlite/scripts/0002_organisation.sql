-- People, what they belong to, and what they answer for: desks, vendors, systems, identity domains.

CREATE TABLE organisational_units (
    id         BLOB    NOT NULL CONSTRAINT pk_organisational_units PRIMARY KEY,
    code       TEXT    NOT NULL,
    name       TEXT    NOT NULL,
    parent_id  BLOB    NULL CONSTRAINT fk_organisational_units_parent_id REFERENCES organisational_units (id),
    version    INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX ix_organisational_units_code ON organisational_units (code);
CREATE INDEX ix_organisational_units_parent_id ON organisational_units (parent_id);

CREATE TABLE people (
    id               BLOB    NOT NULL CONSTRAINT pk_people PRIMARY KEY,
    directory_key    TEXT    NOT NULL,
    name             TEXT    NOT NULL,
    email            TEXT    NULL,
    kind             TEXT    NOT NULL, -- Individual, SharedMailbox, DistributionList
    engagement       TEXT    NOT NULL, -- Employee, Contractor, ThirdParty
    manager_id       BLOB    NULL CONSTRAINT fk_people_manager_id REFERENCES people (id),
    unit_id          BLOB    NULL CONSTRAINT fk_people_unit_id REFERENCES organisational_units (id),
    contract_ends_on TEXT    NULL,
    left_at          INTEGER NULL,
    may_act          INTEGER NOT NULL,
    version          INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX ix_people_directory_key ON people (directory_key);
CREATE INDEX ix_people_name ON people (name);
CREATE INDEX ix_people_manager_id ON people (manager_id);
CREATE INDEX ix_people_unit_id ON people (unit_id);

CREATE TABLE accounts (
    id         BLOB NOT NULL CONSTRAINT pk_accounts PRIMARY KEY,
    person_id  BLOB NOT NULL CONSTRAINT fk_accounts_person_id REFERENCES people (id),
    issuer     TEXT NOT NULL,
    subject    TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX ix_accounts_issuer_subject ON accounts (issuer, subject);
CREATE INDEX ix_accounts_person_id ON accounts (person_id);

CREATE TABLE role_grants (
    id         BLOB    NOT NULL CONSTRAINT pk_role_grants PRIMARY KEY,
    person_id  BLOB    NOT NULL CONSTRAINT fk_role_grants_person_id REFERENCES people (id),
    role       TEXT    NOT NULL,
    granted_at INTEGER NOT NULL,
    ended_at   INTEGER NULL
) STRICT;
CREATE INDEX ix_role_grants_person_id_ended_at ON role_grants (person_id, ended_at);

CREATE TABLE vendors (
    id      BLOB    NOT NULL CONSTRAINT pk_vendors PRIMARY KEY,
    code    TEXT    NOT NULL,
    name    TEXT    NOT NULL,
    version INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX ix_vendors_code ON vendors (code);

CREATE TABLE desks (
    id                            BLOB    NOT NULL CONSTRAINT pk_desks PRIMARY KEY,
    code                          TEXT    NOT NULL,
    name                          TEXT    NOT NULL,
    kind                          TEXT    NOT NULL, -- Own, Outsourced
    vendor_id                     BLOB    NULL CONSTRAINT fk_desks_vendor_id REFERENCES vendors (id),
    lead_id                       BLOB    NOT NULL CONSTRAINT fk_desks_lead_id REFERENCES people (id),
    decision_mode                 TEXT    NOT NULL, -- ExecutorOnly, DecisionMaker
    decision_mode_decided_at      INTEGER NULL,
    decision_maker_proposed_by_id BLOB    NULL CONSTRAINT fk_desks_decision_maker_proposed_by_id REFERENCES people (id),
    decision_maker_proposed_at    INTEGER NULL,
    decision_maker_reason         TEXT    NULL,
    working_days                  TEXT    NULL, -- names of days, comma and space between them
    open_from                     TEXT    NULL,
    open_until                    TEXT    NULL,
    time_zone                     TEXT    NULL, -- null: the organisation's
    contract_reference            TEXT    NULL,
    contract_clause               TEXT    NULL,
    contract_accountable_id       BLOB    NULL CONSTRAINT fk_desks_contract_accountable_id REFERENCES people (id),
    contract_ends_on              TEXT    NULL,
    version                       INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX ix_desks_code ON desks (code);
CREATE INDEX ix_desks_vendor_id ON desks (vendor_id);
CREATE INDEX ix_desks_lead_id ON desks (lead_id);
CREATE INDEX ix_desks_decision_maker_proposed_by_id ON desks (decision_maker_proposed_by_id);
CREATE INDEX ix_desks_contract_accountable_id ON desks (contract_accountable_id);

CREATE TABLE identity_domains (
    id                     BLOB    NOT NULL CONSTRAINT pk_identity_domains PRIMARY KEY,
    code                   TEXT    NOT NULL,
    name                   TEXT    NOT NULL,
    risk_owner_id          BLOB    NULL CONSTRAINT fk_identity_domains_risk_owner_id REFERENCES people (id),
    risk_owner_assigned_at INTEGER NULL,
    version                INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX ix_identity_domains_code ON identity_domains (code);
CREATE INDEX ix_identity_domains_risk_owner_id ON identity_domains (risk_owner_id);

CREATE TABLE boundary_statements (
    id                 BLOB    NOT NULL CONSTRAINT pk_boundary_statements PRIMARY KEY,
    identity_domain_id BLOB    NOT NULL CONSTRAINT fk_boundary_statements_identity_domain_id REFERENCES identity_domains (id),
    number             INTEGER NOT NULL, -- versions of one domain, from 1
    text               TEXT    NOT NULL,
    approved_by_id     BLOB    NOT NULL CONSTRAINT fk_boundary_statements_approved_by_id REFERENCES people (id),
    published_at       INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX ix_boundary_statements_identity_domain_id_number ON boundary_statements (identity_domain_id, number);
CREATE INDEX ix_boundary_statements_approved_by_id ON boundary_statements (approved_by_id);

CREATE TABLE governed_systems (
    id                        BLOB    NOT NULL CONSTRAINT pk_governed_systems PRIMARY KEY,
    code                      TEXT    NOT NULL,
    name                      TEXT    NOT NULL,
    identity_domain_id        BLOB    NULL CONSTRAINT fk_governed_systems_identity_domain_id REFERENCES identity_domains (id),
    risk_owner_id             BLOB    NULL CONSTRAINT fk_governed_systems_risk_owner_id REFERENCES people (id),
    risk_owner_assigned_at    INTEGER NULL,
    highly_available          INTEGER NOT NULL,
    externally_facing         INTEGER NOT NULL,
    privileged_administration INTEGER NOT NULL,
    version                   INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX ix_governed_systems_code ON governed_systems (code);
CREATE INDEX ix_governed_systems_identity_domain_id ON governed_systems (identity_domain_id);
CREATE INDEX ix_governed_systems_risk_owner_id ON governed_systems (risk_owner_id);
