-- People whose assignment failed, or is held with an error: few among many, listed by their reason and counted for each SKU.
CREATE INDEX assignment_failed ON assignment (portal_id, sku_id, contact_id) INCLUDE (error, is_held) WHERE error IS NOT NULL;
