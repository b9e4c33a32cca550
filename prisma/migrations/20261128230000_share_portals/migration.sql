-- Workers share the portals of an import: who imports a tenant right now, and which workers there are.
ALTER TABLE "run_portal" ADD COLUMN "attempts" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN "worker_name" TEXT;

CREATE TABLE "import_claim" (
    "tenant_id" UUID NOT NULL,
    "run_id" INTEGER NOT NULL,
    "portal_id" UUID NOT NULL,
    "token" UUID NOT NULL,
    "worker_name" TEXT NOT NULL,
    "heartbeat_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "import_claim_pkey" PRIMARY KEY ("tenant_id")
);

CREATE UNIQUE INDEX "import_claim_token_key" ON "import_claim"("token");

ALTER TABLE "import_claim" ADD CONSTRAINT "import_claim_run_id_portal_id_fkey" FOREIGN KEY ("run_id", "portal_id") REFERENCES "run_portal"("run_id", "portal_id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "worker" (
    "name" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "heartbeat_at" TIMESTAMPTZ(3) NOT NULL,
    "stopped_at" TIMESTAMPTZ(3),

    CONSTRAINT "worker_pkey" PRIMARY KEY ("name")
);

-- What metrics count, of all processes together and across their restarts.
CREATE TABLE "counter" (
    "name" TEXT NOT NULL,
    "labels" TEXT NOT NULL DEFAULT '',
    "value" DOUBLE PRECISION NOT NULL DEFAULT 0,

    CONSTRAINT "counter_pkey" PRIMARY KEY ("name", "labels")
);
