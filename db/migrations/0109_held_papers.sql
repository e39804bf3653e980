-- What a reason for a reissue means for the old key (modules/cert/steps.h): an
-- act of its machine.
ALTER TABLE reissue_reason
	ADD COLUMN IF NOT EXISTS key_act VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'BREAK' AFTER warranty;
