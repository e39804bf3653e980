-- Names, offers and places as printed in the five guides.  Applied once; what
-- an operator changes later stays changed.
-- 1514736000 is 2018-01-01 and 1640966400 is 2022-01-01 in Shanghai.
START TRANSACTION;

INSERT INTO catalog_version (id, version) VALUES (1, 1);

INSERT INTO channel (code, brand, product, motto, position) VALUES
('MAIN',   '辽宁省网联综合服务平台',         'CA互联互通（辽宁版）数字证书', '服务至上·价值第一', 1),
('ANSHAN', '辽宁省网联招标投标综合服务平台', 'CA数字证书及电子签章',         '服务至上·价值第一', 2);

INSERT INTO contact (channel, position, words, value) VALUES
('MAIN',   1, '统一客服服务热线', '400-125-7788'),
('MAIN',   2, 'CA办理客服',       '024-67871177/1188'),
('MAIN',   3, '平台邮箱',         'lnwlzb@163.com'),
('MAIN',   4, '平台网址',         'https://www.lnwlzb.com'),
('ANSHAN', 1, '统一客服服务热线', '400-125-7788'),
('ANSHAN', 2, 'CA办理客服（金女士）', '024-67871177/1188'),
('ANSHAN', 3, '平台邮箱',         'lnwlzb@163.com'),
('ANSHAN', 4, '平台网址',         'https://www.lnwlzb.com'),
('ANSHAN', 5, '主体注册审核及账号密码找回（鞍山公共资源交易服务平台）', 'http://www.asggzyjy.cn');

INSERT INTO medium (code, words, position) VALUES
('UKEY',   '实体UKey', 1),
('MOBILE', '手机移动（辽易通）', 2);

INSERT INTO lock_type (code, kind, identity, words, long_words, cert_words, note, position) VALUES
('MAIN', 'MAIN', 'ADMIN', '单位(机构)主锁', '单位(机构)主锁（企业主锁）', '企业证书',
 '含企业数字证书、单位和法人电子印章。每家单位先办理主锁，再为人员办理个人锁。', 1),
('PROJECT', 'PERSONAL', 'PROJECT', '项目负责人锁', '授权委托人或项目负责人锁', '个人证书',
 '“数字证书”及“电子印章”写入UKey，输入密码即可读取证书，即插即用。', 2),
('COST_ENGINEER', 'PERSONAL', 'COST_ENGINEER', '造价师锁', '造价师锁', '造价师证书',
 '供造价师在计价成果文件上使用电子签名和电子印章。', 3),
('EXPERT', 'PERSONAL', 'EXPERT', '专家锁', '专家锁', '专家证书',
 '暂未开放办理。', 4);

-- 专家证书 is named in D0:300 without price or screen: known, not offered.
INSERT INTO lock_offer (channel, lock_type, medium, max_years, valid_from, valid_to) VALUES
('MAIN',   'MAIN',          'UKEY',   1, 1514736000, NULL),
('MAIN',   'PROJECT',       'UKEY',   1, 1514736000, NULL),
('MAIN',   'COST_ENGINEER', 'UKEY',   1, 1514736000, NULL),
('MAIN',   'MAIN',          'MOBILE', 1, 1514736000, NULL),
('MAIN',   'PROJECT',       'MOBILE', 1, 1514736000, NULL),
('ANSHAN', 'MAIN',          'UKEY',   1, 1514736000, NULL),
('ANSHAN', 'PROJECT',       'UKEY',   1, 1514736000, NULL),
('ANSHAN', 'COST_ENGINEER', 'UKEY',   1, 1514736000, NULL);

INSERT INTO platform_class (code, words, position) VALUES
('PROV',    '省级平台', 1),
('CITY',    '市级平台', 2),
('SPECIAL', '专项平台', 3);

INSERT INTO platform (code, class, words, position) VALUES
('LNJS', 'PROV',    '辽宁建设工程信息网',           1),
('LNZB', 'PROV',    '辽宁省招标投标监管网',         2),
('LNCG', 'PROV',    '辽宁省政府采购平台',           3),
('LNGG', 'PROV',    '辽宁省公共资源平台',           4),
('SY',   'CITY',    '沈阳市公共资源平台',           5),
('DL',   'CITY',    '大连市公共资源平台',           6),
('DLCG', 'CITY',    '大连政府采购平台',             7),
('AS',   'CITY',    '鞍山公共资源平台',             8),
('JZ',   'CITY',    '锦州市公共资源平台',           9),
('CY',   'CITY',    '朝阳市公共资源平台',           10),
('HLD',  'CITY',    '葫芦岛公共资源平台',           11),
('HC',   'SPECIAL', '华晨集团电子采购平台',         12),
('SF',   'SPECIAL', '沈抚示范区建设项目管理平台',   13);

