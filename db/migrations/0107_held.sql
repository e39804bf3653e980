-- Businesses on a certificate that is held already: which one.
ALTER TABLE orders
	ADD COLUMN IF NOT EXISTS cert_id BIGINT NULL AFTER draft_id,	-- NULL: the order makes its own
	ADD INDEX IF NOT EXISTS orders_cert (cert_id, id);
