-- Couriers, address books, and parcels that come back.

-- RETURNED_TO_SENDER is longer than the old columns; events say why.
ALTER TABLE parcel
	ADD KEY IF NOT EXISTS parcel_shipped (shipped_at, id),
	MODIFY COLUMN state VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL;
ALTER TABLE parcel_event
	MODIFY COLUMN from_state VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	MODIFY COLUMN to_state VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	ADD COLUMN IF NOT EXISTS words VARCHAR(500) NULL AFTER actor;

-- Who carries parcels, and what their waybills look like (modules/deliver/parcel.h).
CREATE TABLE IF NOT EXISTS carrier (
	code		VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	words		VARCHAR(40) NOT NULL,
	shapes		VARCHAR(400) NOT NULL,
	hint		VARCHAR(120) NOT NULL,
	position	INT NOT NULL,
	valid_from	BIGINT NOT NULL,
	valid_to	BIGINT NULL,
	PRIMARY KEY (code)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- 收件人信息 (C4): whose is the account that typed it.  Name, phone and address
-- together are one sealed JSON; an order keeps its own copy.
CREATE TABLE IF NOT EXISTS address (
	id		BIGINT NOT NULL AUTO_INCREMENT,
	pid		BINARY(16) NOT NULL,
	account_id	BIGINT NOT NULL,
	data		VARBINARY(2048) NOT NULL,
	preferred	BIGINT NULL,		-- account_id when it is the preferred one
	version		INT NOT NULL,
	created_at	BIGINT NOT NULL,
	updated_at	BIGINT NOT NULL,
	PRIMARY KEY (id),
	UNIQUE KEY address_pid (pid),
	UNIQUE KEY address_preferred (preferred),
	KEY address_account (account_id, updated_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
