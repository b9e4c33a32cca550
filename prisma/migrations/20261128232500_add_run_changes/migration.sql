-- What an import changed, as a difference to the one before.

CREATE TYPE "run_change_kind" AS ENUM ('units', 'sku_arrived', 'sku_left', 'sku_excluded', 'user_added', 'user_returned', 'user_renamed', 'user_changed', 'user_gone', 'assignment_gained', 'assignment_lost');

CREATE TABLE "run_change_summary" (
    "run_id" INTEGER NOT NULL,
    "portal_id" UUID NOT NULL,
    "is_first" BOOLEAN NOT NULL,
    "counts" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "run_change_summary_pkey" PRIMARY KEY ("run_id","portal_id")
);

CREATE TABLE "run_change" (
    "id" BIGSERIAL NOT NULL,
    "run_id" INTEGER NOT NULL,
    "portal_id" UUID NOT NULL,
    "kind" "run_change_kind" NOT NULL,
    "name" TEXT NOT NULL,
    "detail" TEXT,
    "before" INTEGER,
    "after" INTEGER,

    CONSTRAINT "run_change_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "run_change_run_id_portal_id_kind_idx" ON "run_change"("run_id", "portal_id", "kind");

ALTER TABLE "run_change_summary" ADD CONSTRAINT "run_change_summary_run_id_portal_id_fkey" FOREIGN KEY ("run_id", "portal_id") REFERENCES "run_portal"("run_id", "portal_id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "run_change" ADD CONSTRAINT "run_change_run_id_portal_id_fkey" FOREIGN KEY ("run_id", "portal_id") REFERENCES "run_portal"("run_id", "portal_id") ON DELETE CASCADE ON UPDATE CASCADE;
