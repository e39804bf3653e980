-- Dossiers: what an enterprise or a person says about itself, as versions on
-- their way to approval (E1-E10, I1; requirements 7.6).  The register (company,
-- person) holds what is approved; a dossier holds what is being typed, reviewed
-- or was replaced.  `data` is sealed JSON: it holds ID numbers and phones.

CREATE TABLE IF NOT EXISTS dossier (
	id		BIGINT NOT NULL AUTO_INCREMENT,
	pid		BINARY(16) NOT NULL,
	kind		VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,	-- company person handover
	subject_id	BIGINT NOT NULL,	-- company.id, person.id, company.id
	no		VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	n		INT NOT NULL,		-- version: 1, 2, ... of kind and subject
	channel		VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	policy_id	BIGINT NOT NULL,	-- 0: no row of `policy` asks for a review
	title		VARCHAR(120) NOT NULL,	-- whose data, as a queue says it
	state		VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	step		INT NOT NULL,
	data		MEDIUMBLOB NOT NULL,
	account_id	BIGINT NOT NULL,	-- who types
	company_id	BIGINT NOT NULL,	-- scope: 0 for a person's own data
	person_id	BIGINT NOT NULL,	-- the typist's person
	version		INT NOT NULL,
	submitted_at	BIGINT NOT NULL DEFAULT 0,
	decided_at	BIGINT NOT NULL DEFAULT 0,
	created_at	BIGINT NOT NULL,
	updated_at	BIGINT NOT NULL,
	open		INT GENERATED ALWAYS AS
			    (IF(state IN ('DRAFT', 'PENDING', 'RETURNED'), 1, NULL)) STORED,
	PRIMARY KEY (id),
	UNIQUE KEY dossier_pid (pid),
	UNIQUE KEY dossier_open (kind, subject_id, open),
	UNIQUE KEY dossier_n (kind, subject_id, n),
	KEY dossier_account (account_id, kind)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE IF NOT EXISTS dossier_event (
	id		BIGINT NOT NULL AUTO_INCREMENT,
	dossier_id	BIGINT NOT NULL,
	act		VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	from_state	VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	to_state	VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	actor_id	BIGINT NOT NULL,
	actor		VARCHAR(80) NOT NULL,
	words		VARCHAR(2000) NULL,
	at		BIGINT NOT NULL,
	PRIMARY KEY (id),
	KEY dossier_event_dossier (dossier_id, id),
	CONSTRAINT dossier_event_dossier FOREIGN KEY (dossier_id) REFERENCES dossier (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Division codes, for 省/市/区.
CREATE TABLE IF NOT EXISTS region (
	code	CHAR(6) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	words	VARCHAR(60) NOT NULL,
	parent	VARCHAR(6) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	PRIMARY KEY (code),
	KEY region_parent (parent, code)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
