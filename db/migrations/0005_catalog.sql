-- The catalogue: everything the house offers, charges, demands and says that
-- may differ between channels or change with time.  No code, vendor, price or
-- pickup point is written in C.
-- Reference rows have natural keys (codes): orders keep the code, not an id.
-- Periods are [valid_from, valid_to); valid_to NULL is open.  An empty
-- lock_type or medium in policy and tariff rows means "every other".

-- One row.  Whoever changes a row below adds one here in the same transaction;
-- workers compare it with what they hold in memory (modules/catalog/catalog.h).
CREATE TABLE IF NOT EXISTS catalog_version (
	id	INT NOT NULL,
	version	BIGINT NOT NULL,
	PRIMARY KEY (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE IF NOT EXISTS channel (
	code		VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	brand		VARCHAR(80) NOT NULL,
	product		VARCHAR(80) NOT NULL,
	motto		VARCHAR(80) NOT NULL,
	position	INT NOT NULL,
	PRIMARY KEY (code)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE IF NOT EXISTS contact (
	channel		VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	position	INT NOT NULL,
	words		VARCHAR(80) NOT NULL,
	value		VARCHAR(200) NOT NULL,
	PRIMARY KEY (channel, position),
	CONSTRAINT contact_channel FOREIGN KEY (channel) REFERENCES channel (code)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE IF NOT EXISTS medium (
	code		VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	words		VARCHAR(40) NOT NULL,
	position	INT NOT NULL,
	PRIMARY KEY (code)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE IF NOT EXISTS lock_type (
	code		VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	kind		VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL, -- MAIN PERSONAL
	identity	VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL, -- of its holder
	words		VARCHAR(40) NOT NULL,		-- 项目负责人锁
	long_words	VARCHAR(80) NOT NULL,		-- as in order details and forms
	cert_words	VARCHAR(40) NOT NULL,		-- 企业证书, 个人证书
	note		VARCHAR(400) NOT NULL,
	position	INT NOT NULL,
	PRIMARY KEY (code)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- What may be applied for.  A lock type without a row is known, not offered.
CREATE TABLE IF NOT EXISTS lock_offer (
	channel		VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	lock_type	VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	medium		VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	max_years	INT NOT NULL,
	valid_from	BIGINT NOT NULL,
	valid_to	BIGINT NULL,
	PRIMARY KEY (channel, lock_type, medium, valid_from),
	CONSTRAINT lock_offer_channel FOREIGN KEY (channel) REFERENCES channel (code),
	CONSTRAINT lock_offer_lock FOREIGN KEY (lock_type) REFERENCES lock_type (code),
	CONSTRAINT lock_offer_medium FOREIGN KEY (medium) REFERENCES medium (code)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE IF NOT EXISTS platform_class (
	code		VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	words		VARCHAR(40) NOT NULL,
	position	INT NOT NULL,
	PRIMARY KEY (code)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE IF NOT EXISTS platform (
	code		VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	class		VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	words		VARCHAR(120) NOT NULL,		-- canonical name
	position	INT NOT NULL,
	PRIMARY KEY (code),
	CONSTRAINT platform_of_class FOREIGN KEY (class) REFERENCES platform_class (code)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Other names.  shown = 1: the name printed for this medium (or, with an empty
-- medium, nowhere: then it only helps imports and search).
CREATE TABLE IF NOT EXISTS platform_alias (
	platform	VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	medium		VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	words		VARCHAR(120) NOT NULL,
	shown		INT NOT NULL,
	PRIMARY KEY (platform, medium, words),
	CONSTRAINT platform_alias_of FOREIGN KEY (platform) REFERENCES platform (code)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE IF NOT EXISTS platform_offer (
	channel		VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	lock_type	VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	medium		VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	platform	VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	valid_from	BIGINT NOT NULL,
	valid_to	BIGINT NULL,
	PRIMARY KEY (channel, lock_type, medium, platform, valid_from),
	CONSTRAINT platform_offer_channel FOREIGN KEY (channel) REFERENCES channel (code),
	CONSTRAINT platform_offer_lock FOREIGN KEY (lock_type) REFERENCES lock_type (code),
	CONSTRAINT platform_offer_medium FOREIGN KEY (medium) REFERENCES medium (code),
	CONSTRAINT platform_offer_platform FOREIGN KEY (platform) REFERENCES platform (code)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Prefecture cities by the first four digits of the division code (GB/T 2260).
-- platform is the city's own platform, which the bundle includes, or NULL.
CREATE TABLE IF NOT EXISTS city (
	region		VARCHAR(6) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	words		VARCHAR(40) NOT NULL,
	platform	VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NULL,
	PRIMARY KEY (region),
	CONSTRAINT city_platform FOREIGN KEY (platform) REFERENCES platform (code)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE IF NOT EXISTS vendor (
	code		VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	words		VARCHAR(80) NOT NULL,
	position	INT NOT NULL,
	PRIMARY KEY (code)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE IF NOT EXISTS vendor_offer (
	channel		VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	lock_type	VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	medium		VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	vendor		VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	valid_from	BIGINT NOT NULL,
	valid_to	BIGINT NULL,
	PRIMARY KEY (channel, lock_type, medium, vendor, valid_from),
	CONSTRAINT vendor_offer_channel FOREIGN KEY (channel) REFERENCES channel (code),
	CONSTRAINT vendor_offer_lock FOREIGN KEY (lock_type) REFERENCES lock_type (code),
	CONSTRAINT vendor_offer_medium FOREIGN KEY (medium) REFERENCES medium (code),
	CONSTRAINT vendor_offer_vendor FOREIGN KEY (vendor) REFERENCES vendor (code)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE IF NOT EXISTS media_vendor (
	code		VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	words		VARCHAR(40) NOT NULL,
	serial_prefix	VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL, -- may be empty
	position	INT NOT NULL,
	PRIMARY KEY (code)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE IF NOT EXISTS key_model (
	code		VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	media_vendor	VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	words		VARCHAR(40) NOT NULL,
	blocked		INT NOT NULL,			-- no business but reissue
	note		VARCHAR(400) NOT NULL,
	position	INT NOT NULL,
	PRIMARY KEY (code),
	CONSTRAINT key_model_vendor FOREIGN KEY (media_vendor) REFERENCES media_vendor (code)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE IF NOT EXISTS pickup_point (
	id		BIGINT NOT NULL AUTO_INCREMENT,
	pid		BINARY(16) NOT NULL,
	code		VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	words		VARCHAR(80) NOT NULL,
	address		VARCHAR(200) NOT NULL,
	hours		VARCHAR(200) NOT NULL,
	phone		VARCHAR(80) NOT NULL,
	position	INT NOT NULL,
	valid_from	BIGINT NOT NULL,
	valid_to	BIGINT NULL,
	PRIMARY KEY (id),
	UNIQUE KEY pickup_point_pid (pid),
	UNIQUE KEY pickup_point_code (code)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- The road of a business (K1).  traits is a list of words: PAID REVIEWED FIRST
-- HANDED UPDATED EFFECT DOWNLOAD (modules/catalog/policy.h).  review_minutes is
-- working time: 420 is one working day.
CREATE TABLE IF NOT EXISTS policy (
	id		BIGINT NOT NULL AUTO_INCREMENT,
	channel		VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	service		VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	medium		VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	lock_type	VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	traits		VARCHAR(80) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	reviewers	INT NOT NULL,
	review_minutes	INT NOT NULL,
	words		VARCHAR(40) NOT NULL,		-- 订单类别
	valid_from	BIGINT NOT NULL,
	valid_to	BIGINT NULL,
	PRIMARY KEY (id),
	UNIQUE KEY policy_of (channel, service, medium, lock_type, valid_from),
	CONSTRAINT policy_channel FOREIGN KEY (channel) REFERENCES channel (code)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE IF NOT EXISTS policy_document (
	policy_id	BIGINT NOT NULL,
	slot		VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	form		VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NULL, -- generated first
	position	INT NOT NULL,
	PRIMARY KEY (policy_id, slot),
	CONSTRAINT policy_document_of FOREIGN KEY (policy_id) REFERENCES policy (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- types is a list of what the content may be: jpg,png,bmp,pdf.
CREATE TABLE IF NOT EXISTS upload_rule (
	channel		VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	slot		VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	words		VARCHAR(80) NOT NULL,
	types		VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	min_bytes	BIGINT NOT NULL,		-- both ends inclusive, 1 KB = 1024
	max_bytes	BIGINT NOT NULL,
	note		VARCHAR(200) NOT NULL,
	PRIMARY KEY (channel, slot),
	CONSTRAINT upload_rule_channel FOREIGN KEY (channel) REFERENCES channel (code)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Texts to agree to.  A version is never edited: a change is a new row.
CREATE TABLE IF NOT EXISTS agreement (
	id		BIGINT NOT NULL AUTO_INCREMENT,
	pid		BINARY(16) NOT NULL,
	code		VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	version		VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	title		VARCHAR(80) NOT NULL,
	body		MEDIUMTEXT NOT NULL,		-- a paragraph a line
	sha256		BINARY(32) NOT NULL,		-- of body, UTF-8
	published_at	BIGINT NOT NULL,
	PRIMARY KEY (id),
	UNIQUE KEY agreement_pid (pid),
	UNIQUE KEY agreement_version (code, version)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- event: LOGIN REGISTER APPLY VENDOR
CREATE TABLE IF NOT EXISTS agreement_set (
	channel		VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	event		VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	agreement_id	BIGINT NOT NULL,
	position	INT NOT NULL,
	valid_from	BIGINT NOT NULL,
	valid_to	BIGINT NULL,
	PRIMARY KEY (channel, event, agreement_id, valid_from),
	CONSTRAINT agreement_set_channel FOREIGN KEY (channel) REFERENCES channel (code),
	CONSTRAINT agreement_set_of FOREIGN KEY (agreement_id) REFERENCES agreement (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Who agreed to which text, when and for what.  Never changed.
CREATE TABLE IF NOT EXISTS agreement_tick (
	id		BIGINT NOT NULL AUTO_INCREMENT,
	account_id	BIGINT NOT NULL,
	agreement_id	BIGINT NOT NULL,
	event		VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	object_pid	BINARY(16) NULL,		-- the draft or session it belongs to
	at		BIGINT NOT NULL,
	ip		VARCHAR(45) CHARACTER SET ascii COLLATE ascii_bin NULL,
	sha256		BINARY(32) NOT NULL,		-- of the text as shown
	PRIMARY KEY (id),
	KEY agreement_tick_account (account_id, event, at),
	KEY agreement_tick_object (object_pid),
	CONSTRAINT agreement_tick_of FOREIGN KEY (agreement_id) REFERENCES agreement (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Prices.  modules/catalog/tariff.h says how the rows make an amount.
CREATE TABLE IF NOT EXISTS tariff (
	id		BIGINT NOT NULL AUTO_INCREMENT,
	code		VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	words		VARCHAR(80) NOT NULL,
	mode		VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL, -- NORMAL TEST
	own_city_free	INT NOT NULL,			-- the bundle includes the own city
	first_city_free	INT NOT NULL,			-- ... or, without it, the first city
	warranty_months	INT NOT NULL,
	valid_from	BIGINT NOT NULL,
	valid_to	BIGINT NULL,
	PRIMARY KEY (id),
	UNIQUE KEY tariff_code (code)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE IF NOT EXISTS tariff_base (
	tariff_id	BIGINT NOT NULL,
	service		VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	lock_type	VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	medium		VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	words		VARCHAR(120) NOT NULL,
	fen		BIGINT NOT NULL,
	PRIMARY KEY (tariff_id, service, lock_type, medium),
	CONSTRAINT tariff_base_of FOREIGN KEY (tariff_id) REFERENCES tariff (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- A year of one platform.  subject is a platform's code or a class.
CREATE TABLE IF NOT EXISTS tariff_platform (
	tariff_id	BIGINT NOT NULL,
	lock_type	VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	medium		VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	subject		VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	words		VARCHAR(80) NOT NULL,
	fen		BIGINT NOT NULL,
	bundled		INT NOT NULL,			-- the free city rule applies
	PRIMARY KEY (tariff_id, lock_type, medium, subject),
	CONSTRAINT tariff_platform_of FOREIGN KEY (tariff_id) REFERENCES tariff (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE IF NOT EXISTS reissue_reason (
	code		VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	words		VARCHAR(40) NOT NULL,
	warranty	INT NOT NULL,			-- free while under warranty
	position	INT NOT NULL,
	PRIMARY KEY (code)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- {vendor} {time} {tail:N}; an empty vendor or medium means every other.
CREATE TABLE IF NOT EXISTS number_template (
	vendor		VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	service		VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	medium		VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	batch		INT NOT NULL,
	template	VARCHAR(60) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	PRIMARY KEY (vendor, service, medium, batch)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Days that are not what their weekday says, year by year as published.
CREATE TABLE IF NOT EXISTS calendar_year (
	year		INT NOT NULL,
	source		VARCHAR(120) NOT NULL,
	PRIMARY KEY (year)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE IF NOT EXISTS calendar_day (
	day		INT NOT NULL,			-- 20211001, Asia/Shanghai
	working		INT NOT NULL,
	words		VARCHAR(40) NOT NULL,
	PRIMARY KEY (day)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE IF NOT EXISTS working_hours (
	from_minute	INT NOT NULL,			-- of the day, Asia/Shanghai
	to_minute	INT NOT NULL,
	PRIMARY KEY (from_minute)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE IF NOT EXISTS return_reason (
	code		VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	words		VARCHAR(200) NOT NULL,
	position	INT NOT NULL,
	PRIMARY KEY (code)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Sentences an operator puts on a page (P7).
CREATE TABLE IF NOT EXISTS page_notice (
	id		BIGINT NOT NULL AUTO_INCREMENT,
	channel		VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	place		VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	position	INT NOT NULL,
	words		VARCHAR(600) NOT NULL,
	valid_from	BIGINT NOT NULL,
	valid_to	BIGINT NULL,
	PRIMARY KEY (id),
	KEY page_notice_place (channel, place, position),
	CONSTRAINT page_notice_channel FOREIGN KEY (channel) REFERENCES channel (code)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
