-- Reviews judge more than orders: `subject` says what (modules/service/
-- review_subject.h), the order_* columns become subject_*.  A second look
-- (reviewers = 2) remembers who looked first; a warning that a reviewer lets
-- pass keeps the reason.
--
-- Renamed in one step, without the usual "add, deploy, use, drop": this comes
-- before the first release into service.

ALTER TABLE review
	RENAME COLUMN IF EXISTS order_id TO subject_id,
	RENAME COLUMN IF EXISTS order_pid TO subject_pid,
	RENAME COLUMN IF EXISTS order_no TO subject_no,
	ADD COLUMN IF NOT EXISTS subject	VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'order' AFTER pid,
	ADD COLUMN IF NOT EXISTS reviewers	INT NOT NULL DEFAULT 1,
	ADD COLUMN IF NOT EXISTS first_id	BIGINT NOT NULL DEFAULT 0,	-- who approved first, or 0
	ADD COLUMN IF NOT EXISTS first	VARCHAR(80) NOT NULL DEFAULT '',
	ADD COLUMN IF NOT EXISTS overrides	TEXT NULL,			-- JSON [{field, reason}]
	DROP KEY IF EXISTS review_round,
	ADD UNIQUE KEY review_round (subject, subject_id, round);
