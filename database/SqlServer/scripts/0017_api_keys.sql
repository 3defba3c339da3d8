-- Keys of the HTTP API, and the day each was last used.

CREATE TABLE api_keys (
    id            uniqueidentifier  NOT NULL CONSTRAINT pk_api_keys PRIMARY KEY NONCLUSTERED,
    number        nvarchar(20)      NOT NULL,
    client        nvarchar(200)     NOT NULL, -- whose key it is: "ticketing, production"
    scopes        nvarchar(1000)    NOT NULL, -- with a space between
    secret_hash   binary(32)        NOT NULL, -- SHA-256 of 256 random bits; the secret itself is stored nowhere
    created_by_id uniqueidentifier  NULL CONSTRAINT fk_api_keys_created_by_id REFERENCES people (id), -- NULL: the command line
    created_at    datetimeoffset(3) NOT NULL,
    ends_at       datetimeoffset(3) NOT NULL,
    replaces_id   uniqueidentifier  NULL CONSTRAINT fk_api_keys_replaces_id REFERENCES api_keys (id), -- NULL: it took no other key's place
    revoked_by_id uniqueidentifier  NULL CONSTRAINT fk_api_keys_revoked_by_id REFERENCES people (id), -- NULL: not revoked, or by the command line
    revoked_at    datetimeoffset(3) NULL,
    revoke_reason nvarchar(4000)    NULL,
    version       bigint            NOT NULL
);
CREATE UNIQUE INDEX ix_api_keys_number ON api_keys (number);
CREATE INDEX ix_api_keys_created_by_id ON api_keys (created_by_id);
CREATE INDEX ix_api_keys_replaces_id ON api_keys (replaces_id);
CREATE INDEX ix_api_keys_revoked_by_id ON api_keys (revoked_by_id);

CREATE TABLE api_key_uses (
    key_id       uniqueidentifier NOT NULL CONSTRAINT pk_api_key_uses PRIMARY KEY NONCLUSTERED CONSTRAINT fk_api_key_uses_key_id REFERENCES api_keys (id),
    last_used_on date             NOT NULL
);
