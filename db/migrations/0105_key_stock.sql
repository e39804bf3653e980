-- Keys received by list: who brought how many of which model, and when.  A media
-- vendor with a row here has a stock list: its keys are taken from it at making
-- (docs/decisions/0007-keys-from-stock.md).
CREATE TABLE IF NOT EXISTS token_batch (
	id		BIGINT NOT NULL AUTO_INCREMENT,
	pid		BINARY(16) NOT NULL,
	media_vendor	VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	model		VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	tokens		INT NOT NULL,			-- how many of the list were taken in
	actor_id	BIGINT NOT NULL,
	actor		VARCHAR(80) NOT NULL,
	at		BIGINT NOT NULL,
	PRIMARY KEY (id),
	UNIQUE KEY token_batch_pid (pid),
	KEY token_batch_vendor (media_vendor, model)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Levels of the stock are counted in the index alone.
ALTER TABLE token
	ADD INDEX IF NOT EXISTS token_level (media_vendor, model, point_id, state);

-- What a desk handed out on a day.
ALTER TABLE voucher
	ADD INDEX IF NOT EXISTS voucher_used (point_id, used_at, id);
