-- Makes one month of one table, and moves into it what stands in the default partition of that month. Returns FALSE if the
-- month is there. An ordinary owner may call it.
--
-- Rows cannot leave a table that others refer to. So whatever refers to the month's rows, directly or not, is taken out
-- first and put back last: keys are then checked at every step, and nobody else sees a step. It waits for one lock and then
-- for readers only, and takes the rest at once or not at all: so it is never part of a deadlock. lock_timeout is the caller's.
CREATE FUNCTION make_partition(parent TEXT, at TIMESTAMPTZ) RETURNS BOOLEAN
    LANGUAGE plpgsql AS
$$
DECLARE
    month       TIMESTAMP := date_trunc('month', at AT TIME ZONE 'UTC');
    from_at     TIMESTAMPTZ := month AT TIME ZONE 'UTC';
    to_at       TIMESTAMPTZ := (month + INTERVAL '1 month') AT TIME ZONE 'UTC';
    child       TEXT := parent || to_char(month, '"_"YYYY"_"MM');
    root        REGCLASS := parent::REGCLASS;
    rest        REGCLASS;
    key_column  NAME;
    by_id       BOOLEAN;
    lower_end   TEXT;
    upper_end   TEXT;
    related     REGCLASS;
    dependent   RECORD;
    dependents  JSONB := '[]';
    moving      BIGINT;
BEGIN
    IF to_regclass(child) IS NOT NULL THEN
        RETURN FALSE;
    END IF;
    SELECT p.partdefid, a.attname, a.atttypid = 'uuid'::REGTYPE INTO STRICT rest, key_column, by_id
    FROM pg_partitioned_table p JOIN pg_attribute a ON a.attrelid = p.partrelid AND a.attnum = p.partattrs[0]
    WHERE p.partrelid = root;
    lower_end := CASE WHEN by_id THEN uuid_v7_floor(from_at)::TEXT ELSE from_at::TEXT END;
    upper_end := CASE WHEN by_id THEN uuid_v7_floor(to_at)::TEXT ELSE to_at::TEXT END;

    EXECUTE format('LOCK TABLE ONLY %s IN SHARE ROW EXCLUSIVE MODE', root);
    FOR related IN
        WITH RECURSIVE referring (rel) AS (
            SELECT root::OID
            UNION
            SELECT c.conrelid FROM referring r JOIN pg_constraint c ON c.confrelid = r.rel
            WHERE c.contype = 'f' AND c.conparentid = 0)
        SELECT rel FROM referring
        UNION
        SELECT c.confrelid FROM pg_constraint c WHERE c.conrelid = root AND c.contype = 'f' AND c.conparentid = 0
        LOOP
            EXECUTE format('LOCK TABLE ONLY %s IN SHARE ROW EXCLUSIVE MODE NOWAIT', related);
        END LOOP;
    EXECUTE format('LOCK TABLE ONLY %s IN ACCESS EXCLUSIVE MODE', rest);

    EXECUTE format('CREATE TABLE %I (LIKE %s INCLUDING ALL)%s', child, root,
                   -- a block confirms all fills of a page at once: room for a second version of each
                   CASE WHEN parent = 'leader_fill' THEN ' WITH (fillfactor = 45)' ELSE '' END);
    EXECUTE format('INSERT INTO %I SELECT * FROM ONLY %s WHERE %3$I >= %4$L AND %3$I < %5$L', child, rest, key_column,
                   lower_end, upper_end);
    GET DIAGNOSTICS moving = ROW_COUNT;
    IF moving > 0 THEN
        FOR dependent IN
            WITH RECURSIVE referring (rel, col, depth) AS (
                SELECT root::OID, (SELECT partattrs[0] FROM pg_partitioned_table WHERE partrelid = root), 0
                UNION ALL
                SELECT c.conrelid, c.conkey[1], r.depth + 1
                FROM referring r JOIN pg_constraint c ON c.confrelid = r.rel AND c.confkey = ARRAY [r.col]
                WHERE c.contype = 'f' AND c.conparentid = 0)
            SELECT r.rel::REGCLASS AS rel, a.attname AS col, max(r.depth) AS depth,
                   (SELECT string_agg(quote_ident(each.attname), ', ' ORDER BY each.attnum) FROM pg_attribute each
                    WHERE each.attrelid = r.rel AND each.attnum > 0 AND NOT each.attisdropped AND each.attgenerated = '')
                       AS columns
            FROM referring r JOIN pg_attribute a ON a.attrelid = r.rel AND a.attnum = r.col
            WHERE r.depth > 0 GROUP BY r.rel, a.attname ORDER BY 3 DESC
            LOOP
                EXECUTE format('CREATE TEMPORARY TABLE %I ON COMMIT DROP AS SELECT %s FROM %s WHERE %4$I >= %5$L AND %4$I < %6$L',
                               'taken_out_' || dependent.rel::OID, dependent.columns, dependent.rel, dependent.col,
                               lower_end, upper_end);
                EXECUTE format('DELETE FROM %s WHERE %2$I >= %3$L AND %2$I < %4$L', dependent.rel, dependent.col,
                               lower_end, upper_end);
                dependents := jsonb_build_array(to_jsonb(dependent)) || dependents;
            END LOOP;
        EXECUTE format('DELETE FROM ONLY %s WHERE %2$I >= %3$L AND %2$I < %4$L', rest, key_column, lower_end, upper_end);
    END IF;
    EXECUTE format('ALTER TABLE %s ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)', root, child, lower_end, upper_end);
    FOR dependent IN
        SELECT rel, columns, rel::REGCLASS::OID AS number FROM jsonb_to_recordset(dependents) AS taken (rel TEXT, columns TEXT)
        LOOP
            EXECUTE format('INSERT INTO %s (%s) OVERRIDING SYSTEM VALUE SELECT %2$s FROM %3$I', dependent.rel,
                           dependent.columns, 'taken_out_' || dependent.number);
            EXECUTE format('DROP TABLE %I', 'taken_out_' || dependent.number);
        END LOOP;
    RETURN TRUE;
END
$$;

-- Makes the month of "at" and the given number of months after it, all in one transaction: for a schema that nobody uses yet.
CREATE OR REPLACE FUNCTION ensure_partitions(at TIMESTAMPTZ, months_ahead INTEGER) RETURNS INTEGER
    LANGUAGE sql AS
$$
SELECT count(*) FILTER (WHERE make_partition(parent, (at AT TIME ZONE 'UTC' + make_interval(months => ahead)) AT TIME ZONE 'UTC'))::INTEGER
FROM generate_series(0, months_ahead) AS ahead,
     unnest(ARRAY ['leader_fill', 'trade', 'execution_attempt', 'execution_fill', 'leader_fill_raw', 'equity_point']) AS parent
$$;

-- the months that are there get that room too, on pages that are still to come
DO
$$
    DECLARE
        month REGCLASS;
    BEGIN
        FOR month IN SELECT inhrelid FROM pg_inherits WHERE inhparent = 'leader_fill'::REGCLASS
            LOOP
                EXECUTE format('ALTER TABLE %s SET (fillfactor = 45)', month);
            END LOOP;
    END
$$;
