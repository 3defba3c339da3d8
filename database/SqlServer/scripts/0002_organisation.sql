-- People, what they belong to, and what they answer for: desks, vendors, systems, identity domains.

CREATE TABLE organisational_units (
    id        uniqueidentifier NOT NULL CONSTRAINT pk_organisational_units PRIMARY KEY NONCLUSTERED,
    code      nvarchar(100)    NOT NULL,
    name      nvarchar(200)    NOT NULL,
    parent_id uniqueidentifier NULL CONSTRAINT fk_organisational_units_parent_id REFERENCES organisational_units (id),
    version   bigint           NOT NULL
);
CREATE UNIQUE INDEX ix_organisational_units_code ON organisational_units (code);
CREATE INDEX ix_organisational_units_parent_id ON organisational_units (parent_id);

CREATE TABLE people (
    id               uniqueidentifier  NOT NULL CONSTRAINT pk_people PRIMARY KEY NONCLUSTERED,
    directory_key    nvarchar(100)     NOT NULL,
    name             nvarchar(200)     NOT NULL,
    email            nvarchar(320)     NULL,
    kind             nvarchar(64)      NOT NULL, -- Individual, SharedMailbox, DistributionList
    engagement       nvarchar(64)      NOT NULL, -- Employee, Contractor, ThirdParty
    manager_id       uniqueidentifier  NULL CONSTRAINT fk_people_manager_id REFERENCES people (id),
    unit_id          uniqueidentifier  NULL CONSTRAINT fk_people_unit_id REFERENCES organisational_units (id),
    contract_ends_on date              NULL,
    left_at          datetimeoffset(3) NULL,
    may_act          bit               NOT NULL,
    version          bigint            NOT NULL
);
CREATE UNIQUE INDEX ix_people_directory_key ON people (directory_key);
CREATE INDEX ix_people_name ON people (name);
CREATE INDEX ix_people_manager_id ON people (manager_id);
CREATE INDEX ix_people_unit_id ON people (unit_id);

CREATE TABLE accounts (
    id        uniqueidentifier NOT NULL CONSTRAINT pk_accounts PRIMARY KEY NONCLUSTERED,
    person_id uniqueidentifier NOT NULL CONSTRAINT fk_accounts_person_id REFERENCES people (id),
    issuer    nvarchar(400)    NOT NULL,
    subject   nvarchar(400)    NOT NULL
);
CREATE UNIQUE INDEX ix_accounts_issuer_subject ON accounts (issuer, subject);
CREATE INDEX ix_accounts_person_id ON accounts (person_id);

CREATE TABLE role_grants (
    id         uniqueidentifier  NOT NULL CONSTRAINT pk_role_grants PRIMARY KEY NONCLUSTERED,
    person_id  uniqueidentifier  NOT NULL CONSTRAINT fk_role_grants_person_id REFERENCES people (id),
    role       nvarchar(64)      NOT NULL,
    granted_at datetimeoffset(3) NOT NULL,
    ended_at   datetimeoffset(3) NULL
);
CREATE INDEX ix_role_grants_person_id_ended_at ON role_grants (person_id, ended_at);

CREATE TABLE vendors (
    id      uniqueidentifier NOT NULL CONSTRAINT pk_vendors PRIMARY KEY NONCLUSTERED,
    code    nvarchar(100)    NOT NULL,
    name    nvarchar(200)    NOT NULL,
    version bigint           NOT NULL
);
CREATE UNIQUE INDEX ix_vendors_code ON vendors (code);

