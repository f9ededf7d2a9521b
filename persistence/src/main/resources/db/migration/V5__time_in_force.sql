-- What becomes of what an order does not get at once: it decides when an order ends that a worker left open.
ALTER TABLE execution_attempt
    ADD COLUMN time_in_force TEXT NOT NULL DEFAULT 'GTC' CHECK (time_in_force IN ('GTC', 'GTD', 'FOK', 'FAK'));
