-- Whom an activity reaches beside the classes it names: ' * ' for the whole school, ' 8 9 ' for
-- grades, '' where it names classes only. A pupil's record reads it for every year of school; from
-- the links alone each activity of each year would have to be asked.

ALTER TABLE activity ADD COLUMN reach TEXT NOT NULL DEFAULT '';
UPDATE activity SET reach = CASE
    WHEN EXISTS (SELECT 1 FROM activity_grade g WHERE g.activity_id = activity.id)
    THEN (SELECT ' ' || group_concat(g.grade, ' ') || ' ' FROM
              (SELECT grade FROM activity_grade WHERE activity_id = activity.id ORDER BY grade) g)
    WHEN EXISTS (SELECT 1 FROM activity_class l WHERE l.activity_id = activity.id) THEN ''
    ELSE ' * ' END;
-- With all that a record shows of them, so that no row of the log itself is opened.
CREATE INDEX activity_reach
    ON activity (year, reach, status, deleted_at, starts_on, number, kind, title, id)
    WHERE reach <> '';
