-- The words of the messages; {name} is the event's value.
INSERT INTO notify_template (event, kind, subject, body) VALUES
('pay.paid', 'SMS', '', '【网联】您的订单{no}已支付成功，金额{yuan}元。'),
('pay.refund', 'SMS', '', '【网联】订单{no}收到重复付款{yuan}元，款项将原路退回。'),
('order.expired', 'SMS', '', '【网联】订单{no}因超时未支付已关闭，如需办理请重新提交申请。'),
('review.approved', 'SMS', '', '【网联】您的{service}订单{no}审核通过。'),
('review.returned', 'SMS', '', '【网联】您的{service}订单{no}审核未通过：{reason}。请登录平台重新编辑后提交，无需再次支付。'),
('pickup.ready', 'SMS', '', '【网联】订单{no}的CA锁可领取，领取码{code}。请携带本人身份证到{point}（{address}）领取。'),
('parcel.sent', 'SMS', '', '【网联】订单{no}已发货，{carrier}运单号{waybill}，邮费到付。'),
('login.code', 'SMS', '', '【网联】验证码{code}，{minutes}分钟内有效。请勿告诉他人。')
ON DUPLICATE KEY UPDATE subject = VALUES(subject), body = VALUES(body);
