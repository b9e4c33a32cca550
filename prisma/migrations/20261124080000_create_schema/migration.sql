-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "account_role" AS ENUM ('administrator', 'viewer');

-- CreateEnum
CREATE TYPE "catalogue_source" AS ENUM ('seed', 'microsoft');

-- CreateEnum
CREATE TYPE "compliance_status" AS ENUM ('not_enough_licences', 'cannot_be_synchronised', 'calculation_error', 'not_enough_base_licences', 'right_to_new_version', 'concurrent_use', 'fully_licensed', 'clear');

-- CreateEnum
CREATE TYPE "origin" AS ENUM ('portal', 'manual');

-- CreateEnum
CREATE TYPE "assignment_state" AS ENUM ('active', 'active_with_error', 'disabled', 'error');

-- CreateEnum
CREATE TYPE "unsync_reason" AS ENUM ('gone_from_portal', 'excluded', 'portal_deleted');

-- CreateEnum
CREATE TYPE "run_kind" AS ENUM ('import', 'recalculation', 'full_recalculation');

-- CreateEnum
CREATE TYPE "run_trigger" AS ENUM ('manual', 'schedule', 'after_import');

-- CreateEnum
CREATE TYPE "run_status" AS ENUM ('queued', 'running', 'succeeded', 'succeeded_with_warnings', 'failed', 'cancelled');

-- CreateEnum
CREATE TYPE "run_portal_status" AS ENUM ('queued', 'running', 'succeeded', 'succeeded_with_warnings', 'failed', 'quarantined', 'superseded', 'cancelled');

-- CreateEnum
CREATE TYPE "log_level" AS ENUM ('info', 'warning', 'error');

-- CreateEnum
CREATE TYPE "cloud" AS ENUM ('global', 'us_gov_l4', 'us_gov_l5', 'china');

-- CreateEnum
CREATE TYPE "credential_kind" AS ENUM ('certificate', 'secret');

-- CreateEnum
CREATE TYPE "credential_status" AS ENUM ('active', 'standby');

-- CreateTable
CREATE TABLE "account" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "username" TEXT NOT NULL,
    "display_name" TEXT NOT NULL,
    "role" "account_role" NOT NULL,
    "password_hash" TEXT NOT NULL,
    "is_enabled" BOOLEAN NOT NULL DEFAULT true,
    "session_version" INTEGER NOT NULL DEFAULT 1,
    "failed_sign_ins" INTEGER NOT NULL DEFAULT 0,
    "locked_until" TIMESTAMPTZ(3),
    "last_sign_in_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_line" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actor_id" UUID,
    "actor_name" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "target_type" TEXT NOT NULL,
    "target_id" TEXT,
    "target_name" TEXT,
    "details" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "audit_line_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "catalogue_sku" (
    "sku_id" UUID NOT NULL,
    "part_number" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "own_title" TEXT,
    "source" "catalogue_source" NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "catalogue_sku_pkey" PRIMARY KEY ("sku_id")
);

-- CreateTable
CREATE TABLE "compliance" (
    "product_id" INTEGER NOT NULL,
    "status" "compliance_status" NOT NULL,
    "reason" "unsync_reason",
    "status_since" TIMESTAMPTZ(3) NOT NULL,
    "available" INTEGER NOT NULL,
    "consumption" INTEGER NOT NULL,
    "balance" INTEGER NOT NULL,
    "uncovered" INTEGER NOT NULL,
    "units_warning" INTEGER NOT NULL,
    "units_suspended" INTEGER NOT NULL,
    "calculated_at" TIMESTAMPTZ(3) NOT NULL,
    "run_id" INTEGER NOT NULL,
    "data_as_of" TIMESTAMPTZ(3),

    CONSTRAINT "compliance_pkey" PRIMARY KEY ("product_id")
);

-- CreateTable
CREATE TABLE "uncovered_consumer" (
    "product_id" INTEGER NOT NULL,
    "contact_id" INTEGER NOT NULL,

    CONSTRAINT "uncovered_consumer_pkey" PRIMARY KEY ("product_id","contact_id")
);

