-- Questions of a form besides the items that are scored: choices, numbers, rankings, words. Choices
-- are numbered from 1 in the order of `options`.
CREATE TABLE instrument_question (
    instrument_id TEXT    NOT NULL REFERENCES instrument (id),
    position      INTEGER NOT NULL,
    code          TEXT    NOT NULL,
    text          TEXT    NOT NULL,
    kind          TEXT    NOT NULL CHECK (kind IN ('single', 'multiple', 'ranking', 'number', 'short', 'long')),
    -- JSON list of words.
    options       TEXT    NOT NULL DEFAULT '[]',
    has_other     INTEGER NOT NULL DEFAULT 0 CHECK (has_other IN (0, 1)),
    is_required   INTEGER NOT NULL DEFAULT 0 CHECK (is_required IN (0, 1)),
    most          INTEGER,
    lowest        INTEGER,
    highest       INTEGER,
    -- Asked only where another question got one of these choices (JSON list).
    shown_if      TEXT,
    shown_choices TEXT    NOT NULL DEFAULT '[]',
    PRIMARY KEY (instrument_id, position)
) STRICT, WITHOUT ROWID;

-- No row: not answered.
CREATE TABLE reply (
    response_id TEXT NOT NULL REFERENCES response (id),
    question    TEXT NOT NULL,
    -- JSON list of numbers; in their order where the question asks for one.
    choices     TEXT NOT NULL DEFAULT '[]',
    text        TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (response_id, question)
) STRICT, WITHOUT ROWID;

-- A form also comes from this computer's kiosk or from a phone.
ALTER TABLE response ADD COLUMN way TEXT NOT NULL DEFAULT 'paper'
    CHECK (way IN ('paper', 'kiosk', 'phone', 'file'));
UPDATE response SET way = source;
ALTER TABLE response DROP COLUMN source;
ALTER TABLE response RENAME COLUMN way TO source;
