-- Rule sets that the school made or corrected, and why a duty was not met.

-- The readable file of the set as it is (TOML); shipped sets are in the program.
CREATE TABLE rule_set (
    id         TEXT NOT NULL PRIMARY KEY,
    body       TEXT NOT NULL,
    -- The set that it was copied from, empty where it was read from a file.
    based_on   TEXT NOT NULL DEFAULT '',
    changed_at TEXT NOT NULL,
    changed_on TEXT NOT NULL,
    deleted_at TEXT
) STRICT;

-- "Bảo đảm phù hợp với điều kiện của cơ sở giáo dục": a duty that is not met may carry its reason and what
-- makes up for it (mission-table, row 44).
CREATE TABLE check_note (
    year       TEXT NOT NULL REFERENCES school_year (year),
    check_id   TEXT NOT NULL,
    -- Empty for the whole school.
    level      TEXT NOT NULL DEFAULT '',
    reason     TEXT NOT NULL DEFAULT '',
    plan       TEXT NOT NULL DEFAULT '',
    changed_at TEXT NOT NULL,
    changed_on TEXT NOT NULL,
    PRIMARY KEY (year, check_id, level)
) STRICT, WITHOUT ROWID;
