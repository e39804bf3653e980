-- Printed forms.  One row per version of a form for one scope ("draft:...",
-- "order:...", "voucher:..."); the PDF is a file of the store.  The values are
-- not kept, only their hash: the paper itself holds them, encrypted.
--
-- `live` is 1 for the version that counts and NULL for older ones.

CREATE TABLE IF NOT EXISTS paper (
	id		BIGINT NOT NULL AUTO_INCREMENT,
	pid		BINARY(16) NOT NULL,
	form_id		VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,	-- apply, slip
	version		INT NOT NULL,			-- 1, 2, ... within scope and form
	scope		VARCHAR(96) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	live		TINYINT NULL,
	account_id	BIGINT NOT NULL,		-- owner: applicant,
	company_id	BIGINT NOT NULL,		-- enterprise,
	person_id	BIGINT NOT NULL DEFAULT 0,	-- holder,
	point_id	BIGINT NOT NULL DEFAULT 0,	-- pickup point
	code		CHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,	-- printed; the same for all versions
	mac_key_id	INT NOT NULL,			-- master key of the MAC in the QR code
	no		VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',	-- order number in the footer
	data_sha256	BINARY(32) NOT NULL,		-- form definition and values
	pdf_sha256	BINARY(32) NOT NULL,
	file_id		BIGINT NOT NULL,
	pages		INT NOT NULL,
	missing		VARCHAR(200) CHARACTER SET ascii COLLATE ascii_bin NULL,	-- characters no font has: U+20BB7 ...
	at		BIGINT NOT NULL,
	state		VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,	-- GENERATED SUPERSEDED ACCEPTED
	PRIMARY KEY (id),
	UNIQUE KEY paper_pid (pid),
	UNIQUE KEY paper_version (scope, form_id, version),
	UNIQUE KEY paper_live (scope, form_id, live),
	UNIQUE KEY paper_code (code, version),
	KEY paper_account (account_id),
	KEY paper_company (company_id),
	CONSTRAINT paper_file FOREIGN KEY (file_id) REFERENCES file (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE IF NOT EXISTS paper_event (
	id		BIGINT NOT NULL AUTO_INCREMENT,
	paper_id	BIGINT NOT NULL,
	from_state	VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	to_state	VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	actor_id	BIGINT NOT NULL,		-- account, 0 the house
	at		BIGINT NOT NULL,
	PRIMARY KEY (id),
	KEY paper_event_paper (paper_id),
	CONSTRAINT paper_event_of FOREIGN KEY (paper_id) REFERENCES paper (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
