-- How a finished key reaches its holder: by parcel or over a desk.

CREATE TABLE IF NOT EXISTS parcel (
	id		BIGINT NOT NULL AUTO_INCREMENT,
	pid		BINARY(16) NOT NULL,
	order_id	BIGINT NOT NULL,
	carrier		VARCHAR(40) NULL,
	waybill		VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NULL,
	state		VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL, -- TO_SHIP SHIPPED RECEIVED VOID
	version		INT NOT NULL,
	created_at	BIGINT NOT NULL,
	shipped_at	BIGINT NULL,
	received_at	BIGINT NULL,
	PRIMARY KEY (id),
	UNIQUE KEY parcel_pid (pid),
	UNIQUE KEY parcel_order (order_id),
	UNIQUE KEY parcel_waybill (carrier, waybill)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE IF NOT EXISTS parcel_event (
	id		BIGINT NOT NULL AUTO_INCREMENT,
	parcel_id	BIGINT NOT NULL,
	act		VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	from_state	VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	to_state	VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	actor_id	BIGINT NOT NULL,
	actor		VARCHAR(80) NOT NULL,
	at		BIGINT NOT NULL,
	PRIMARY KEY (id),
	KEY parcel_event_parcel (parcel_id, id),
	CONSTRAINT parcel_event_parcel FOREIGN KEY (parcel_id) REFERENCES parcel (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- The code is a bearer secret: sealed, and found by its blind index only.
CREATE TABLE IF NOT EXISTS voucher (
	id		BIGINT NOT NULL AUTO_INCREMENT,
	pid		BINARY(16) NOT NULL,
	order_id	BIGINT NOT NULL,
	live_order	BIGINT NULL,			-- order_id while not VOID: one live voucher an order
	point_id	BIGINT NOT NULL,
	code		VARBINARY(128) NOT NULL,	-- sealed
	code_ix		BINARY(32) NOT NULL,
	state		VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL, -- ISSUED USED VOID
	version		INT NOT NULL,
	issued_at	BIGINT NOT NULL,
	used_at		BIGINT NULL,
	used_by		BIGINT NULL,			-- account of the clerk
	PRIMARY KEY (id),
	UNIQUE KEY voucher_pid (pid),
	UNIQUE KEY voucher_live (live_order),
	UNIQUE KEY voucher_code (code_ix),
	KEY voucher_order (order_id, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE IF NOT EXISTS voucher_event (
	id		BIGINT NOT NULL AUTO_INCREMENT,
	voucher_id	BIGINT NOT NULL,
	act		VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	from_state	VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	to_state	VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	actor_id	BIGINT NOT NULL,
	actor		VARCHAR(80) NOT NULL,
	at		BIGINT NOT NULL,
	PRIMARY KEY (id),
	KEY voucher_event_voucher (voucher_id, id),
	CONSTRAINT voucher_event_voucher FOREIGN KEY (voucher_id) REFERENCES voucher (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
