-- What following cost in a copy that is over: the best prices on the side that we take from at the moments on the way, what a share was
-- worth at the end, and the parts of the difference to the leader's result, which add up to the last column. Positive is a loss.
ALTER TABLE execution_attempt
    ADD COLUMN touch_at_leader         NUMERIC(6, 4),
    ADD COLUMN touch_at_detection      NUMERIC(6, 4),
    ADD COLUMN touch_at_decision       NUMERIC(6, 4),
    ADD COLUMN touch_at_arrival        NUMERIC(6, 4),
    ADD COLUMN penalty_mark            NUMERIC(10, 6),
    ADD COLUMN penalty_spread_usdc     NUMERIC(38, 6),
    ADD COLUMN penalty_detection_usdc  NUMERIC(38, 6),
    ADD COLUMN penalty_decision_usdc   NUMERIC(38, 6),
    ADD COLUMN penalty_submission_usdc NUMERIC(38, 6),
    ADD COLUMN penalty_impact_usdc     NUMERIC(38, 6),
    ADD COLUMN penalty_fee_usdc        NUMERIC(38, 6),
    ADD COLUMN penalty_rounding_usdc   NUMERIC(38, 6),
    ADD COLUMN penalty_unfilled_usdc   NUMERIC(38, 6),
    ADD COLUMN penalty_usdc            NUMERIC(38, 6),
    ADD CHECK (penalty_usdc = penalty_spread_usdc + penalty_detection_usdc + penalty_decision_usdc + penalty_submission_usdc
        + penalty_impact_usdc + penalty_fee_usdc + penalty_rounding_usdc + penalty_unfilled_usdc);
