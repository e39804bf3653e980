-- Staff roles and identity types with their rights (requirements 1.4, R3, R5,
-- R9; design 10).  Names of rights: modules/account/right.h.  `member` and
-- `staff` are given by the kind of account and are no rows here.

INSERT INTO role (code, words, place, apart) VALUES
	('SERVICE',	'客服',		10, NULL),
	('REVIEWER',	'初审员',	20, NULL),
	('SECOND',	'复核员',	30, NULL),
	('MAKER',	'制证员',	40, NULL),
	('DESK',	'办理点柜员',	50, NULL),
	('FINANCE',	'财务',		60, NULL),
	('SYSTEM',	'系统管理员',	70, 'trusted'),
	('SECURITY',	'安全管理员',	80, 'trusted'),
	('AUDITOR',	'审计员',	90, 'trusted');

INSERT INTO role_right (role, right_name) VALUES
	('SERVICE',	'view'),
	('REVIEWER',	'view'), ('REVIEWER', 'review'), ('REVIEWER', 'full'),
	('SECOND',	'view'), ('SECOND', 'second'), ('SECOND', 'full'),
	('MAKER',	'view'), ('MAKER', 'make'),
	('DESK',	'desk'),
	('FINANCE',	'view'), ('FINANCE', 'finance'),
	('SYSTEM',	'system'),
	('SECURITY',	'security'),
	('AUDITOR',	'view'), ('AUDITOR', 'audit');

INSERT INTO identity_type (code, words, place) VALUES
	('ADMIN',		'管理员',			10),
	('PROJECT',		'项目负责人或授权委托人',	20),
	('COST_ENGINEER',	'造价师',			30),
	('EXPERT',		'专家',				40);

INSERT INTO identity_right (type, right_name) VALUES
	('ADMIN',		'apply'), ('ADMIN', 'company'),
	('PROJECT',		'apply'),
	('COST_ENGINEER',	'apply'),
	('EXPERT',		'apply');
