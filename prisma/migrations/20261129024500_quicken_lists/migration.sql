-- What lists need of many rows is kept where those rows are written, so that a list reads no more than what it shows.

-- Who holds a SKU, counted by each import in its own transaction.
CREATE TABLE "holder_count" (
    "portal_id" UUID NOT NULL,
    "sku_id" UUID NOT NULL,
    "assigned" INTEGER NOT NULL,
    "holders" INTEGER NOT NULL,
    "waiting" INTEGER NOT NULL,
    "by_group" INTEGER NOT NULL,
    CONSTRAINT "holder_count_pkey" PRIMARY KEY ("portal_id","sku_id")
);

ALTER TABLE "holder_count" ADD CONSTRAINT "holder_count_portal_id_fkey" FOREIGN KEY ("portal_id") REFERENCES "portal"("id") ON DELETE CASCADE ON UPDATE CASCADE;

INSERT INTO holder_count (portal_id, sku_id, assigned, holders, waiting, by_group)
SELECT portal_id, sku_id, count(*), count(*) FILTER (WHERE is_held), count(*) FILTER (WHERE NOT is_held AND error IS NOT NULL),
  count(*) FILTER (WHERE is_held AND group_ids <> '{}')
FROM assignment GROUP BY portal_id, sku_id;

-- To fold the case of a name takes ten times as long as to look for something in it: done once, when the name is written.
ALTER TABLE contact ADD COLUMN search_text TEXT NOT NULL
  GENERATED ALWAYS AS (lower(display_name || ' ' || user_principal_name || ' ' || mail)) STORED;
DROP INDEX contact_search;
CREATE INDEX contact_search ON contact USING gin (search_text gin_trgm_ops);

CREATE INDEX "subscription_licence_id_idx" ON "subscription"("licence_id");
