-- What an operator changed in the catalogue: an entry (an offer, a vendor, a
-- platform, a key model, a pickup point) as it is from a moment on.  The rows of
-- the catalogue stay as they were shipped; the loader lays these over them
-- (modules/catalog/edition.h).
CREATE TABLE IF NOT EXISTS catalog_edition (
	id		BIGINT NOT NULL AUTO_INCREMENT,
	pid		BINARY(16) NOT NULL,
	list		VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	code		VARCHAR(60) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	body		TEXT NOT NULL,			-- canonical JSON, its fields: modules/catalog/entry.c
	valid_from	BIGINT NOT NULL,
	author		VARCHAR(80) NOT NULL,
	written_at	BIGINT NOT NULL,
	PRIMARY KEY (id),
	UNIQUE KEY catalog_edition_pid (pid),
	UNIQUE KEY catalog_edition_of (list, code, valid_from)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
