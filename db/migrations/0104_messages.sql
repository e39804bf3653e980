-- Messages to people (issue 4, point 13): what events there are, every message
-- with what became of it, what each person chose, which reminders were given.

-- An event and the places its texts may name: name=sample, behind "|"; one with
-- "!" must be named.  reach: PHONE, only to a number (codes, strangers); ACCOUNT,
-- also by mail and in the inbox.  must: the way the event cannot do without.
CREATE TABLE IF NOT EXISTS notify_event (
	event		VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	words		VARCHAR(60) NOT NULL,
	urgent		INT NOT NULL,		-- 1: does not wait for the morning
	reach		VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	must		VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	places		VARCHAR(1000) NOT NULL,
	PRIMARY KEY (event)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- One row a message and way: SMS and MAIL go out by a task of the outbox with
-- the same key, SITE is the inbox of the account.
CREATE TABLE IF NOT EXISTS message (
	id		BIGINT NOT NULL AUTO_INCREMENT,
	pid		BINARY(16) NOT NULL,
	kind		VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	event		VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	mkey		VARCHAR(120) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	account_id	BIGINT NOT NULL,		-- 0: of no account
	masked		VARCHAR(120) NOT NULL,		-- 138****0001
	recipient	VARBINARY(600) NULL,		-- sealed
	recipient_ix	BINARY(32) NULL,
	title		VARCHAR(200) NOT NULL,
	words		BLOB NULL,			-- sealed; NULL: a code, never kept
	target		VARCHAR(120) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	state		VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	tries		INT NOT NULL,
	error		VARCHAR(500) NOT NULL,
	created_at	BIGINT NOT NULL,
	due_at		BIGINT NOT NULL,		-- later than created: it waits for the morning
	sent_at		BIGINT NOT NULL,		-- 0: not yet
	read_at		BIGINT NOT NULL,		-- 0: unread (SITE)
	version		INT NOT NULL,
	PRIMARY KEY (id),
	UNIQUE KEY message_pid (pid),
	UNIQUE KEY message_once (kind, mkey),
	KEY message_inbox (account_id, kind, id),
	KEY message_unread (account_id, kind, read_at),
	KEY message_state (state, id),
	KEY message_to (recipient_ix, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE IF NOT EXISTS message_event (
	id		BIGINT NOT NULL AUTO_INCREMENT,
	message_id	BIGINT NOT NULL,
	act		VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	from_state	VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	to_state	VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	actor_id	BIGINT NOT NULL,
	actor		VARCHAR(80) NOT NULL,
	words		VARCHAR(2000) NULL,
	at		BIGINT NOT NULL,
	PRIMARY KEY (id),
	KEY message_event_message (message_id, id),
	CONSTRAINT message_event_message FOREIGN KEY (message_id) REFERENCES message (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- What a person chose; no row: what the house proposes.
CREATE TABLE IF NOT EXISTS notify_choice (
	account_id	BIGINT NOT NULL,
	pid		BINARY(16) NOT NULL,
	days		VARCHAR(80) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,	-- "90 30 7"
	kinds		VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,	-- "SMS SITE"
	email		VARBINARY(600) NULL,		-- sealed
	updated_at	BIGINT NOT NULL,
	PRIMARY KEY (account_id),
	UNIQUE KEY notify_choice_pid (pid)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Which mark of which end of validity was taken up: once each.
CREATE TABLE IF NOT EXISTS cert_reminder (
	cert_id		BIGINT NOT NULL,
	not_after	BIGINT NOT NULL,
	mark		INT NOT NULL,			-- days before
	at		BIGINT NOT NULL,
	PRIMARY KEY (cert_id, not_after, mark),
	CONSTRAINT cert_reminder_cert FOREIGN KEY (cert_id) REFERENCES cert (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

ALTER TABLE cert ADD KEY IF NOT EXISTS cert_ends (not_after, id);
