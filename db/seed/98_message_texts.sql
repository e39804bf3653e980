-- What is told by a text message is told in the inbox and by mail too, in the
-- same words, where nobody wrote others; and every text that is in force becomes
-- the first version of itself.
START TRANSACTION;

INSERT IGNORE INTO notify_template (event, kind, subject, body)
SELECT t.event, 'SITE', COALESCE(e.words, '办理进度'), REPLACE(t.body, '【网联】', '')
  FROM notify_template t LEFT JOIN notify_event e ON e.event = t.event
 WHERE t.kind = 'SMS' AND COALESCE(e.reach, 'ACCOUNT') = 'ACCOUNT';

INSERT IGNORE INTO notify_template (event, kind, subject, body)
SELECT t.event, 'MAIL', CONCAT('【网联】', COALESCE(e.words, '办理进度')),
 CONCAT('您好，', REPLACE(t.body, '【网联】', ''), '\n本邮件由系统自动发送，请勿回复。')
  FROM notify_template t LEFT JOIN notify_event e ON e.event = t.event
 WHERE t.kind = 'SMS' AND COALESCE(e.reach, 'ACCOUNT') = 'ACCOUNT';

INSERT INTO content (pid, kind, channel, slug, n, title, body, state, version, author,
 created_at, updated_at, published_at)
SELECT RANDOM_BYTES(16), t.kind, 'MAIN', t.event, 1,
 IF(t.subject = '', COALESCE(e.words, t.event), t.subject), t.body, 'PUBLISHED', 1, '系统',
 1609430400, 1609430400, 1609430400
  FROM notify_template t LEFT JOIN notify_event e ON e.event = t.event
 WHERE NOT EXISTS (SELECT 1 FROM content c WHERE c.kind = t.kind AND c.channel = 'MAIN'
  AND c.slug = t.event);

COMMIT;
