-- Businesses on held certificates that want a stamped paper: reissue (B1-B4),
-- change, cancel, unlock (X1-X3).
START TRANSACTION;

UPDATE reissue_reason SET key_act = 'LOSE' WHERE code = 'LOST';
UPDATE reissue_reason SET key_act = 'FAIL' WHERE code IN ('QUALITY', 'BLOCKED');

INSERT INTO policy (channel, service, medium, lock_type, traits, reviewers, review_minutes, words, valid_from, valid_to)
SELECT code, 'unlock', '', '', 'REVIEWED UPDATED', 1, 420, 'CA解锁', 1514736000, NULL FROM channel;

-- The printed form of a change goes with its proof, as pages of one scan.
DELETE d FROM policy_document d JOIN policy p ON p.id = d.policy_id WHERE p.service = 'change';
INSERT INTO policy_document (policy_id, slot, form, position)
SELECT id, 'change_form', 'held', 1 FROM policy WHERE service = 'change';
INSERT INTO policy_document (policy_id, slot, form, position)
SELECT id, 'unlock_form', 'held', 1 FROM policy WHERE service = 'unlock';
UPDATE policy_document d JOIN policy p ON p.id = d.policy_id SET d.form = 'held'
 WHERE p.service = 'cancel' AND d.slot = 'cancel_form';

INSERT INTO upload_rule (channel, slot, words, types, min_bytes, max_bytes, note)
SELECT c.code, s.slot, s.words, 'jpg,png,pdf', 1, 5242880, s.note FROM channel c JOIN (
 SELECT 'change_form' slot, '变更申请表' words, '加盖公章的申请表与变更证明材料的彩色扫描件；多页请合并为一个PDF，支持JPG/PNG/PDF，不超过5MB' note
 UNION ALL SELECT 'unlock_form', '解锁申请表', '加盖公章后的彩色扫描件，支持JPG/PNG/PDF，不超过5MB'
) s;

INSERT INTO number_template (vendor, service, medium, batch, template) VALUES
('', 'unlock', '', 0, '{vendor}JS{time}{tail:3}');

INSERT INTO page_notice (channel, place, position, words, valid_from, valid_to)
SELECT c.code, n.place, n.position, n.words, 1514736000, NULL FROM channel c JOIN (
 SELECT 'change' place, 1 position, '变更将更新证书内容，原加密的招投标文件可能无法打开；审核通过后，请持介质办理证书更新。' words
 UNION ALL SELECT 'cancel', 1, '注销后证书立即失效，不能恢复；须由两名审核人员分别审核。'
 UNION ALL SELECT 'unlock', 1, '介质连续输错密码会被锁定；审核通过后，请持介质到办理点解锁并重设密码。'
 UNION ALL SELECT 'reissue', 2, '补办后证书有效期不变，原证书和原介质同时失效。'
) n;

INSERT INTO notify_template (event, kind, subject, body) VALUES
('review.reclassified', 'SMS', '', '【网联】订单{no}的补办原因经核定为“{reason}”，应付{sum}元，审核通过后请登录系统完成支付。')
ON DUPLICATE KEY UPDATE subject = VALUES(subject), body = VALUES(body);

UPDATE catalog_version SET version = version + 1;

COMMIT;
