-- Erasing reaches whoever was joined with a pupil, and leaves what is counted.

-- Of a row that a person found to be the same pupil: who it was joined with.
ALTER TABLE student ADD COLUMN merged_into TEXT;
UPDATE student SET merged_into =
    (SELECT a.subject FROM audit a JOIN student k ON k.id = a.subject
     WHERE a.op = 'duplicate_decide' AND a.at = student.deleted_at AND a.subject <> student.id)
WHERE deleted_at IS NOT NULL;

-- Of an erased pupil's record: whether there had been anything in it.
ALTER TABLE record ADD COLUMN was_written INTEGER NOT NULL DEFAULT 0 CHECK (was_written IN (0, 1));