-- CreateTable
CREATE TABLE "product_snapshot" (
    "product_id" INTEGER NOT NULL,
    "day" DATE NOT NULL,
    "status" "compliance_status" NOT NULL,
    "available" INTEGER NOT NULL,
    "consumption" INTEGER NOT NULL,
    "balance" INTEGER NOT NULL,
    "units_warning" INTEGER NOT NULL,
    "units_suspended" INTEGER NOT NULL,

    CONSTRAINT "product_snapshot_pkey" PRIMARY KEY ("product_id","day")
);

-- CreateTable
CREATE TABLE "subscription_snapshot" (
    "subscription_id" INTEGER NOT NULL,
    "day" DATE NOT NULL,
    "status" TEXT NOT NULL,
    "total_licences" INTEGER NOT NULL,
    "next_lifecycle_at" TIMESTAMPTZ(3),

    CONSTRAINT "subscription_snapshot_pkey" PRIMARY KEY ("subscription_id","day")
);

-- CreateTable
CREATE TABLE "contact" (
    "id" SERIAL NOT NULL,
    "origin" "origin" NOT NULL,
    "portal_id" UUID,
    "object_id" UUID,
    "display_name" TEXT NOT NULL,
    "user_principal_name" TEXT NOT NULL DEFAULT '',
    "mail" TEXT NOT NULL DEFAULT '',
    "is_enabled" BOOLEAN,
    "user_type" TEXT,
    "usage_location" TEXT,
    "department" TEXT NOT NULL DEFAULT '',
    "company_name" TEXT,
    "city" TEXT,
    "country" TEXT,
    "job_title" TEXT,
    "office_location" TEXT,
    "employee_id" TEXT,
    "account_created_at" TIMESTAMPTZ(3),
    "is_on_premises_synced" BOOLEAN,
    "licence_count" INTEGER NOT NULL DEFAULT 0,
    "row_hash" BIGINT,
    "first_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "gone_at" TIMESTAMPTZ(3),

    CONSTRAINT "contact_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "assignment" (
    "contact_id" INTEGER NOT NULL,
    "sku_id" UUID NOT NULL,
    "portal_id" UUID NOT NULL,
    "is_held" BOOLEAN NOT NULL,
    "is_direct" BOOLEAN NOT NULL,
    "group_ids" UUID[],
    "state" "assignment_state",
    "error" TEXT,
    "disabled_plans" UUID[],
    "state_changed_at" TIMESTAMPTZ(3),
    "first_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "assignment_pkey" PRIMARY KEY ("contact_id","sku_id")
);

