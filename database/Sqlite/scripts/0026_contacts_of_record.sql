-- Contacts of record: the numbers and addresses by which a desk reaches somebody, as their source tells them; and which of them a signal went to.

CREATE TABLE contacts_of_record (
    id              BLOB    NOT NULL CONSTRAINT pk_contacts_of_record PRIMARY KEY,
    person_id       BLOB    NOT NULL CONSTRAINT fk_contacts_of_record_person_id REFERENCES people (id),
    kind            TEXT    NOT NULL, -- Phone, RecoveryAddress, DirectoryAddress
    contact_address TEXT    NOT NULL, -- the number or the e-mail address; shown masked
    source          TEXT    NOT NULL,
    changed_at      INTEGER NOT NULL, -- its cooling-off is counted from here
    said_changed_on TEXT    NULL, -- the day of the last change, as the directory says
    recorded_by_id  BLOB    NULL CONSTRAINT fk_contacts_of_record_recorded_by_id REFERENCES people (id), -- NULL: the directory brought it
    recorded_at     INTEGER NOT NULL,
    ended_at        INTEGER NULL
) STRICT;
CREATE INDEX ix_contacts_of_record_person_id ON contacts_of_record (person_id);
CREATE INDEX ix_contacts_of_record_recorded_by_id ON contacts_of_record (recorded_by_id);

-- What was reached, as it stood then. The contact itself goes with the person's erasure, so nothing refers to its row.
ALTER TABLE request_signals ADD COLUMN contact_id BLOB NULL;
ALTER TABLE request_signals ADD COLUMN contact_masked TEXT NULL;
ALTER TABLE request_signals ADD COLUMN contact_source TEXT NULL;
ALTER TABLE request_signals ADD COLUMN contact_changed_at INTEGER NULL;
ALTER TABLE request_signals ADD COLUMN contact_ended_at INTEGER NULL; -- set: it was a former contact already
