-- Server tasks with every kind of start condition, their planned starts, and retention.

ALTER TYPE "run_kind" ADD VALUE 'retention';

ALTER TYPE "run_trigger" ADD VALUE 'after_task';

ALTER TABLE "server_task" ADD COLUMN     "followed_until" TIMESTAMPTZ(3),
ADD COLUMN     "next_start_at" TIMESTAMPTZ(3),
ADD COLUMN     "updated_by" TEXT,
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1;
