-- Reports as they were issued: what was signed stays, whatever is written afterwards.
CREATE TABLE issued_report (
    id           TEXT NOT NULL PRIMARY KEY,
    year         TEXT NOT NULL REFERENCES school_year (year),
    -- As JSON.
    period       TEXT NOT NULL,
    number       TEXT NOT NULL CHECK (number <> ''),
    issued_on    TEXT NOT NULL,
    signer       TEXT NOT NULL,
    signer_title TEXT NOT NULL,
    -- The report that this one corrects, and why.
    corrects     TEXT REFERENCES issued_report (id),
    reason       TEXT NOT NULL DEFAULT '',
    -- SHA-256 of the content; a pupil's row stands in it by a hash of its own, so that erasing a pupil
    -- leaves it true.
    hash         TEXT NOT NULL,
    -- Figures, rules and where their records are, as JSON.
    content      TEXT NOT NULL,
    changed_at   TEXT NOT NULL,
    changed_on   TEXT NOT NULL
) STRICT;
CREATE INDEX issued_report_year ON issued_report (year, issued_on);
