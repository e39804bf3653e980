-- The old flow's own words (D4:27-32), and how its certificates end: subjects
-- are registered by the trading platform, not here, so its holders activate.
START TRANSACTION;

INSERT INTO channel_word (channel, name, words) VALUES
('ANSHAN', 'pay',    '下单'),
('ANSHAN', 'pickup', '自取'),
('ANSHAN', 'mail',   '邮寄'),
('ANSHAN', 'slip',   '领取表');

UPDATE page_notice SET words = '本渠道先审核后缴费：请在订单管理中查看审核进度，审核通过后点击【下单】完成缴费。'
 WHERE channel = 'ANSHAN' AND place = 'apply' AND position = 2;
INSERT INTO page_notice (channel, place, position, words, valid_from, valid_to) VALUES
('ANSHAN', 'activation', 1, '证书尚未激活：请在鞍山市公共资源交易服务平台完成主体注册，审核通过后自行激活，激活后方可使用。', 1514736000, NULL),
('ANSHAN', 'voucher', 2, '请下载领取表，打印后到所选办理点领取CA数字证书介质。', 1514736000, NULL);

UPDATE policy SET traits = CONCAT(traits, ' ACTIVATION')
 WHERE channel = 'ANSHAN' AND service IN ('new', 'reissue');

UPDATE catalog_version SET version = version + 1;

COMMIT;
