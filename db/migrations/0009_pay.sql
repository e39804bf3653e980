-- Money.  A group is one payment for several orders; an attempt is one trade at
-- one provider; at most one attempt of a group counts, all later money goes
-- back (requirements 7.2).

CREATE TABLE IF NOT EXISTS pay_group (
	id		BIGINT NOT NULL AUTO_INCREMENT,
	pid		BINARY(16) NOT NULL,
	no		VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	account_id	BIGINT NOT NULL,		-- who pays, and the scope columns
	company_id	BIGINT NOT NULL,
	person_id	BIGINT NOT NULL,
	point_id	BIGINT NULL,
	fen		BIGINT NOT NULL,
	state		VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,	-- OPEN PAID CLOSED
	attempts	INT NOT NULL DEFAULT 0,
	created_at	BIGINT NOT NULL,
	expires_at	BIGINT NOT NULL,
	ended_at	BIGINT NULL,			-- paid or closed
	PRIMARY KEY (id),
	UNIQUE KEY pay_group_pid (pid),
	UNIQUE KEY pay_group_no (no),
	KEY pay_group_open (state, expires_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- open_order is the order's id while the group is open and NULL afterwards, so
-- the unique key allows one open group per order and any history.
CREATE TABLE IF NOT EXISTS pay_group_order (
	group_id	BIGINT NOT NULL,
	order_id	BIGINT NOT NULL,
	order_pid	BINARY(16) NOT NULL,
	order_no	VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	fen		BIGINT NOT NULL,
	open_order	BIGINT NULL,
	PRIMARY KEY (group_id, order_id),
	UNIQUE KEY pay_group_order_open (open_order),
	KEY pay_group_order_order (order_id),
	CONSTRAINT pay_group_order_group FOREIGN KEY (group_id) REFERENCES pay_group (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE IF NOT EXISTS pay_attempt (
	id		BIGINT NOT NULL AUTO_INCREMENT,
	pid		BINARY(16) NOT NULL,
	group_id	BIGINT NOT NULL,
	provider	VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	out_trade_no	VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	merchant	VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	currency	CHAR(3) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	fen		BIGINT NOT NULL,
	state		VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	code		VARCHAR(500) CHARACTER SET ascii COLLATE ascii_bin NULL,	-- text of the QR
	txn		VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,	-- number at the provider
	version		INT NOT NULL DEFAULT 1,
	created_at	BIGINT NOT NULL,
	expires_at	BIGINT NOT NULL,
	paid_at		BIGINT NULL,
	PRIMARY KEY (id),
	UNIQUE KEY pay_attempt_pid (pid),
	UNIQUE KEY pay_attempt_no (provider, out_trade_no),
	UNIQUE KEY pay_attempt_txn (provider, txn),
	KEY pay_attempt_group (group_id, id),
	KEY pay_attempt_state (state, id),
	CONSTRAINT pay_attempt_group FOREIGN KEY (group_id) REFERENCES pay_group (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE IF NOT EXISTS pay_refund (
	id		BIGINT NOT NULL AUTO_INCREMENT,
	pid		BINARY(16) NOT NULL,
	attempt_id	BIGINT NOT NULL,
	refund_no	VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	fen		BIGINT NOT NULL,
	reason		VARCHAR(200) NOT NULL,
	state		VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	ref		VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,	-- number at the provider
	version		INT NOT NULL DEFAULT 1,
	created_at	BIGINT NOT NULL,
	ended_at	BIGINT NULL,
	PRIMARY KEY (id),
	UNIQUE KEY pay_refund_pid (pid),
	UNIQUE KEY pay_refund_no (refund_no),
	KEY pay_refund_attempt (attempt_id),
	KEY pay_refund_state (state, id),
	CONSTRAINT pay_refund_attempt FOREIGN KEY (attempt_id) REFERENCES pay_attempt (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- History of attempts (refund_id 0) and refunds.
CREATE TABLE IF NOT EXISTS pay_event (
	id		BIGINT NOT NULL AUTO_INCREMENT,
	attempt_id	BIGINT NOT NULL,
	refund_id	BIGINT NOT NULL DEFAULT 0,
	act		VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	from_state	VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	to_state	VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	actor_id	BIGINT NOT NULL,
	actor		VARCHAR(80) NOT NULL,
	words		VARCHAR(500) NULL,
	at		BIGINT NOT NULL,
	PRIMARY KEY (id),
	KEY pay_event_attempt (attempt_id, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- What providers sent, byte for byte, before anybody looked at it.
CREATE TABLE IF NOT EXISTS pay_inbox (
	id		BIGINT NOT NULL AUTO_INCREMENT,
	pid		BINARY(16) NOT NULL,
	provider	VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	sha256		BINARY(32) NOT NULL,		-- over headers and body
	headers		TEXT NOT NULL,			-- JSON of those the signature needs
	body		MEDIUMBLOB NOT NULL,
	state		VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,	-- NEW DONE REFUSED
	verdict		VARCHAR(200) NULL,
	received_at	BIGINT NOT NULL,
	ended_at	BIGINT NULL,
	PRIMARY KEY (id),
	UNIQUE KEY pay_inbox_pid (pid),
	UNIQUE KEY pay_inbox_once (provider, sha256),
	KEY pay_inbox_state (state, received_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- The sandbox provider's own books: what `query` asks.  Empty in production.
CREATE TABLE IF NOT EXISTS sandbox_trade (
	out_trade_no	VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	token		BINARY(16) NOT NULL,		-- in the QR: who has it may pay
	merchant	VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	currency	CHAR(3) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	fen		BIGINT NOT NULL,
	words		VARCHAR(200) NOT NULL,
	state		VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,	-- NOTPAY PAID CLOSED
	txn		VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
	expires_at	BIGINT NOT NULL,
	paid_at		BIGINT NULL,
	PRIMARY KEY (out_trade_no),
	UNIQUE KEY sandbox_trade_token (token)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE IF NOT EXISTS sandbox_refund (
	refund_no	VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	out_trade_no	VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	fen		BIGINT NOT NULL,
	at		BIGINT NOT NULL,
	PRIMARY KEY (refund_no),
	KEY sandbox_refund_trade (out_trade_no)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
