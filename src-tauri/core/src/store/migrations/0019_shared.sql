-- A list of pupils that its keeper lets the whole school use.
ALTER TABLE student_view ADD COLUMN is_shared INTEGER NOT NULL DEFAULT 0 CHECK (is_shared IN (0, 1));

-- A conclusion that the counselor lets the homeroom teacher know; off unless it is ticked.
ALTER TABLE counsel_session ADD COLUMN is_shared INTEGER NOT NULL DEFAULT 0 CHECK (is_shared IN (0, 1));
