-- T1: the amounts of the guides (requirements section 4).  Assumptions, told in
-- the notice 'tariff': HC 50 and SF 200 (only their sum is known), DLCG priced as
-- a city, a new cost engineer 100.
START TRANSACTION;

INSERT INTO tariff (code, words, mode, own_city_free, first_city_free, warranty_months, valid_from, valid_to) VALUES
('T1',   '辽宁版CA收费标准', 'NORMAL', 1, 0, 12, 1514736000, NULL),
('TEST', '测试收费标准',     'TEST',   1, 0, 12, 1514736000, NULL);

-- 'new' is the first year; every further year costs what 'renew' does.  A
-- service without a row is not offered for that lock.
INSERT INTO tariff_base (tariff_id, service, lock_type, medium, words, fen)
SELECT t.id, b.service, b.lock_type, b.medium, b.words, b.fen FROM tariff t JOIN (
 SELECT 'new' service, 'MAIN' lock_type, 'UKEY' medium, '数字证书及电子印章首年费用（含省级平台、USB-KEY介质）' words, 25000 fen
 UNION ALL SELECT 'new',      'PROJECT',       'UKEY',   '数字证书及电子印章首年费用（含省级平台、USB-KEY介质）', 25000
 UNION ALL SELECT 'new',      'COST_ENGINEER', 'UKEY',   '造价师锁费用（含所选平台）',           10000
 UNION ALL SELECT 'new',      'MAIN',          'MOBILE', '移动证书按平台收费',                   0
 UNION ALL SELECT 'new',      'PROJECT',       'MOBILE', '移动证书按平台收费',                   0
 UNION ALL SELECT 'renew',    'MAIN',          'UKEY',   '延期续费（含省级平台）',               20000
 UNION ALL SELECT 'renew',    'PROJECT',       'UKEY',   '延期续费（含省级平台）',               20000
 UNION ALL SELECT 'renew',    'COST_ENGINEER', 'UKEY',   '造价师锁延期续费（含所选平台）',       10000
 UNION ALL SELECT 'renew',    'MAIN',          'MOBILE', '移动证书按平台收费',                   0
 UNION ALL SELECT 'renew',    'PROJECT',       'MOBILE', '移动证书按平台收费',                   0
 UNION ALL SELECT 'platform', 'MAIN',          '',       '新增平台',                             0
 UNION ALL SELECT 'platform', 'PROJECT',       '',       '新增平台',                             0
 UNION ALL SELECT 'platform', 'COST_ENGINEER', '',       '新增平台',                             0
 UNION ALL SELECT 'reissue',      '',          '',       'CA补办',                               5000
 UNION ALL SELECT 'medium_first', '',          '',       'USB-KEY存储介质费（首次，赠送）',      0
) b WHERE t.code = 'T1';

INSERT INTO tariff_platform (tariff_id, lock_type, medium, subject, words, fen, bundled)
SELECT t.id, p.lock_type, p.medium, p.subject, p.words, p.fen, p.bundled FROM tariff t JOIN (
 SELECT '' lock_type, 'UKEY' medium, 'PROV' subject, '省级平台' words, 0 fen, 0 bundled
 UNION ALL SELECT '',              'UKEY',   'CITY',    '市级平台', 5000,  1
 UNION ALL SELECT '',              'UKEY',   'HC',      '专项平台', 5000,  0
 UNION ALL SELECT '',              'UKEY',   'SF',      '专项平台', 20000, 0
 UNION ALL SELECT 'COST_ENGINEER', 'UKEY',   'PROV',    '含在造价师锁费用内', 0, 0
 UNION ALL SELECT 'COST_ENGINEER', 'UKEY',   'CITY',    '含在造价师锁费用内', 0, 0
 UNION ALL SELECT 'COST_ENGINEER', 'UKEY',   'SPECIAL', '含在造价师锁费用内', 0, 0
 UNION ALL SELECT '',              'MOBILE', 'PROV',    '移动证书', 8000,  0
 UNION ALL SELECT '',              'MOBILE', 'CITY',    '移动证书', 8000,  0
 UNION ALL SELECT '',              'MOBILE', 'SPECIAL', '移动证书', 8000,  0
) p WHERE t.code = 'T1';

-- One fen an order (D0:382), for test enterprises alone.
INSERT INTO tariff_base (tariff_id, service, lock_type, medium, words, fen)
SELECT t.id, s.service, s.lock_type, '', '测试订单', 1 FROM tariff t JOIN (
 SELECT 'new' service, 'MAIN' lock_type
 UNION ALL SELECT 'new', 'PROJECT'      UNION ALL SELECT 'new', 'COST_ENGINEER'
 UNION ALL SELECT 'renew', 'MAIN'       UNION ALL SELECT 'renew', 'PROJECT'
 UNION ALL SELECT 'renew', 'COST_ENGINEER'
 UNION ALL SELECT 'platform', 'MAIN'    UNION ALL SELECT 'platform', 'PROJECT'
 UNION ALL SELECT 'platform', 'COST_ENGINEER'
 UNION ALL SELECT 'reissue', ''         UNION ALL SELECT 'medium_first', ''
) s WHERE t.code = 'TEST';
INSERT INTO tariff_platform (tariff_id, lock_type, medium, subject, words, fen, bundled)
SELECT t.id, '', '', c.code, c.words, 0, 0 FROM tariff t JOIN platform_class c WHERE t.code = 'TEST';

COMMIT;
