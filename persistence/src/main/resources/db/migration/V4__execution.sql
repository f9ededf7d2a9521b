-- What an attempt would have got under the fill models around the one that counts; null until nothing can happen to it any more.
ALTER TABLE execution_attempt
    ADD COLUMN pessimistic_shares    NUMERIC(38, 6),
    ADD COLUMN pessimistic_usdc      NUMERIC(38, 6),
    ADD COLUMN pessimistic_fee_usdc  NUMERIC(38, 6),
    ADD COLUMN optimistic_shares     NUMERIC(38, 6),
    ADD COLUMN optimistic_usdc       NUMERIC(38, 6),
    ADD COLUMN optimistic_fee_usdc   NUMERIC(38, 6);

-- How long the venue holds an order that would trade at once.
ALTER TABLE market_token ADD COLUMN taker_delay_ms BIGINT NOT NULL DEFAULT 0 CHECK (taker_delay_ms >= 0);
