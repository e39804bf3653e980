-- What is told to people: every event with the places its texts may name (a
-- sample each, for the preview; "!": it must be named), and new texts.  The next
-- versions are written on the page 内容管理.
START TRANSACTION;

INSERT INTO notify_event (event, words, urgent, reach, must, places) VALUES
('login.code',        '登录验证码',       1, 'PHONE',   'SMS',  '!code=628104|minutes=10'),
('register.code',     '注册验证码',       1, 'PHONE',   'SMS',  '!code=628104|minutes=10'),
('register.known',    '注册：号码已注册', 1, 'PHONE',   'SMS',  'code=628104|minutes=10'),
('reset.code',        '找回密码验证码',   1, 'PHONE',   'SMS',  '!code=628104|minutes=10'),
('reset.unknown',     '找回密码：未注册', 1, 'PHONE',   'SMS',  'code=628104|minutes=10'),
('phone.code',        '更换手机号验证码', 1, 'PHONE',   'SMS',  '!code=628104|minutes=10'),
('phone.taken',       '更换手机号：已占用', 1, 'PHONE', 'SMS',  'code=628104|minutes=10'),
('phone.changed',     '手机号已更换',     1, 'ACCOUNT', 'SMS',  'phone=139****0002'),
('password.changed',  '密码已重新设置',   1, 'ACCOUNT', 'SMS',  ''),
('review.overdue',    '审核超时提醒',     0, 'PHONE',   'SMS',  'company=沈阳示例建设有限公司|!no=BJCAXZ20211115093000123|due=10月8日 16:00'),
('pay.paid',          '支付成功',         0, 'ACCOUNT', 'SMS',  '!no=BJCAXZ20211115093000123|yuan=750.00'),
('pay.refund',        '重复付款退回',     0, 'ACCOUNT', 'SMS',  '!no=BJCAXZ20211115093000123|yuan=750.00'),
('order.expired',     '订单超时关闭',     0, 'ACCOUNT', 'SMS',  '!no=BJCAXZ20211115093000123|yuan=750.00'),
('review.approved',   '订单审核通过',     0, 'ACCOUNT', 'SMS',  '!no=BJCAXZ20211115093000123|service=新办实体CA锁'),
('review.returned',   '订单审核未通过',   0, 'ACCOUNT', 'SMS',  '!no=BJCAXZ20211115093000123|service=新办实体CA锁|!reason=申请表未加盖公章'),
('review.refused',    '订单不予办理',     0, 'ACCOUNT', 'SMS',  '!no=BJCAXZ20211115093000123|service=新办实体CA锁|!reason=主体信息不符'),
('review.revoked',    '审核通过已撤销',   0, 'ACCOUNT', 'SMS',  '!no=BJCAXZ20211115093000123|service=新办实体CA锁|!reason=材料需要重新核对'),
('order.waiting',     '退回订单提醒',     0, 'ACCOUNT', 'SMS',  '!no=BJCAXZ20211115093000123|service=新办实体CA锁|days=7|!left=23'),
('order.lies',        '退回订单提醒（不关闭）', 0, 'ACCOUNT', 'SMS', '!no=BJCAXZ20211115093000123|service=新办实体CA锁|days=7|left=0'),
('order.closed',      '退回订单已关闭',   0, 'ACCOUNT', 'SMS',  '!no=BJCAXZ20211115093000123|service=新办实体CA锁|days=30'),
('order.closing',     '退回订单关闭退款', 0, 'ACCOUNT', 'SMS',  '!no=BJCAXZ20211115093000123|service=新办实体CA锁|days=30'),
('pickup.ready',      '可以领取',         0, 'ACCOUNT', 'SMS',  '!no=BJCAXZ20211115093000123|code=73051946|point=沈阳办理点|address=沈阳市和平区'),
('pickup.moved',      '办理点已变更',     0, 'ACCOUNT', 'SMS',  '!no=BJCAXZ20211115093000123|service=新办实体CA锁|!point=沈阳办理点|address=沈阳市和平区'),
('pickup.waiting',    '逾期未领取提醒',   0, 'ACCOUNT', 'SMS',  '!no=BJCAXZ20211115093000123|service=新办实体CA锁|since=2021-11-15|point=沈阳办理点|address=沈阳市和平区'),
('pickup.remake',     '质检未通过重新制作', 0, 'ACCOUNT', 'SMS', '!no=BJCAXZ20211115093000123|service=新办实体CA锁'),
('parcel.sent',       '已发货',           0, 'ACCOUNT', 'SMS',  '!no=BJCAXZ20211115093000123|service=新办实体CA锁|carrier=顺丰速运|!waybill=SF1234567890123'),
('parcel.back',       '快件退回',         0, 'ACCOUNT', 'SMS',  '!no=BJCAXZ20211115093000123|service=新办实体CA锁|reason=地址不详'),
('refund.done',       '退款到账',         0, 'ACCOUNT', 'SMS',  '!no=BJCAXZ20211115093000123|yuan=750.00'),
('refund.rejected',   '退款驳回',         0, 'ACCOUNT', 'SMS',  '!no=BJCAXZ20211115093000123|!reason=资料已在审核'),
('invoice.issued',    '电子发票已开具',   0, 'ACCOUNT', 'MAIL', 'title=沈阳示例建设有限公司|type=电子普票|!number=12345678|date=2021-11-15|yuan=750.00|orders=BJCAXZ20211115093000123|link=请登录平台，在发票管理中查看|blue='),
('invoice.red',       '红字发票已开具',   0, 'ACCOUNT', 'MAIL', 'title=沈阳示例建设有限公司|type=电子普票|!number=12345679|date=2021-11-15|yuan=750.00|orders=BJCAXZ20211115093000123|link=请登录平台，在发票管理中查看|blue=12345678'),
('invoice.posted',    '专票已寄出',       0, 'ACCOUNT', 'SMS',  'orders=BJCAXZ20211115093000123|type=纸质专票|!number=12345678|carrier=顺丰速运|waybill=SF1234567890123'),
('dossier.approved',  '资料审核通过',     0, 'ACCOUNT', 'SMS',  'service=企业信息审核|title=沈阳示例建设有限公司|reason='),
('dossier.returned',  '资料审核不通过',   0, 'ACCOUNT', 'SMS',  'service=企业信息审核|title=沈阳示例建设有限公司|!reason=营业执照不清晰'),
('dossier.refused',   '资料不予办理',     0, 'ACCOUNT', 'SMS',  'service=企业信息审核|title=沈阳示例建设有限公司|!reason=主体信息不符'),
('people.request',    '身份申请',         0, 'ACCOUNT', 'SMS',  'name=王乙|company=沈阳示例建设有限公司|type=项目负责人'),
('people.approved',   '身份审核通过',     0, 'ACCOUNT', 'SMS',  'company=沈阳示例建设有限公司|type=项目负责人|reason='),
('people.rejected',   '身份审核未通过',   0, 'ACCOUNT', 'SMS',  'company=沈阳示例建设有限公司|type=项目负责人|!reason=不是本企业人员'),
('people.removed',    '身份已移除',       0, 'ACCOUNT', 'SMS',  'company=沈阳示例建设有限公司|type=项目负责人|reason='),
('people.handed',     '管理员已变更',     0, 'ACCOUNT', 'SMS',  'company=沈阳示例建设有限公司|name=王乙'),
('people.admin',      '成为管理员',       0, 'ACCOUNT', 'SMS',  'company=沈阳示例建设有限公司|name=王乙'),
('cert.expiring',     '证书到期提醒',     0, 'ACCOUNT', 'SMS',  'holder=王乙|lock=项目负责人锁|vendor=BJCA|!date=2022-11-15|days=30')
ON DUPLICATE KEY UPDATE words = VALUES(words), places = VALUES(places);

