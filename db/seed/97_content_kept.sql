-- What was in force before texts had versions becomes their first version:
-- agreements, sentences on pages, contacts.
START TRANSACTION;
SET SESSION group_concat_max_len = 1000000;

INSERT INTO content (pid, kind, channel, slug, n, title, body, state, version, author,
 created_at, updated_at, published_at)
SELECT RANDOM_BYTES(16), 'AGREEMENT', 'MAIN', a.code, 1, a.title, a.body, 'PUBLISHED', 1,
 '系统', a.published_at, a.published_at, a.published_at FROM agreement a
 WHERE a.id = (SELECT MAX(b.id) FROM agreement b WHERE b.code = a.code);

INSERT INTO content (pid, kind, channel, slug, n, title, body, state, version, author,
 created_at, updated_at, published_at)
SELECT RANDOM_BYTES(16), 'PLACE', p.channel, p.place, 1, CASE p.place
  WHEN 'checkout' THEN '支付确认页提示'
  WHEN 'mail' THEN '邮寄提示'
  WHEN 'pickup' THEN '现场领取提示'
  WHEN 'voucher' THEN '领取码页提示'
  WHEN 'invoice' THEN '发票提示'
  WHEN 'apply' THEN '申请页提示'
  WHEN 'papers' THEN '申请表页提示'
  WHEN 'platforms' THEN '选择平台提示'
  WHEN 'tariff' THEN '收费说明'
  WHEN 'reissue' THEN '补办提示'
  WHEN 'renew' THEN '延期提示'
  WHEN 'platform' THEN '新增平台提示'
  WHEN 'review' THEN '审核时间说明'
  WHEN 'home' THEN '页脚说明'
  WHEN 'activation' THEN '激活提示'
  ELSE '页面提示' END,
 GROUP_CONCAT(p.words ORDER BY p.position SEPARATOR '\n'), 'PUBLISHED', 1, '系统',
 MIN(p.valid_from), MIN(p.valid_from), MIN(p.valid_from)
 FROM page_notice p WHERE p.valid_to IS NULL GROUP BY p.channel, p.place;

INSERT INTO content (pid, kind, channel, slug, n, title, body, state, version, author,
 created_at, updated_at, published_at)
SELECT RANDOM_BYTES(16), 'CONTACT', k.channel, 'contacts', 1, '联系方式',
 GROUP_CONCAT(CONCAT(k.words, '：', k.value) ORDER BY k.position SEPARATOR '\n'), 'PUBLISHED', 1,
 '系统', 1609430400, 1609430400, 1609430400 FROM contact k GROUP BY k.channel;

COMMIT;
