-- Counts of pupils by class are read with every save and every list, answers of a survey with every
-- result: both from an index alone, so that a book of ten years answers as one of one year.

DROP INDEX enrolment_class;
CREATE INDEX enrolment_class ON enrolment (class_id, status) WHERE deleted_at IS NULL;
CREATE INDEX response_survey ON response (survey_id) WHERE deleted_at IS NULL;