INSERT INTO platform_alias (platform, medium, words, shown) VALUES
('LNCG', 'MOBILE', '辽宁政府采购网',             1),
('DL',   'MOBILE', '大连市公共资源交易平台',     1),
('AS',   'MOBILE', '鞍山市公共资源交易平台',     1),
('AS',   '',       '鞍山市公共资源平台',         0),
('AS',   '',       '鞍山市公共资源交易服务平台', 0),
('AS',   '',       '全国公共资源交易平台（辽宁省•鞍山市）', 0),
('JZ',   'MOBILE', '锦州市公共资源交易平台',     1),
('CY',   'MOBILE', '朝阳市公共资源交易平台',     1);

-- Keys: the main lock has all; personal locks lack 辽宁省公共资源平台 and
-- 大连政府采购平台 (D0 f4-f8, D1:343); the cost engineer has the first (D1 f5).
INSERT INTO platform_offer (channel, lock_type, medium, platform, valid_from, valid_to)
SELECT c.code, 'MAIN', 'UKEY', p.code, 1514736000, NULL FROM channel c JOIN platform p;
INSERT INTO platform_offer (channel, lock_type, medium, platform, valid_from, valid_to)
SELECT c.code, 'PROJECT', 'UKEY', p.code, 1514736000, NULL FROM channel c JOIN platform p
WHERE p.code NOT IN ('LNGG', 'DLCG');
INSERT INTO platform_offer (channel, lock_type, medium, platform, valid_from, valid_to)
SELECT c.code, 'COST_ENGINEER', 'UKEY', 'LNJS', 1514736000, NULL FROM channel c;
-- Phones (D0 f4): six, channel MAIN only.
INSERT INTO platform_offer (channel, lock_type, medium, platform, valid_from, valid_to)
SELECT 'MAIN', l.code, 'MOBILE', p.code, 1514736000, NULL FROM lock_type l JOIN platform p
WHERE l.code IN ('MAIN', 'PROJECT') AND p.code IN ('LNCG', 'LNJS', 'DL', 'AS', 'JZ', 'CY');

INSERT INTO city (region, words, platform) VALUES
('2101', '沈阳市',   'SY'),
('2102', '大连市',   'DL'),
('2103', '鞍山市',   'AS'),
('2104', '抚顺市',   NULL),
('2105', '本溪市',   NULL),
('2106', '丹东市',   NULL),
('2107', '锦州市',   'JZ'),
('2108', '营口市',   NULL),
('2109', '阜新市',   NULL),
('2110', '辽阳市',   NULL),
('2111', '盘锦市',   NULL),
('2112', '铁岭市',   NULL),
('2113', '朝阳市',   'CY'),
('2114', '葫芦岛市', 'HLD');

INSERT INTO vendor (code, words, position) VALUES
('BJCA', 'BJCA', 1),
('CFCA', 'CFCA', 2),
('AXCA', 'AXCA', 3);

-- BJCA and CFCA everywhere; AXCA only on the personal key of D0:313; phones CFCA.
INSERT INTO vendor_offer (channel, lock_type, medium, vendor, valid_from, valid_to)
SELECT o.channel, o.lock_type, o.medium, v.code, 1514736000, NULL FROM lock_offer o JOIN vendor v
WHERE o.medium = 'UKEY' AND v.code IN ('BJCA', 'CFCA');
INSERT INTO vendor_offer (channel, lock_type, medium, vendor, valid_from, valid_to) VALUES
('MAIN', 'PROJECT', 'UKEY',   'AXCA', 1640966400, NULL),
('MAIN', 'MAIN',    'MOBILE', 'CFCA', 1514736000, NULL),
('MAIN', 'PROJECT', 'MOBILE', 'CFCA', 1514736000, NULL);

INSERT INTO media_vendor (code, words, serial_prefix, position) VALUES
('JINKE',    '金科', 'JK2', 1),
('ZHONGFU',  '中孚', '',    2);

INSERT INTO key_model (code, media_vendor, words, blocked, note, position) VALUES
('JINKE_KEY',   'JINKE',   '金科KEY', 0, '', 1),
('ZHONGFU_KEY', 'ZHONGFU', '中孚KEY', 1,
 '由于中孚KEY对电脑应用环境兼容性不高且厂商停止提供技术服务，该硬件存在无法识别的情况，如您持有的CA锁为中孚厂商硬件，应联系网联平台申请补办。咨询电话：024-67871177。', 2);

