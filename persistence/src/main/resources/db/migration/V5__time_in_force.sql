-- What becomes of what an order does not get at once: it decides when an order ends that a worker left open.
ALTER TABLE execution_attempt
    ADD COLUMN time_in_force TEXT NOT NULL DEFAULT 'GTC' CHECK (time_in_force IN ('GTC', 'GTD', 'FOK', 'FAK'));

-- A matched trade may fail on chain: it stays, and counts no more. MATCHED is one of which that is not known yet.
ALTER TABLE execution_fill
    ADD COLUMN settlement TEXT NOT NULL DEFAULT 'CONFIRMED' CHECK (settlement IN ('MATCHED', 'CONFIRMED', 'FAILED')),
    ADD COLUMN settled_at TIMESTAMPTZ;
CREATE INDEX execution_fill_unsettled ON execution_fill (attempt_id) WHERE settlement = 'MATCHED';
