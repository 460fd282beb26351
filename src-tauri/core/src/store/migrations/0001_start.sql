-- The book of the first release: school, years, pupils, log, surveys, report texts, audit, undo.
--
-- Ids are text UUIDv7; days ISO text `…_on`, instants `…_at`, đồng `…_vnd`. Rows with `deleted_at`
-- are tombstones, kept so that two machines can be merged. `changed_at`, `changed_on` (device)
-- stamp every row that a merge compares; a link table belongs to its parent's stamp.

CREATE TABLE meta (
    key   TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE school (
    id               TEXT    NOT NULL PRIMARY KEY CHECK (id = 'school'),
    name             TEXT    NOT NULL,
    code             TEXT    NOT NULL DEFAULT '',
    kind             TEXT    NOT NULL DEFAULT 'public' CHECK (kind IN ('public', 'private')),
    province         TEXT    NOT NULL DEFAULT '',
    commune          TEXT    NOT NULL DEFAULT '',
    parent_body      TEXT    NOT NULL DEFAULT '',
    is_disadvantaged INTEGER NOT NULL DEFAULT 0 CHECK (is_disadvantaged IN (0, 1)),
    principal        TEXT    NOT NULL DEFAULT '',
    place            TEXT    NOT NULL DEFAULT '',
    abbreviation     TEXT    NOT NULL DEFAULT '',
    address          TEXT    NOT NULL DEFAULT '',
    phone            TEXT    NOT NULL DEFAULT '',
    email            TEXT    NOT NULL DEFAULT '',
    changed_at       TEXT    NOT NULL,
    changed_on       TEXT    NOT NULL
) STRICT;

CREATE TABLE school_level (
    level TEXT NOT NULL PRIMARY KEY CHECK (level IN ('tieu_hoc', 'thcs', 'thpt', 'gdtx'))
) STRICT, WITHOUT ROWID;

CREATE TABLE school_year (
    year       TEXT    NOT NULL PRIMARY KEY CHECK (length(year) = 9),
    starts_on  TEXT    NOT NULL,
    ends_on    TEXT    NOT NULL,
    is_locked  INTEGER NOT NULL DEFAULT 0 CHECK (is_locked IN (0, 1)),
    changed_at TEXT    NOT NULL,
    changed_on TEXT    NOT NULL,
    CHECK (starts_on < ends_on)
) STRICT;

-- What the sheet “Thông tin chung” prints and who signs, for one year.
CREATE TABLE profile (
    year                   TEXT    NOT NULL PRIMARY KEY REFERENCES school_year (year),
    plan_number            TEXT    NOT NULL DEFAULT '',
    plan_on                TEXT,
    plan_is_in_school_plan INTEGER CHECK (plan_is_in_school_plan IN (0, 1)),
    person_in_charge       TEXT    NOT NULL DEFAULT '',
    decision_number        TEXT    NOT NULL DEFAULT '',
    decision_on            TEXT,
    staff                  INTEGER CHECK (staff >= 0),
    staff_female           INTEGER CHECK (staff_female >= 0),
    teachers               INTEGER CHECK (teachers >= 0),
    counselors             INTEGER CHECK (counselors >= 0),
    counselors_qualified   INTEGER CHECK (counselors_qualified >= 0),
    report_number          TEXT    NOT NULL DEFAULT '',
    report_on              TEXT,
    report_due_on          TEXT,
    recipients             TEXT    NOT NULL DEFAULT '',
    signer_name            TEXT    NOT NULL DEFAULT '',
    signer_title           TEXT    NOT NULL DEFAULT '',
    preparer_name          TEXT    NOT NULL DEFAULT '',
    changed_at             TEXT    NOT NULL,
    changed_on             TEXT    NOT NULL
) STRICT;

CREATE TABLE narrative (
    year       TEXT NOT NULL PRIMARY KEY REFERENCES school_year (year),
    situation  TEXT NOT NULL DEFAULT '',
    strengths  TEXT NOT NULL DEFAULT '',
    weaknesses TEXT NOT NULL DEFAULT '',
    causes     TEXT NOT NULL DEFAULT '',
    proposals  TEXT NOT NULL DEFAULT '',
    directions TEXT NOT NULL DEFAULT '',
    changed_at TEXT NOT NULL,
    changed_on TEXT NOT NULL
) STRICT;

CREATE TABLE rule_set_use (
    year     TEXT NOT NULL REFERENCES school_year (year),
    rule_set TEXT NOT NULL,
    PRIMARY KEY (year, rule_set)
) STRICT, WITHOUT ROWID;

-- Sign-in names and roles. Passwords are not here: they wrap the data key in keys.json.
CREATE TABLE account (
    id         TEXT    NOT NULL PRIMARY KEY,
    name       TEXT    NOT NULL,
    full_name  TEXT    NOT NULL,
    role       TEXT    NOT NULL CHECK (role IN ('counselor', 'principal', 'teacher')),
    title      TEXT    NOT NULL DEFAULT '',
    position   INTEGER NOT NULL,
    changed_at TEXT    NOT NULL,
    changed_on TEXT    NOT NULL,
    deleted_at TEXT
) STRICT;
CREATE UNIQUE INDEX account_name ON account (name) WHERE deleted_at IS NULL;

CREATE TABLE class (
    id         TEXT    NOT NULL PRIMARY KEY,
    year       TEXT    NOT NULL REFERENCES school_year (year),
    name       TEXT    NOT NULL,
    grade      INTEGER NOT NULL CHECK (grade BETWEEN 1 AND 12),
    level      TEXT    NOT NULL CHECK (level IN ('tieu_hoc', 'thcs', 'thpt', 'gdtx')),
    homeroom   TEXT    NOT NULL DEFAULT '',
    sort_key   TEXT    NOT NULL,
    changed_at TEXT    NOT NULL,
    changed_on TEXT    NOT NULL,
    deleted_at TEXT
) STRICT;
CREATE UNIQUE INDEX class_name ON class (year, name) WHERE deleted_at IS NULL;

-- The classes a homeroom teacher sees.
CREATE TABLE account_class (
    account_id TEXT NOT NULL REFERENCES account (id),
    class_id   TEXT NOT NULL REFERENCES class (id),
    PRIMARY KEY (account_id, class_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE student (
    id          TEXT NOT NULL PRIMARY KEY,
    name        TEXT NOT NULL,
    sort_key    TEXT NOT NULL,
    search      TEXT NOT NULL,
    born_on     TEXT,
    sex         TEXT CHECK (sex IN ('male', 'female')),
    ministry_id TEXT NOT NULL DEFAULT '',
    school_code TEXT NOT NULL DEFAULT '',
    citizen_id  TEXT NOT NULL DEFAULT '',
    phone       TEXT NOT NULL DEFAULT '',
    ethnicity   TEXT NOT NULL DEFAULT '',
    changed_at  TEXT NOT NULL,
    changed_on  TEXT NOT NULL,
    deleted_at  TEXT
) STRICT;
CREATE UNIQUE INDEX student_ministry_id ON student (ministry_id)
    WHERE deleted_at IS NULL AND ministry_id <> '';
CREATE INDEX student_school_code ON student (school_code) WHERE school_code <> '';

-- A pupil in a class for one year; a pupil's past stays with them.
CREATE TABLE enrolment (
    id         TEXT NOT NULL PRIMARY KEY,
    student_id TEXT NOT NULL REFERENCES student (id),
    year       TEXT NOT NULL REFERENCES school_year (year),
    class_id   TEXT NOT NULL REFERENCES class (id),
    status     TEXT NOT NULL DEFAULT 'studying'
               CHECK (status IN ('studying', 'transferred', 'left', 'dropped_out', 'completed')),
    changed_at TEXT NOT NULL,
    changed_on TEXT NOT NULL,
    deleted_at TEXT
) STRICT;
CREATE UNIQUE INDEX enrolment_student ON enrolment (student_id, year) WHERE deleted_at IS NULL;
CREATE INDEX enrolment_class ON enrolment (class_id) WHERE deleted_at IS NULL;

CREATE TABLE partner (
    id         TEXT NOT NULL PRIMARY KEY,
    name       TEXT NOT NULL,
    search     TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    changed_on TEXT NOT NULL,
    deleted_at TEXT
) STRICT;
CREATE UNIQUE INDEX partner_search ON partner (search) WHERE deleted_at IS NULL;

-- Kinds that the school added; each stands for a shipped one and counts like it.
CREATE TABLE activity_kind (
    code       TEXT NOT NULL PRIMARY KEY,
    label      TEXT NOT NULL,
    stands_for TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    changed_on TEXT NOT NULL,
    deleted_at TEXT
) STRICT;

CREATE TABLE activity (
    id            TEXT    NOT NULL PRIMARY KEY,
    year          TEXT    NOT NULL REFERENCES school_year (year),
    number        INTEGER NOT NULL CHECK (number > 0),
    kind          TEXT    NOT NULL,
    title         TEXT    NOT NULL CHECK (title <> ''),
    search        TEXT    NOT NULL,
    status        TEXT    NOT NULL CHECK (status IN ('planned', 'done', 'cancelled')),
    starts_on     TEXT    NOT NULL,
    ends_on       TEXT,
    place         TEXT    NOT NULL DEFAULT '',
    students      INTEGER NOT NULL DEFAULT 0 CHECK (students >= 0),
    female        INTEGER NOT NULL DEFAULT 0 CHECK (female BETWEEN 0 AND students),
    parents       INTEGER NOT NULL DEFAULT 0 CHECK (parents >= 0),
    staff         INTEGER NOT NULL DEFAULT 0 CHECK (staff >= 0),
    community     INTEGER NOT NULL DEFAULT 0 CHECK (community >= 0),
    -- 1 where the person chose the duties; 0 where the kind decides.
    is_duty_chosen INTEGER NOT NULL DEFAULT 0 CHECK (is_duty_chosen IN (0, 1)),
    note          TEXT    NOT NULL DEFAULT '',
    changed_at    TEXT    NOT NULL,
    changed_on    TEXT    NOT NULL,
    deleted_at    TEXT,
    CHECK (ends_on IS NULL OR ends_on >= starts_on)
) STRICT;
CREATE INDEX activity_day ON activity (year, starts_on DESC, number DESC);
CREATE INDEX activity_number ON activity (year, number);

CREATE TABLE activity_class (
    activity_id TEXT NOT NULL REFERENCES activity (id),
    class_id    TEXT NOT NULL REFERENCES class (id),
    PRIMARY KEY (activity_id, class_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX activity_class_class ON activity_class (class_id);

CREATE TABLE activity_grade (
    activity_id TEXT    NOT NULL REFERENCES activity (id),
    grade       INTEGER NOT NULL CHECK (grade BETWEEN 1 AND 12),
    PRIMARY KEY (activity_id, grade)
) STRICT, WITHOUT ROWID;

CREATE TABLE activity_partner (
    activity_id TEXT    NOT NULL REFERENCES activity (id),
    partner_id  TEXT    NOT NULL REFERENCES partner (id),
    position    INTEGER NOT NULL,
    PRIMARY KEY (activity_id, partner_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE activity_content (
    activity_id TEXT NOT NULL REFERENCES activity (id),
    content     TEXT NOT NULL CHECK (content IN ('a', 'b', 'c', 'd', 'đ')),
    PRIMARY KEY (activity_id, content)
) STRICT, WITHOUT ROWID;

CREATE TABLE activity_duty (
    activity_id TEXT NOT NULL REFERENCES activity (id),
    duty        TEXT NOT NULL,
    PRIMARY KEY (activity_id, duty)
) STRICT, WITHOUT ROWID;

CREATE TABLE activity_funding (
    activity_id TEXT    NOT NULL REFERENCES activity (id),
    position    INTEGER NOT NULL,
    source      TEXT    NOT NULL CHECK (source IN ('state_budget', 'school_revenue', 'donation',
                                                   'programme', 'oda', 'socialised', 'other')),
    item        TEXT    NOT NULL CHECK (item IN ('materials', 'website', 'training', 'equipment',
                                                 'activity', 'other')),
    planned_vnd INTEGER NOT NULL DEFAULT 0 CHECK (planned_vnd >= 0),
    spent_vnd   INTEGER NOT NULL DEFAULT 0 CHECK (spent_vnd >= 0),
    PRIMARY KEY (activity_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE instrument (
    id         TEXT    NOT NULL PRIMARY KEY,
    code       TEXT    NOT NULL,
    title      TEXT    NOT NULL,
    note       TEXT    NOT NULL DEFAULT '',
    instruction TEXT   NOT NULL DEFAULT '',
    min        INTEGER NOT NULL,
    max        INTEGER NOT NULL,
    changed_at TEXT    NOT NULL,
    changed_on TEXT    NOT NULL,
    deleted_at TEXT,
    CHECK (min < max)
) STRICT;
CREATE UNIQUE INDEX instrument_code ON instrument (code) WHERE deleted_at IS NULL;

CREATE TABLE instrument_scale (
    instrument_id TEXT    NOT NULL REFERENCES instrument (id),
    position      INTEGER NOT NULL,
    code          TEXT    NOT NULL,
    title         TEXT    NOT NULL,
    PRIMARY KEY (instrument_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE instrument_item (
    instrument_id TEXT    NOT NULL REFERENCES instrument (id),
    position      INTEGER NOT NULL,
    code          TEXT    NOT NULL,
    text          TEXT    NOT NULL,
    scale         TEXT    NOT NULL,
    is_reversed   INTEGER NOT NULL DEFAULT 0 CHECK (is_reversed IN (0, 1)),
    PRIMARY KEY (instrument_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE instrument_label (
    instrument_id TEXT    NOT NULL REFERENCES instrument (id),
    value         INTEGER NOT NULL,
    label         TEXT    NOT NULL,
    PRIMARY KEY (instrument_id, value)
) STRICT, WITHOUT ROWID;

CREATE TABLE survey (
    id            TEXT NOT NULL PRIMARY KEY,
    instrument_id TEXT NOT NULL REFERENCES instrument (id),
    year          TEXT NOT NULL REFERENCES school_year (year),
    title         TEXT NOT NULL CHECK (title <> ''),
    opens_on      TEXT,
    closes_on     TEXT,
    closed_at     TEXT,
    changed_at    TEXT NOT NULL,
    changed_on    TEXT NOT NULL,
    deleted_at    TEXT
) STRICT;

CREATE TABLE survey_class (
    survey_id TEXT NOT NULL REFERENCES survey (id),
    class_id  TEXT NOT NULL REFERENCES class (id),
    PRIMARY KEY (survey_id, class_id)
) STRICT, WITHOUT ROWID;

-- One pupil's (or an anonymous person's) form. `source_key` knows an imported row again.
CREATE TABLE response (
    id         TEXT    NOT NULL PRIMARY KEY,
    survey_id  TEXT    NOT NULL REFERENCES survey (id),
    student_id TEXT    REFERENCES student (id),
    class_id   TEXT    REFERENCES class (id),
    source     TEXT    NOT NULL CHECK (source IN ('paper', 'file')),
    source_key TEXT    NOT NULL DEFAULT '',
    is_absent  INTEGER NOT NULL DEFAULT 0 CHECK (is_absent IN (0, 1)),
    changed_at TEXT    NOT NULL,
    changed_on TEXT    NOT NULL,
    deleted_at TEXT
) STRICT;
CREATE UNIQUE INDEX response_student ON response (survey_id, student_id)
    WHERE deleted_at IS NULL AND student_id IS NOT NULL;
CREATE UNIQUE INDEX response_source ON response (survey_id, source_key)
    WHERE deleted_at IS NULL AND source_key <> '';

-- No row: not answered.
CREATE TABLE answer (
    response_id TEXT    NOT NULL REFERENCES response (id),
    item        TEXT    NOT NULL,
    value       INTEGER NOT NULL,
    PRIMARY KEY (response_id, item)
) STRICT, WITHOUT ROWID;

-- Every act, one row, chained by hash: ids, never names. Nothing may change or remove a row.
CREATE TABLE audit (
    n           INTEGER NOT NULL PRIMARY KEY,
    at          TEXT    NOT NULL,
    account_id  TEXT    NOT NULL,
    device      TEXT    NOT NULL,
    op          TEXT    NOT NULL,
    subject     TEXT    NOT NULL,
    rows        INTEGER NOT NULL,
    detail_hash TEXT    NOT NULL,
    hash        TEXT    NOT NULL
) STRICT;
CREATE TRIGGER audit_stays BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'audit'); END;
CREATE TRIGGER audit_is_kept BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'audit'); END;

-- What an act changed, for people; erasing a pupil may empty it, the chain keeps a salted hash.
CREATE TABLE audit_detail (
    act    INTEGER NOT NULL PRIMARY KEY REFERENCES audit (n),
    salt   TEXT    NOT NULL,
    detail TEXT    NOT NULL
) STRICT;

-- What every changed row was before the act (`before`, null where it was added), for undo.
CREATE TABLE undo_row (
    act    INTEGER NOT NULL,
    n      INTEGER PRIMARY KEY,
    name   TEXT    NOT NULL,
    before TEXT,
    after  TEXT
) STRICT;
CREATE INDEX undo_row_act ON undo_row (act);

CREATE TABLE undo_act (
    act       INTEGER NOT NULL PRIMARY KEY,
    undoes    INTEGER,
    undone_by INTEGER
) STRICT;
