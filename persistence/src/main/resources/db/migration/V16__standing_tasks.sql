-- when each standing task of the worker last did its work, written about once a second and read by the dashboard
CREATE TABLE standing_task (
    task             TEXT PRIMARY KEY,
    last_success_at  TIMESTAMPTZ,
    last_failure_at  TIMESTAMPTZ,
    overdue          BOOLEAN     NOT NULL,
    failure          TEXT,
    updated_at       TIMESTAMPTZ NOT NULL
) WITH (fillfactor = 50);
