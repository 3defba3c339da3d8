-- What operators say and ask when they verify somebody, version by version; and by which of them a signal was taken.

CREATE TABLE verification_scripts (
    id                uniqueidentifier  NOT NULL CONSTRAINT pk_verification_scripts PRIMARY KEY NONCLUSTERED,
    code              nvarchar(6)       NOT NULL, -- ALL-EN, K03-DE
    kind              nvarchar(3)       NULL, -- NULL: for all kinds that have none of their own
    language          nvarchar(2)       NOT NULL,
    number            int               NOT NULL,
    state             nvarchar(64)      NOT NULL, -- Proposed, InForce, Retired, Withdrawn
    text              nvarchar(max)     NOT NULL,
    reason            nvarchar(4000)    NOT NULL,
    proposed_by_id    uniqueidentifier  NOT NULL CONSTRAINT fk_verification_scripts_proposed_by_id REFERENCES people (id),
    proposed_at       datetimeoffset(3) NOT NULL,
    approved_by_id    uniqueidentifier  NULL CONSTRAINT fk_verification_scripts_approved_by_id REFERENCES people (id),
    in_force_from     datetimeoffset(3) NULL,
    ended_at          datetimeoffset(3) NULL,
    withdrawal_reason nvarchar(4000)    NULL,
    version           bigint            NOT NULL
);
CREATE UNIQUE INDEX ix_verification_scripts_code_number ON verification_scripts (code, number);
CREATE UNIQUE INDEX ix_verification_scripts_code_state ON verification_scripts (code, state) WHERE ended_at IS NULL;
CREATE INDEX ix_verification_scripts_proposed_by_id ON verification_scripts (proposed_by_id);
CREATE INDEX ix_verification_scripts_approved_by_id ON verification_scripts (approved_by_id);

ALTER TABLE request_signals ADD script_code nvarchar(6) NULL; -- empty where no operator spoke
ALTER TABLE request_signals ADD script_number int NULL;
ALTER TABLE request_signals ADD script_language nvarchar(2) NULL;
