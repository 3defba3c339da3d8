-- What people are told, and which stage of which duty they were told at.

CREATE TABLE inbox_items (
    id         BLOB    NOT NULL CONSTRAINT pk_inbox_items PRIMARY KEY,
    person_id  BLOB    NOT NULL,
    subject    TEXT    NOT NULL,
    text       TEXT    NOT NULL,
    href       TEXT    NOT NULL,
    about_id   BLOB    NULL, -- a later notice about the same takes the place of an unread one
    created_at INTEGER NOT NULL,
    read_at    INTEGER NULL
) STRICT;
CREATE INDEX ix_inbox_items_person_id_read_at_created_at ON inbox_items (person_id, read_at, created_at);

CREATE TABLE reminders (
    id           BLOB    NOT NULL CONSTRAINT pk_reminders PRIMARY KEY,
    obligation   TEXT    NOT NULL,
    object_id    BLOB    NOT NULL,
    due_on       TEXT    NOT NULL,
    stage        INTEGER NOT NULL, -- days before the due date; negative after it
    recipient_id BLOB    NOT NULL,
    state        TEXT    NOT NULL, -- Sent, Skipped
    decided_at   INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX ix_reminders_object_id_obligation_due_on_stage_recipient_id ON reminders (object_id, obligation, due_on, stage, recipient_id);
CREATE INDEX ix_reminders_recipient_id ON reminders (recipient_id);
