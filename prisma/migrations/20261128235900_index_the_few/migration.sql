-- Lists of the few among many: accounts that are disabled, and those that are gone. An import hardly ever touches these indexes.

CREATE INDEX contact_disabled ON contact (display_name, id) WHERE gone_at IS NULL AND NOT is_enabled;
CREATE INDEX contact_gone ON contact (display_name, id) WHERE gone_at IS NOT NULL;
CREATE INDEX contact_gone_since ON contact (portal_id, gone_at) WHERE gone_at IS NOT NULL;
