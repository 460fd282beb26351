-- What the guidance of a school rests on, and what others found of it (mission-table, rows 17-19,
-- 134, 207-212, 250).
CREATE TABLE staff (
    id              TEXT    NOT NULL PRIMARY KEY,
    full_name       TEXT    NOT NULL CHECK (full_name <> ''),
    post            TEXT    NOT NULL DEFAULT '',
    degree          TEXT    NOT NULL DEFAULT '',
    subject         TEXT    NOT NULL DEFAULT '',
    duty            TEXT    NOT NULL DEFAULT '',
    is_counselor    INTEGER NOT NULL DEFAULT 0 CHECK (is_counselor IN (0, 1)),
    -- Whether the requirements are met; null as long as nobody judged.
    is_qualified    INTEGER CHECK (is_qualified IN (0, 1)),
    training        TEXT    NOT NULL DEFAULT '',
    decision_number TEXT    NOT NULL DEFAULT '',
    decision_on     TEXT,
    from_on         TEXT,
    to_on           TEXT,
    note            TEXT    NOT NULL DEFAULT '',
    changed_at      TEXT    NOT NULL,
    changed_on      TEXT    NOT NULL,
    deleted_at      TEXT
) STRICT;

CREATE TABLE material (
    id         TEXT    NOT NULL PRIMARY KEY,
    form       TEXT    NOT NULL CHECK (form IN ('room', 'equipment', 'book', 'software', 'other')),
    name       TEXT    NOT NULL CHECK (name <> ''),
    unit       TEXT    NOT NULL DEFAULT '',
    quantity   INTEGER NOT NULL CHECK (quantity >= 0),
    -- How many the standard asks for, where one does.
    wanted     INTEGER CHECK (wanted >= 0),
    state      TEXT    NOT NULL DEFAULT '',
    source     TEXT    NOT NULL DEFAULT '',
    from_on    TEXT,
    to_on      TEXT,
    note       TEXT    NOT NULL DEFAULT '',
    changed_at TEXT    NOT NULL,
    changed_on TEXT    NOT NULL,
    deleted_at TEXT
) STRICT;

CREATE TABLE inspection (
    id              TEXT NOT NULL PRIMARY KEY,
    form            TEXT NOT NULL CHECK (form IN ('inspection', 'self_check', 'commendation')),
    held_on         TEXT NOT NULL,
    -- Who inspected or commended.
    body            TEXT NOT NULL DEFAULT '',
    subject         TEXT NOT NULL CHECK (subject <> ''),
    conclusion      TEXT NOT NULL DEFAULT '',
    request         TEXT NOT NULL DEFAULT '',
    due_on          TEXT,
    done_on         TEXT,
    decision_number TEXT NOT NULL DEFAULT '',
    note            TEXT NOT NULL DEFAULT '',
    changed_at      TEXT NOT NULL,
    changed_on      TEXT NOT NULL,
    deleted_at      TEXT
) STRICT;
