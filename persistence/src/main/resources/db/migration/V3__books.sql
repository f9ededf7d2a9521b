-- How each token's book is kept and how often it was found wrong, as it stands now: what happened when is in the log.
CREATE TABLE book_health (
    token_id        NUMERIC(78)   PRIMARY KEY,
    freshness       TEXT          NOT NULL CHECK (freshness IN ('FRESH', 'SOFT_STALE', 'HARD_STALE', 'UNTRUSTED')),
    -- how often a snapshot made the book trusted anew, counted since the worker's start like the rest
    epoch           INTEGER       NOT NULL,
    checks          BIGINT        NOT NULL,
    top_mismatches  BIGINT        NOT NULL,
    crossed         BIGINT        NOT NULL,
    mirror_breaks   BIGINT        NOT NULL,
    divergences     BIGINT        NOT NULL,
    failovers       BIGINT        NOT NULL,
    -- the share of checks that found nothing wrong
    score           NUMERIC(7, 6) NOT NULL CHECK (score BETWEEN 0 AND 1),
    measured_at     TIMESTAMPTZ   NOT NULL
);
CREATE INDEX book_health_worst ON book_health (score, token_id);
