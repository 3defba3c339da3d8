-- Mail that goes out after the change it tells of, and who and what is told that a request was executed.

CREATE TABLE outgoing_mails (
    id              BLOB    NOT NULL CONSTRAINT pk_outgoing_mails PRIMARY KEY,
    notice_id       BLOB    NOT NULL CONSTRAINT fk_outgoing_mails_notice_id REFERENCES inbox_items (id), -- what it says, and to whom
    address         TEXT    NULL, -- chosen when it was written, or where it went; else the address of record at each attempt
    state           TEXT    NOT NULL, -- Waiting, Failed, Sent, GivenUp, NotNeeded
    attempts        INTEGER NOT NULL,
    tried_since     INTEGER NOT NULL,
    next_attempt_at INTEGER NULL, -- also the end of a claim: whoever died with it is not waited for longer
    claim           INTEGER NOT NULL, -- counts the claims; who has another number than this is late and is not heard
    last_error      TEXT    NULL,
    created_at      INTEGER NOT NULL,
    ended_at        INTEGER NULL
) STRICT;
CREATE INDEX ix_outgoing_mails_notice_id ON outgoing_mails (notice_id);
CREATE INDEX ix_outgoing_mails_next_attempt_at ON outgoing_mails (next_attempt_at) WHERE next_attempt_at IS NOT NULL;
CREATE INDEX ix_outgoing_mails_state_created_at ON outgoing_mails (state, created_at);

CREATE TABLE request_notices (
    id              BLOB    NOT NULL CONSTRAINT pk_request_notices PRIMARY KEY,
    request_id      BLOB    NOT NULL CONSTRAINT fk_request_notices_request_id REFERENCES requests (id),
    target          TEXT    NULL, -- of the policy; null for a system of the path's list
    system_id       BLOB    NULL CONSTRAINT fk_request_notices_system_id REFERENCES governed_systems (id),
    person_id       BLOB    NULL CONSTRAINT fk_request_notices_person_id REFERENCES people (id),
    channel         TEXT    NOT NULL, -- Inbox, Mail, ByHand
    by_hand_because TEXT    NULL, -- NotConnected, OnThePathsList, NotOnRecord, NotInTheDirectory, AnotherChannel, NewAddress, NobodyHoldsIt, NobodyIsNamed
    mail_id         BLOB    NULL, -- of outgoing_mails, which is deleted before this
    state           TEXT    NOT NULL, -- Waiting, Delivered, Failed, Waived
    created_at      INTEGER NOT NULL,
    chased_at       INTEGER NULL,
    settled_at      INTEGER NULL,
    confirmed_by_id BLOB    NULL CONSTRAINT fk_request_notices_confirmed_by_id REFERENCES people (id),
    account         TEXT    NULL, -- who told whom, and how
    reference       TEXT    NULL,
    waived_by_id    BLOB    NULL CONSTRAINT fk_request_notices_waived_by_id REFERENCES people (id),
    waive_reason    TEXT    NULL
) STRICT;
CREATE INDEX ix_request_notices_request_id ON request_notices (request_id);
CREATE INDEX ix_request_notices_created_at ON request_notices (created_at) WHERE settled_at IS NULL;
CREATE INDEX ix_request_notices_system_id ON request_notices (system_id);
CREATE INDEX ix_request_notices_person_id ON request_notices (person_id);
CREATE INDEX ix_request_notices_confirmed_by_id ON request_notices (confirmed_by_id);
CREATE INDEX ix_request_notices_waived_by_id ON request_notices (waived_by_id);
