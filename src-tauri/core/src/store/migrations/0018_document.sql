-- The register of documents that the school's work rests on, and the bodies it writes to.
CREATE TABLE document (
    id          TEXT NOT NULL PRIMARY KEY,
    -- `basis plan decision other`
    kind        TEXT NOT NULL CHECK (kind IN ('basis', 'plan', 'decision', 'other')),
    -- Thông tư, Quyết định, Kế hoạch …
    form        TEXT NOT NULL,
    -- A draft has neither number nor day yet.
    number      TEXT NOT NULL DEFAULT '',
    issued_on   TEXT,
    issuer      TEXT NOT NULL DEFAULT '',
    title       TEXT NOT NULL CHECK (title <> ''),
    valid_from  TEXT,
    valid_to    TEXT,
    replaced_by TEXT REFERENCES document (id),
    note        TEXT NOT NULL DEFAULT '',
    changed_at  TEXT NOT NULL,
    changed_on  TEXT NOT NULL,
    deleted_at  TEXT
) STRICT;

-- What the school says otherwise than the shipped list of bodies, or adds to it.
CREATE TABLE body (
    code       TEXT NOT NULL PRIMARY KEY,
    name       TEXT NOT NULL CHECK (name <> ''),
    -- Other ways to write it, a line each.
    also       TEXT NOT NULL DEFAULT '',
    valid_from TEXT,
    valid_to   TEXT,
    successor  TEXT NOT NULL DEFAULT '',
    source     TEXT NOT NULL DEFAULT '',
    changed_at TEXT NOT NULL,
    changed_on TEXT NOT NULL
) STRICT;

-- Wishes are asked for by year, the pupil is only the first part of their key.
CREATE INDEX wish_year ON wish (year, rank);
