-- Couriers.  SF's numbers are SF and 13 digits, older ones 12 or 15 digits.
START TRANSACTION;

INSERT INTO carrier (code, words, shapes, hint, position, valid_from, valid_to) VALUES
('SF',  '顺丰速运', 'SF9999999999999 SF999999999999 999999999999 999999999999999', 'SF加12或13位数字，或12位、15位数字', 1, 1514736000, NULL),
('EMS', '邮政EMS',  'AA999999999AA 9999999999999', '13位，例如EA123456789CN', 2, 1514736000, NULL);

COMMIT;
