-- Forms that are filled in without a name: what people think of an activity, what a school begins with.

ALTER TABLE instrument ADD COLUMN is_anonymous INTEGER NOT NULL DEFAULT 0
    CHECK (is_anonymous IN (0, 1));
