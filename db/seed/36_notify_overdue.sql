-- The words to the reviewers' lead (setting overdue_phone).
INSERT INTO notify_template (event, kind, subject, body) VALUES
('review.overdue', 'SMS', '', '【网联】审核超时提醒：{company}的申请{no}应于{due}前审核完毕，现已超时，请尽快安排处理。')
ON DUPLICATE KEY UPDATE subject = VALUES(subject), body = VALUES(body);
