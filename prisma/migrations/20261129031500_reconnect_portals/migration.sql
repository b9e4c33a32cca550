-- A portal that was deleted goes on when its tenant is connected again: an import that had begun before then is not merged.
ALTER TABLE "portal" ADD COLUMN "reconnected_at" TIMESTAMPTZ(3);

-- Nobody's people: those of a deleted portal are gone since it was deleted.
UPDATE contact c SET gone_at = p.deleted_at
FROM portal p WHERE p.id = c.portal_id AND p.deleted_at IS NOT NULL AND c.gone_at IS NULL;
