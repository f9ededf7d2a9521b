-- Detection that can be proven complete: cursors that leaders may join at any time, both sources of one fill, what leaders
-- do without trading, how the nodes fare, and the proof.

-- Leaders come from the environment or by command; a worker that runs notices every change by the revision.
CREATE SEQUENCE leader_revision;
ALTER TABLE leader
    ADD COLUMN origin TEXT NOT NULL DEFAULT 'environment' CHECK (origin IN ('environment', 'command')),
    -- first block of interest; null: the head at the moment at which a worker begins to follow
    ADD COLUMN start_block BIGINT CHECK (start_block >= 0),
    ADD COLUMN revision BIGINT NOT NULL DEFAULT nextval('leader_revision');
CREATE INDEX leader_by_revision ON leader (revision);

CREATE FUNCTION leader_revised() RETURNS TRIGGER
    LANGUAGE plpgsql AS
$$
BEGIN
    NEW.revision := nextval('leader_revision');
    RETURN NEW;
END
$$;
CREATE TRIGGER leader_revised BEFORE INSERT OR UPDATE ON leader FOR EACH ROW EXECUTE FUNCTION leader_revised();

-- follows a wallet from a block on, or from the head; a worker that runs begins within seconds
CREATE FUNCTION follow_leader(wallet TEXT, name TEXT DEFAULT '', from_block BIGINT DEFAULT NULL) RETURNS UUID
    LANGUAGE sql AS
$$
INSERT INTO leader (id, address, label, enabled, created_at, origin, start_block)
VALUES (gen_random_uuid(), lower(wallet), name, TRUE, now(), 'command', from_block)
ON CONFLICT (address) DO UPDATE
SET label = excluded.label, enabled = TRUE, origin = 'command', start_block = excluded.start_block
RETURNING id
$$;

-- follows it no more; what is stored of it stays
CREATE FUNCTION unfollow_leader(wallet TEXT) RETURNS BOOLEAN
    LANGUAGE sql AS
$$
WITH gone AS (UPDATE leader SET enabled = FALSE, origin = 'command' WHERE address = lower(wallet) AND enabled RETURNING 1)
SELECT EXISTS (SELECT FROM gone)
$$;

-- A fill that the Data API tells of has a second identity; both lead to the one row.
ALTER TABLE leader_fill
    ADD COLUMN row_key TEXT,
    ADD COLUMN combo BOOLEAN NOT NULL DEFAULT FALSE;

-- a second reading asks by block
CREATE INDEX leader_fill_by_block ON leader_fill (block_number);

-- Where following began: what lies before is nobody's miss.
ALTER TABLE polygon_cursor ADD COLUMN first_block BIGINT;
UPDATE polygon_cursor SET first_block = last_processed_block + 1;
ALTER TABLE polygon_cursor ALTER COLUMN first_block SET NOT NULL;

-- and both payloads are kept
ALTER TABLE leader_fill_raw DROP CONSTRAINT leader_fill_raw_pkey, ADD PRIMARY KEY (id, created_at, source);

-- The fill that caused it is in no block any more: set while that is so.
ALTER TABLE execution_attempt ADD COLUMN cause_invalidated_at TIMESTAMPTZ;
ALTER TABLE execution_fill ADD COLUMN cause_invalidated_at TIMESTAMPTZ;

CREATE TABLE rejected_log (
    digest         BYTEA PRIMARY KEY,
    source         TEXT        NOT NULL,
    reason         TEXT        NOT NULL,
    payload        TEXT        NOT NULL,
    first_seen_at  TIMESTAMPTZ NOT NULL
);
CREATE INDEX rejected_log_by_time ON rejected_log (first_seen_at);

CREATE TABLE one_sided_fill (
    leader_fill_id  UUID PRIMARY KEY REFERENCES leader_fill (id),
    seen_by         TEXT        NOT NULL CHECK (seen_by IN ('polygon', 'data_api')),
    reported_at     TIMESTAMPTZ NOT NULL,
    -- when the other source told of it after all
    resolved_at     TIMESTAMPTZ
);
CREATE INDEX one_sided_fill_open ON one_sided_fill (reported_at) WHERE resolved_at IS NULL;

CREATE TABLE data_api_cursor (
    leader_address  TEXT PRIMARY KEY,
    read_up_to      TIMESTAMPTZ NOT NULL,
    updated_at      TIMESTAMPTZ NOT NULL
);

