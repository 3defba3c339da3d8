-- Contacts of record: the numbers and addresses by which a desk reaches somebody, as their source tells them; and which of them a signal went to.

CREATE TABLE contacts_of_record (
    id              uniqueidentifier  NOT NULL CONSTRAINT pk_contacts_of_record PRIMARY KEY NONCLUSTERED,
    person_id       uniqueidentifier  NOT NULL CONSTRAINT fk_contacts_of_record_person_id REFERENCES people (id),
    kind            nvarchar(64)      NOT NULL, -- Phone, RecoveryAddress, DirectoryAddress
    contact_address nvarchar(320)     NOT NULL, -- the number or the e-mail address; shown masked
    source          nvarchar(200)     NOT NULL,
    changed_at      datetimeoffset(3) NOT NULL, -- its cooling-off is counted from here
    said_changed_on date              NULL, -- the day of the last change, as the directory says
    recorded_by_id  uniqueidentifier  NULL CONSTRAINT fk_contacts_of_record_recorded_by_id REFERENCES people (id), -- NULL: the directory brought it
    recorded_at     datetimeoffset(3) NOT NULL,
    ended_at        datetimeoffset(3) NULL
);
CREATE INDEX ix_contacts_of_record_person_id ON contacts_of_record (person_id);
CREATE INDEX ix_contacts_of_record_recorded_by_id ON contacts_of_record (recorded_by_id);

-- What was reached, as it stood then. The contact itself goes with the person's erasure, so nothing refers to its row.
ALTER TABLE request_signals ADD contact_id uniqueidentifier NULL;
ALTER TABLE request_signals ADD contact_masked nvarchar(320) NULL;
ALTER TABLE request_signals ADD contact_source nvarchar(200) NULL;
ALTER TABLE request_signals ADD contact_changed_at datetimeoffset(3) NULL;
ALTER TABLE request_signals ADD contact_ended_at datetimeoffset(3) NULL; -- set: it was a former contact already