CREATE TABLE desks (
    id                            uniqueidentifier  NOT NULL CONSTRAINT pk_desks PRIMARY KEY NONCLUSTERED,
    code                          nvarchar(100)     NOT NULL,
    name                          nvarchar(200)     NOT NULL,
    kind                          nvarchar(64)      NOT NULL, -- Own, Outsourced
    vendor_id                     uniqueidentifier  NULL CONSTRAINT fk_desks_vendor_id REFERENCES vendors (id),
    lead_id                       uniqueidentifier  NOT NULL CONSTRAINT fk_desks_lead_id REFERENCES people (id),
    decision_mode                 nvarchar(64)      NOT NULL, -- ExecutorOnly, DecisionMaker
    decision_mode_decided_at      datetimeoffset(3) NULL,
    decision_maker_proposed_by_id uniqueidentifier  NULL CONSTRAINT fk_desks_decision_maker_proposed_by_id REFERENCES people (id),
    decision_maker_proposed_at    datetimeoffset(3) NULL,
    decision_maker_reason         nvarchar(4000)    NULL,
    working_days                  nvarchar(64)      NULL, -- names of days, comma and space between them
    open_from                     time(0)           NULL,
    open_until                    time(0)           NULL,
    time_zone                     nvarchar(64)      NULL, -- null: the organisation's
    contract_reference            nvarchar(200)     NULL,
    contract_clause               nvarchar(200)     NULL,
    contract_accountable_id       uniqueidentifier  NULL CONSTRAINT fk_desks_contract_accountable_id REFERENCES people (id),
    contract_ends_on              date              NULL,
    version                       bigint            NOT NULL
);
CREATE UNIQUE INDEX ix_desks_code ON desks (code);
CREATE INDEX ix_desks_vendor_id ON desks (vendor_id);
CREATE INDEX ix_desks_lead_id ON desks (lead_id);
CREATE INDEX ix_desks_decision_maker_proposed_by_id ON desks (decision_maker_proposed_by_id);
CREATE INDEX ix_desks_contract_accountable_id ON desks (contract_accountable_id);

CREATE TABLE identity_domains (
    id                     uniqueidentifier  NOT NULL CONSTRAINT pk_identity_domains PRIMARY KEY NONCLUSTERED,
    code                   nvarchar(100)     NOT NULL,
    name                   nvarchar(200)     NOT NULL,
    risk_owner_id          uniqueidentifier  NULL CONSTRAINT fk_identity_domains_risk_owner_id REFERENCES people (id),
    risk_owner_assigned_at datetimeoffset(3) NULL,
    version                bigint            NOT NULL
);
CREATE UNIQUE INDEX ix_identity_domains_code ON identity_domains (code);
CREATE INDEX ix_identity_domains_risk_owner_id ON identity_domains (risk_owner_id);

CREATE TABLE boundary_statements (
    id                 uniqueidentifier  NOT NULL CONSTRAINT pk_boundary_statements PRIMARY KEY NONCLUSTERED,
    identity_domain_id uniqueidentifier  NOT NULL CONSTRAINT fk_boundary_statements_identity_domain_id REFERENCES identity_domains (id),
    number             int               NOT NULL, -- versions of one domain, from 1
    text               nvarchar(4000)    NOT NULL,
    approved_by_id     uniqueidentifier  NOT NULL CONSTRAINT fk_boundary_statements_approved_by_id REFERENCES people (id),
    published_at       datetimeoffset(3) NOT NULL
);
CREATE UNIQUE INDEX ix_boundary_statements_identity_domain_id_number ON boundary_statements (identity_domain_id, number);
CREATE INDEX ix_boundary_statements_approved_by_id ON boundary_statements (approved_by_id);

CREATE TABLE governed_systems (
    id                        uniqueidentifier  NOT NULL CONSTRAINT pk_governed_systems PRIMARY KEY NONCLUSTERED,
    code                      nvarchar(100)     NOT NULL,
    name                      nvarchar(200)     NOT NULL,
    identity_domain_id        uniqueidentifier  NULL CONSTRAINT fk_governed_systems_identity_domain_id REFERENCES identity_domains (id),
    risk_owner_id             uniqueidentifier  NULL CONSTRAINT fk_governed_systems_risk_owner_id REFERENCES people (id),
    risk_owner_assigned_at    datetimeoffset(3) NULL,
    highly_available          bit               NOT NULL,
    externally_facing         bit               NOT NULL,
    privileged_administration bit               NOT NULL,
    version                   bigint            NOT NULL
);
CREATE UNIQUE INDEX ix_governed_systems_code ON governed_systems (code);
CREATE INDEX ix_governed_systems_identity_domain_id ON governed_systems (identity_domain_id);
CREATE INDEX ix_governed_systems_risk_owner_id ON governed_systems (risk_owner_id);
