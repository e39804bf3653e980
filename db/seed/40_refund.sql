INSERT INTO notify_template (event, kind, subject, body) VALUES
('refund.rejected', 'SMS', '', '【网联】订单{no}的退款申请未通过：{reason}。订单继续办理，如有疑问请联系客服。'),
('refund.done', 'SMS', '', '【网联】订单{no}的退款{yuan}元已原路退回，请注意查收。');
