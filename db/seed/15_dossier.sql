-- How data of enterprises are reviewed (E1: within one working day) and which
-- documents they want.  A person's own data have no row: complete at once.
-- A hand-over of the administrator is always reviewed.
INSERT INTO policy (channel, service, medium, lock_type, traits, reviewers, review_minutes, words, valid_from, valid_to) VALUES
('MAIN',   'company',  '', '', 'REVIEWED', 1, 420, '企业信息',   1514736000, NULL),
('ANSHAN', 'company',  '', '', 'REVIEWED', 1, 420, '企业信息',   1514736000, NULL),
('MAIN',   'handover', '', '', 'REVIEWED', 1, 420, '管理员变更', 1514736000, NULL),
('ANSHAN', 'handover', '', '', 'REVIEWED', 1, 420, '管理员变更', 1514736000, NULL);

-- D1:125; the old road also wants the holder's photo (D4:15).
INSERT INTO policy_document (policy_id, slot, form, position)
SELECT id, 'id_back', NULL, 1 FROM policy WHERE service = 'company';
INSERT INTO policy_document (policy_id, slot, form, position)
SELECT id, 'id_front', NULL, 2 FROM policy WHERE service = 'company';
INSERT INTO policy_document (policy_id, slot, form, position)
SELECT id, 'id_in_hand', NULL, 3 FROM policy WHERE service = 'company' AND channel = 'ANSHAN';
INSERT INTO policy_document (policy_id, slot, form, position)
SELECT id, 'licence', NULL, 4 FROM policy WHERE service = 'company';
INSERT INTO policy_document (policy_id, slot, form, position)
SELECT id, 'seal_form', 'imprint', 5 FROM policy WHERE service = 'company';
INSERT INTO policy_document (policy_id, slot, form, position)
SELECT id, 'handover_proof', NULL, 1 FROM policy WHERE service = 'handover';

INSERT INTO upload_rule (channel, slot, words, types, min_bytes, max_bytes, note) VALUES
('MAIN', 'handover_proof', '管理员变更证明', 'jpg,png,pdf', 1, 5242880, '加盖企业公章的变更证明或授权书，支持JPG/PNG/PDF，不超过5MB'),
('ANSHAN', 'handover_proof', '管理员变更证明', 'jpg,png,bmp', 204800, 2097152, '加盖企业公章的变更证明或授权书，支持jpg、jpeg、png、bmp，大小应在200KB至2048KB之间');

INSERT INTO number_template (vendor, service, medium, batch, template) VALUES
('', 'dossier', '', 0, 'ZL{time}{tail:3}');
