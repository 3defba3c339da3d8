-- People and what they belong to.

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