-- CreateTable
CREATE TABLE "licence" (
    "id" SERIAL NOT NULL,
    "origin" "origin" NOT NULL,
    "name" TEXT NOT NULL,
    "portal_id" UUID,
    "sku_id" UUID,
    "part_number" TEXT,
    "title" TEXT NOT NULL,
    "applies_to" TEXT NOT NULL DEFAULT 'User',
    "capability_status" TEXT NOT NULL DEFAULT 'Enabled',
    "units_enabled" INTEGER NOT NULL DEFAULT 0,
    "units_warning" INTEGER NOT NULL DEFAULT 0,
    "units_suspended" INTEGER NOT NULL DEFAULT 0,
    "units_locked_out" INTEGER NOT NULL DEFAULT 0,
    "consumed_units" INTEGER NOT NULL DEFAULT 0,
    "unsync_reason" "unsync_reason",
    "unsync_since" TIMESTAMPTZ(3),
    "first_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "licence_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "licence_service_plan" (
    "licence_id" INTEGER NOT NULL,
    "service_plan_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "applies_to" TEXT NOT NULL,
    "provisioning_status" TEXT NOT NULL,

    CONSTRAINT "licence_service_plan_pkey" PRIMARY KEY ("licence_id","service_plan_id")
);

-- CreateTable
CREATE TABLE "subscription" (
    "id" SERIAL NOT NULL,
    "portal_id" UUID NOT NULL,
    "subscription_id" TEXT NOT NULL,
    "licence_id" INTEGER,
    "sku_id" UUID NOT NULL,
    "status" TEXT NOT NULL,
    "total_licences" INTEGER NOT NULL,
    "is_trial" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3),
    "next_lifecycle_at" TIMESTAMPTZ(3),
    "gone_at" TIMESTAMPTZ(3),

    CONSTRAINT "subscription_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "run" (
    "id" SERIAL NOT NULL,
    "kind" "run_kind" NOT NULL,
    "trigger" "run_trigger" NOT NULL,
    "scope" TEXT NOT NULL DEFAULT 'all',
    "status" "run_status" NOT NULL DEFAULT 'queued',
    "phase" TEXT,
    "steps_done" INTEGER NOT NULL DEFAULT 0,
    "steps_total" INTEGER NOT NULL DEFAULT 0,
    "requested_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "heartbeat_at" TIMESTAMPTZ(3),
    "claim_token" UUID,
    "worker_name" TEXT,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "dispatches" INTEGER NOT NULL DEFAULT 0,
    "dispatched_at" TIMESTAMPTZ(3),
    "cancel_requested_at" TIMESTAMPTZ(3),
    "error_code" TEXT,
    "error_id" TEXT,
    "counters" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "run_portal" (
    "run_id" INTEGER NOT NULL,
    "portal_id" UUID NOT NULL,
    "status" "run_portal_status" NOT NULL DEFAULT 'queued',
    "started_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "error_code" TEXT,
    "ledger" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "run_portal_pkey" PRIMARY KEY ("run_id","portal_id")
);

-- CreateTable
CREATE TABLE "log_line" (
    "id" BIGSERIAL NOT NULL,
    "run_id" INTEGER NOT NULL,
    "portal_id" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "level" "log_level" NOT NULL,
    "code" TEXT NOT NULL,
    "params" JSONB NOT NULL DEFAULT '{}',
    "microsoft_code" TEXT,
    "microsoft_message" TEXT,
    "request_id" TEXT,

    CONSTRAINT "log_line_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "portal" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "cloud" "cloud" NOT NULL DEFAULT 'global',
    "tenant_id" UUID NOT NULL,
    "client_id" UUID NOT NULL,
    "is_enabled" BOOLEAN NOT NULL DEFAULT true,
    "version" INTEGER NOT NULL DEFAULT 1,
    "organisation_name" TEXT,
    "default_domain" TEXT,
    "data_as_of" TIMESTAMPTZ(3),
    "accepted_drop" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by" TEXT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by" TEXT,
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "portal_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "portal_credential" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "portal_id" UUID NOT NULL,
    "kind" "credential_kind" NOT NULL,
    "status" "credential_status" NOT NULL DEFAULT 'active',
    "sealed" BYTEA NOT NULL,
    "secret_id" TEXT,
    "certificate_pem" TEXT,
    "subject" TEXT,
    "thumbprint_sha1" TEXT,
    "thumbprint_sha256" TEXT,
    "valid_from" TIMESTAMPTZ(3),
    "valid_until" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "portal_credential_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "portal_exclusion" (
    "portal_id" UUID NOT NULL,
    "sku_id" UUID NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by" TEXT,

    CONSTRAINT "portal_exclusion_pkey" PRIMARY KEY ("portal_id","sku_id")
);

-- CreateTable
CREATE TABLE "licensing_group" (
    "portal_id" UUID NOT NULL,
    "group_id" UUID NOT NULL,
    "display_name" TEXT NOT NULL,
    "gone_at" TIMESTAMPTZ(3),

    CONSTRAINT "licensing_group_pkey" PRIMARY KEY ("portal_id","group_id")
);

-- CreateTable
CREATE TABLE "folder" (
    "id" SERIAL NOT NULL,
    "parent_id" INTEGER,
    "name" TEXT NOT NULL,
    "system_key" TEXT,
    "portal_id" UUID,

    CONSTRAINT "folder_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "product" (
    "id" SERIAL NOT NULL,
    "origin" "origin" NOT NULL,
    "name" TEXT NOT NULL,
    "folder_id" INTEGER NOT NULL,
    "portal_id" UUID,
    "sku_id" UUID,
    "unsync_reason" "unsync_reason",
    "unsync_since" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "product_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "product_licence" (
    "product_id" INTEGER NOT NULL,
    "licence_id" INTEGER NOT NULL,

    CONSTRAINT "product_licence_pkey" PRIMARY KEY ("product_id","licence_id")
);

-- CreateTable
CREATE TABLE "server_task" (
    "key" TEXT NOT NULL,
    "is_enabled" BOOLEAN NOT NULL DEFAULT true,
    "start_condition" JSONB NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "server_task_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE INDEX "audit_line_at_idx" ON "audit_line"("at");

-- CreateIndex
CREATE INDEX "compliance_status_product_id_idx" ON "compliance"("status", "product_id");

-- CreateIndex
CREATE INDEX "uncovered_consumer_contact_id_idx" ON "uncovered_consumer"("contact_id");

-- CreateIndex
CREATE INDEX "contact_display_name_id_idx" ON "contact"("display_name", "id");

-- CreateIndex
CREATE INDEX "contact_user_principal_name_id_idx" ON "contact"("user_principal_name", "id");

-- CreateIndex
CREATE INDEX "contact_department_id_idx" ON "contact"("department", "id");

-- CreateIndex
CREATE INDEX "contact_licence_count_id_idx" ON "contact"("licence_count", "id");

-- CreateIndex
CREATE UNIQUE INDEX "contact_portal_id_object_id_key" ON "contact"("portal_id", "object_id");

-- CreateIndex
CREATE INDEX "assignment_portal_id_sku_id_contact_id_idx" ON "assignment"("portal_id", "sku_id", "contact_id");

-- CreateIndex
CREATE UNIQUE INDEX "licence_portal_id_sku_id_key" ON "licence"("portal_id", "sku_id");

-- CreateIndex
CREATE UNIQUE INDEX "subscription_portal_id_subscription_id_key" ON "subscription"("portal_id", "subscription_id");

-- CreateIndex
CREATE INDEX "run_created_at_idx" ON "run"("created_at");

-- CreateIndex
CREATE INDEX "run_portal_portal_id_started_at_idx" ON "run_portal"("portal_id", "started_at");

-- CreateIndex
CREATE INDEX "log_line_run_id_id_idx" ON "log_line"("run_id", "id");

-- CreateIndex
CREATE INDEX "portal_credential_portal_id_idx" ON "portal_credential"("portal_id");

-- CreateIndex
CREATE UNIQUE INDEX "folder_system_key_key" ON "folder"("system_key");

-- CreateIndex
CREATE UNIQUE INDEX "folder_portal_id_key" ON "folder"("portal_id");

-- CreateIndex
CREATE INDEX "folder_parent_id_idx" ON "folder"("parent_id");

-- CreateIndex
CREATE INDEX "product_folder_id_idx" ON "product"("folder_id");

-- CreateIndex
CREATE UNIQUE INDEX "product_portal_id_sku_id_key" ON "product"("portal_id", "sku_id");

-- CreateIndex
CREATE INDEX "product_licence_licence_id_idx" ON "product_licence"("licence_id");

-- AddForeignKey
ALTER TABLE "compliance" ADD CONSTRAINT "compliance_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "uncovered_consumer" ADD CONSTRAINT "uncovered_consumer_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "uncovered_consumer" ADD CONSTRAINT "uncovered_consumer_contact_id_fkey" FOREIGN KEY ("contact_id") REFERENCES "contact"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "product_snapshot" ADD CONSTRAINT "product_snapshot_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "subscription_snapshot" ADD CONSTRAINT "subscription_snapshot_subscription_id_fkey" FOREIGN KEY ("subscription_id") REFERENCES "subscription"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contact" ADD CONSTRAINT "contact_portal_id_fkey" FOREIGN KEY ("portal_id") REFERENCES "portal"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assignment" ADD CONSTRAINT "assignment_contact_id_fkey" FOREIGN KEY ("contact_id") REFERENCES "contact"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "licence" ADD CONSTRAINT "licence_portal_id_fkey" FOREIGN KEY ("portal_id") REFERENCES "portal"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "licence_service_plan" ADD CONSTRAINT "licence_service_plan_licence_id_fkey" FOREIGN KEY ("licence_id") REFERENCES "licence"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "subscription" ADD CONSTRAINT "subscription_portal_id_fkey" FOREIGN KEY ("portal_id") REFERENCES "portal"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "subscription" ADD CONSTRAINT "subscription_licence_id_fkey" FOREIGN KEY ("licence_id") REFERENCES "licence"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "run" ADD CONSTRAINT "run_requested_by_id_fkey" FOREIGN KEY ("requested_by_id") REFERENCES "account"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "run_portal" ADD CONSTRAINT "run_portal_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "run_portal" ADD CONSTRAINT "run_portal_portal_id_fkey" FOREIGN KEY ("portal_id") REFERENCES "portal"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "log_line" ADD CONSTRAINT "log_line_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "log_line" ADD CONSTRAINT "log_line_portal_id_fkey" FOREIGN KEY ("portal_id") REFERENCES "portal"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "portal_credential" ADD CONSTRAINT "portal_credential_portal_id_fkey" FOREIGN KEY ("portal_id") REFERENCES "portal"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "portal_exclusion" ADD CONSTRAINT "portal_exclusion_portal_id_fkey" FOREIGN KEY ("portal_id") REFERENCES "portal"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "licensing_group" ADD CONSTRAINT "licensing_group_portal_id_fkey" FOREIGN KEY ("portal_id") REFERENCES "portal"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "folder" ADD CONSTRAINT "folder_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "folder"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "folder" ADD CONSTRAINT "folder_portal_id_fkey" FOREIGN KEY ("portal_id") REFERENCES "portal"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "product" ADD CONSTRAINT "product_folder_id_fkey" FOREIGN KEY ("folder_id") REFERENCES "folder"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "product" ADD CONSTRAINT "product_portal_id_fkey" FOREIGN KEY ("portal_id") REFERENCES "portal"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "product_licence" ADD CONSTRAINT "product_licence_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "product_licence" ADD CONSTRAINT "product_licence_licence_id_fkey" FOREIGN KEY ("licence_id") REFERENCES "licence"("id") ON DELETE CASCADE ON UPDATE CASCADE;



-- What Prisma's schema language cannot say.
CREATE EXTENSION IF NOT EXISTS pg_trgm;

CREATE UNIQUE INDEX account_username_key ON account (lower(username));
CREATE UNIQUE INDEX portal_name_key ON portal (lower(name)) WHERE deleted_at IS NULL;
CREATE UNIQUE INDEX portal_credential_active_key ON portal_credential (portal_id) WHERE status = 'active';
CREATE UNIQUE INDEX folder_name_key ON folder (coalesce(parent_id, 0), lower(name));
-- A second press of the same button finds the open run instead of starting another.
CREATE UNIQUE INDEX run_open_key ON run (kind, scope) WHERE status IN ('queued', 'running');

-- Search on contacts, also with 500,000 of them.
CREATE INDEX contact_search ON contact
  USING gin (lower(display_name || ' ' || user_principal_name || ' ' || mail) gin_trgm_ops);
-- The recalculation counts holders; this index is all it reads.
CREATE INDEX assignment_held ON assignment (portal_id, sku_id) INCLUDE (contact_id) WHERE is_held;

ALTER TABLE contact ADD CONSTRAINT contact_portal_key_complete
  CHECK ((origin = 'portal') = (portal_id IS NOT NULL AND object_id IS NOT NULL));
ALTER TABLE licence ADD CONSTRAINT licence_portal_key_complete
  CHECK ((origin = 'portal') = (portal_id IS NOT NULL AND sku_id IS NOT NULL));
ALTER TABLE product ADD CONSTRAINT product_portal_key_complete
  CHECK ((origin = 'portal') = (portal_id IS NOT NULL AND sku_id IS NOT NULL));
ALTER TABLE licence ADD CONSTRAINT licence_unsync_complete CHECK ((unsync_reason IS NULL) = (unsync_since IS NULL));
ALTER TABLE product ADD CONSTRAINT product_unsync_complete CHECK ((unsync_reason IS NULL) = (unsync_since IS NULL));
