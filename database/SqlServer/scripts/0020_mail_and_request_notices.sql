-- Mail that goes out after the change it tells of, and who and what is told that a request was executed.

CREATE TABLE outgoing_mails (
    id              uniqueidentifier  NOT NULL CONSTRAINT pk_outgoing_mails PRIMARY KEY NONCLUSTERED,
    notice_id       uniqueidentifier  NOT NULL CONSTRAINT fk_outgoing_mails_notice_id REFERENCES inbox_items (id), -- what it says, and to whom
    address         nvarchar(320)     NULL, -- chosen when it was written, or where it went; else the address of record at each attempt
    state           nvarchar(64)      NOT NULL, -- Waiting, Failed, Sent, GivenUp, NotNeeded
    attempts        int               NOT NULL,
    tried_since     datetimeoffset(3) NOT NULL,
    next_attempt_at datetimeoffset(3) NULL, -- also the end of a claim: whoever died with it is not waited for longer
    claim           int               NOT NULL, -- counts the claims; who has another number than this is late and is not heard
    last_error      nvarchar(500)     NULL,
    created_at      datetimeoffset(3) NOT NULL,
    ended_at        datetimeoffset(3) NULL
);
CREATE INDEX ix_outgoing_mails_notice_id ON outgoing_mails (notice_id);
CREATE INDEX ix_outgoing_mails_next_attempt_at ON outgoing_mails (next_attempt_at) WHERE next_attempt_at IS NOT NULL;
CREATE INDEX ix_outgoing_mails_state_created_at ON outgoing_mails (state, created_at);

CREATE TABLE request_notices (
    id              uniqueidentifier  NOT NULL CONSTRAINT pk_request_notices PRIMARY KEY NONCLUSTERED,
    request_id      uniqueidentifier  NOT NULL CONSTRAINT fk_request_notices_request_id REFERENCES requests (id),
    target          nvarchar(64)      NULL, -- of the policy; null for a system of the path's list
    system_id       uniqueidentifier  NULL CONSTRAINT fk_request_notices_system_id REFERENCES governed_systems (id),
    person_id       uniqueidentifier  NULL CONSTRAINT fk_request_notices_person_id REFERENCES people (id),
    channel         nvarchar(64)      NOT NULL, -- Inbox, Mail, ByHand
    by_hand_because nvarchar(64)      NULL, -- NotConnected, OnThePathsList, NotOnRecord, NotInTheDirectory, AnotherChannel, NewAddress, NobodyHoldsIt, NobodyIsNamed
    mail_id         uniqueidentifier  NULL, -- of outgoing_mails, which is deleted before this
    state           nvarchar(64)      NOT NULL, -- Waiting, Delivered, Failed, Waived
    created_at      datetimeoffset(3) NOT NULL,
    chased_at       datetimeoffset(3) NULL,
    settled_at      datetimeoffset(3) NULL,
    confirmed_by_id uniqueidentifier  NULL CONSTRAINT fk_request_notices_confirmed_by_id REFERENCES people (id),
    account         nvarchar(4000)    NULL, -- who told whom, and how
    reference       nvarchar(200)     NULL,
    waived_by_id    uniqueidentifier  NULL CONSTRAINT fk_request_notices_waived_by_id REFERENCES people (id),
    waive_reason    nvarchar(4000)    NULL
);
CREATE INDEX ix_request_notices_request_id ON request_notices (request_id);
CREATE INDEX ix_request_notices_created_at ON request_notices (created_at) WHERE settled_at IS NULL;
CREATE INDEX ix_request_notices_system_id ON request_notices (system_id);
CREATE INDEX ix_request_notices_person_id ON request_notices (person_id);
CREATE INDEX ix_request_notices_confirmed_by_id ON request_notices (confirmed_by_id);
CREATE INDEX ix_request_notices_waived_by_id ON request_notices (waived_by_id);
