-- Which token a program acted with, beside whose name it acted in. Copied, since a token may go.

ALTER TABLE "audit_line" ADD COLUMN "token_id" UUID, ADD COLUMN "token_name" TEXT;
