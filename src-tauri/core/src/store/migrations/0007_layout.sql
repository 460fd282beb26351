-- Columns of class lists that a person corrected, so that the same headings are known next time, and
-- pupils that a person told apart, so that nobody is asked again.

-- A layout is known by the hash of its folded heading row; `at` is a column's letters, `field` what
-- it holds. A column without a row here holds nothing for us.
CREATE TABLE roster_layout (
    heading_hash TEXT NOT NULL,
    at           TEXT NOT NULL,
    field        TEXT NOT NULL,
    changed_at   TEXT NOT NULL,
    changed_on   TEXT NOT NULL,
    PRIMARY KEY (heading_hash, at)
) STRICT, WITHOUT ROWID;

-- Ids without a reference: a pair whose pupil is gone says nothing, and keeps nobody in the book.
CREATE TABLE student_distinct (
    first_id   TEXT NOT NULL,
    second_id  TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    changed_on TEXT NOT NULL,
    PRIMARY KEY (first_id, second_id),
    CHECK (first_id < second_id)
) STRICT, WITHOUT ROWID;
