-- Messages about identities.
INSERT INTO notify_template (event, kind, subject, body) VALUES
('people.request', 'SMS', '', '【网联】{name}申请成为{company}的{type}，请登录平台，在人员管理—审核人员中处理。'),
('people.approved', 'SMS', '', '【网联】您在{company}的{type}身份已通过审核，登录后可选择该身份办理业务。'),
('people.rejected', 'SMS', '', '【网联】您申请的{company}{type}身份未通过：{reason}。'),
('people.removed', 'SMS', '', '【网联】您在{company}的{type}身份已由企业管理员移除。')
ON DUPLICATE KEY UPDATE subject = VALUES(subject), body = VALUES(body);
