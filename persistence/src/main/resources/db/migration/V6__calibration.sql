-- How right predictions of taker orders are, by kind of order: one row for each run of the worker, and anew every day.
CREATE TABLE calibration (
    since          TIMESTAMPTZ    NOT NULL,
    -- a category is known by its fee curve
    fee_rate       NUMERIC(7, 6)  NOT NULL,
    tick           NUMERIC(6, 4)  NOT NULL,
    neg_risk       BOOLEAN        NOT NULL,
    taker_delay    BOOLEAN        NOT NULL,
    -- for how long the book had stood unchanged
    book_age       TEXT           NOT NULL CHECK (book_age IN ('UNDER_100_MS', 'UNDER_1_S', 'UNDER_10_S', 'LONGER')),
    -- orders of those who are followed, which nothing is fitted on
    leader         BOOLEAN        NOT NULL,
    orders         BIGINT         NOT NULL,
    -- took more than the whole book held: their price is not predicted
    shallow        BIGINT         NOT NULL,
    -- in ticks a share, positive where an order did worse than predicted; quantiles without the sign
    price_measured BIGINT         NOT NULL,
    price_exact    BIGINT         NOT NULL,
    price_mean     NUMERIC(16, 2) NOT NULL,
    price_median   NUMERIC(16, 2) NOT NULL,
    price_p90      NUMERIC(16, 2) NOT NULL,
    price_p99      NUMERIC(16, 2) NOT NULL,
    price_worst    NUMERIC(16, 2) NOT NULL,
    -- as a share of the order, positive where the book held more at better prices than the order took
    size_measured  BIGINT         NOT NULL,
    size_exact     BIGINT         NOT NULL,
    size_mean      NUMERIC(20, 6) NOT NULL,
    size_median    NUMERIC(20, 6) NOT NULL,
    size_p90       NUMERIC(20, 6) NOT NULL,
    size_p99       NUMERIC(20, 6) NOT NULL,
    size_worst     NUMERIC(20, 6) NOT NULL,
    measured_at    TIMESTAMPTZ    NOT NULL,
    PRIMARY KEY (since, fee_rate, tick, neg_risk, taker_delay, book_age, leader)
);

-- All kinds together, with the orders that were not predicted and how fees compare: as many rows as there are runs and days.
CREATE TABLE calibration_total (
    since           TIMESTAMPTZ PRIMARY KEY,
    others          BIGINT      NOT NULL,
    leaders         BIGINT      NOT NULL,
    no_instrument   BIGINT      NOT NULL,
    no_print        BIGINT      NOT NULL,
    ambiguous       BIGINT      NOT NULL,
    no_book         BIGINT      NOT NULL,
    forgotten       BIGINT      NOT NULL,
    fees_at_average BIGINT      NOT NULL,
    fees_per_price  BIGINT      NOT NULL,
    fees_different  BIGINT      NOT NULL,
    fees_undecided  BIGINT      NOT NULL,
    fees_built      BIGINT      NOT NULL,
    measured_at     TIMESTAMPTZ NOT NULL
);

-- Fees on chain that are not what the registry says, again and again, with the order that made it certain.
CREATE TABLE fee_alarm (
    scope         TEXT           NOT NULL CHECK (scope IN ('MARKET', 'CURVE')),
    -- the market's condition, or the curve as rate^exponent with the rate in millionths
    key           TEXT           NOT NULL,
    raised_at     TIMESTAMPTZ    NOT NULL,
    -- null while it lasts; a worker that starts ends those of the one before it
    ended_at      TIMESTAMPTZ,
    condition_id  TEXT           NOT NULL,
    market        TEXT           NOT NULL,
    token_id      NUMERIC(78)    NOT NULL,
    tx_hash       TEXT           NOT NULL,
    side          TEXT           NOT NULL CHECK (side IN ('BUY', 'SELL')),
    shares        NUMERIC(38, 6) NOT NULL,
    usdc          NUMERIC(38, 6) NOT NULL,
    expected_usdc NUMERIC(38, 6) NOT NULL,
    actual_usdc   NUMERIC(38, 6) NOT NULL,
    PRIMARY KEY (scope, key, raised_at)
);
CREATE INDEX fee_alarm_latest ON fee_alarm (raised_at DESC);
