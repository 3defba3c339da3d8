-- What operators say and ask when they verify somebody, version by version; and by which of them a signal was taken.

CREATE TABLE verification_scripts (
    id                BLOB    NOT NULL CONSTRAINT pk_verification_scripts PRIMARY KEY,
    code              TEXT    NOT NULL, -- ALL-EN, K03-DE
    kind              TEXT    NULL, -- NULL: for all kinds that have none of their own
    language          TEXT    NOT NULL,
    number            INTEGER NOT NULL,
    state             TEXT    NOT NULL, -- Proposed, InForce, Retired, Withdrawn
    text              TEXT    NOT NULL,
    reason            TEXT    NOT NULL,
    proposed_by_id    BLOB    NOT NULL CONSTRAINT fk_verification_scripts_proposed_by_id REFERENCES people (id),
    proposed_at       INTEGER NOT NULL,
    approved_by_id    BLOB    NULL CONSTRAINT fk_verification_scripts_approved_by_id REFERENCES people (id),
    in_force_from     INTEGER NULL,
    ended_at          INTEGER NULL,
    withdrawal_reason TEXT    NULL,
    version           INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX ix_verification_scripts_code_number ON verification_scripts (code, number);
CREATE UNIQUE INDEX ix_verification_scripts_code_state ON verification_scripts (code, state) WHERE ended_at IS NULL;
CREATE INDEX ix_verification_scripts_proposed_by_id ON verification_scripts (proposed_by_id);
CREATE INDEX ix_verification_scripts_approved_by_id ON verification_scripts (approved_by_id);

ALTER TABLE request_signals ADD COLUMN script_code TEXT NULL; -- empty where no operator spoke
ALTER TABLE request_signals ADD COLUMN script_number INTEGER NULL;
ALTER TABLE request_signals ADD COLUMN script_language TEXT NULL;
