-- Refunds asked for by people (requirements 7.2): whose order, who asked, and
-- whether the order ends when the money is back.  Two columns about money that
-- does not fit: what really came, and the first of the two who accept it.

ALTER TABLE pay_refund
	ADD COLUMN IF NOT EXISTS order_id	BIGINT NOT NULL DEFAULT 0,	-- 0: surplus, suspect
	ADD COLUMN IF NOT EXISTS cancels	INT NOT NULL DEFAULT 0,
	ADD COLUMN IF NOT EXISTS requester_id	BIGINT NOT NULL DEFAULT 0,	-- 0: by itself
	ADD COLUMN IF NOT EXISTS requester	VARCHAR(80) NOT NULL DEFAULT '',
	ADD KEY IF NOT EXISTS pay_refund_order (order_id, state);

UPDATE pay_refund r JOIN pay_attempt a ON a.id = r.attempt_id
   SET r.order_id = CAST(SUBSTRING(r.refund_no, CHAR_LENGTH(a.out_trade_no) + 2) AS UNSIGNED)
 WHERE r.order_id = 0 AND SUBSTRING(r.refund_no, CHAR_LENGTH(a.out_trade_no) + 1, 1) = 'O';

ALTER TABLE pay_attempt
	ADD COLUMN IF NOT EXISTS got_fen	BIGINT NOT NULL DEFAULT 0,	-- SUSPECT: what came
	ADD COLUMN IF NOT EXISTS accept_id	BIGINT NOT NULL DEFAULT 0,	-- who would accept it
	ADD COLUMN IF NOT EXISTS accept_by	VARCHAR(80) NOT NULL DEFAULT '',
	ADD COLUMN IF NOT EXISTS accept_words	VARCHAR(200) NOT NULL DEFAULT '';
