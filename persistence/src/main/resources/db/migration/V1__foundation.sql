-- Slipstream's first schema. PostgreSQL 15 and newer.
--
-- Where uniqueness and time live (docs/database.md has the reasoning):
--   * the id of a leader fill is a UUIDv7, so its first 48 bits are the detection time. leader_fill, trade and
--     execution_attempt are range-partitioned BY THAT ID: a partition is a month, and the primary key on the id alone
--     is global. One attempt per fill is therefore enforced by a key, and foreign keys need no second column.
--   * the chain identity of a fill (exchange|block|tx|log index|order) is unique in leader_fill_key, hash-partitioned
--     by that identity's digest. Every leader_fill row is written in the transaction that claims its key.
--   * raw payloads and equity points are bulky and expire: they are partitioned by time and dropped a month at a time.

CREATE FUNCTION uuid_v7_floor(at TIMESTAMPTZ) RETURNS UUID
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS
$$
SELECT (lpad(to_hex((extract(EPOCH FROM at) * 1000)::BIGINT), 12, '0') || '00000000000000000000')::UUID
$$;

CREATE TABLE leader (
    id              UUID PRIMARY KEY,
    address         TEXT        NOT NULL UNIQUE CHECK (address ~ '^0x[0-9a-f]{40}$'),
    label           TEXT        NOT NULL DEFAULT '',
    enabled         BOOLEAN     NOT NULL DEFAULT TRUE,
    created_at      TIMESTAMPTZ NOT NULL
);

CREATE TABLE leader_fill_raw (
    id          UUID        NOT NULL,
    source      TEXT        NOT NULL,
    payload     JSONB       NOT NULL,
    created_at  TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (id, created_at)
) PARTITION BY RANGE (created_at);

CREATE TABLE leader_fill_key (
    key_digest      BYTEA NOT NULL PRIMARY KEY,
    leader_fill_id  UUID  NOT NULL
) PARTITION BY HASH (key_digest);

CREATE TABLE leader_fill (
    id                UUID        PRIMARY KEY,
    raw_id            UUID        NOT NULL,
    leader_id         UUID        NOT NULL REFERENCES leader (id),
    source            TEXT        NOT NULL,
    exchange_address  TEXT        NOT NULL,
    block_number      BIGINT      NOT NULL,
    block_hash        TEXT        NOT NULL,
    tx_hash           TEXT        NOT NULL,
    log_index         BIGINT      NOT NULL,
    order_hash        TEXT        NOT NULL,
    maker             TEXT        NOT NULL,
    taker             TEXT        NOT NULL,
    leader_role       TEXT        NOT NULL CHECK (leader_role IN ('maker', 'taker', 'unknown')),
    token_id          NUMERIC(78) NOT NULL,
    side              TEXT        NOT NULL CHECK (side IN ('BUY', 'SELL')),
    leader_price      NUMERIC(18, 6) NOT NULL,
    leader_size       NUMERIC(38, 6) NOT NULL,
    leader_usdc       NUMERIC(38, 6) NOT NULL,
    fee_usdc          NUMERIC(38, 6) NOT NULL,
    fill_ts           TIMESTAMPTZ,
    detected_at       TIMESTAMPTZ NOT NULL,
    status            TEXT        NOT NULL CHECK (status IN ('PROVISIONAL', 'CONFIRMED', 'INVALIDATED')),
    dedupe_key        TEXT        NOT NULL
) PARTITION BY RANGE (id);
CREATE INDEX leader_fill_by_leader ON leader_fill (leader_id, id DESC);
CREATE INDEX leader_fill_by_token ON leader_fill (token_id, id DESC);
CREATE INDEX leader_fill_by_tx ON leader_fill (tx_hash, order_hash);
-- what still waits for finality or lost it, and nothing else: this index stays small for ever
CREATE INDEX leader_fill_unconfirmed ON leader_fill (block_number) WHERE status <> 'CONFIRMED';

CREATE TABLE trade (
    leader_fill_id  UUID PRIMARY KEY REFERENCES leader_fill (id),
    condition_id    TEXT NOT NULL,
    outcome         TEXT NOT NULL,
    title           TEXT NOT NULL,
    market_key      TEXT NOT NULL
) PARTITION BY RANGE (leader_fill_id);

