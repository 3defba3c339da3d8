-- Roles that the identity provider's claims bring: they count until the session they came with must have ended.

ALTER TABLE role_grants ADD COLUMN lapses_at INTEGER NULL; -- empty for a role that was granted in the console: it is held until it is ended
