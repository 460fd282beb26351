-- The orientation record: what guides a pupil's choice in each year, the homeroom teacher's review,
-- strengths over the years and wishes by round.

-- The five factors that counselling weighs (học lực, năng lực, sở trường, nguyện vọng, hoàn cảnh;
-- Nghệ An 2025, phụ lục, mục 2.2). Wishes stand in a table of their own.
CREATE TABLE record (
    student_id    TEXT NOT NULL REFERENCES student (id),
    year          TEXT NOT NULL REFERENCES school_year (year),
    academic      TEXT NOT NULL DEFAULT '',
    ability       TEXT NOT NULL DEFAULT '',
    forte         TEXT NOT NULL DEFAULT '',
    circumstances TEXT NOT NULL DEFAULT '',
    remark        TEXT NOT NULL DEFAULT '',
    review        TEXT NOT NULL DEFAULT 'open' CHECK (review IN ('open', 'reviewed', 'counsel')),
    -- What the homeroom teacher wants to ask where a talk is needed.
    question      TEXT NOT NULL DEFAULT '',
    reviewed_on   TEXT,
    reviewed_by   TEXT REFERENCES account (id),
    changed_at    TEXT NOT NULL,
    changed_on    TEXT NOT NULL,
    PRIMARY KEY (student_id, year)
) STRICT, WITHOUT ROWID;
CREATE INDEX record_year ON record (year, review);

-- Whom the school talks to about a pupil.
CREATE TABLE guardian (
    student_id TEXT NOT NULL PRIMARY KEY REFERENCES student (id),
    name       TEXT NOT NULL DEFAULT '',
    phone      TEXT NOT NULL DEFAULT '',
    changed_at TEXT NOT NULL,
    changed_on TEXT NOT NULL
) STRICT;

CREATE TABLE strength (
    student_id TEXT    NOT NULL REFERENCES student (id),
    position   INTEGER NOT NULL,
    title      TEXT    NOT NULL,
    -- How it was found, and how it is fostered.
    found_by   TEXT    NOT NULL DEFAULT '',
    fostered   TEXT    NOT NULL DEFAULT '',
    PRIMARY KEY (student_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE wish (
    student_id TEXT    NOT NULL REFERENCES student (id),
    year       TEXT    NOT NULL REFERENCES school_year (year),
    round      INTEGER NOT NULL CHECK (round BETWEEN 1 AND 9),
    rank       INTEGER NOT NULL CHECK (rank BETWEEN 1 AND 9),
    stream     TEXT    NOT NULL DEFAULT '',
    school     TEXT    NOT NULL DEFAULT '',
    trade      TEXT    NOT NULL DEFAULT '',
    stated_on  TEXT,
    PRIMARY KEY (student_id, year, round, rank)
) STRICT, WITHOUT ROWID;

-- A pupil's own forms, over all years.
CREATE INDEX response_of_student ON response (student_id) WHERE deleted_at IS NULL;
