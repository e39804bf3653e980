-- Reviews: one row a round.  A resubmitted order gets a new row, so a verdict
-- always belongs to the form the reviewer had in hand.

CREATE TABLE IF NOT EXISTS review (
	id		BIGINT NOT NULL AUTO_INCREMENT,
	pid		BINARY(16) NOT NULL,
	order_id	BIGINT NOT NULL,
	-- What a queue shows, as it was when the round began.
	order_pid	BINARY(16) NOT NULL,
	order_no	VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	channel		VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	service		VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	lock_type	VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	holder		VARCHAR(80) NOT NULL,
	company		VARCHAR(200) NOT NULL,
	fen		BIGINT NOT NULL,
	data		TEXT NOT NULL,			-- JSON of the correctable fields: before and after
	round		INT NOT NULL,
	state		VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	reviewer_id	BIGINT NOT NULL,		-- account, 0 while nobody has it
	reviewer	VARCHAR(80) NOT NULL,
	prefer_id	BIGINT NOT NULL,		-- who had the round before, or 0
	lease_until	BIGINT NOT NULL,		-- 0 while nobody has it
	version		INT NOT NULL,
	submitted_at	BIGINT NOT NULL,
	due_at		BIGINT NOT NULL,		-- working calendar; 0: none
	decided_at	BIGINT NOT NULL,		-- 0 while open
	words		VARCHAR(2000) NULL,		-- the verdict's general words
	form_seen	INT NOT NULL,			-- "form id and version seen" ticked
	PRIMARY KEY (id),
	UNIQUE KEY review_pid (pid),
	UNIQUE KEY review_round (order_id, round),
	KEY review_pool (state, due_at, id),
	KEY review_mine (reviewer_id, state, due_at, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- What a return complains about: a field of the order or a document slot.
CREATE TABLE IF NOT EXISTS review_mark (
	review_id	BIGINT NOT NULL,
	field		VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	words		VARCHAR(120) NOT NULL,		-- the field's label that day
	reason		VARCHAR(500) NOT NULL,
	PRIMARY KEY (review_id, field),
	CONSTRAINT review_mark_review FOREIGN KEY (review_id) REFERENCES review (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Which uploads the reviewer opened; approval wants them all.
CREATE TABLE IF NOT EXISTS review_seen (
	review_id	BIGINT NOT NULL,
	upload_pid	BINARY(16) NOT NULL,
	account_id	BIGINT NOT NULL,
	name		VARCHAR(80) NOT NULL,
	at		BIGINT NOT NULL,
	PRIMARY KEY (review_id, upload_pid, account_id),
	CONSTRAINT review_seen_review FOREIGN KEY (review_id) REFERENCES review (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE IF NOT EXISTS review_event (
	id		BIGINT NOT NULL AUTO_INCREMENT,
	review_id	BIGINT NOT NULL,
	act		VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	from_state	VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	to_state	VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	actor_id	BIGINT NOT NULL,		-- account, 0 for the clerk
	actor		VARCHAR(80) NOT NULL,
	words		VARCHAR(2000) NULL,
	at		BIGINT NOT NULL,
	PRIMARY KEY (id),
	KEY review_event_review (review_id, id),
	CONSTRAINT review_event_review FOREIGN KEY (review_id) REFERENCES review (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
