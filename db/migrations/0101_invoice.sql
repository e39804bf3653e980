-- Invoices (C1-C3, C7, C9; requirements 7.7).  One row a payment group from the
-- click on payment, and one more for each refund after the issue (red letter).
-- The heading is a snapshot: what was typed that day, sealed together.

CREATE TABLE IF NOT EXISTS invoice_type (
	code		VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	words		VARCHAR(40) NOT NULL,
	sends		VARCHAR(4) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,	-- MAIL POST
	wants		VARCHAR(120) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,	-- fields that may not be empty
	notices		VARCHAR(1000) NOT NULL,		-- a line each
	position	INT NOT NULL,
	valid_from	BIGINT NOT NULL,
	valid_to	BIGINT NULL,
	PRIMARY KEY (code)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- 发票抬头: account_id 0 is the enterprise's own, typed by its 管理员.
CREATE TABLE IF NOT EXISTS invoice_heading (
	id		BIGINT NOT NULL AUTO_INCREMENT,
	pid		BINARY(16) NOT NULL,
	company_id	BIGINT NOT NULL,
	account_id	BIGINT NOT NULL,
	name		VARCHAR(120) NOT NULL,
	tax_no		VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	data		VARBINARY(2048) NOT NULL,	-- sealed JSON of the rest
	version		INT NOT NULL,
	created_at	BIGINT NOT NULL,
	updated_at	BIGINT NOT NULL,
	PRIMARY KEY (id),
	UNIQUE KEY invoice_heading_pid (pid),
	KEY invoice_heading_owner (company_id, account_id, updated_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE IF NOT EXISTS invoice (
	id		BIGINT NOT NULL AUTO_INCREMENT,
	pid		BINARY(16) NOT NULL,
	no		VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	group_id	BIGINT NOT NULL,
	refund_id	BIGINT NOT NULL,	-- 0: the invoice; else its red letter for this refund
	blue_id		BIGINT NOT NULL,	-- of a red letter, else 0
	account_id	BIGINT NOT NULL,	-- who pays, and the scope columns
	company_id	BIGINT NOT NULL,
	person_id	BIGINT NOT NULL,
	point_id	BIGINT NULL,
	orders		VARCHAR(2100) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	type		VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,	-- '' for NONE
	sends		VARCHAR(4) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	title		VARCHAR(120) NOT NULL,
	tax_no		VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	data		VARBINARY(3072) NOT NULL,	-- sealed JSON: rest of the heading, e-mail, recipient
	fen		BIGINT NOT NULL,
	state		VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	paid_at		BIGINT NULL,
	batch		VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
	code		VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
	number		VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NULL,
	issued_on	VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NULL,
	link		VARCHAR(300) CHARACTER SET ascii COLLATE ascii_bin NULL,
	carrier		VARCHAR(40) NULL,
	waybill		VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NULL,
	mails		INT NOT NULL DEFAULT 0,
	words		VARCHAR(200) NULL,	-- why it failed
	version		INT NOT NULL,
	created_at	BIGINT NOT NULL,
	PRIMARY KEY (id),
	UNIQUE KEY invoice_pid (pid),
	UNIQUE KEY invoice_no (no),
	UNIQUE KEY invoice_of (group_id, refund_id),
	UNIQUE KEY invoice_number (number, code),
	KEY invoice_blue (blue_id),
	KEY invoice_state (state, id),
	KEY invoice_batch (batch),
	KEY invoice_company (company_id, id),
	KEY invoice_account (account_id, id),
	KEY invoice_person (person_id, id),
	CONSTRAINT invoice_group FOREIGN KEY (group_id) REFERENCES pay_group (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE IF NOT EXISTS invoice_event (
	id		BIGINT NOT NULL AUTO_INCREMENT,
	invoice_id	BIGINT NOT NULL,
	act		VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	from_state	VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	to_state	VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	actor_id	BIGINT NOT NULL,
	actor		VARCHAR(80) NOT NULL,
	words		VARCHAR(500) NULL,
	at		BIGINT NOT NULL,
	PRIMARY KEY (id),
	KEY invoice_event_invoice (invoice_id, id),
	CONSTRAINT invoice_event_invoice FOREIGN KEY (invoice_id) REFERENCES invoice (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
