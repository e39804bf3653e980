-- Until when, not after how long.
UPDATE notify_template SET body = REPLACE(body, '请登录平台重新编辑后提交。逾期{left}天未提交将自动关闭', '请登录平台重新编辑，并在{left}天内提交，逾期将自动关闭')
 WHERE event = 'order.waiting';
UPDATE content SET body = REPLACE(body, '请登录平台重新编辑后提交。逾期{left}天未提交将自动关闭', '请登录平台重新编辑，并在{left}天内提交，逾期将自动关闭')
 WHERE slug = 'order.waiting' AND kind IN ('SMS', 'MAIL', 'SITE') AND n = 1;
