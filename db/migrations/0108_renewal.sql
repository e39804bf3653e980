-- When a certificate may be renewed, and what the new end is counted from: the
-- options of requirements section 6 as data.  The closest row counts.
CREATE TABLE IF NOT EXISTS renewal_rule (
	channel		VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	lock_type	VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,	-- '': every one
	before_days	INT NOT NULL,		-- not earlier than so long before the end
	after_days	INT NOT NULL,		-- not later than so long after it
	late_from	VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,	-- UPDATE or END
	PRIMARY KEY (channel, lock_type)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
