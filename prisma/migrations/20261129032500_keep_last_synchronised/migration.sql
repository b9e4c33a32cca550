-- How old the data is of what its portal's imports do not bring any more. The portal's own moment moves on with each import.

ALTER TABLE "licence" ADD COLUMN "last_synced_at" TIMESTAMPTZ(3);
ALTER TABLE "product" ADD COLUMN "last_synced_at" TIMESTAMPTZ(3);

-- What stands unsynchronised already was brought by the last import that had ended before; without a trace of one, not after it was marked.
UPDATE "licence" t SET "last_synced_at" = coalesce(
  (SELECT max(x."started_at") FROM "run_portal" x WHERE x."portal_id" = t."portal_id"
     AND x."status" IN ('succeeded', 'succeeded_with_warnings') AND x."ended_at" < t."unsync_since"),
  (SELECT least(p."data_as_of", t."unsync_since") FROM "portal" p WHERE p."id" = t."portal_id"))
WHERE t."unsync_reason" IS NOT NULL;
UPDATE "product" t SET "last_synced_at" = coalesce(
  (SELECT max(x."started_at") FROM "run_portal" x WHERE x."portal_id" = t."portal_id"
     AND x."status" IN ('succeeded', 'succeeded_with_warnings') AND x."ended_at" < t."unsync_since"),
  (SELECT least(p."data_as_of", t."unsync_since") FROM "portal" p WHERE p."id" = t."portal_id"))
WHERE t."unsync_reason" IS NOT NULL;
