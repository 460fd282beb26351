-- A file may prove a task of the plan too, or be a document of the register itself.
CREATE TABLE evidence_of (
    id          TEXT    NOT NULL PRIMARY KEY,
    activity_id TEXT    REFERENCES activity (id),
    task_id     TEXT    REFERENCES task (id),
    document_id TEXT    REFERENCES document (id),
    name        TEXT    NOT NULL,
    bytes       INTEGER NOT NULL CHECK (bytes >= 0),
    -- BLAKE3 of the plain bytes, lower hex.
    hash        TEXT    NOT NULL,
    added_at    TEXT    NOT NULL,
    changed_at  TEXT    NOT NULL,
    changed_on  TEXT    NOT NULL,
    deleted_at  TEXT,
    CHECK ((activity_id IS NOT NULL) + (task_id IS NOT NULL) + (document_id IS NOT NULL) = 1)
) STRICT;
INSERT INTO evidence_of (id, activity_id, name, bytes, hash, added_at, changed_at, changed_on,
                         deleted_at)
    SELECT id, activity_id, name, bytes, hash, added_at, changed_at, changed_on, deleted_at
    FROM evidence;
DROP TABLE evidence;
ALTER TABLE evidence_of RENAME TO evidence;
CREATE INDEX evidence_activity ON evidence (activity_id) WHERE deleted_at IS NULL;
CREATE INDEX evidence_task ON evidence (task_id) WHERE task_id IS NOT NULL;
CREATE INDEX evidence_document ON evidence (document_id) WHERE document_id IS NOT NULL;

-- The documents that a task rests on or leads to.
CREATE TABLE task_document (
    task_id     TEXT NOT NULL REFERENCES task (id),
    document_id TEXT NOT NULL REFERENCES document (id),
    PRIMARY KEY (task_id, document_id)
) STRICT, WITHOUT ROWID;
