-- What the list of compliance draws of each product, kept by the recalculation: to gather 90 days of each of fifty products took
-- longer than the rest of the page.
ALTER TABLE compliance ADD COLUMN trend_points TEXT NOT NULL DEFAULT '[]';
UPDATE compliance c SET trend_points = t.points
FROM (SELECT s.product_id, '[' || string_agg(s.day - date '1970-01-01' || ',' || s.consumption, ',' ORDER BY s.day) || ']' AS points
      FROM product_snapshot s JOIN compliance x ON x.product_id = s.product_id
      WHERE s.day > (x.calculated_at AT TIME ZONE 'UTC')::date - 90 GROUP BY s.product_id) t
WHERE t.product_id = c.product_id;
