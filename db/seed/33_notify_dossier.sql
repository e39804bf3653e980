INSERT INTO notify_template (event, kind, subject, body) VALUES
('dossier.approved', 'SMS', '', '【网联】您提交的{service}（{title}）审核通过。'),
('dossier.returned', 'SMS', '', '【网联】您提交的{service}（{title}）审核不通过：{reason}。请登录平台修改后重新提交。'),
('dossier.refused', 'SMS', '', '【网联】您提交的{service}（{title}）不予办理：{reason}。');
