-- Licences, products, consumers and contacts made by hand; what people write beside imported ones; saved views.


CREATE TYPE "licence_metric" AS ENUM ('user_cal', 'device_cal', 'installation');

CREATE TYPE "licence_kind" AS ENUM ('full_version', 'upgrade');

CREATE TYPE "consumer_kind" AS ENUM ('person', 'device');

DROP INDEX "product_licence_licence_id_idx";

ALTER TABLE "contact" ADD COLUMN     "created_by" TEXT,
ADD COLUMN     "custom_id" TEXT,
ADD COLUMN     "notes" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "phone" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "updated_by" TEXT,
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1;

ALTER TABLE "licence" ADD COLUMN     "base_licence_id" INTEGER,
ADD COLUMN     "channel_id" INTEGER,
ADD COLUMN     "created_by" TEXT,
ADD COLUMN     "expires_on" DATE,
ADD COLUMN     "kind" "licence_kind" NOT NULL DEFAULT 'full_version',
ADD COLUMN     "licence_key" TEXT,
ADD COLUMN     "licence_number" TEXT,
ADD COLUMN     "metric" "licence_metric" NOT NULL DEFAULT 'user_cal',
ADD COLUMN     "notes" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "quantity" INTEGER,
ADD COLUMN     "serial_number" TEXT,
ADD COLUMN     "updated_by" TEXT,
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1;

ALTER TABLE "product" ADD COLUMN     "created_by" TEXT,
ADD COLUMN     "is_concurrent" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "metric" "licence_metric" NOT NULL DEFAULT 'user_cal',
ADD COLUMN     "notes" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "updated_by" TEXT,
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1;

CREATE TABLE "saved_view" (
    "id" SERIAL NOT NULL,
    "account_id" UUID NOT NULL,
    "list" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "query" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "saved_view_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "uncovered_device" (
    "product_id" INTEGER NOT NULL,
    "consumer_id" INTEGER NOT NULL,
    CONSTRAINT "uncovered_device_pkey" PRIMARY KEY ("product_id","consumer_id")
);

CREATE TABLE "licence_compliance" (
    "licence_id" INTEGER NOT NULL,
    "valid_quantity" INTEGER NOT NULL,
    "consumption" INTEGER NOT NULL,
    "balance" INTEGER NOT NULL,
    "missing_base" INTEGER NOT NULL DEFAULT 0,
    "calculated_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "licence_compliance_pkey" PRIMARY KEY ("licence_id")
);

CREATE TABLE "acquisition_channel" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "is_built_in" BOOLEAN NOT NULL DEFAULT false,
    CONSTRAINT "acquisition_channel_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "licence_change" (
    "id" BIGSERIAL NOT NULL,
    "licence_id" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "run_id" INTEGER,
    "field" TEXT NOT NULL,
    "before" TEXT,
    "after" TEXT,
    CONSTRAINT "licence_change_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "licence_overlay" (
    "portal_id" UUID NOT NULL,
    "sku_id" UUID NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "owner" TEXT NOT NULL DEFAULT '',
    "cost_centre" TEXT NOT NULL DEFAULT '',
    "tags" TEXT[],
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by" TEXT,
    CONSTRAINT "licence_overlay_pkey" PRIMARY KEY ("portal_id","sku_id")
);

CREATE TABLE "licence_price" (
    "portal_id" UUID NOT NULL,
    "sku_id" UUID NOT NULL,
    "starts_on" DATE NOT NULL,
    "amount" DECIMAL(12,4) NOT NULL,
    "currency" CHAR(3) NOT NULL,
    CONSTRAINT "licence_price_pkey" PRIMARY KEY ("portal_id","sku_id","starts_on")
);

