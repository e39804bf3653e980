-- How a type of certificate is called on the page of types and what is said of
-- it (D0:292).
ALTER TABLE lock_offer ADD COLUMN IF NOT EXISTS words VARCHAR(40) NOT NULL DEFAULT '';
ALTER TABLE lock_offer ADD COLUMN IF NOT EXISTS note VARCHAR(1000) NOT NULL DEFAULT '';

-- The way of a certificate into its holder's phone (requirements 7.4): a link,
-- good until `expires_at`, then issued anew.  The pid is what the phone shows.
CREATE TABLE IF NOT EXISTS download (
	id		BIGINT NOT NULL AUTO_INCREMENT,
	pid		BINARY(16) NOT NULL,
	order_id	BIGINT NOT NULL,
	live_order	BIGINT NULL,			-- order_id while not VOID: one live link an order
	cert_id		BIGINT NOT NULL,
	link		VARCHAR(200) CHARACTER SET ascii COLLATE ascii_bin NULL, -- NULL: not made yet
	state		VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	version		INT NOT NULL,
	issued_at	BIGINT NOT NULL,
	expires_at	BIGINT NOT NULL,
	PRIMARY KEY (id),
	UNIQUE KEY download_pid (pid),
	UNIQUE KEY download_live (live_order),
	KEY download_order (order_id, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE IF NOT EXISTS download_event (
	id		BIGINT NOT NULL AUTO_INCREMENT,
	download_id	BIGINT NOT NULL,
	act		VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	from_state	VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	to_state	VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	actor_id	BIGINT NOT NULL,
	actor		VARCHAR(80) NOT NULL,
	words		VARCHAR(2000) NULL,
	at		BIGINT NOT NULL,
	PRIMARY KEY (id),
	KEY download_event_download (download_id, id),
	CONSTRAINT download_event_download FOREIGN KEY (download_id) REFERENCES download (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- The app of the sandbox: what a phone holds.  Demo and test only.
CREATE TABLE IF NOT EXISTS sandbox_phone (
	token		BINARY(16) NOT NULL,		-- pid of the download
	words		VARCHAR(200) NOT NULL,
	vendor		VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	years		INT NOT NULL,
	state		VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL, -- WAITING LOADED CLOSED
	serial		VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
	not_before	BIGINT NULL,
	not_after	BIGINT NULL,
	expires_at	BIGINT NOT NULL,
	PRIMARY KEY (token)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
