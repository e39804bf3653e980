-- A tariff that is not in force yet is a version: the file that was loaded, who
-- loaded it, and from when it holds.  Its rows in tariff, tariff_base and
-- tariff_platform are written when it is given a date (modules/catalog/tariff_version.h).

CREATE TABLE IF NOT EXISTS tariff_version (
	id		BIGINT NOT NULL AUTO_INCREMENT,
	pid		BINARY(16) NOT NULL,
	code		VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	words		VARCHAR(80) NOT NULL,
	mode		VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	body		MEDIUMTEXT NOT NULL,		-- JSON of the file; '': shipped as rows
	state		VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	version		INT NOT NULL,
	starts_at	BIGINT NOT NULL DEFAULT 0,	-- 0: no date yet
	author		VARCHAR(80) NOT NULL,
	created_at	BIGINT NOT NULL,
	updated_at	BIGINT NOT NULL,
	live		INT GENERATED ALWAYS AS (IF(state IN ('DRAFT', 'SCHEDULED'), 1, NULL)) STORED,
	PRIMARY KEY (id),
	UNIQUE KEY tariff_version_pid (pid),
	UNIQUE KEY tariff_version_live (code, live)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE IF NOT EXISTS tariff_event (
	id		BIGINT NOT NULL AUTO_INCREMENT,
	tariff_version_id BIGINT NOT NULL,
	act		VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	from_state	VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	to_state	VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	actor_id	BIGINT NOT NULL,
	actor		VARCHAR(80) NOT NULL,
	words		VARCHAR(2000) NULL,
	at		BIGINT NOT NULL,
	PRIMARY KEY (id),
	KEY tariff_event_version (tariff_version_id, id),
	CONSTRAINT tariff_event_version FOREIGN KEY (tariff_version_id) REFERENCES tariff_version (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Who wrote a version of a policy, and when; '': it was shipped.
ALTER TABLE policy ADD COLUMN IF NOT EXISTS author VARCHAR(80) NOT NULL DEFAULT '';
ALTER TABLE policy ADD COLUMN IF NOT EXISTS written_at BIGINT NOT NULL DEFAULT 0;
