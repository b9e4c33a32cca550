-- The list of compliance sorts its usage by the usage now, and the column bears that name: saved views go on.
UPDATE saved_view
SET query = regexp_replace(regexp_replace(query, '(^|&)sort=warning(?=&|$)', '\1sort=usage'),
    '((?:^|&)columns=(?:[^&]*(?:%2C|,))?)warning(?=%2C|,|&|$)', '\1usage')
WHERE list = '/licence-management/compliance';
