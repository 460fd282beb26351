-- Lists of pupils handed on to vocational schools, and for whom a pupil's data may be handed on.

-- Where a pupil lives; it leaves the book only in a list that was agreed to.
ALTER TABLE student ADD COLUMN address TEXT NOT NULL DEFAULT '';

-- Of an answer on handing data on: to whom. Law 91/2025/QH15: consent names the receiver.
ALTER TABLE consent ADD COLUMN receiver TEXT NOT NULL DEFAULT '';

-- One package that left the book.
CREATE TABLE handover (
    id           TEXT    NOT NULL PRIMARY KEY,
    year         TEXT    NOT NULL REFERENCES school_year (year),
    receiver     TEXT    NOT NULL CHECK (receiver <> ''),
    -- Who takes it there.
    contact      TEXT    NOT NULL DEFAULT '',
    purpose      TEXT    NOT NULL CHECK (purpose <> ''),
    -- Until when the receiver may keep it.
    keep_until   TEXT    NOT NULL,
    -- Codes of the columns, with spaces between.
    columns      TEXT    NOT NULL,
    -- Pupils in it; their names go when they are erased, the number stays.
    students     INTEGER NOT NULL,
    -- SHA-256 of the file, so that the receipt names this very package.
    checksum     TEXT    NOT NULL,
    made_on      TEXT    NOT NULL,
    receipt_on   TEXT,
    deleted_on   TEXT,
    withdrawn_on TEXT,
    reason       TEXT    NOT NULL DEFAULT '',
    changed_at   TEXT    NOT NULL,
    changed_on   TEXT    NOT NULL
) STRICT;
CREATE INDEX handover_year ON handover (year, made_on);

CREATE TABLE handover_student (
    handover_id TEXT NOT NULL REFERENCES handover (id),
    student_id  TEXT NOT NULL REFERENCES student (id),
    -- What the receiver told of the pupil; `withdrawn` once it was told to delete them.
    state       TEXT NOT NULL DEFAULT 'sent'
                CHECK (state IN ('sent', 'reached', 'enrolled', 'withdrawn')),
    PRIMARY KEY (handover_id, student_id)
) STRICT;
CREATE INDEX handover_student_student ON handover_student (student_id);
