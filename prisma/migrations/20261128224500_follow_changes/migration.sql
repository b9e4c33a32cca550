-- Compliance follows what people change: each transaction that changes what the figures are made of leaves one mark, whoever
-- writes it and however; the recalculation that takes the change in removes the mark in its own transaction.

ALTER TYPE "run_trigger" ADD VALUE 'after_change';

CREATE TABLE "compliance_change" (
    "transaction_id" BIGINT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "compliance_change_pkey" PRIMARY KEY ("transaction_id")
);

CREATE FUNCTION mark_compliance_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- What an import brings is followed by its own recalculation, once for all its portals.
  IF current_setting('seatwise.is_import', true) = 'on' THEN RETURN NULL; END IF;
  -- A statement that found no row has changed nothing. Two IFs: without a transition table the inner one cannot even be parsed.
  IF TG_LEVEL = 'STATEMENT' THEN
    IF NOT EXISTS (SELECT FROM changed) THEN RETURN NULL; END IF;
  END IF;
  INSERT INTO compliance_change (transaction_id, at) VALUES (pg_current_xact_id()::text::bigint, clock_timestamp())
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;

CREATE TRIGGER licence_insert_mark AFTER INSERT ON licence REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION mark_compliance_change();
CREATE TRIGGER licence_delete_mark AFTER DELETE ON licence REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION mark_compliance_change();
CREATE TRIGGER licence_update_mark AFTER UPDATE ON licence FOR EACH ROW
  WHEN ((OLD.quantity, OLD.expires_on, OLD.metric, OLD.base_licence_id)
    IS DISTINCT FROM (NEW.quantity, NEW.expires_on, NEW.metric, NEW.base_licence_id))
  EXECUTE FUNCTION mark_compliance_change();

CREATE TRIGGER product_insert_mark AFTER INSERT ON product REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION mark_compliance_change();
CREATE TRIGGER product_update_mark AFTER UPDATE ON product FOR EACH ROW
  WHEN ((OLD.metric, OLD.is_concurrent, OLD.unsync_reason) IS DISTINCT FROM (NEW.metric, NEW.is_concurrent, NEW.unsync_reason))
  EXECUTE FUNCTION mark_compliance_change();

CREATE TRIGGER product_licence_insert_mark AFTER INSERT ON product_licence REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION mark_compliance_change();
CREATE TRIGGER product_licence_delete_mark AFTER DELETE ON product_licence REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION mark_compliance_change();
CREATE TRIGGER product_licence_update_mark AFTER UPDATE ON product_licence FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*)
  EXECUTE FUNCTION mark_compliance_change();

CREATE TRIGGER product_consumer_insert_mark AFTER INSERT ON product_consumer REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION mark_compliance_change();
CREATE TRIGGER product_consumer_delete_mark AFTER DELETE ON product_consumer REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION mark_compliance_change();

CREATE TRIGGER consumer_assignment_insert_mark AFTER INSERT ON consumer_assignment REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION mark_compliance_change();
CREATE TRIGGER consumer_assignment_delete_mark AFTER DELETE ON consumer_assignment REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION mark_compliance_change();

CREATE TRIGGER consumer_priority_insert_mark AFTER INSERT ON consumer_priority REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION mark_compliance_change();
CREATE TRIGGER consumer_priority_delete_mark AFTER DELETE ON consumer_priority REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION mark_compliance_change();
CREATE TRIGGER consumer_priority_update_mark AFTER UPDATE ON consumer_priority FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*)
  EXECUTE FUNCTION mark_compliance_change();
