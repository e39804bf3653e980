-- Accounts, rights, sessions, counters; people, enterprises, identities.
-- ID numbers, phones and TOTP seeds are sealed (db/seal.h); *_ix are blind
-- indexes of the normalised value.

CREATE TABLE IF NOT EXISTS person (
	id		BIGINT NOT NULL AUTO_INCREMENT,
	pid		BINARY(16) NOT NULL,
	name		VARCHAR(60) NOT NULL,
	id_number	VARBINARY(255),			-- sealed
	id_number_ix	BINARY(32),
	phone		VARBINARY(255),			-- sealed
	phone_ix	BINARY(32),
	complete	INT NOT NULL,			-- 1: 已完善, 0: 信息不完善
	version		BIGINT NOT NULL DEFAULT 1,
	created_at	BIGINT NOT NULL,
	updated_at	BIGINT NOT NULL,
	PRIMARY KEY (id),
	UNIQUE KEY person_pid (pid),
	UNIQUE KEY person_id_number (id_number_ix),	-- 查重校验
	KEY person_phone (phone_ix)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE IF NOT EXISTS company (
	id		BIGINT NOT NULL AUTO_INCREMENT,
	pid		BINARY(16) NOT NULL,
	channel		VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	name		VARCHAR(120) NOT NULL,
	credit_code	CHAR(18) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	city		VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin,	-- code of the platform of its own city
	region		VARCHAR(60) NOT NULL,		-- 辽宁省/沈阳市/和平区
	address		VARCHAR(200) NOT NULL,
	legal_name	VARCHAR(60) NOT NULL DEFAULT '',
	phone		VARCHAR(40) NOT NULL DEFAULT '',	-- of the office, printed on forms
	state		VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	is_test		INT NOT NULL DEFAULT 0,		-- may be charged by the TEST tariff
	version		BIGINT NOT NULL DEFAULT 1,
	created_at	BIGINT NOT NULL,
	updated_at	BIGINT NOT NULL,
	PRIMARY KEY (id),
	UNIQUE KEY company_pid (pid),
	UNIQUE KEY company_code (credit_code),
	KEY company_name (name)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE IF NOT EXISTS identity_type (
	code	VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	words	VARCHAR(40) NOT NULL,
	place	INT NOT NULL,
	PRIMARY KEY (code)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE IF NOT EXISTS identity_right (
	type		VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	right_name	VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	PRIMARY KEY (type, right_name),
	FOREIGN KEY (type) REFERENCES identity_type (code)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- A person in an enterprise.  `live` lets a removed identity be asked for
-- again; `admin_of` keeps the 管理员 of an enterprise unique (R3).
CREATE TABLE IF NOT EXISTS identity (
	id		BIGINT NOT NULL AUTO_INCREMENT,
	pid		BINARY(16) NOT NULL,
	person_id	BIGINT NOT NULL,
	company_id	BIGINT NOT NULL,
	type		VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	state		VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	created_at	BIGINT NOT NULL,
	decided_at	BIGINT,
	decided_by	BIGINT,
	live		INT GENERATED ALWAYS AS
			    (IF(state IN ('REQUESTED', 'ACTIVE'), 1, NULL)) STORED,
	admin_of	BIGINT GENERATED ALWAYS AS
			    (IF(type = 'ADMIN' AND state = 'ACTIVE', company_id, NULL)) STORED,
	PRIMARY KEY (id),
	UNIQUE KEY identity_pid (pid),
	UNIQUE KEY identity_live (person_id, company_id, type, live),
	UNIQUE KEY identity_admin (admin_of),
	KEY identity_company (company_id, state),
	FOREIGN KEY (person_id) REFERENCES person (id),
	FOREIGN KEY (company_id) REFERENCES company (id),
	FOREIGN KEY (type) REFERENCES identity_type (code)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE IF NOT EXISTS role (
	code	VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	words	VARCHAR(40) NOT NULL,
	place	INT NOT NULL,
	apart	VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin,	-- roles of one group: different people
	PRIMARY KEY (code)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE IF NOT EXISTS role_right (
	role		VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	right_name	VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	PRIMARY KEY (role, right_name),
	FOREIGN KEY (role) REFERENCES role (code)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE IF NOT EXISTS account (
	id		BIGINT NOT NULL AUTO_INCREMENT,
	pid		BINARY(16) NOT NULL,
	username	VARCHAR(64) NOT NULL,		-- lower case
	kind		VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,	-- member, staff
	name		VARCHAR(60) NOT NULL,		-- shown in queues and events
	person_id	BIGINT,				-- members; staff who are also applicants
	point_id	BIGINT,				-- pickup point of a desk clerk
	state		VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,	-- ACTIVE, LOCKED, CLOSED
	password	VARCHAR(160) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	must_change	INT NOT NULL,			-- first login sets a new password
	totp		VARBINARY(255),			-- sealed seed
	totp_step	BIGINT NOT NULL DEFAULT 0,	-- last step used: one use per step
	totp_fails	INT NOT NULL DEFAULT 0,		-- since the last right code
	created_at	BIGINT NOT NULL,
	updated_at	BIGINT NOT NULL,
	seen_at		BIGINT,				-- last login
	PRIMARY KEY (id),
	UNIQUE KEY account_pid (pid),
	UNIQUE KEY account_username (username),
	UNIQUE KEY account_person (person_id, kind),
	FOREIGN KEY (person_id) REFERENCES person (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE IF NOT EXISTS account_role (
	account_id	BIGINT NOT NULL,
	role		VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	PRIMARY KEY (account_id, role),
	FOREIGN KEY (account_id) REFERENCES account (id),
	FOREIGN KEY (role) REFERENCES role (code)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- The cookie's token never lies here, only its SHA-256.
CREATE TABLE IF NOT EXISTS session (
	id		BIGINT NOT NULL AUTO_INCREMENT,
	pid		BINARY(16) NOT NULL,
	token_hash	BINARY(32) NOT NULL,
	account_id	BIGINT NOT NULL,
	identity_id	BIGINT,
	created_at	BIGINT NOT NULL,
	seen_at		BIGINT NOT NULL,
	ends_at		BIGINT NOT NULL,		-- absolute limit
	ended_at	BIGINT,
	ip		VARCHAR(45) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	agent		VARCHAR(200) NOT NULL,
	PRIMARY KEY (id),
	UNIQUE KEY session_pid (pid),
	UNIQUE KEY session_token (token_hash),
	KEY session_account (account_id, ended_at),
	KEY session_ends (ends_at),
	FOREIGN KEY (account_id) REFERENCES account (id),
	FOREIGN KEY (identity_id) REFERENCES identity (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Counters of tries (modules/account/limit.h): consumed before the check, in
-- a transaction of their own.
CREATE TABLE IF NOT EXISTS attempt (
	name	VARCHAR(30) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	subject	BINARY(32) NOT NULL,		-- blind index of username, address, code
	n	BIGINT NOT NULL,
	until	BIGINT NOT NULL,		-- then the count begins anew
	PRIMARY KEY (name, subject),
	KEY attempt_until (until)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- What happened to an account, person, enterprise or identity, written in the
-- transaction of the change.
CREATE TABLE IF NOT EXISTS people_event (
	id		BIGINT NOT NULL AUTO_INCREMENT,
	noun		VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	noun_id		BIGINT NOT NULL,
	act		VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	detail		VARCHAR(200) NOT NULL,
	account_id	BIGINT NOT NULL,	-- who did it; 0: import, operator
	at		BIGINT NOT NULL,
	PRIMARY KEY (id),
	KEY people_event_noun (noun, noun_id, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