CREATE TABLE execution_attempt (
    -- an attempt carries the id of the fill it answers: one per fill, by key
    leader_fill_id      UUID PRIMARY KEY REFERENCES leader_fill (id),
    id                  UUID        NOT NULL CHECK (id = leader_fill_id),
    mode                TEXT        NOT NULL CHECK (mode IN ('paper', 'live')),
    decision            TEXT        NOT NULL CHECK (decision IN ('TRADE', 'SKIP')),
    decision_reason     JSONB       NOT NULL,
    ratio               NUMERIC(12, 6) NOT NULL,
    token_id            NUMERIC(78) NOT NULL,
    side                TEXT        NOT NULL CHECK (side IN ('BUY', 'SELL')),
    size_shares_target  NUMERIC(38, 6) NOT NULL,
    limit_price         NUMERIC(6, 4),
    ttl_ms              BIGINT      NOT NULL,
    status              TEXT        NOT NULL CHECK (status IN ('SKIPPED', 'SUBMITTED', 'PARTIAL', 'FILLED', 'CANCELED', 'FAILED')),
    status_reason       TEXT,
    decided_at          TIMESTAMPTZ NOT NULL,
    placed_at           TIMESTAMPTZ,
    first_fill_at       TIMESTAMPTZ,
    done_at             TIMESTAMPTZ,
    created_at          TIMESTAMPTZ NOT NULL
) PARTITION BY RANGE (leader_fill_id);
CREATE INDEX execution_attempt_open ON execution_attempt (leader_fill_id) WHERE done_at IS NULL;

CREATE TABLE execution_fill (
    id             UUID           NOT NULL,
    attempt_id     UUID           NOT NULL REFERENCES execution_attempt (leader_fill_id),
    seq            INTEGER        NOT NULL,
    filled_shares  NUMERIC(38, 6) NOT NULL CHECK (filled_shares > 0),
    fill_price     NUMERIC(6, 4)  NOT NULL,
    fee_usdc       NUMERIC(38, 6) NOT NULL,
    liquidity      TEXT           NOT NULL CHECK (liquidity IN ('TAKER', 'MAKER')),
    fill_at        TIMESTAMPTZ    NOT NULL,
    PRIMARY KEY (attempt_id, seq)
) PARTITION BY RANGE (attempt_id);

CREATE TABLE polygon_cursor (
    exchange_address      TEXT        NOT NULL,
    leader_address        TEXT        NOT NULL,
    role                  TEXT        NOT NULL,
    last_processed_block  BIGINT      NOT NULL,
    updated_at            TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (exchange_address, leader_address, role)
);

CREATE TABLE market_registry (
    condition_id       TEXT PRIMARY KEY,
    market_key         TEXT        NOT NULL,
    title              TEXT        NOT NULL,
    category           TEXT        NOT NULL DEFAULT '',
    end_date           TIMESTAMPTZ,
    enable_order_book  BOOLEAN     NOT NULL,
    active             BOOLEAN     NOT NULL,
    closed             BOOLEAN     NOT NULL,
    neg_risk           BOOLEAN     NOT NULL,
    updated_at         TIMESTAMPTZ NOT NULL
);

CREATE TABLE market_token (
    token_id        NUMERIC(78) PRIMARY KEY,
    condition_id    TEXT           NOT NULL REFERENCES market_registry (condition_id),
    outcome         TEXT           NOT NULL,
    outcome_index   SMALLINT       NOT NULL,
    tick_size       NUMERIC(6, 4)  NOT NULL,
    min_size        NUMERIC(18, 6) NOT NULL,
    fee_rate        NUMERIC(9, 6)  NOT NULL,
    fee_exponent    SMALLINT       NOT NULL,
    fee_taker_only  BOOLEAN        NOT NULL,
    neg_risk        BOOLEAN        NOT NULL,
    payout          NUMERIC(9, 6),
    updated_at      TIMESTAMPTZ    NOT NULL
);
CREATE INDEX market_token_by_condition ON market_token (condition_id);

