-- Messages about the hand-over of the 管理员.
INSERT INTO notify_template (event, kind, subject, body) VALUES
('people.handed', 'SMS', '', '【网联】{company}的管理员已变更为{name}，您的管理员身份已终止。如有疑问请立即联系客服。'),
('people.admin', 'SMS', '', '【网联】您已成为{company}的管理员，重新登录后可选择该身份办理业务。')
ON DUPLICATE KEY UPDATE subject = VALUES(subject), body = VALUES(body);
