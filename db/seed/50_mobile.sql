-- The page of types (D0:292): 实体 and 移动 side by side.
START TRANSACTION;

UPDATE lock_offer SET words = '实体CA主锁', note =
'“实体数字证书（CA）”以UKey介质为载体，将“数字证书”及“电子印章”写入UKey。业务操作过程中使用简便，输入密码即可读取证书，即插即用。互联互通平台范围较“辽易通”广。'
WHERE lock_type = 'MAIN' AND medium = 'UKEY';
UPDATE lock_offer SET words = '实体CA个人锁', note =
'“实体数字证书（CA）”以UKey介质为载体，将“数字证书”及“电子印章”写入UKey。业务操作过程中使用简便，输入密码即可读取证书，即插即用。除辽易通可关联的平台外，还能关联沈阳市公共资源平台、大连政府采购平台、华晨集团电子采购平台、沈抚示范区建设项目管理平台。'
WHERE lock_type <> 'MAIN' AND medium = 'UKEY';
UPDATE lock_offer SET words = '手机移动企业证书', note =
'“辽易通”APP载体为手机，“数字证书”及“电子印章”下载后即写入手机。办理手续简洁、流程少、操作简单，无需邮寄，证书下载后，扫码即用。企业管理人员还可以授权“企业电子印章”。'
WHERE lock_type = 'MAIN' AND medium = 'MOBILE';
UPDATE lock_offer SET words = '手机移动个人证书', note =
'“辽易通”APP载体为手机，“数字证书”及“电子印章”下载后即写入手机。办理手续简洁、流程少、操作简单，无需邮寄，证书下载后，扫码即用。手机移动证书不受实体CA介质影响，可在一定程度上解决实体CA介质意外损坏或丢失导致错过投标时限及解密等问题。'
WHERE lock_type = 'PROJECT' AND medium = 'MOBILE';

-- D0:292, D0:398.
INSERT INTO page_notice (channel, place, position, words, valid_from, valid_to) VALUES
('MAIN', 'types', 1, '网联平台现已开通辽易通手机移动证书及实体UKey数字证书同时办理服务，两种证书优势互补，为了确保您的招标投标工作的顺利开展，提高招标投标工作效率，建议您同时办理。', 1514736000, NULL),
('MAIN', 'mobile', 1, '请使用持有人本人的手机打开“辽易通”APP，扫描下方二维码下载证书。证书下载后即写入该手机，无需邮寄。', 1514736000, NULL);

INSERT INTO notify_event (event, words, urgent, reach, must, places) VALUES
('mobile.ready',      '移动证书可以下载', 0, 'ACCOUNT', 'SMS',  '!no=2021111509300012345678|service=新办移动证书')
ON DUPLICATE KEY UPDATE words = VALUES(words), places = VALUES(places);

INSERT INTO notify_template (event, kind, subject, body) VALUES
('mobile.ready', 'SMS', '', '【网联】订单{no}（{service}）的证书可以下载了，请登录平台，在CA管理中点击移动证书，用辽易通APP扫码下载。')
ON DUPLICATE KEY UPDATE subject = VALUES(subject), body = VALUES(body);

UPDATE catalog_version SET version = version + 1 WHERE id = 1;

COMMIT;
