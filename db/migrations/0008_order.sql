-- Applications (draft) and orders.  An application carries what is still being
-- typed; an order carries money and what was promised (design 3).

CREATE TABLE IF NOT EXISTS draft (
	id		BIGINT NOT NULL AUTO_INCREMENT,
	pid		BINARY(16) NOT NULL,
	account_id	BIGINT NOT NULL,
	company_id	BIGINT NOT NULL,
	channel		VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	service		VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	lock_type	VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	step		INT NOT NULL,
	data		MEDIUMTEXT NOT NULL,		-- JSON, see modules/order/draft.h
	version		INT NOT NULL,
	state		VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL, -- OPEN SENT DROPPED
	created_at	BIGINT NOT NULL,
	updated_at	BIGINT NOT NULL,
	PRIMARY KEY (id),
	UNIQUE KEY draft_pid (pid),
	KEY draft_owner (company_id, account_id, state, updated_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- state is the truth; the three words are projections written by
-- service_restate() alone.  Price, policy, city and tariff are snapshots taken
-- at submission.
CREATE TABLE IF NOT EXISTS orders (
	id		BIGINT NOT NULL AUTO_INCREMENT,
	pid		BINARY(16) NOT NULL,
	no		VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	draft_id	BIGINT NOT NULL,
	account_id	BIGINT NOT NULL,		-- who applied
	buyer		VARCHAR(80) NOT NULL,		-- the applicant's name that day
	company_id	BIGINT NOT NULL,
	company		VARCHAR(200) NOT NULL,		-- its name that day
	person_id	BIGINT NOT NULL,		-- the holder
	holder		VARCHAR(80) NOT NULL,
	channel		VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	service		VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	lock_type	VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	medium		VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	vendor		VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	years		INT NOT NULL,
	city		VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NULL,
	state		VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	traits		INT NOT NULL,			-- enum order_trait, or-ed
	reviewers	INT NOT NULL,
	way		VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	point_id	BIGINT NULL,			-- pickup point, way PICKUP
	recipient	VARBINARY(1024) NULL,		-- sealed JSON {name, phone, address}, way MAIL
	tariff_id	BIGINT NOT NULL,
	policy_id	BIGINT NOT NULL,
	fen		BIGINT NOT NULL,
	price_lines	TEXT NOT NULL,			-- JSON [{words, rule, fen}], adds up to fen
	data		TEXT NOT NULL,			-- JSON of the fields that may be corrected
	paper_scope	VARCHAR(80) CHARACTER SET ascii COLLATE ascii_bin NOT NULL, -- of its printed forms
	pay_word	VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	review_word	VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	ship_word	VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	version		INT NOT NULL,
	created_at	BIGINT NOT NULL,
	pay_due_at	BIGINT NULL,
	updated_at	BIGINT NOT NULL,
	PRIMARY KEY (id),
	UNIQUE KEY orders_pid (pid),
	UNIQUE KEY orders_no (no),
	KEY orders_draft (draft_id),
	KEY orders_company (company_id, created_at, id),
	KEY orders_person (person_id, created_at, id),
	KEY orders_state (state, updated_at, id),
	KEY orders_words (pay_word, review_word, ship_word, created_at, id),
	KEY orders_point (point_id, state, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE IF NOT EXISTS order_platform (
	order_id	BIGINT NOT NULL,
	platform	VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	words		VARCHAR(120) NOT NULL,		-- the name printed that day
	position	INT NOT NULL,
	PRIMARY KEY (order_id, platform),
	CONSTRAINT order_platform_order FOREIGN KEY (order_id) REFERENCES orders (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- History: a step and its line are written in the same transaction.
CREATE TABLE IF NOT EXISTS order_event (
	id		BIGINT NOT NULL AUTO_INCREMENT,
	order_id	BIGINT NOT NULL,
	act		VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	from_state	VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	to_state	VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	actor_id	BIGINT NOT NULL,		-- account, 0 for the clerk
	actor		VARCHAR(80) NOT NULL,
	words		VARCHAR(2000) NULL,
	at		BIGINT NOT NULL,
	PRIMARY KEY (id),
	KEY order_event_order (order_id, id),
	CONSTRAINT order_event_order FOREIGN KEY (order_id) REFERENCES orders (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
