-- The enterprise's own data (E1-E10): the 管理员, already while the first
-- version waits for its review.
INSERT INTO identity_right (type, state, right_name) VALUES
	('ADMIN',	'ACTIVE',	'enterprise'),
	('ADMIN',	'FOUNDING',	'enterprise');
