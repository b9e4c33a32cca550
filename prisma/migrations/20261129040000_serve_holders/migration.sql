-- The holders of a SKU in the order in which its units are given out: a page of them sorted all.
CREATE INDEX assignment_served ON assignment (portal_id, sku_id, holder_class, first_seen_at, holder_name, contact_id) WHERE is_held;
