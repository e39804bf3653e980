-- Identities move by their step table (modules/person/steps.c): a version, the
-- words of a refusal, a history of their own (`identity_event` instead of
-- people_event), and FOUNDING: the 管理员 of an enterprise nobody approved yet
-- waits for the review of the enterprise's data, holds some rights already and
-- takes the enterprise's one place of a 管理员 (R2, R3).  company.state may now
-- be NEW (nobody approved it yet) -> APPROVED -> CLOSED.
--
-- A worker of before 0014 does not know the right `enterprise` of seed 22: this
-- comes before the first release into service.

ALTER TABLE identity_right
	ADD COLUMN IF NOT EXISTS
		state	VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'ACTIVE'
		AFTER type,
	DROP PRIMARY KEY, ADD PRIMARY KEY (type, state, right_name);

ALTER TABLE identity
	ADD COLUMN IF NOT EXISTS words VARCHAR(200) NOT NULL DEFAULT '',	-- why it was refused
	ADD COLUMN IF NOT EXISTS version INT NOT NULL DEFAULT 1,
	MODIFY COLUMN live INT GENERATED ALWAYS AS
		(IF(state IN ('REQUESTED', 'FOUNDING', 'ACTIVE'), 1, NULL)) STORED,
	MODIFY COLUMN admin_of BIGINT GENERATED ALWAYS AS
		(IF(type = 'ADMIN' AND state IN ('FOUNDING', 'ACTIVE'), company_id, NULL)) STORED;

CREATE TABLE IF NOT EXISTS identity_event (
	id		BIGINT NOT NULL AUTO_INCREMENT,
	identity_id	BIGINT NOT NULL,
	act		VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	from_state	VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	to_state	VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	actor_id	BIGINT NOT NULL,
	actor		VARCHAR(80) NOT NULL,
	words		VARCHAR(200) NULL,
	at		BIGINT NOT NULL,
	PRIMARY KEY (id),
	KEY identity_event_identity (identity_id, id),
	CONSTRAINT identity_event_identity FOREIGN KEY (identity_id) REFERENCES identity (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- What happened before: "ADMIN ACTIVE" was the detail of the only event there was.
INSERT INTO identity_event (identity_id, act, from_state, to_state, actor_id, actor, at)
SELECT e.noun_id, 'OPEN', 'NONE', SUBSTRING_INDEX(e.detail, ' ', -1), e.account_id,
	COALESCE(a.name, '系统'), e.at
FROM people_event e LEFT JOIN account a ON a.id = e.account_id
WHERE e.noun = 'identity'
	AND NOT EXISTS (SELECT 1 FROM identity_event x WHERE x.identity_id = e.noun_id);
