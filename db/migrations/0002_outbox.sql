-- What is to be done outside a request: provider calls, messages, previews,
-- timers.  A row is written in the transaction of its cause and done by the
-- clerk.  due_at is the next moment somebody may take the row (for CLAIMED the
-- end of the lease) and NULL when nothing is left to do, so one index range
-- finds the work.
CREATE TABLE IF NOT EXISTS task (
	id		BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
	pid		BINARY(16) NOT NULL UNIQUE,
	kind		VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	pool		VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	tkey		VARCHAR(120) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	payload		BLOB,				-- sealed; wiped when done
	state		VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	due_at		BIGINT,
	tries		INT NOT NULL DEFAULT 0,
	version		BIGINT NOT NULL DEFAULT 0,	-- rises with every claim
	error		VARCHAR(500),
	added_at	BIGINT NOT NULL,
	ended_at	BIGINT,
	UNIQUE KEY task_once (kind, tkey),
	KEY task_due (pool, due_at),
	KEY task_state (state, pool, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- The words of every message; {name} is replaced by the event's value.
CREATE TABLE IF NOT EXISTS notify_template (
	event		VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	kind		VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,	-- SMS, MAIL
	subject		VARCHAR(100) NOT NULL DEFAULT '',
	body		VARCHAR(2000) NOT NULL,
	PRIMARY KEY (event, kind)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Where the demo driver delivers; stays empty in production.
CREATE TABLE IF NOT EXISTS demo_message (
	id		BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
	pid		BINARY(16) NOT NULL UNIQUE,	-- of the task: delivered once
	kind		VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	recipient	VARBINARY(400) NOT NULL,	-- sealed
	words		BLOB NOT NULL,			-- sealed
	at		BIGINT NOT NULL,
	KEY demo_message_at (at, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
