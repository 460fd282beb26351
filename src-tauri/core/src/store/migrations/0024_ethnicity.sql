-- One name for the Kinh: whatever else a list wrote was counted as a minority.
UPDATE student SET ethnicity = 'Kinh'
 WHERE ethnicity <> 'Kinh'
   AND trim(lower(ethnicity)) IN (
       'kinh', 'việt', 'viỆt', 'viet', '01', '1', 'kinh (việt)', 'kinh(việt)', 'kinh (viỆt)',
       'kinh (viet)', 'kinh/việt', 'kinh - việt', '01 - kinh', '1 - kinh', '01-kinh', '1-kinh',
       '01. kinh', '1. kinh', 'dân tộc kinh', 'dt kinh');
UPDATE student SET ethnicity = 'Người nước ngoài'
 WHERE trim(lower(ethnicity)) IN ('nước ngoài', 'người nước ngoài', 'ngoại quốc');
