-- Kinds of invoices (D0:194-200, D0:351-353) and what is told about them.
START TRANSACTION;

INSERT INTO invoice_type (code, words, sends, wants, notices, position, valid_from, valid_to) VALUES
('ELECTRONIC', '电子普票', 'MAIL', 'name tax_no email', '', 1, 1514736000, NULL),
('PAPER',      '纸质专票', 'POST', 'name tax_no address phone bank account recipient', '纸质专票由“沈阳办理点”统一发出快递，请耐心等待，邮费自理！\n确定选择纸质专票，请将订单号及邮寄信息发送至平台邮箱（lnwlzb@163.com）！', 2, 1514736000, NULL);

INSERT INTO notify_template (event, kind, subject, body) VALUES
('invoice.issued', 'MAIL', '【网联】电子发票：{number}', '您好，{title}的电子发票已开具。\n发票类型：{type}\n发票号码：{number}\n开票日期：{date}\n价税合计：{yuan}元\n订单号：{orders}\n下载地址：{link}\n本邮件由系统自动发送，请勿回复。'),
('invoice.red', 'MAIL', '【网联】红字发票：{number}', '您好，{title}的订单已退款，对应的红字发票已开具。\n发票号码：{number}\n开票日期：{date}\n冲红金额：{yuan}元\n原发票号码：{blue}\n订单号：{orders}\n下载地址：{link}\n本邮件由系统自动发送，请勿回复。'),
('invoice.posted', 'SMS', '', '【网联】订单{orders}的{type}（发票号码{number}）已寄出，{carrier}运单号{waybill}，邮费到付。');

COMMIT;