INSERT INTO pickup_point (pid, code, words, address, hours, phone, position, valid_from, valid_to) VALUES
(X'14545B5BC006110D023451A0D6D6292A', 'SY', '沈阳办理点', '辽宁省沈阳市皇姑区北陵大街34号3号楼15层',
 '工作日 8:30-11:30，13:00-17:00', '024-67871177', 1, 1514736000, NULL),
(X'4C9829042DA8C58FCE73E9EC2EBF27D8', 'DL', '大连办理点', '辽宁省大连市甘井子区和丰园18-6号',
 '工作日 8:30-11:30，13:00-17:00', '400-125-7788', 2, 1514736000, NULL);

-- Requirements section 3.  FIRST: review before payment (D4:27).
INSERT INTO policy (channel, service, medium, lock_type, traits, reviewers, review_minutes, words, valid_from, valid_to) VALUES
('MAIN',   'new',      'UKEY',   '',     'PAID REVIEWED HANDED',       1, 420, '新办实体CA锁',     1514736000, NULL),
('MAIN',   'new',      'MOBILE', 'MAIN', 'PAID REVIEWED DOWNLOAD',     1, 420, '新办移动企业证书', 1514736000, NULL),
('MAIN',   'new',      'MOBILE', '',     'PAID REVIEWED DOWNLOAD',     1, 420, '新办移动个人证书', 1514736000, NULL),
('MAIN',   'renew',    '',       '',     'PAID UPDATED',               0, 0,   'CA延期年检',       1514736000, NULL),
('MAIN',   'platform', '',       '',     'PAID EFFECT',                0, 0,   '新增CA平台',       1514736000, NULL),
('MAIN',   'reissue',  '',       '',     'PAID REVIEWED HANDED',       1, 420, 'CA补办',           1514736000, NULL),
('MAIN',   'change',   '',       '',     'REVIEWED UPDATED',           1, 420, '企业变更',         1514736000, NULL),
('MAIN',   'cancel',   '',       '',     'REVIEWED EFFECT',            2, 420, '注销',             1514736000, NULL),
('ANSHAN', 'new',      'UKEY',   '',     'PAID REVIEWED FIRST HANDED', 1, 420, '新办实体CA锁',     1514736000, NULL),
('ANSHAN', 'renew',    '',       '',     'PAID UPDATED',               0, 0,   'CA延期年检',       1514736000, NULL),
('ANSHAN', 'platform', '',       '',     'PAID EFFECT',                0, 0,   '新增CA平台',       1514736000, NULL),
('ANSHAN', 'reissue',  '',       '',     'PAID REVIEWED FIRST HANDED', 1, 420, 'CA补办',           1514736000, NULL),
('ANSHAN', 'change',   '',       '',     'REVIEWED UPDATED',           1, 420, '企业变更',         1514736000, NULL),
('ANSHAN', 'cancel',   '',       '',     'REVIEWED EFFECT',            2, 420, '注销',             1514736000, NULL);

INSERT INTO policy_document (policy_id, slot, form, position)
SELECT id, 'apply_form', 'apply', 1 FROM policy WHERE service = 'new' AND medium = 'UKEY';
INSERT INTO policy_document (policy_id, slot, form, position)
SELECT id, 'mobile_form', 'mobile', 1 FROM policy WHERE service = 'new' AND medium = 'MOBILE';
INSERT INTO policy_document (policy_id, slot, form, position)
SELECT id, 'statement', 'statement', 1 FROM policy WHERE service = 'reissue';
INSERT INTO policy_document (policy_id, slot, form, position)
SELECT id, 'change_proof', NULL, 1 FROM policy WHERE service = 'change';
INSERT INTO policy_document (policy_id, slot, form, position)
SELECT id, 'cancel_form', 'cancel', 1 FROM policy WHERE service = 'cancel';

