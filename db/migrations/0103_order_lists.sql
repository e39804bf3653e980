-- Lists of orders stay flat up to millions: the newest first by whatever the filter
-- names, and every filter answered from the index alone (modules/order/list.h).
-- One key more on (account_id): who applied.

ALTER TABLE orders
	DROP KEY IF EXISTS orders_words,
	ADD KEY IF NOT EXISTS orders_find
		(created_at, id, pay_word, review_word, ship_word, state, service, point_id, no, holder, company),
	ADD KEY IF NOT EXISTS orders_triple
		(pay_word, review_word, ship_word, created_at, id, state, service, point_id),
	ADD KEY IF NOT EXISTS orders_service
		(service, created_at, id, pay_word, review_word, ship_word, state, point_id),
	ADD KEY IF NOT EXISTS orders_at_point
		(point_id, created_at, id, pay_word, review_word, ship_word, state, service),
	ADD KEY IF NOT EXISTS orders_account (account_id, created_at, id);

-- A question about orders a member of staff asks again and again.
CREATE TABLE IF NOT EXISTS saved_filter (
	id		BIGINT NOT NULL AUTO_INCREMENT,
	pid		BINARY(16) NOT NULL,
	account_id	BIGINT NOT NULL,
	name		VARCHAR(40) NOT NULL,
	filter		VARCHAR(2000) NOT NULL,		-- JSON, modules/service/order_search.h
	created_at	BIGINT NOT NULL,
	PRIMARY KEY (id),
	UNIQUE KEY saved_filter_pid (pid),
	UNIQUE KEY saved_filter_name (account_id, name)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
