-- Who asked for a run by the name of then: programs with a service token are no accounts, and accounts may go.

ALTER TABLE "run" ADD COLUMN "requested_by_token_id" UUID, ADD COLUMN "requested_by_name" TEXT;
