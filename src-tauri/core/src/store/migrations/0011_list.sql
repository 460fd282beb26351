-- Lists of pupils: what support a pupil's family is entitled to, lists that a person keeps, and the
-- class lists that were imported.

-- Codes between spaces, ' near_poor policy '; nothing where none is known. Ethnic minority follows
-- from the ethnicity.
ALTER TABLE student ADD COLUMN support TEXT NOT NULL DEFAULT '';

-- Help that a pupil got.
CREATE TABLE aid (
    id         TEXT    NOT NULL PRIMARY KEY,
    student_id TEXT    NOT NULL REFERENCES student (id),
    given_on   TEXT    NOT NULL,
    -- In people's words: học bổng, sách vở, miễn giảm học phí.
    kind       TEXT    NOT NULL,
    -- In đồng; null where it is not money or not known.
    amount     INTEGER CHECK (amount >= 0),
    source     TEXT    NOT NULL DEFAULT '',
    changed_at TEXT    NOT NULL,
    changed_on TEXT    NOT NULL,
    deleted_at TEXT
) STRICT;
CREATE INDEX aid_student ON aid (student_id) WHERE deleted_at IS NULL;

-- A list kept by one person: its filters and columns as JSON.
CREATE TABLE student_view (
    id         TEXT NOT NULL PRIMARY KEY,
    account_id TEXT NOT NULL,
    name       TEXT NOT NULL CHECK (name <> ''),
    content    TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    changed_on TEXT NOT NULL
) STRICT;

-- An import goes with its row: taken back, it is no longer listed.
CREATE TABLE roster_import (
    id         TEXT    NOT NULL PRIMARY KEY,
    account_id TEXT    NOT NULL,
    year       TEXT    NOT NULL REFERENCES school_year (year),
    file_name  TEXT    NOT NULL,
    added      INTEGER NOT NULL,
    updated    INTEGER NOT NULL,
    unchanged  INTEGER NOT NULL,
    refused    INTEGER NOT NULL,
    changed_at TEXT    NOT NULL,
    changed_on TEXT    NOT NULL
) STRICT;
