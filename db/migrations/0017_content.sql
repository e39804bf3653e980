-- What an operator writes for people to read, as versions (issue 3, point 8):
-- notices, help pages, pages of the menu, sentences on pages, contacts and
-- agreements.  A published version is never edited: a change is a new row.

CREATE TABLE IF NOT EXISTS content (
	id		BIGINT NOT NULL AUTO_INCREMENT,
	pid		BINARY(16) NOT NULL,
	kind		VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL, -- modules/content/item.h
	channel		VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	slug		VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL, -- its address or place
	n		INT NOT NULL,			-- version: 1, 2, ... of kind, channel, slug
	title		VARCHAR(120) NOT NULL,
	body		MEDIUMTEXT NOT NULL,		-- modules/content/markup.h
	state		VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	version		INT NOT NULL,
	author		VARCHAR(80) NOT NULL,
	created_at	BIGINT NOT NULL,
	updated_at	BIGINT NOT NULL,
	published_at	BIGINT NOT NULL DEFAULT 0,
	live		INT GENERATED ALWAYS AS (IF(state = 'PUBLISHED', 1, NULL)) STORED,
	draft		INT GENERATED ALWAYS AS (IF(state = 'DRAFT', 1, NULL)) STORED,
	PRIMARY KEY (id),
	UNIQUE KEY content_pid (pid),
	UNIQUE KEY content_n (kind, channel, slug, n),
	UNIQUE KEY content_live (kind, channel, slug, live),
	UNIQUE KEY content_draft (kind, channel, slug, draft),
	CONSTRAINT content_channel FOREIGN KEY (channel) REFERENCES channel (code)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE IF NOT EXISTS content_event (
	id		BIGINT NOT NULL AUTO_INCREMENT,
	content_id	BIGINT NOT NULL,
	act		VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	from_state	VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	to_state	VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	actor_id	BIGINT NOT NULL,
	actor		VARCHAR(80) NOT NULL,
	words		VARCHAR(2000) NULL,
	at		BIGINT NOT NULL,
	PRIMARY KEY (id),
	KEY content_event_content (content_id, id),
	CONSTRAINT content_event_content FOREIGN KEY (content_id) REFERENCES content (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Worked examples of the price page: the engine computes them, this only asks.
-- ask: a case as tests/data/tariff-cases.json has them.
CREATE TABLE IF NOT EXISTS price_example (
	position	INT NOT NULL,
	words		VARCHAR(200) NOT NULL,
	ask		TEXT NOT NULL,
	PRIMARY KEY (position)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