-- What a leader's inventory did beside his fills, from final blocks only: nothing here is ever taken back.
CREATE TABLE inventory_event (
    tx_hash        TEXT           NOT NULL,
    leader_id      UUID           NOT NULL REFERENCES leader (id),
    ledger         TEXT           NOT NULL,
    token_id       NUMERIC(78)    NOT NULL,
    kind           TEXT           NOT NULL CHECK (kind IN ('SPLIT', 'MERGE', 'REDEEM', 'CONVERT', 'TRANSFER', 'UNKNOWN')),
    -- signed: what came in is positive
    shares         NUMERIC(38, 6) NOT NULL,
    operator       TEXT           NOT NULL,
    block_number   BIGINT         NOT NULL,
    block_hash     TEXT           NOT NULL,
    log_index      BIGINT         NOT NULL,
    payload        JSONB          NOT NULL,
    detected_at    TIMESTAMPTZ    NOT NULL,
    PRIMARY KEY (tx_hash, leader_id, ledger, token_id)
);
CREATE INDEX inventory_event_by_leader ON inventory_event (leader_id, block_number DESC);

-- A contract that moves leaders' tokens or collateral and that nothing here knows: the next exchange generation, perhaps.
CREATE TABLE contract_drift (
    contract         TEXT PRIMARY KEY,
    reason           TEXT        NOT NULL,
    occurrences      BIGINT      NOT NULL,
    example_tx       TEXT        NOT NULL,
    example_leader   TEXT        NOT NULL,
    first_block      BIGINT      NOT NULL,
    last_block       BIGINT      NOT NULL,
    first_seen_at    TIMESTAMPTZ NOT NULL,
    last_seen_at     TIMESTAMPTZ NOT NULL,
    acknowledged_at  TIMESTAMPTZ
);

-- How each node fares, written by the worker about once a second.
CREATE TABLE node_status (
    endpoint         TEXT PRIMARY KEY,
    transport        TEXT        NOT NULL CHECK (transport IN ('ws', 'http')),
    state            TEXT        NOT NULL CHECK (state IN ('LIVE', 'DEMOTED', 'DOWN')),
    detail           TEXT        NOT NULL,
    head_block       BIGINT,
    blocks_behind    BIGINT,
    wins             BIGINT      NOT NULL,
    confirmations    BIGINT      NOT NULL,
    misses           BIGINT      NOT NULL,
    errors           BIGINT      NOT NULL,
    lag_p50_ms       NUMERIC(12, 3),
    lag_p99_ms       NUMERIC(12, 3),
    range_limit      BIGINT,
    rate_limit       NUMERIC(12, 3),
    last_content_at  TIMESTAMPTZ,
    updated_at       TIMESTAMPTZ NOT NULL
);

-- Long reads under way; a row goes when its read is done.
CREATE TABLE catch_up (
    name               TEXT PRIMARY KEY,
    leaders            INTEGER     NOT NULL,
    from_block         BIGINT      NOT NULL,
    at_block           BIGINT      NOT NULL,
    to_block           BIGINT      NOT NULL,
    blocks_per_second  NUMERIC(12, 1) NOT NULL,
    started_at         TIMESTAMPTZ NOT NULL,
    updated_at         TIMESTAMPTZ NOT NULL
);

-- The proof, per leader over everything that was read a second time: missed 0 of N, late k, worst lag.
CREATE TABLE completeness (
    leader_id     UUID PRIMARY KEY REFERENCES leader (id),
    from_block    BIGINT      NOT NULL,
    to_block      BIGINT      NOT NULL,
    fills         BIGINT      NOT NULL,
    missed        BIGINT      NOT NULL,
    extra         BIGINT      NOT NULL,
    late          BIGINT      NOT NULL,
    worst_lag_ms  BIGINT      NOT NULL,
    checked_at    TIMESTAMPTZ NOT NULL
);

-- Each second reading, and by whom.
CREATE TABLE completeness_check (
    to_block       BIGINT PRIMARY KEY,
    from_block     BIGINT      NOT NULL,
    endpoint       TEXT        NOT NULL,
    leaders        INTEGER     NOT NULL,
    fills          BIGINT      NOT NULL,
    missed         BIGINT      NOT NULL,
    extra          BIGINT      NOT NULL,
    checked_at     TIMESTAMPTZ NOT NULL
);
CREATE INDEX completeness_check_by_time ON completeness_check (checked_at);

-- What the second reading found that the first had not, or the other way round.
CREATE TABLE completeness_gap (
    exchange_address  TEXT        NOT NULL,
    tx_hash           TEXT        NOT NULL,
    log_index         BIGINT      NOT NULL,
    leader_id         UUID        NOT NULL REFERENCES leader (id),
    block_number      BIGINT      NOT NULL,
    kind              TEXT        NOT NULL CHECK (kind IN ('MISSED', 'EXTRA')),
    found_at          TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (exchange_address, tx_hash, log_index, kind)
);
