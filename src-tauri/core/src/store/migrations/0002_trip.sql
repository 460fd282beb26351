-- The page of a visit, what each item of money is for, and evidence files.

-- What a line of money is for, in the school's words: “Thuê xe 45 chỗ”.
ALTER TABLE activity_funding ADD COLUMN label TEXT NOT NULL DEFAULT '';

-- What the page of a visit holds beside its row in the log.
CREATE TABLE trip (
    activity_id TEXT    NOT NULL PRIMARY KEY REFERENCES activity (id),
    leaves_at   TEXT    NOT NULL DEFAULT '',
    returns_at  TEXT    NOT NULL DEFAULT '',
    host        TEXT    NOT NULL DEFAULT '',
    host_phone  TEXT    NOT NULL DEFAULT '',
    field       TEXT    NOT NULL DEFAULT '',
    transport   TEXT    NOT NULL DEFAULT '',
    approved_on TEXT,
    safety      TEXT    NOT NULL DEFAULT '',
    reflection  TEXT    NOT NULL DEFAULT '',
    -- Pupils' own reflections handed in.
    reflections INTEGER NOT NULL DEFAULT 0 CHECK (reflections >= 0),
    changed_at  TEXT    NOT NULL,
    changed_on  TEXT    NOT NULL
) STRICT;

CREATE TABLE trip_teacher (
    activity_id TEXT    NOT NULL REFERENCES activity (id),
    position    INTEGER NOT NULL,
    name        TEXT    NOT NULL,
    phone       TEXT    NOT NULL DEFAULT '',
    duty        TEXT    NOT NULL DEFAULT '',
    PRIMARY KEY (activity_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE trip_task (
    activity_id TEXT    NOT NULL REFERENCES activity (id),
    position    INTEGER NOT NULL,
    stage       TEXT    NOT NULL CHECK (stage IN ('plan', 'consent', 'day', 'review')),
    title       TEXT    NOT NULL,
    is_done     INTEGER NOT NULL DEFAULT 0 CHECK (is_done IN (0, 1)),
    PRIMARY KEY (activity_id, position)
) STRICT, WITHOUT ROWID;

-- What is known of a pupil on a visit; without a row they are on the list and nothing is known.
CREATE TABLE trip_student (
    id          TEXT    NOT NULL PRIMARY KEY,
    activity_id TEXT    NOT NULL REFERENCES activity (id),
    student_id  TEXT    NOT NULL REFERENCES student (id),
    is_listed   INTEGER NOT NULL DEFAULT 1 CHECK (is_listed IN (0, 1)),
    consent     TEXT    NOT NULL DEFAULT 'open' CHECK (consent IN ('open', 'given', 'refused')),
    attendance  TEXT    NOT NULL DEFAULT 'open' CHECK (attendance IN ('open', 'present', 'absent')),
    note        TEXT    NOT NULL DEFAULT '',
    changed_at  TEXT    NOT NULL,
    changed_on  TEXT    NOT NULL
) STRICT;
CREATE UNIQUE INDEX trip_student_once ON trip_student (activity_id, student_id);
CREATE INDEX trip_student_student ON trip_student (student_id);

-- A file that proves an activity. Its bytes lie sealed in the book's folder under its id.
CREATE TABLE evidence (
    id          TEXT    NOT NULL PRIMARY KEY,
    activity_id TEXT    NOT NULL REFERENCES activity (id),
    name        TEXT    NOT NULL,
    bytes       INTEGER NOT NULL CHECK (bytes >= 0),
    -- BLAKE3 of the plain bytes, lower hex.
    hash        TEXT    NOT NULL,
    added_at    TEXT    NOT NULL,
    changed_at  TEXT    NOT NULL,
    changed_on  TEXT    NOT NULL,
    deleted_at  TEXT
) STRICT;
CREATE INDEX evidence_activity ON evidence (activity_id) WHERE deleted_at IS NULL;
