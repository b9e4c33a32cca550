-- Portals: rule for free SKUs, last connection test, staged credentials, end of an exclusion, what the tenant subscribes to.
-- Catalogue: service plans, and a task that refreshes it.

ALTER TYPE "credential_status" ADD VALUE 'staged';
ALTER TYPE "run_kind" ADD VALUE 'catalogue_refresh';

ALTER TABLE "portal" ADD COLUMN "exclude_free" BOOLEAN NOT NULL DEFAULT false,
  ADD COLUMN "tested_at" TIMESTAMPTZ(3),
  ADD COLUMN "test_report" JSONB;

ALTER TABLE "portal_credential" ADD COLUMN "staged_by" UUID,
  ALTER COLUMN "portal_id" DROP NOT NULL;
ALTER TABLE "portal_credential" ADD CONSTRAINT portal_credential_owned
  CHECK ((portal_id IS NULL) = (staged_by IS NOT NULL));
CREATE UNIQUE INDEX portal_credential_standby_key ON portal_credential (portal_id) WHERE status = 'standby';

ALTER TABLE "portal_exclusion" ADD COLUMN "ends_on" DATE;

ALTER TABLE "server_task" ADD COLUMN "settings" JSONB NOT NULL DEFAULT '{}';

CREATE TABLE "portal_sku" (
    "portal_id" UUID NOT NULL,
    "sku_id" UUID NOT NULL,
    "part_number" TEXT NOT NULL,
    "applies_to" TEXT NOT NULL,
    "capability_status" TEXT NOT NULL,
    "units" INTEGER NOT NULL,
    "consumed_units" INTEGER NOT NULL,

    CONSTRAINT "portal_sku_pkey" PRIMARY KEY ("portal_id","sku_id")
);

CREATE TABLE "catalogue_service_plan" (
    "service_plan_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "catalogue_service_plan_pkey" PRIMARY KEY ("service_plan_id")
);

ALTER TABLE "portal_sku" ADD CONSTRAINT "portal_sku_portal_id_fkey" FOREIGN KEY ("portal_id") REFERENCES "portal"("id") ON DELETE CASCADE ON UPDATE CASCADE;