-- The newer guides print types without sizes: at most 5 MiB.  The old road
-- prints 200kb-2048kb, jpg jpeg png bmp (D4:17-18).
INSERT INTO upload_rule (channel, slot, words, types, min_bytes, max_bytes, note) VALUES
('MAIN', 'apply_form',    'CA互联互通（辽宁版）申请表', 'jpg,png,pdf', 1, 5242880, '打印、签字并加盖公章后的彩色扫描件，支持JPG/PNG/PDF，不超过5MB'),
('MAIN', 'mobile_form',   '移动证书申请表',             'jpg,png,pdf', 1, 5242880, '签字并加盖公章后的彩色扫描件，支持JPG/PNG/PDF，不超过5MB'),
('MAIN', 'statement',     '情况说明书',                 'jpg,png,pdf', 1, 5242880, '加盖公章后的彩色扫描件，支持JPG/PNG/PDF，不超过5MB'),
('MAIN', 'change_proof',  '变更证明材料',               'jpg,png,pdf', 1, 5242880, '彩色扫描件或复印件加盖公章，支持JPG/PNG/PDF，不超过5MB'),
('MAIN', 'cancel_form',   '注销申请表',                 'jpg,png,pdf', 1, 5242880, '加盖公章后的彩色扫描件，支持JPG/PNG/PDF，不超过5MB'),
('MAIN', 'licence',       '营业执照（副本）',           'jpg,png',     1, 5242880, '彩色扫描件或复印件加盖公章，支持JPG/PNG，不超过5MB'),
('MAIN', 'id_front',      '法定代表人身份证人像面',     'jpg,png,pdf', 1, 5242880, '彩色扫描件或复印件加盖公章，支持JPG/PNG/PDF，不超过5MB'),
('MAIN', 'id_back',       '法定代表人身份证国徽面',     'jpg,png,pdf', 1, 5242880, '彩色扫描件或复印件加盖公章，支持JPG/PNG/PDF，不超过5MB'),
('MAIN', 'seal_form',     '电子签章印模采集表',         'jpg,png,pdf', 1, 5242880, '加盖公章后的彩色扫描件，支持JPG/PNG/PDF，不超过5MB');
INSERT INTO upload_rule (channel, slot, words, types, min_bytes, max_bytes, note)
SELECT 'ANSHAN', slot, words, 'jpg,png,bmp', 204800, 2097152,
 '彩色扫描件，支持jpg、jpeg、png、bmp，每个材料大小应在200KB至2048KB之间'
FROM upload_rule WHERE channel = 'MAIN' AND slot <> 'mobile_form';
INSERT INTO upload_rule (channel, slot, words, types, min_bytes, max_bytes, note) VALUES
('ANSHAN', 'id_in_hand', '手持身份证照片', 'jpg,png,bmp', 204800, 2097152,
 '手持身份证拍照，头部和证件信息应当清晰可见；支持jpg、jpeg、png、bmp，大小应在200KB至2048KB之间');

INSERT INTO reissue_reason (code, words, warranty, position) VALUES
('LOST',    '证书丢失',             0, 1),
('DAMAGED', '证书损坏',             0, 2),
('QUALITY', '产品本身质量问题',     1, 3),
('BLOCKED', '硬件厂商停止服务',     0, 4),
('POINT',   '缴费后变更办理点',     0, 5);

-- The letters are data (D0 prints BJCAXZ once and BJCAZX twice).  D0:382,
-- D2:100, D3:120; PLB is the batch of D0:445.
INSERT INTO number_template (vendor, service, medium, batch, template) VALUES
('', 'new',      '',       0, '{vendor}XZ{time}{tail:3}'),
('', 'new',      'MOBILE', 0, '{time}{tail:8}'),
('', 'renew',    '',       0, '{vendor}YQ{time}{tail:3}'),
('', 'platform', '',       0, '{vendor}FJ{time}{tail:3}'),
('', 'reissue',  '',       0, '{vendor}BB{time}{tail:3}'),
('', 'change',   '',       0, '{vendor}BG{time}{tail:3}'),
('', 'cancel',   '',       0, '{vendor}ZX{time}{tail:3}'),
('', 'new',      '',       1, 'PLB{vendor}{time}{tail:3}'),
('', 'renew',    '',       1, 'PLYQ{vendor}{time}{tail:3}'),
('', 'group',    '',       0, 'PL{time}{tail:6}'),
('', 'payment',  '',       0, 'ZF{time}{tail:6}'),
('', 'refund',   '',       0, 'TK{time}{tail:6}');

