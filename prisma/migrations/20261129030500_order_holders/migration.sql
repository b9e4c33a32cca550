-- The holders of a SKU in the order in which they are listed and served, out of one index.

-- A name as it is sorted: without case and accents, so that bytes can be compared instead of asking the rules of a language each time.
ALTER TABLE contact
  ADD COLUMN sort_name TEXT COLLATE "C" NOT NULL
    GENERATED ALWAYS AS (regexp_replace(normalize(lower(display_name), NFD), '[\u0300-\u036f]+', '', 'g')) STORED,
  -- Enabled accounts first, members before guests.
  ADD COLUMN sort_class SMALLINT NOT NULL
    GENERATED ALWAYS AS (CASE WHEN is_enabled IS FALSE THEN 2 ELSE 0 END + CASE WHEN user_type = 'Guest' THEN 1 ELSE 0 END) STORED;

-- Copies of the contact's, kept by the import: an index cannot reach into another table.
ALTER TABLE assignment
  ADD COLUMN holder_name TEXT COLLATE "C" NOT NULL DEFAULT '',
  ADD COLUMN holder_class SMALLINT NOT NULL DEFAULT 0;
UPDATE assignment a SET holder_name = c.sort_name, holder_class = c.sort_class FROM contact c WHERE c.id = a.contact_id;

-- The recalculation counts holders by this index too, in the place of the one before.
CREATE INDEX assignment_holder ON assignment (portal_id, sku_id, holder_name, contact_id) INCLUDE (holder_class, first_seen_at)
  WHERE is_held;
DROP INDEX assignment_held;

-- Consumers are found by their department as well.
ALTER TABLE contact ADD COLUMN search_department TEXT NOT NULL GENERATED ALWAYS AS (lower(department)) STORED;
CREATE INDEX contact_department_search ON contact USING gin (search_department gin_trgm_ops);
-- The few among many, as accounts that are disabled.
CREATE INDEX contact_guest ON contact (display_name, id) WHERE user_type = 'Guest';
