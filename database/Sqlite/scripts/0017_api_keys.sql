-- Keys of the HTTP API, and the day each was last used.

CREATE TABLE api_keys (
    id            BLOB    NOT NULL CONSTRAINT pk_api_keys PRIMARY KEY,
    number        TEXT    NOT NULL,
    client        TEXT    NOT NULL, -- whose key it is: "ticketing, production"
    scopes        TEXT    NOT NULL, -- with a space between
    secret_hash   BLOB    NOT NULL, -- SHA-256 of 256 random bits; the secret itself is stored nowhere
    created_by_id BLOB    NULL CONSTRAINT fk_api_keys_created_by_id REFERENCES people (id), -- NULL: the command line
    created_at    INTEGER NOT NULL,
    ends_at       INTEGER NOT NULL,
    replaces_id   BLOB    NULL CONSTRAINT fk_api_keys_replaces_id REFERENCES api_keys (id), -- NULL: it took no other key's place
    revoked_by_id BLOB    NULL CONSTRAINT fk_api_keys_revoked_by_id REFERENCES people (id), -- NULL: not revoked, or by the command line
    revoked_at    INTEGER NULL,
    revoke_reason TEXT    NULL,
    version       INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX ix_api_keys_number ON api_keys (number);
CREATE INDEX ix_api_keys_created_by_id ON api_keys (created_by_id);
CREATE INDEX ix_api_keys_replaces_id ON api_keys (replaces_id);
CREATE INDEX ix_api_keys_revoked_by_id ON api_keys (revoked_by_id);

CREATE TABLE api_key_uses (
    key_id       BLOB NOT NULL CONSTRAINT pk_api_key_uses PRIMARY KEY CONSTRAINT fk_api_key_uses_key_id REFERENCES api_keys (id),
    last_used_on TEXT NOT NULL
) STRICT;
