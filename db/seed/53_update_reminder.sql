-- Paid for and not yet written into the key: the old end still counts (D1:400).  In a
-- house that runs, seed 98 was here before: all three ways and their first versions.
START TRANSACTION;

INSERT INTO notify_event (event, words, urgent, reach, must, places) VALUES
('cert.updating', '证书更新提醒', 0, 'ACCOUNT', 'SMS', 'holder=王乙|lock=项目负责人锁|vendor=BJCA|!date=2022-11-15|days=30')
ON DUPLICATE KEY UPDATE words = VALUES(words), places = VALUES(places);

INSERT INTO notify_template (event, kind, subject, body) VALUES
('cert.updating', 'SMS', '', '【网联】{holder}的{lock}（{vendor}）已办理延期但尚未更新，原有效期至{date}，剩余{days}天。请在到期前更新CA，完成延期。'),
('cert.updating', 'SITE', '证书更新提醒', '{holder}的{lock}（{vendor}）已办理延期但尚未更新，原有效期至{date}，剩余{days}天。请在到期前更新CA，完成延期。'),
('cert.updating', 'MAIL', '【网联】证书更新提醒', '您好，{holder}的{lock}（{vendor}）已办理延期但尚未更新，原有效期至{date}，剩余{days}天。请在到期前更新CA，完成延期。\n本邮件由系统自动发送，请勿回复。')
ON DUPLICATE KEY UPDATE subject = VALUES(subject), body = VALUES(body);

INSERT INTO content (pid, kind, channel, slug, n, title, body, state, version, author,
 created_at, updated_at, published_at)
SELECT RANDOM_BYTES(16), t.kind, 'MAIN', t.event, 1,
 IF(t.subject = '', '证书更新提醒', t.subject), t.body, 'PUBLISHED', 1, '系统',
 1609430400, 1609430400, 1609430400
  FROM notify_template t
 WHERE t.event = 'cert.updating' AND NOT EXISTS (SELECT 1 FROM content c
  WHERE c.kind = t.kind AND c.channel = 'MAIN' AND c.slug = t.event);

COMMIT;
