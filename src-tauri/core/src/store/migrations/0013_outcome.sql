-- Where pupils go on to (phân luồng): each stage on the way, and who is no leaver though in the last grade.

-- Wishes stand in `wish`. A stage that is not known has no row.
CREATE TABLE outcome (
    student_id  TEXT NOT NULL REFERENCES student (id),
    year        TEXT NOT NULL REFERENCES school_year (year),
    stage       TEXT NOT NULL CHECK (stage IN ('registered', 'admitted', 'real', 'verified')),
    destination TEXT NOT NULL,
    place       TEXT NOT NULL DEFAULT '',
    trade       TEXT NOT NULL DEFAULT '',
    -- The day it was learnt, and from whom.
    learnt_on   TEXT,
    source      TEXT NOT NULL DEFAULT '',
    changed_at  TEXT NOT NULL,
    changed_on  TEXT NOT NULL,
    PRIMARY KEY (student_id, year, stage)
) STRICT, WITHOUT ROWID;
CREATE INDEX outcome_year ON outcome (year);

-- In the last grade, but did not complete it.
CREATE TABLE not_completed (
    student_id TEXT NOT NULL REFERENCES student (id),
    year       TEXT NOT NULL REFERENCES school_year (year),
    changed_at TEXT NOT NULL,
    changed_on TEXT NOT NULL,
    PRIMARY KEY (student_id, year)
) STRICT, WITHOUT ROWID;

-- What C10 and C14 ask of a school in a year.
ALTER TABLE profile ADD COLUMN has_programme INTEGER CHECK (has_programme IN (0, 1));
ALTER TABLE profile ADD COLUMN programme TEXT NOT NULL DEFAULT '';
ALTER TABLE profile ADD COLUMN is_key_task INTEGER CHECK (is_key_task IN (0, 1));