INSERT INTO notify_template (event, kind, subject, body) VALUES
('cert.expiring', 'SMS', '', '【网联】{holder}的{lock}（{vendor}）将于{date}到期，剩余{days}天。请登录平台办理延期年检，以免影响使用。'),
('order.waiting', 'SMS', '', '【网联】您的{service}订单{no}退回修改已{days}天，请登录平台重新编辑后提交。逾期{left}天未提交将自动关闭，已支付的款项原路退回。'),
('order.lies',    'SMS', '', '【网联】您的{service}订单{no}退回修改已{days}天，请登录平台重新编辑后提交。'),
('order.closed',  'SMS', '', '【网联】您的{service}订单{no}退回后{days}天未重新提交，已关闭。如需办理请重新申请。'),
('order.closing', 'SMS', '', '【网联】您的{service}订单{no}退回后{days}天未重新提交，现予关闭，已支付的款项将原路退回。如需办理请重新申请。'),
('pickup.ready',  'SITE', '可以领取', '订单{no}的CA锁可领取。请在订单中查看领取码，携带本人身份证到{point}（{address}）领取。'),
('pickup.ready',  'MAIL', '【网联】订单{no}可以领取', '您好，订单{no}的CA锁可领取。\n请登录平台在订单中查看领取码，携带本人身份证到{point}（{address}）领取。\n本邮件由系统自动发送，请勿回复。'),
('invoice.issued', 'SITE', '电子发票已开具', '{title}的{type}（发票号码{number}，{yuan}元）已开具，请在发票管理中查看。'),
('invoice.red',   'SITE', '红字发票已开具', '{title}的红字发票（发票号码{number}，{yuan}元）已开具，原发票号码{blue}。'),
('invoice.posted', 'SITE', '专票已寄出', '订单{orders}的{type}（发票号码{number}）已寄出，{carrier}运单号{waybill}，邮费到付。')
ON DUPLICATE KEY UPDATE subject = VALUES(subject), body = VALUES(body);

COMMIT;
