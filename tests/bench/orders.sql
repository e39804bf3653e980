-- SPDX-License-Identifier: MIT
--
-- @orders orders of five years before @now, in SQL alone: 10^6 in a minute or two.
--	SET @orders = 1000000, @now = 1790000000; SOURCE orders.sql
-- Applied for evenly over the time.  What is older than two months is over, the
-- rest stands at every desk; every tenth is collected at a pickup point; an
-- enterprise has 40 orders on the average, one of them 2 % of all.

SET SESSION foreign_key_checks = 0, unique_checks = 0;
SET @account = (SELECT MIN(id) FROM account WHERE kind = 'member');
SET @company = (SELECT COALESCE(MIN(id), 1) FROM company);
SET @person = (SELECT MIN(id) FROM person);
SET @policy = (SELECT MIN(id) FROM policy WHERE service = 'new' AND channel = 'MAIN');
SET @traits = 1 | 2 | 8;	-- paid, reviewed, handed: modules/order/steps.h
SET @tariff = (SELECT MIN(id) FROM tariff);
SET @points = (SELECT COUNT(*) FROM pickup_point), @point = (SELECT MIN(id) FROM pickup_point);
SET @vendor = (SELECT MIN(code) FROM vendor);

INSERT INTO orders (pid, no, draft_id, account_id, buyer, company_id, company, person_id, holder,
	channel, service, lock_type, medium, vendor, years, city, state, traits, reviewers, way,
	point_id, recipient, tariff_id, policy_id, fen, price_lines, data, paper_scope,
	pay_word, review_word, ship_word, version, created_at, pay_due_at, updated_at)
SELECT UNHEX(MD5(CONCAT('order', n))), CONCAT('BENCH', LPAD(n, 10, '0')), 0,
	IF(big, @account, @account + 100000 + who), IF(big, '刘建国', CONCAT('购买人', who)),
	IF(big, @company, @company + 100000 + who),
	CONCAT(ELT(1 + who % 7, '沈阳', '大连', '鞍山', '锦州', '营口', '丹东', '朝阳'),
	    IF(big, '建设工程集团有限公司', CONCAT('第', who, '建筑工程有限公司'))),
	@person + 100000 + n, CONCAT(ELT(1 + n % 10, '王', '李', '张', '刘', '陈', '杨', '赵', '黄', '周', '吴'),
	    ELT(1 + n DIV 10 % 7, '建国', '秀英', '志强', '丽华', '明', '桂芳', '海燕'), n DIV 70 % 97),
	'MAIN', IF(n % 7 = 0, 'renew', 'new'), IF(n % 4 = 0, 'MAIN', 'PROJECT'), 'UKEY', @vendor, 1, NULL,
	state, @traits, 1, IF(mail, 'MAIL', 'PICKUP'),
	IF(mail, NULL, @point + n DIV 10 % @points), NULL, @tariff, @policy, 35000,
	REPEAT('[{"words":"数字证书费","rule":"base","fen":35000}]', 4),
	'{"handler":"刘建国","handler_phone":"13800000001","remark":""}', 'bench',
	IF(state = 'UNPAID', 'UNPAID', IF(state = 'EXPIRED', 'CLOSED', 'PAID')),
	CASE state WHEN 'UNPAID' THEN 'WAIT_PAY' WHEN 'EXPIRED' THEN 'NOT_REQUIRED' WHEN 'RETURNED' THEN 'RETURNED'
	    WHEN 'REVIEW' THEN ELT(1 + n % 3, 'PENDING', 'IN_REVIEW', 'SECOND') ELSE 'APPROVED' END,
	CASE WHEN state = 'EXPIRED' THEN 'NONE' WHEN state = 'DONE' THEN IF(mail, 'RECEIVED', 'COLLECTED')
	    WHEN state = 'SENT' THEN 'SHIPPED' ELSE IF(mail, 'TO_SHIP', 'TO_COLLECT') END,
	5, at, @now + 86400, at + 3600
FROM (
	SELECT seq AS n, @now - ROUND((@orders - seq) * 157680000 / @orders) AS at, seq % 50 = 0 AS big,
		seq % (1 + @orders DIV 40) AS who, seq % 10 <> 0 AS mail,
		IF(seq < @orders * 58 / 60, IF(seq % 25 = 0, 'EXPIRED', 'DONE'),
		    ELT(1 + seq % 8, 'UNPAID', 'REVIEW', 'RETURNED', 'MAKE', 'SHIP', IF(seq % 10 = 0, 'PICKUP', 'SENT'),
			'DONE', 'DONE')) AS state
	FROM seq_1_to_1000000 WHERE seq <= @orders
) made;
ANALYZE TABLE orders;
