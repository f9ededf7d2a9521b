-- Figures that cannot be are refused where they are stored. A leader's price may be 0 (integer division leaves nothing to pay
-- for a millionth of a share) and far above a dollar (what is logged before a refund). Added without looking at the rows that
-- stand there, then checked under a lock that lets others read and write.
ALTER TABLE leader_fill ADD CONSTRAINT leader_fill_figures CHECK (
    leader_price >= 0 AND leader_size > 0 AND leader_usdc >= 0 AND fee_usdc >= 0 AND block_number >= 0 AND log_index >= 0) NOT VALID;
ALTER TABLE execution_attempt ADD CONSTRAINT execution_attempt_figures CHECK (
    ratio >= 0 AND size_shares_target >= 0 AND limit_price BETWEEN 0 AND 1 AND ttl_ms >= 0) NOT VALID;
ALTER TABLE execution_fill ADD CONSTRAINT execution_fill_figures CHECK (fill_price BETWEEN 0 AND 1 AND fee_usdc >= 0) NOT VALID;
ALTER TABLE position ADD CONSTRAINT position_figures CHECK (
    shares >= 0 AND fees_usdc >= 0 AND mark_price BETWEEN 0 AND 1 AND settled_payout BETWEEN 0 AND 1) NOT VALID;
ALTER TABLE market_token ADD CONSTRAINT market_token_figures CHECK (tick_size > 0 AND min_size >= 0) NOT VALID;

ALTER TABLE leader_fill VALIDATE CONSTRAINT leader_fill_figures;
ALTER TABLE execution_attempt VALIDATE CONSTRAINT execution_attempt_figures;
ALTER TABLE execution_fill VALIDATE CONSTRAINT execution_fill_figures;
ALTER TABLE position VALIDATE CONSTRAINT position_figures;
ALTER TABLE market_token VALIDATE CONSTRAINT market_token_figures;