CREATE TABLE "product_consumer" (
    "id" SERIAL NOT NULL,
    "product_id" INTEGER NOT NULL,
    "kind" "consumer_kind" NOT NULL,
    "contact_id" INTEGER,
    "device_name" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by" TEXT,
    CONSTRAINT "product_consumer_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "consumer_assignment" (
    "id" SERIAL NOT NULL,
    "product_id" INTEGER NOT NULL,
    "licence_id" INTEGER NOT NULL,
    "contact_id" INTEGER,
    "consumer_id" INTEGER,
    "created_by" TEXT,
    CONSTRAINT "consumer_assignment_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "consumer_priority" (
    "id" SERIAL NOT NULL,
    "product_id" INTEGER NOT NULL,
    "contact_id" INTEGER,
    "consumer_id" INTEGER,
    "rank" INTEGER NOT NULL,
    CONSTRAINT "consumer_priority_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "saved_view_account_id_list_name_key" ON "saved_view"("account_id", "list", "name");

CREATE INDEX "uncovered_device_consumer_id_idx" ON "uncovered_device"("consumer_id");

CREATE INDEX "licence_change_licence_id_at_idx" ON "licence_change"("licence_id", "at");

CREATE INDEX "product_consumer_contact_id_idx" ON "product_consumer"("contact_id");

CREATE UNIQUE INDEX "product_consumer_product_id_contact_id_key" ON "product_consumer"("product_id", "contact_id");

CREATE INDEX "consumer_assignment_licence_id_idx" ON "consumer_assignment"("licence_id");

CREATE INDEX "consumer_assignment_contact_id_idx" ON "consumer_assignment"("contact_id");

CREATE UNIQUE INDEX "consumer_assignment_product_id_contact_id_key" ON "consumer_assignment"("product_id", "contact_id");

CREATE UNIQUE INDEX "consumer_assignment_product_id_consumer_id_key" ON "consumer_assignment"("product_id", "consumer_id");

CREATE INDEX "consumer_priority_contact_id_idx" ON "consumer_priority"("contact_id");

CREATE UNIQUE INDEX "consumer_priority_product_id_contact_id_key" ON "consumer_priority"("product_id", "contact_id");

CREATE UNIQUE INDEX "consumer_priority_product_id_consumer_id_key" ON "consumer_priority"("product_id", "consumer_id");

CREATE INDEX "licence_base_licence_id_idx" ON "licence"("base_licence_id");

CREATE UNIQUE INDEX "product_licence_licence_id_key" ON "product_licence"("licence_id");

ALTER TABLE "saved_view" ADD CONSTRAINT "saved_view_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "uncovered_device" ADD CONSTRAINT "uncovered_device_consumer_id_fkey" FOREIGN KEY ("consumer_id") REFERENCES "product_consumer"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "licence_compliance" ADD CONSTRAINT "licence_compliance_licence_id_fkey" FOREIGN KEY ("licence_id") REFERENCES "licence"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "licence" ADD CONSTRAINT "licence_channel_id_fkey" FOREIGN KEY ("channel_id") REFERENCES "acquisition_channel"("id") ON DELETE SET NULL ON UPDATE CASCADE;

ALTER TABLE "licence" ADD CONSTRAINT "licence_base_licence_id_fkey" FOREIGN KEY ("base_licence_id") REFERENCES "licence"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "licence_change" ADD CONSTRAINT "licence_change_licence_id_fkey" FOREIGN KEY ("licence_id") REFERENCES "licence"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "licence_overlay" ADD CONSTRAINT "licence_overlay_portal_id_fkey" FOREIGN KEY ("portal_id") REFERENCES "portal"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "licence_price" ADD CONSTRAINT "licence_price_portal_id_fkey" FOREIGN KEY ("portal_id") REFERENCES "portal"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "product_consumer" ADD CONSTRAINT "product_consumer_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "product_consumer" ADD CONSTRAINT "product_consumer_contact_id_fkey" FOREIGN KEY ("contact_id") REFERENCES "contact"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "consumer_assignment" ADD CONSTRAINT "consumer_assignment_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "consumer_assignment" ADD CONSTRAINT "consumer_assignment_licence_id_fkey" FOREIGN KEY ("licence_id") REFERENCES "licence"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "consumer_assignment" ADD CONSTRAINT "consumer_assignment_contact_id_fkey" FOREIGN KEY ("contact_id") REFERENCES "contact"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "consumer_assignment" ADD CONSTRAINT "consumer_assignment_consumer_id_fkey" FOREIGN KEY ("consumer_id") REFERENCES "product_consumer"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "consumer_priority" ADD CONSTRAINT "consumer_priority_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "consumer_priority" ADD CONSTRAINT "consumer_priority_contact_id_fkey" FOREIGN KEY ("contact_id") REFERENCES "contact"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "consumer_priority" ADD CONSTRAINT "consumer_priority_consumer_id_fkey" FOREIGN KEY ("consumer_id") REFERENCES "product_consumer"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE UNIQUE INDEX acquisition_channel_name_key ON acquisition_channel (lower(name));
CREATE UNIQUE INDEX contact_custom_id_key ON contact (lower(custom_id)) WHERE custom_id IS NOT NULL;
CREATE UNIQUE INDEX contact_manual_mail_key ON contact (lower(mail)) WHERE origin = 'manual' AND mail <> '';
CREATE UNIQUE INDEX product_consumer_device_key ON product_consumer (product_id, lower(device_name)) WHERE device_name IS NOT NULL;

ALTER TABLE licence ADD CONSTRAINT licence_quantity_of_manual CHECK ((origin = 'manual') = (quantity IS NOT NULL));
ALTER TABLE licence ADD CONSTRAINT licence_quantity_positive CHECK (quantity IS NULL OR quantity >= 0);
ALTER TABLE licence ADD CONSTRAINT licence_upgrade_has_base CHECK ((kind = 'upgrade') = (base_licence_id IS NOT NULL));
ALTER TABLE product_consumer ADD CONSTRAINT product_consumer_kind_complete
  CHECK ((kind = 'person') = (contact_id IS NOT NULL) AND (kind = 'device') = (device_name IS NOT NULL));
ALTER TABLE consumer_assignment ADD CONSTRAINT consumer_assignment_of_one CHECK ((contact_id IS NULL) <> (consumer_id IS NULL));
ALTER TABLE consumer_priority ADD CONSTRAINT consumer_priority_of_one CHECK ((contact_id IS NULL) <> (consumer_id IS NULL));
