-- Undo asks what later acts did to the rows of an act, thousands at once for a list: each changed
-- row says its key, as a JSON list, and is found by it.
ALTER TABLE undo_row ADD COLUMN row_key TEXT NOT NULL DEFAULT '';
UPDATE undo_row SET row_key =
    (SELECT json_group_array(json_extract(coalesce(undo_row.after, undo_row.before), '$.' || p.name))
     FROM (SELECT name FROM pragma_table_info(undo_row.name) WHERE pk > 0 ORDER BY cid) p);
CREATE INDEX undo_row_key ON undo_row (name, row_key, act);
