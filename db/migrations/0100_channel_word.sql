-- The same thing under the name its channel gives it: 自取 and 领取表 of the old
-- flow (D4:27-30) beside 现场领取 and 领取凭证.
CREATE TABLE IF NOT EXISTS channel_word (
	channel		VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	name		VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	words		VARCHAR(60) NOT NULL,
	PRIMARY KEY (channel, name),
	CONSTRAINT channel_word_channel FOREIGN KEY (channel) REFERENCES channel (code)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
