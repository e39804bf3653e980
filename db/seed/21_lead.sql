-- Who may refuse for good, take an approval back and hand tasks to others
-- (requirements 7.3: "role >= lead").
INSERT INTO role (code, words, place, apart) VALUES
	('LEAD',	'审核组长',	25, NULL);

INSERT INTO role_right (role, right_name) VALUES
	('LEAD', 'view'), ('LEAD', 'review'), ('LEAD', 'lead'), ('LEAD', 'full');

INSERT INTO notify_template (event, kind, subject, body) VALUES
('review.refused', 'SMS', '', '【网联】您的{service}{no}不予办理：{reason}。已支付的款项将原路退回。'),
('review.revoked', 'SMS', '', '【网联】您的{service}{no}的审核通过已撤销：{reason}。将重新审核，请留意后续短信。');
