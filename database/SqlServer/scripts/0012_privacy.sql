-- Legal holds, and erasures of people under two signatures.

CREATE TABLE legal_holds (
    id           uniqueidentifier  NOT NULL CONSTRAINT pk_legal_holds PRIMARY KEY NONCLUSTERED,
    number       nvarchar(20)      NOT NULL,
    person_id    uniqueidentifier  NULL CONSTRAINT fk_legal_holds_person_id REFERENCES people (id), -- NULL: everybody's data
    reason       nvarchar(4000)    NOT NULL,
    placed_by_id uniqueidentifier  NOT NULL CONSTRAINT fk_legal_holds_placed_by_id REFERENCES people (id),
    placed_at    datetimeoffset(3) NOT NULL,
    lifted_by_id uniqueidentifier  NULL CONSTRAINT fk_legal_holds_lifted_by_id REFERENCES people (id),
    lifted_at    datetimeoffset(3) NULL,
    lift_reason  nvarchar(4000)    NULL,
    version      bigint            NOT NULL
);
CREATE UNIQUE INDEX ix_legal_holds_number ON legal_holds (number);
CREATE INDEX ix_legal_holds_person_id ON legal_holds (person_id);
CREATE INDEX ix_legal_holds_placed_by_id ON legal_holds (placed_by_id);
CREATE INDEX ix_legal_holds_lifted_by_id ON legal_holds (lifted_by_id);

CREATE TABLE erasures (
    id              uniqueidentifier  NOT NULL CONSTRAINT pk_erasures PRIMARY KEY NONCLUSTERED,
    number          nvarchar(20)      NOT NULL,
    person_id       uniqueidentifier  NOT NULL CONSTRAINT fk_erasures_person_id REFERENCES people (id),
    state           nvarchar(64)      NOT NULL, -- Requested, Done, Withdrawn
    basis           nvarchar(64)      NOT NULL,
    reason          nvarchar(4000)    NOT NULL,
    requested_by_id uniqueidentifier  NOT NULL CONSTRAINT fk_erasures_requested_by_id REFERENCES people (id),
    requested_at    datetimeoffset(3) NOT NULL,
    decided_by_id   uniqueidentifier  NULL CONSTRAINT fk_erasures_decided_by_id REFERENCES people (id),
    decided_at      datetimeoffset(3) NULL,
    texts_erased    int               NULL,
    version         bigint            NOT NULL
);
CREATE UNIQUE INDEX ix_erasures_number ON erasures (number);
CREATE INDEX ix_erasures_person_id ON erasures (person_id);
CREATE INDEX ix_erasures_requested_by_id ON erasures (requested_by_id);
CREATE INDEX ix_erasures_decided_by_id ON erasures (decided_by_id);
