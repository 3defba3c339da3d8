-- What people are told, and which stage of which duty they were told at.

CREATE TABLE inbox_items (
    id         uniqueidentifier  NOT NULL CONSTRAINT pk_inbox_items PRIMARY KEY NONCLUSTERED,
    person_id  uniqueidentifier  NOT NULL,
    subject    nvarchar(300)     NOT NULL,
    text       nvarchar(2000)    NOT NULL,
    href       nvarchar(300)     NOT NULL,
    about_id   uniqueidentifier  NULL, -- a later notice about the same takes the place of an unread one
    created_at datetimeoffset(3) NOT NULL,
    read_at    datetimeoffset(3) NULL
);
CREATE INDEX ix_inbox_items_person_id_read_at_created_at ON inbox_items (person_id, read_at, created_at);

CREATE TABLE reminders (
    id           uniqueidentifier  NOT NULL CONSTRAINT pk_reminders PRIMARY KEY NONCLUSTERED,
    obligation   nvarchar(100)     NOT NULL,
    object_id    uniqueidentifier  NOT NULL,
    due_on       date              NOT NULL,
    stage        int               NOT NULL, -- days before the due date; negative after it
    recipient_id uniqueidentifier  NOT NULL,
    state        nvarchar(64)      NOT NULL, -- Sent, Skipped
    decided_at   datetimeoffset(3) NOT NULL
);
CREATE UNIQUE INDEX ix_reminders_object_id_obligation_due_on_stage_recipient_id ON reminders (object_id, obligation, due_on, stage, recipient_id);
CREATE INDEX ix_reminders_recipient_id ON reminders (recipient_id);
