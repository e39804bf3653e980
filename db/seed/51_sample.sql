-- A sample picture per kind of upload (D4:24), and the template of seals for the
-- channel that asks for one with the application (D4:22).
START TRANSACTION;

UPDATE upload_rule SET sample = CONCAT(slot, '.svg') WHERE slot IN
('apply_form', 'mobile_form', 'statement', 'change_proof', 'cancel_form', 'handover_proof',
 'licence', 'id_front', 'id_back', 'id_in_hand', 'seal_form');

INSERT INTO page_notice (channel, place, position, words, valid_from, valid_to) VALUES
('ANSHAN', 'seal_template', 1, '制作电子印章请下载“签章格式彩色扫描件模板”，打印后盖章、签字，用扫描仪彩色扫描。', 1514736000, NULL);

UPDATE catalog_version SET version = version + 1 WHERE id = 1;

COMMIT;
