-- The venue takes no orders in it for now (acceptingOrders), though it is neither closed nor resolved.
ALTER TABLE market_registry ADD COLUMN paused BOOLEAN NOT NULL DEFAULT FALSE;
