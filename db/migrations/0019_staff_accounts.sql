-- Staff accounts by page: `version` tells two editors apart; `must_enrol` asks
-- a new member of staff for a TOTP seed of their own at the first login, which
-- lies sealed in `totp_next` until a code of it was shown.
ALTER TABLE account
	ADD COLUMN IF NOT EXISTS version	BIGINT NOT NULL DEFAULT 1,
	ADD COLUMN IF NOT EXISTS must_enrol	INT NOT NULL DEFAULT 0,
	ADD COLUMN IF NOT EXISTS totp_next	VARBINARY(255);
