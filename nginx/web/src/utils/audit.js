// SPDX-License-Identifier: MIT
/* Words for the audit book. The code stays beside them: a new action without
 * words here is shown as its code. */

const NOUNS = { session: '登录', message: '消息', reminders: '提醒设置', content: '内容', dossier: '资料', people: '人员', person: '个人信息', identity: '身份', address: '地址', account: '账号', audit: '审计日志', desk: '领取柜台', draft: '申请草稿', making: '制证', order: '订单', paper: '申请表', pay: '支付', review: '审核', sandbox: '模拟支付', stock: '介质库存', task: '任务', tariff: '收费标准', policy: '业务流程', upload: '上传材料', voucher: '领取码' }
const VERBS = {
  'session.open': '登录', 'session.close': '退出登录', 'session.end': '结束其他登录', 'session.identity': '切换身份',
  'account.password': '修改密码', 'account.unlock': '解锁账号', 'account.add': '新建账号', 'account.set': '编辑账号', 'account.close': '停用账号', 'account.reset': '重置密码', 'account.totp': '更换动态口令', 'account.seed': '生成本人动态口令', 'account.enrol': '设置本人动态口令', 'audit.check': '校验审计日志',
  'desk.lookup': '核验领取码', 'desk.handout': '发放CA锁', 'draft.open': '新建申请', 'draft.drop': '删除草稿',
  'making.bind': '登记制证', 'making.ship': '登记发货', 'making.ship_list': '批量发货', 'making.returned': '登记退回', 'making.failed': '登记制证失败', 'making.check': '登记质检', 'stock.receive': '介质入库', 'stock.allocate': '介质调拨', 'stock.retire': '介质停用', 'order.point': '变更办理点', 'order.submit': '提交订单', 'order.read': '查看订单', 'order.edit': '修改订单',
  'order.cancel': '取消订单', 'order.resubmit': '重新提交', 'order.receive': '确认收货', 'paper.make': '生成申请表', 'paper.read': '查看申请表',
  'pay.checkout': '确认支付信息', 'pay.attempt': '发起支付', 'pay.notify': '收到支付通知', 'sandbox.pay': '模拟付款',
  'review.claim': '领取审核', 'review.release': '释放审核', 'review.seen': '查看审核材料', 'review.approve': '审核通过', 'review.return': '退回修改',
  'tariff.load': '载入收费标准', 'tariff.replay': '试算收费标准', 'tariff.activate': '确定收费标准生效日期', 'tariff.withdraw': '撤回收费标准', 'tariff.drop': '删除收费标准草稿',
  'policy.add': '新增流程版本', 'policy.check': '检查流程', 'policy.withdraw': '撤回流程版本',
  'catalog.add': '新增目录版本', 'catalog.check': '检查目录变更', 'catalog.withdraw': '撤回目录版本',
  'message.list': '查看消息记录', 'message.again': '重新发送消息', 'reminders.set': '修改提醒设置',
  'task.retry': '重试任务', 'upload.add': '上传材料', 'upload.remove': '删除材料', 'upload.preview': '预览材料', 'upload.file': '下载材料',
  'voucher.read': '查看领取码', 'voucher.again': '补发领取码', 'voucher.slip': '下载领取凭证'
}

export const actionWords = code => VERBS[code] || NOUNS[String(code).split('.')[0]] || '其他操作'

/* Names of modules/base/errors.def. */
const OUTCOMES = { ok: '成功', invalid: '填写有误', need_code: '待输入动态口令', login: '未登录', denied: '无权限', csrf: '来源不符', notfound: '未找到', method: '方式不支持', conflict: '状态冲突', stale_price: '价格变化', toobig: '内容过大', type: '类型不符', key_reused: '重复提交', limit: '次数超限', bug: '系统错误', busy: '系统繁忙', full: '存储不足' }
export const outcomeWords = code => OUTCOMES[code] || code || '—'
