-- A request about data is answered before it is done, and may be given more time once.
ALTER TABLE data_request ADD COLUMN replied_on TEXT;
ALTER TABLE data_request ADD COLUMN extended_to TEXT;
ALTER TABLE data_request ADD COLUMN reason TEXT NOT NULL DEFAULT '';
