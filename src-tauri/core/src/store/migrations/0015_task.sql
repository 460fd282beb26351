-- The year's plan.
CREATE TABLE task (
    id          TEXT    NOT NULL PRIMARY KEY,
    year        TEXT    NOT NULL REFERENCES school_year (year),
    position    INTEGER NOT NULL,
    title       TEXT    NOT NULL CHECK (title <> ''),
    lead        TEXT    NOT NULL DEFAULT '',
    partners    TEXT    NOT NULL DEFAULT '',
    -- The last day on which it is done in time.
    due_on      TEXT,
    product     TEXT    NOT NULL DEFAULT '',
    state       TEXT    NOT NULL DEFAULT 'todo' CHECK (state IN ('todo', 'doing', 'done')),
    done_on     TEXT,
    source      TEXT    NOT NULL DEFAULT '',
    note        TEXT    NOT NULL DEFAULT '',
    -- The activity that fulfils it.
    activity_id TEXT    REFERENCES activity (id),
    changed_at  TEXT    NOT NULL,
    changed_on  TEXT    NOT NULL,
    deleted_at  TEXT
) STRICT;
CREATE INDEX task_year ON task (year, due_on) WHERE deleted_at IS NULL;
CREATE INDEX task_activity ON task (activity_id) WHERE activity_id IS NOT NULL;