INSERT INTO return_reason (code, words, position) VALUES
('form_version',  '上传的申请表不是最新版本，请重新生成、打印、签字盖章后上传', 1),
('form_blurred',  '申请表扫描件不清晰或不完整，请重新扫描后上传', 2),
('seal_missing',  '申请表未加盖单位公章或公章不清晰', 3),
('seal_other',    '申请表所盖公章与申请单位名称不一致', 4),
('sign_missing',  '申请表缺少经办人或持锁人签字', 5),
('not_colour',    '请上传彩色扫描件', 6),
('data_differs',  '申请表内容与系统填写内容不一致', 7),
('handler',       '经办人信息填写有误，请核对后修改', 8),
('handler_phone', '经办人联系电话无法接通或填写有误，请核对后修改', 9),
('vendor',        '所选证书厂商无法办理该业务，请重新选择', 10),
('other',         '其他原因，详见审核意见', 11);

-- P7: D0:202-204, 351-363, 449; D1:271, 433; D2:5-9; D3:51-61; D4:81.
INSERT INTO page_notice (channel, place, position, words, valid_from, valid_to)
SELECT c.code, n.place, n.position, n.words, 1514736000, NULL FROM channel c JOIN (
 SELECT 'checkout' place, 1 position, '温馨提示：部分地区可能暂时无法接收快递，请再次确认收货地址。' words
 UNION ALL SELECT 'mail', 1, '邮寄内容为实物商品，邮寄方式为顺丰到付。'
 UNION ALL SELECT 'pickup', 1, '缴费后变更办理点，需提交CA锁补办申请。'
 UNION ALL SELECT 'pickup', 2, '温馨提示：请在下单并审核通过状态后，在订单管理页面查看领取码，前往网联公司领取。'
 UNION ALL SELECT 'voucher', 1, '请牢记“领取码”，前往网联公司领取CA数字证书。'
 UNION ALL SELECT 'invoice', 1, '发票类型选择后不可更改。'
 UNION ALL SELECT 'invoice', 2, '纸质专票由“沈阳办理点”统一发出快递，请耐心等待，邮费自理！'
 UNION ALL SELECT 'invoice', 3, '确定选择纸质专票，请将订单号及邮寄信息发送至平台邮箱（lnwlzb@163.com）！'
 UNION ALL SELECT 'apply', 1, '请先阅读《CA数字证书产品售后服务说明书》。个人锁须在企业持有主锁后申请。'
 UNION ALL SELECT 'papers', 1, '申请表生成后请打印、签字、加盖单位公章，扫描后上传彩色扫描件。'
 UNION ALL SELECT 'papers', 2, '系统尚未自动核对扫描件的申请表版本，请确认上传的是当前版本；审核人员将逐一核对。'
 UNION ALL SELECT 'platforms', 1, '特别提示：关联平台与技术服务费收费对您非常重要，请根据您的业务区域和业务平台诚信库注册实际情况勾选关联平台，缴费成功后，无法进行调换或变更。'
 UNION ALL SELECT 'tariff', 1, '4个省级平台（辽宁建设工程信息网、辽宁省招标投标监管网、辽宁省政府采购平台、辽宁省公共资源平台）+1个本市级公共资源平台（与企业注册地相同）=250元，其他市级平台每个50元，以此类推。'
 UNION ALL SELECT 'tariff', 2, '华晨集团电子采购平台50元、沈抚示范区建设项目管理平台200元、造价师锁新办100元为本平台暂定价格。'
 UNION ALL SELECT 'reissue', 1, '如必须进行补办，则应对原招投标文件进行重新生成（或重新投标）、加密、上传至招投标业务系统。'
 UNION ALL SELECT 'renew', 1, '请谨慎选择勾选关联平台，如原有关联平台，在延期时未经勾选，则证书更新后，该平台将于证书更新成功之日起停止使用，再次新增需按照平台新增标准重新缴费，用户需自行把握延期时间及关联平台勾选。'
 UNION ALL SELECT 'platform', 1, '新增交易平台需缴纳数字证书费及电子签章费。'
 UNION ALL SELECT 'platform', 2, '缴费成功后，如本次新增平台单位/人员已入库，登录即可使用。'
 UNION ALL SELECT 'review', 1, '信息审核时间：工作日周一至周五，上午8:30-11:30，下午13:00-17:00。审核周期为一个工作日，审核结果以短信形式告知。'
 UNION ALL SELECT 'home', 1, '如遇交易平台、证书厂商、签章厂商、硬件厂商的技术调试等不可抗力因素导致的业务内容变动，以平台提供的调整方案为准。'
) n;
INSERT INTO page_notice (channel, place, position, words, valid_from, valid_to) VALUES
('ANSHAN', 'apply', 2, '本渠道先审核后缴费：请在订单管理中查看审核进度，审核通过后点击【去支付】完成缴费。', 1514736000, NULL);

COMMIT;
