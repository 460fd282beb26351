-- Counselling sessions, who took part, what was agreed, where a pupil was referred to, and the
-- sealed part, of which the book holds nothing but sealed bytes.

CREATE TABLE counsel_session (
    id           TEXT    NOT NULL PRIMARY KEY,
    year         TEXT    NOT NULL REFERENCES school_year (year),
    held_on      TEXT    NOT NULL,
    -- `09:15`; empty where it is not known.
    starts_at    TEXT    NOT NULL DEFAULT '',
    minutes      INTEGER CHECK (minutes BETWEEN 1 AND 600),
    form         TEXT    NOT NULL
                 CHECK (form IN ('individual', 'group', 'class', 'parents', 'online')),
    -- Who counselled, by name: guests counsel too.
    counselor    TEXT    NOT NULL DEFAULT '',
    subject      TEXT    NOT NULL DEFAULT '',
    conclusion   TEXT    NOT NULL DEFAULT '',
    next_step    TEXT    NOT NULL DEFAULT '',
    next_on      TEXT,
    next_at      TEXT    NOT NULL DEFAULT '',
    is_next_done INTEGER NOT NULL DEFAULT 0 CHECK (is_next_done IN (0, 1)),
    changed_at   TEXT    NOT NULL,
    changed_on   TEXT    NOT NULL,
    deleted_at   TEXT
) STRICT;
CREATE INDEX counsel_session_year ON counsel_session (year, held_on) WHERE deleted_at IS NULL;

CREATE TABLE counsel_student (
    session_id TEXT NOT NULL REFERENCES counsel_session (id),
    student_id TEXT NOT NULL REFERENCES student (id),
    PRIMARY KEY (session_id, student_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX counsel_student_student ON counsel_student (student_id);

-- A referral slip (phiếu chuyển).
CREATE TABLE counsel_referral (
    session_id  TEXT NOT NULL PRIMARY KEY REFERENCES counsel_session (id),
    referred_on TEXT NOT NULL,
    -- To whom.
    receiver    TEXT NOT NULL,
    reason      TEXT NOT NULL,
    -- What was done before.
    done        TEXT NOT NULL DEFAULT '',
    -- What is asked for.
    asked       TEXT NOT NULL DEFAULT '',
    changed_at  TEXT NOT NULL,
    changed_on  TEXT NOT NULL
) STRICT;

-- The sealed part of a session: base64 of bytes that only the counselor's own key opens. Text, since
-- undo keeps rows as JSON, which holds no bytes.
CREATE TABLE counsel_note (
    session_id TEXT NOT NULL PRIMARY KEY REFERENCES counsel_session (id),
    -- Which key of the ring.
    key_id     TEXT NOT NULL,
    sealed     TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    changed_on TEXT NOT NULL
) STRICT;
