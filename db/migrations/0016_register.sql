-- Registration: captchas and codes by SMS.  Both are one-time tokens, consumed in
-- their own committed transaction before they are compared (design 3); answers
-- and codes lie here only as blind indexes.

CREATE TABLE IF NOT EXISTS captcha (
	id	BIGINT NOT NULL AUTO_INCREMENT,
	pid	BINARY(16) NOT NULL,
	question VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,	-- "37+5"
	answer	BINARY(32) NOT NULL,
	ends_at	BIGINT NOT NULL,
	used_at	BIGINT NOT NULL DEFAULT 0,
	PRIMARY KEY (id),
	UNIQUE KEY captcha_pid (pid),
	KEY captcha_ends (ends_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- The newest row of purpose and phone counts.  visitor: the browser that asked.
CREATE TABLE IF NOT EXISTS phone_code (
	id	BIGINT NOT NULL AUTO_INCREMENT,
	purpose	VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,	-- register reset phone
	phone	BINARY(32) NOT NULL,
	visitor	BINARY(32) NOT NULL,
	code	BINARY(32) NOT NULL,
	tries	INT NOT NULL DEFAULT 0,
	sent_at	BIGINT NOT NULL,
	ends_at	BIGINT NOT NULL,
	used_at	BIGINT NOT NULL DEFAULT 0,
	PRIMARY KEY (id),
	KEY phone_code_of (purpose, phone, id),
	KEY phone_code_ends (ends_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
