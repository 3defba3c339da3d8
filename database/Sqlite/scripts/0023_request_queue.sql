-- The queue of requests, newest first, without reading all that there are.

CREATE INDEX ix_requests_submitted_at ON requests (submitted_at);
