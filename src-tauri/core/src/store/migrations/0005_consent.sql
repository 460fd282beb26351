-- What parents and pupils agreed to, for which purpose, and what they asked of the school.

-- One row for each answer; the newest of a purpose and a person holds. No row is no consent.
CREATE TABLE consent (
    id         TEXT NOT NULL PRIMARY KEY,
    student_id TEXT NOT NULL REFERENCES student (id),
    purpose    TEXT NOT NULL CHECK (purpose IN ('record', 'media', 'handover')),
    -- Decree 356/2025: the parent or guardian; the pupil too from the age of seven.
    who        TEXT NOT NULL CHECK (who IN ('parent', 'student')),
    answer     TEXT NOT NULL CHECK (answer IN ('given', 'refused', 'withdrawn')),
    stated_on  TEXT NOT NULL,
    means      TEXT NOT NULL CHECK (means IN ('paper', 'talk', 'phone', 'message')),
    -- Who said so, and where the proof lies, in the school's words.
    name       TEXT NOT NULL DEFAULT '',
    proof      TEXT NOT NULL DEFAULT '',
    changed_at TEXT NOT NULL,
    changed_on TEXT NOT NULL,
    deleted_at TEXT
) STRICT;
CREATE INDEX consent_student ON consent (student_id, purpose, who) WHERE deleted_at IS NULL;

CREATE TABLE data_request (
    id          TEXT NOT NULL PRIMARY KEY,
    -- Empty once the pupil's data are erased.
    student_id  TEXT REFERENCES student (id),
    kind        TEXT NOT NULL,
    name        TEXT NOT NULL DEFAULT '',
    received_on TEXT NOT NULL,
    due_on      TEXT NOT NULL,
    done_on     TEXT,
    outcome     TEXT NOT NULL DEFAULT '',
    changed_at  TEXT NOT NULL,
    changed_on  TEXT NOT NULL,
    deleted_at  TEXT
) STRICT;
CREATE INDEX data_request_due ON data_request (due_on) WHERE deleted_at IS NULL;

-- Pupils whose data were erased; the row of the pupil stays as a number.
CREATE TABLE erased (
    student_id TEXT NOT NULL PRIMARY KEY REFERENCES student (id),
    erased_on  TEXT NOT NULL
) STRICT;
