-- An index that names a column, as key or condition, is written anew whenever that column changes, and every other index of
-- the row with it. So none names what each confirmation, each mark or each report changes.

-- What waits for finality, or lost it: a small table instead of an index on leader_fill.status. A row of the Data API
-- waits for nothing. Whoever reads it joins leader_fill.
CREATE TABLE unconfirmed_fill (
    leader_fill_id  UUID PRIMARY KEY,
    block_number    BIGINT  NOT NULL,
    invalidated     BOOLEAN NOT NULL
);
CREATE INDEX unconfirmed_fill_invalidated ON unconfirmed_fill (block_number) WHERE invalidated;

INSERT INTO unconfirmed_fill
SELECT id, block_number, status = 'INVALIDATED' FROM leader_fill
WHERE status = 'INVALIDATED' OR status = 'PROVISIONAL' AND block_number > 0;

-- once a statement, however many fills it writes
CREATE FUNCTION note_unconfirmed() RETURNS TRIGGER
    LANGUAGE plpgsql AS
$$
BEGIN
    INSERT INTO unconfirmed_fill AS known
    SELECT id, block_number, status = 'INVALIDATED' FROM written
    WHERE status = 'INVALIDATED' OR status = 'PROVISIONAL' AND block_number > 0
    ON CONFLICT (leader_fill_id) DO UPDATE SET block_number = excluded.block_number, invalidated = excluded.invalidated
    WHERE (known.block_number, known.invalidated) IS DISTINCT FROM (excluded.block_number, excluded.invalidated);
    IF TG_OP = 'UPDATE' THEN
        DELETE FROM unconfirmed_fill u USING written w WHERE u.leader_fill_id = w.id AND w.status = 'CONFIRMED';
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER note_unconfirmed_new AFTER INSERT ON leader_fill
    REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION note_unconfirmed();
CREATE TRIGGER note_unconfirmed_changed AFTER UPDATE ON leader_fill
    REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION note_unconfirmed();

DROP INDEX leader_fill_unconfirmed;

-- a mark changes updated_at and no key
DROP INDEX position_open;
CREATE INDEX position_held ON position (token_id) WHERE shares > 0;

-- Few rows that change all the time: room on their pages for the next versions, and dead ones are cleared away soon.
ALTER TABLE position SET (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.05);
ALTER TABLE book_health SET (fillfactor = 50);
ALTER TABLE feed_health SET (fillfactor = 50);
ALTER TABLE node_status SET (fillfactor = 50);
ALTER TABLE catch_up SET (fillfactor = 50);
ALTER TABLE completeness SET (fillfactor = 70);
ALTER TABLE polygon_cursor SET (fillfactor = 70);
