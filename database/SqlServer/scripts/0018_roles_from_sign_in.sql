-- Roles that the identity provider's claims bring: they count until the session they came with must have ended.

ALTER TABLE role_grants ADD lapses_at datetimeoffset(3) NULL; -- empty for a role that was granted in the console: it is held until it is ended
