-- Tokens of the REST API, and the answers to requests that name an Idempotency-Key.

CREATE TYPE "api_token_kind" AS ENUM ('personal', 'service');

CREATE TABLE "api_token" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "name" TEXT NOT NULL,
    "kind" "api_token_kind" NOT NULL,
    "account_id" UUID,
    "role" "account_role",
    "scopes" TEXT[],
    "token_hash" BYTEA NOT NULL,
    "prefix" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3),
    "last_used_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),
    "revoked_by" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by" TEXT NOT NULL,
    CONSTRAINT "api_token_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "api_idempotency" (
    "token_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "request_hash" BYTEA NOT NULL,
    "status" INTEGER,
    "headers" JSONB NOT NULL DEFAULT '{}',
    "body" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "api_idempotency_pkey" PRIMARY KEY ("token_id","key")
);

CREATE UNIQUE INDEX "api_token_token_hash_key" ON "api_token"("token_hash");

CREATE INDEX "api_token_account_id_idx" ON "api_token"("account_id");

CREATE INDEX "api_idempotency_created_at_idx" ON "api_idempotency"("created_at");

ALTER TABLE "api_token" ADD CONSTRAINT "api_token_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "api_idempotency" ADD CONSTRAINT "api_idempotency_token_id_fkey" FOREIGN KEY ("token_id") REFERENCES "api_token"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- A personal token is somebody's and has no role of its own; a service token is nobody's and has one.
ALTER TABLE api_token ADD CONSTRAINT api_token_of_one CHECK (
  (kind = 'personal' AND account_id IS NOT NULL AND role IS NULL) OR (kind = 'service' AND account_id IS NULL AND role IS NOT NULL));
