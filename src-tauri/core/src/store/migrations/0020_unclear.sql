-- Items of a paper form that could not be read: two marks, or one between two. Codes between spaces.
ALTER TABLE response ADD COLUMN unclear TEXT NOT NULL DEFAULT '';
