-- The audit book (facts/reliability.md 3.7): who asked what, with the outcome.
-- Several chains, so that writers do not queue behind one head row.  Every row
-- carries the MAC of its predecessor; the head knows the last one, so a cut
-- tail is seen as well as a changed or missing row.  Rows are only added: the
-- worker's database user has no right to change or delete them.

CREATE TABLE IF NOT EXISTS audit (
	chain		INT NOT NULL,
	seq		BIGINT NOT NULL,		-- 1, 2, 3 ... in its chain
	prev		BINARY(32) NOT NULL,		-- MAC of seq - 1, zeros for the first
	mac		BINARY(32) NOT NULL,
	at		BIGINT NOT NULL,
	account_id	BIGINT NOT NULL,		-- 0: nobody was signed in
	actor		VARCHAR(80) NOT NULL,
	action		VARCHAR(60) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	object		VARCHAR(120) NOT NULL,
	outcome		VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	detail		VARCHAR(200) NOT NULL,
	ip		VARCHAR(45) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	request_id	VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	PRIMARY KEY (chain, seq),
	KEY audit_at (at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE IF NOT EXISTS audit_head (
	chain	INT NOT NULL,
	seq	BIGINT NOT NULL,
	mac	BINARY(32) NOT NULL,
	PRIMARY KEY (chain)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

INSERT IGNORE INTO audit_head (chain, seq, mac) VALUES (0, 0, ''), (1, 0, ''), (2, 0, ''), (3, 0, '');
