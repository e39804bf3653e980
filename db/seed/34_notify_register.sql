-- Known and unknown numbers get a message either way: the page answers the same,
-- and only the owner of the number learns which.
INSERT INTO notify_template (event, kind, subject, body) VALUES
('register.code', 'SMS', '', '【网联】注册验证码{code}，{minutes}分钟内有效。请勿告诉他人。'),
('register.known', 'SMS', '', '【网联】您的手机号已注册，可直接登录；如忘记密码，请在登录页找回。如非本人操作，请忽略。'),
('reset.code', 'SMS', '', '【网联】找回密码验证码{code}，{minutes}分钟内有效。如非本人操作，请勿告诉他人。'),
('reset.unknown', 'SMS', '', '【网联】您的手机号尚未注册，请先注册账号。如非本人操作，请忽略。'),
('phone.code', 'SMS', '', '【网联】更换手机号验证码{code}，{minutes}分钟内有效。请勿告诉他人。'),
('phone.taken', 'SMS', '', '【网联】有人申请将账号的手机号更换为本号码，但本号码已注册其他账号。如非本人操作，请忽略。'),
('phone.changed', 'SMS', '', '【网联】您的账号手机号已更换为{phone}。如非本人操作，请立即联系客服。'),
('password.changed', 'SMS', '', '【网联】您的账号密码已重新设置，所有设备已退出登录。如非本人操作，请立即联系客服。');
