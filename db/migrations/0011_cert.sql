-- Certificates and the USB keys that carry them (requirements 7.5).

CREATE TABLE IF NOT EXISTS cert (
	id		BIGINT NOT NULL AUTO_INCREMENT,
	pid		BINARY(16) NOT NULL,
	company_id	BIGINT NOT NULL,
	person_id	BIGINT NOT NULL,		-- the holder
	account_id	BIGINT NOT NULL DEFAULT 0,	-- who applied; 0: imported
	point_id	BIGINT NULL,			-- pickup point, when it is collected
	order_id	BIGINT NULL,			-- the order that made it; NULL: imported
	vendor		VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	lock_type	VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	medium		VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	state		VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	serial		VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,	-- hex, upper case
	not_before	BIGINT NULL,
	not_after	BIGINT NULL,
	applied_at	BIGINT NOT NULL,
	issued_at	BIGINT NULL,
	active_at	BIGINT NULL,			-- handed out or activated
	version		INT NOT NULL DEFAULT 1,
	PRIMARY KEY (id),
	UNIQUE KEY cert_pid (pid),
	UNIQUE KEY cert_order (order_id),
	UNIQUE KEY cert_serial (vendor, serial),
	KEY cert_company (company_id, lock_type, state),
	KEY cert_person (person_id, applied_at, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Where a certificate is accepted.  A renewal takes effect at the key update:
-- DROP_AT_UPDATE still works until then (design 3).
CREATE TABLE IF NOT EXISTS cert_platform (
	cert_id		BIGINT NOT NULL,
	platform	VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	words		VARCHAR(120) NOT NULL,
	state		VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	PRIMARY KEY (cert_id, platform),
	CONSTRAINT cert_platform_cert FOREIGN KEY (cert_id) REFERENCES cert (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE IF NOT EXISTS cert_event (
	id		BIGINT NOT NULL AUTO_INCREMENT,
	cert_id		BIGINT NOT NULL,
	act		VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	from_state	VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	to_state	VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	actor_id	BIGINT NOT NULL,
	actor		VARCHAR(80) NOT NULL,
	words		VARCHAR(2000) NULL,
	at		BIGINT NOT NULL,
	PRIMARY KEY (id),
	KEY cert_event_cert (cert_id, id),
	CONSTRAINT cert_event_cert FOREIGN KEY (cert_id) REFERENCES cert (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE IF NOT EXISTS token (
	id		BIGINT NOT NULL AUTO_INCREMENT,
	pid		BINARY(16) NOT NULL,
	serial		VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	media_vendor	VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	model		VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	state		VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	cert_id		BIGINT NULL,
	point_id	BIGINT NULL,			-- where it waits
	first_handout_at BIGINT NULL,			-- the warranty starts here (D4:48)
	version		INT NOT NULL DEFAULT 1,
	PRIMARY KEY (id),
	UNIQUE KEY token_pid (pid),
	UNIQUE KEY token_serial (serial),
	KEY token_cert (cert_id),
	CONSTRAINT token_cert FOREIGN KEY (cert_id) REFERENCES cert (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE IF NOT EXISTS token_event (
	id		BIGINT NOT NULL AUTO_INCREMENT,
	token_id	BIGINT NOT NULL,
	act		VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	from_state	VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	to_state	VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	actor_id	BIGINT NOT NULL,
	actor		VARCHAR(80) NOT NULL,
	words		VARCHAR(2000) NULL,
	at		BIGINT NOT NULL,
	PRIMARY KEY (id),
	KEY token_event_token (token_id, id),
	CONSTRAINT token_event_token FOREIGN KEY (token_id) REFERENCES token (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