CREATE TABLE position (
    token_id          NUMERIC(78) PRIMARY KEY,
    condition_id      TEXT           NOT NULL,
    shares            NUMERIC(38, 6) NOT NULL,
    cost_usdc         NUMERIC(38, 6) NOT NULL,
    realized_pnl_usdc NUMERIC(38, 6) NOT NULL,
    fees_usdc         NUMERIC(38, 6) NOT NULL,
    mark_price        NUMERIC(6, 4),
    settled_payout    NUMERIC(9, 6),
    opened_at         TIMESTAMPTZ    NOT NULL,
    updated_at        TIMESTAMPTZ    NOT NULL
);
CREATE INDEX position_open ON position (updated_at) WHERE shares > 0;

CREATE TABLE equity_point (
    at               TIMESTAMPTZ    NOT NULL PRIMARY KEY,
    cash_usdc        NUMERIC(38, 6) NOT NULL,
    positions_usdc   NUMERIC(38, 6) NOT NULL,
    equity_usdc      NUMERIC(38, 6) NOT NULL,
    realized_usdc    NUMERIC(38, 6) NOT NULL,
    unrealized_usdc  NUMERIC(38, 6) NOT NULL,
    fees_usdc        NUMERIC(38, 6) NOT NULL,
    unmarked         INTEGER        NOT NULL
) PARTITION BY RANGE (at);

-- the last word of every feed, written by the worker about once a second and read by the dashboard
CREATE TABLE feed_health (
    feed             TEXT PRIMARY KEY,
    state            TEXT        NOT NULL CHECK (state IN ('UP', 'DEGRADED', 'DOWN')),
    detail           TEXT        NOT NULL,
    last_content_at  TIMESTAMPTZ,
    updated_at       TIMESTAMPTZ NOT NULL
);

-- Partitions ---------------------------------------------------------------------------------------------------------

DO
$$
    BEGIN
        FOR part IN 0..15
            LOOP
                EXECUTE format('CREATE TABLE leader_fill_key_%s PARTITION OF leader_fill_key FOR VALUES WITH (MODULUS 16, REMAINDER %s)',
                               lpad(part::TEXT, 2, '0'), part);
            END LOOP;
    END
$$;

-- a row never fails for want of a partition; these stay empty while ensure_partitions() is called in time
CREATE TABLE leader_fill_raw_default PARTITION OF leader_fill_raw DEFAULT;
CREATE TABLE leader_fill_default PARTITION OF leader_fill DEFAULT;
CREATE TABLE trade_default PARTITION OF trade DEFAULT;
CREATE TABLE execution_attempt_default PARTITION OF execution_attempt DEFAULT;
CREATE TABLE execution_fill_default PARTITION OF execution_fill DEFAULT;
CREATE TABLE equity_point_default PARTITION OF equity_point DEFAULT;

-- makes the month of "at" and the given number of months after it; safe to call again and again
CREATE FUNCTION ensure_partitions(at TIMESTAMPTZ, months_ahead INTEGER) RETURNS INTEGER
    LANGUAGE plpgsql AS
$$
DECLARE
    parent   TEXT;
    from_at  TIMESTAMPTZ;
    to_at    TIMESTAMPTZ;
    child    TEXT;
    made     INTEGER := 0;
BEGIN
    FOR month IN 0..months_ahead
        LOOP
            from_at := (date_trunc('month', at AT TIME ZONE 'UTC') + make_interval(months => month)) AT TIME ZONE 'UTC';
            to_at := (date_trunc('month', at AT TIME ZONE 'UTC') + make_interval(months => month + 1)) AT TIME ZONE 'UTC';
            FOREACH parent IN ARRAY ARRAY ['leader_fill', 'trade', 'execution_attempt', 'execution_fill', 'leader_fill_raw', 'equity_point']
                LOOP
                    child := parent || to_char(from_at AT TIME ZONE 'UTC', '"_"YYYY"_"MM');
                    CONTINUE WHEN to_regclass(child) IS NOT NULL;
                    IF parent IN ('leader_fill_raw', 'equity_point') THEN
                        EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES FROM (%L) TO (%L)', child, parent, from_at, to_at);
                    ELSE
                        EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES FROM (%L) TO (%L)', child, parent,
                                       uuid_v7_floor(from_at), uuid_v7_floor(to_at));
                    END IF;
                    made := made + 1;
                END LOOP;
        END LOOP;
    RETURN made;
END
$$;
