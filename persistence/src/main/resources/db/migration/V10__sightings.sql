-- A log is known by the hash of its block, not by the block's height: two blocks of one height hold different logs. A fill
-- has one claim, that of its present log, and the claim moves with the fill.

UPDATE leader_fill SET dedupe_key = concat_ws('|', exchange_address, block_hash, tx_hash, log_index) WHERE block_number > 0;

-- Claims by height stay behind: nothing can claim them any more. Where two rows tell of one log, the older one keeps it.
INSERT INTO leader_fill_key (key_digest, leader_fill_id)
SELECT sha256(convert_to(dedupe_key || '|' || order_hash, 'UTF8')), id
FROM leader_fill WHERE block_number > 0 ORDER BY id
ON CONFLICT DO NOTHING;

-- What a reorg or a second reading made of a stored fill: where it was and what it was, and what it is now. Never edited.
CREATE TABLE leader_fill_move (
    id                  BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    leader_fill_id      UUID           NOT NULL REFERENCES leader_fill (id),
    -- the delivery of the log that moved it: a move that is written again is recognised by it
    delivery_id         UUID           NOT NULL,
    moved_at            TIMESTAMPTZ    NOT NULL DEFAULT now(),
    from_block_number   BIGINT         NOT NULL,
    from_block_hash     TEXT           NOT NULL,
    from_log_index      BIGINT         NOT NULL,
    from_role           TEXT           NOT NULL,
    from_price          NUMERIC(18, 6) NOT NULL,
    from_size           NUMERIC(38, 6) NOT NULL,
    from_usdc           NUMERIC(38, 6) NOT NULL,
    from_fee            NUMERIC(38, 6) NOT NULL,
    to_block_number     BIGINT         NOT NULL,
    to_block_hash       TEXT           NOT NULL,
    to_log_index        BIGINT         NOT NULL,
    to_role             TEXT           NOT NULL,
    to_price            NUMERIC(18, 6) NOT NULL,
    to_size             NUMERIC(38, 6) NOT NULL,
    to_usdc             NUMERIC(38, 6) NOT NULL,
    to_fee              NUMERIC(38, 6) NOT NULL,
    -- the transaction was executed anew and came out otherwise
    figures_changed     BOOLEAN GENERATED ALWAYS AS
        ((from_role, from_price, from_size, from_usdc, from_fee) IS DISTINCT FROM (to_role, to_price, to_size, to_usdc, to_fee))
        STORED,
    UNIQUE (leader_fill_id, delivery_id)
);
CREATE INDEX leader_fill_move_by_time ON leader_fill_move (moved_at);

-- What only one reading had, or both had otherwise, and since when both agree.
ALTER TABLE completeness_gap
    DROP CONSTRAINT completeness_gap_kind_check,
    ADD CONSTRAINT completeness_gap_kind_check CHECK (kind IN ('MISSED', 'EXTRA', 'DIFFERENT')),
    ADD COLUMN healed_at TIMESTAMPTZ;
CREATE INDEX completeness_gap_open ON completeness_gap (block_number) WHERE healed_at IS NULL;
ALTER TABLE completeness ADD COLUMN different BIGINT NOT NULL DEFAULT 0;
ALTER TABLE completeness_check ADD COLUMN different BIGINT NOT NULL DEFAULT 0;
