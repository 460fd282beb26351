-- Local trades and crafts that the school adds to the occupations it can show, and where an occupation
-- is taught.

CREATE TABLE occupation (
    id         TEXT NOT NULL PRIMARY KEY,
    name       TEXT NOT NULL CHECK (name <> ''),
    search     TEXT NOT NULL,
    does       TEXT NOT NULL DEFAULT '',
    -- `sc tc cd dh` with spaces between.
    levels     TEXT NOT NULL DEFAULT '',
    -- The leading interests, the first the strongest: `RAC`.
    interests  TEXT NOT NULL DEFAULT '',
    changed_at TEXT NOT NULL,
    changed_on TEXT NOT NULL,
    deleted_at TEXT
) STRICT;

-- `occupation` is the id of the school's own or the O*NET code of one that came with the program.
CREATE TABLE training (
    id         TEXT NOT NULL PRIMARY KEY,
    occupation TEXT NOT NULL,
    school     TEXT NOT NULL CHECK (school <> ''),
    place      TEXT NOT NULL DEFAULT '',
    level      TEXT NOT NULL DEFAULT '',
    note       TEXT NOT NULL DEFAULT '',
    changed_at TEXT NOT NULL,
    changed_on TEXT NOT NULL,
    deleted_at TEXT
) STRICT;
CREATE INDEX training_occupation ON training (occupation) WHERE deleted_at IS NULL;
