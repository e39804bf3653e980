-- What the whole house shares.
-- Conventions of every migration: InnoDB, utf8mb4_bin text, ascii_bin codes,
-- times BIGINT epoch seconds (UTC), money BIGINT fen, ids BIGINT inside and a
-- random BINARY(16) pid outside.

CREATE TABLE IF NOT EXISTS key_check (
	id	INT NOT NULL,			-- key id
	value	BINARY(32) NOT NULL,		-- proves that a process holds the same key
	PRIMARY KEY (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Order numbers take their tail from here, never from AUTO_INCREMENT order.
CREATE TABLE IF NOT EXISTS counter (
	name	VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	value	BIGINT NOT NULL,
	PRIMARY KEY (name)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- The same key, account and route gives the same effect once: the row is
-- written in the effect's own transaction.
CREATE TABLE IF NOT EXISTS idempotency (
	account_id	BIGINT NOT NULL,
	ikey		VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	route		VARCHAR(80) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	body_hash	BINARY(32) NOT NULL,
	status		INT NOT NULL,
	object_pid	BINARY(16) NOT NULL,
	at		BIGINT NOT NULL,
	PRIMARY KEY (account_id, ikey, route),
	KEY idempotency_at (at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
