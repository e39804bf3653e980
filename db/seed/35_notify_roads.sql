-- The words of the courier's and the calendar's messages.
INSERT INTO notify_template (event, kind, subject, body) VALUES
('parcel.back', 'SMS', '', '【网联】订单{no}的快件被退回：{reason}。我们将核对收件信息后重新寄出，如收件信息有变请致电客服。')
ON DUPLICATE KEY UPDATE subject = VALUES(subject), body = VALUES(body);
