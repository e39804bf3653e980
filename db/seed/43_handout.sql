-- Words about keys that wait at a pickup point.
INSERT INTO notify_template (event, kind, subject, body) VALUES
('pickup.moved', 'SMS', '', '【网联】订单{no}的办理点已变更为{point}（{address}）。原领取码已作废，请登录平台查看新的领取码。'),
('pickup.remake', 'SMS', '', '【网联】订单{no}的CA锁质检未通过，正在重新制作，完成后另行短信通知，请勿前往领取。'),
('pickup.waiting', 'SMS', '', '【网联】您的{service}订单{no}的CA锁自{since}起在{point}（{address}）等待领取，请携带本人身份证和领取码尽快领取。')
ON DUPLICATE KEY UPDATE subject = VALUES(subject), body = VALUES(body);
