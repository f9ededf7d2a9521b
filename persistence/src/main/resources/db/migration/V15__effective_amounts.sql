-- What a fill really traded. leader_price, leader_size and leader_usdc stay as its log has them, which for an order that took
-- may be before the refund; while these are empty, the logged ones stand for them.
ALTER TABLE leader_fill
    ADD COLUMN effective_price NUMERIC(18, 6),
    ADD COLUMN effective_size  NUMERIC(38, 6),
    ADD COLUMN effective_usdc  NUMERIC(38, 6),
    ADD CONSTRAINT leader_fill_effective CHECK (
        num_nulls(effective_price, effective_size, effective_usdc) IN (0, 3)
        AND effective_price >= 0 AND effective_size > 0 AND effective_usdc >= 0);
