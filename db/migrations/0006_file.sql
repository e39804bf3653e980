-- Files and what they stand for.
--
-- A file is bytes in the encrypted store; its name there is its pid.  An
-- upload ties a file to a slot of one person's application ("apply_form"),
-- first in a draft, later in the order made from it.

CREATE TABLE IF NOT EXISTS file (
	id		BIGINT NOT NULL AUTO_INCREMENT,
	pid		BINARY(16) NOT NULL,		-- also the name in the store
	sha256		BINARY(32) NOT NULL,		-- of the plain bytes
	size		BIGINT NOT NULL,		-- plain bytes
	type		VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,	-- jpg png bmp pdf
	width		INT NOT NULL DEFAULT 0,		-- pixels as shown, 0 for PDF
	height		INT NOT NULL DEFAULT 0,
	pages		INT NOT NULL DEFAULT 0,		-- 1 for a picture, 0 not yet counted
	key_id		INT NOT NULL,			-- master key it is sealed under
	at		BIGINT NOT NULL,
	account_id	BIGINT NOT NULL DEFAULT 0,	-- who brought it, 0 the house
	company_id	BIGINT NOT NULL DEFAULT 0,
	purpose		VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,	-- upload preview paper
	state		VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,	-- RECEIVED CHECKING READY REFUSED
	words		VARCHAR(200) NULL,		-- why refused, or what a person should look at
	preview_id	BIGINT NULL,
	tries		INT NOT NULL DEFAULT 0,		-- how often the preview maker took it
	PRIMARY KEY (id),
	UNIQUE KEY file_pid (pid),
	KEY file_quota (account_id, purpose, at),
	KEY file_state (state, at),
	CONSTRAINT file_preview FOREIGN KEY (preview_id) REFERENCES file (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE IF NOT EXISTS file_event (
	id		BIGINT NOT NULL AUTO_INCREMENT,
	file_id		BIGINT NOT NULL,
	from_state	VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	to_state	VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	words		VARCHAR(200) NULL,
	at		BIGINT NOT NULL,
	PRIMARY KEY (id),
	KEY file_event_file (file_id),
	CONSTRAINT file_event_of FOREIGN KEY (file_id) REFERENCES file (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- `live` is 1 for the upload that counts in its slot and NULL for older and
-- removed ones, so the unique key allows one of them and any history.
CREATE TABLE IF NOT EXISTS upload (
	id		BIGINT NOT NULL AUTO_INCREMENT,
	pid		BINARY(16) NOT NULL,
	scope		VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,	-- draft order
	scope_pid	BINARY(16) NOT NULL,
	person_pid	BINARY(16) NOT NULL,
	slot		VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	live		TINYINT NULL,
	file_id		BIGINT NOT NULL,
	name		VARCHAR(255) NOT NULL,		-- as the browser called it, for people only
	paper_version	INT NOT NULL DEFAULT 0,		-- version of the form that was current then
	account_id	BIGINT NOT NULL,
	company_id	BIGINT NOT NULL,
	at		BIGINT NOT NULL,
	state		VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,	-- KEPT REPLACED REMOVED
	ended_at	BIGINT NOT NULL DEFAULT 0,	-- replaced or removed
	ended_by	BIGINT NOT NULL DEFAULT 0,
	PRIMARY KEY (id),
	UNIQUE KEY upload_pid (pid),
	UNIQUE KEY upload_live (scope, scope_pid, person_pid, slot, live),
	KEY upload_file (file_id),
	CONSTRAINT upload_of FOREIGN KEY (file_id) REFERENCES file (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
