-- Legal holds, and erasures of people under two signatures.

CREATE TABLE legal_holds (
    id           BLOB    NOT NULL CONSTRAINT pk_legal_holds PRIMARY KEY,
    number       TEXT    NOT NULL,
    person_id    BLOB    NULL CONSTRAINT fk_legal_holds_person_id REFERENCES people (id), -- NULL: everybody's data
    reason       TEXT    NOT NULL,
    placed_by_id BLOB    NOT NULL CONSTRAINT fk_legal_holds_placed_by_id REFERENCES people (id),
    placed_at    INTEGER NOT NULL,
    lifted_by_id BLOB    NULL CONSTRAINT fk_legal_holds_lifted_by_id REFERENCES people (id),
    lifted_at    INTEGER NULL,
    lift_reason  TEXT    NULL,
    version      INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX ix_legal_holds_number ON legal_holds (number);
CREATE INDEX ix_legal_holds_person_id ON legal_holds (person_id);
CREATE INDEX ix_legal_holds_placed_by_id ON legal_holds (placed_by_id);
CREATE INDEX ix_legal_holds_lifted_by_id ON legal_holds (lifted_by_id);

CREATE TABLE erasures (
    id              BLOB    NOT NULL CONSTRAINT pk_erasures PRIMARY KEY,
    number          TEXT    NOT NULL,
    person_id       BLOB    NOT NULL CONSTRAINT fk_erasures_person_id REFERENCES people (id),
    state           TEXT    NOT NULL, -- Requested, Done, Withdrawn
    basis           TEXT    NOT NULL,
    reason          TEXT    NOT NULL,
    requested_by_id BLOB    NOT NULL CONSTRAINT fk_erasures_requested_by_id REFERENCES people (id),
    requested_at    INTEGER NOT NULL,
    decided_by_id   BLOB    NULL CONSTRAINT fk_erasures_decided_by_id REFERENCES people (id),
    decided_at      INTEGER NULL,
    texts_erased    INTEGER NULL,
    version         INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX ix_erasures_number ON erasures (number);
CREATE INDEX ix_erasures_person_id ON erasures (person_id);
CREATE INDEX ix_erasures_requested_by_id ON erasures (requested_by_id);
CREATE INDEX ix_erasures_decided_by_id ON erasures (decided_by_id);
