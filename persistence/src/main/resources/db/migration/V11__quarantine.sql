-- What the database or the engine could not take, so that all else goes on. Nothing is lost: the payload is kept as text.
CREATE TABLE quarantined_fact (
    -- the same thing delivered again is the same row
    identity         BYTEA PRIMARY KEY,
    kind             TEXT        NOT NULL,
    -- the identity of what this depends on; null: it was refused itself
    follows          BYTEA,
    reason           TEXT        NOT NULL,
    sqlstate         TEXT,
    -- every character that is not plain ASCII is escaped as in Java, with the newest occurrence in full up to its limit
    payload          TEXT        NOT NULL,
    occurrences      BIGINT      NOT NULL DEFAULT 1 CHECK (occurrences > 0),
    quarantined_at   TIMESTAMPTZ NOT NULL,
    last_seen_at     TIMESTAMPTZ NOT NULL,
    -- set by whoever has looked at it: the alarm ends; the same thing is tried again when it is delivered again
    acknowledged_at  TIMESTAMPTZ
);
-- alarms: what was refused itself and nobody has looked at
CREATE INDEX quarantined_fact_open ON quarantined_fact (quarantined_at) WHERE acknowledged_at IS NULL AND follows IS NULL;
CREATE INDEX quarantined_fact_by_time ON quarantined_fact (quarantined_at);
