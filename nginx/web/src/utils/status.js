// SPDX-License-Identifier: MIT
/* The words of the three columns, for filters only: an order carries its own. */
export const PAY = { NOT_DUE: '无需支付', WAIT_REVIEW: '待审核后支付', UNPAID: '待支付', PAYING: '支付中', PAID: '已支付', REFUNDING: '退款中', PART_REFUNDED: '部分退款', REFUNDED: '已退款', CLOSED: '已关闭' }
export const REVIEW = { NOT_REQUIRED: '无需审核', WAIT_PAY: '待支付', PENDING: '待审核', IN_REVIEW: '审核中', SECOND: '待复核', RETURNED: '审核未通过', APPROVED: '审核通过', REFUSED: '不予办理' }
export const SHIP = { UNCHOSEN: '待选择', NONE: '无需发货', TO_SHIP: '待发货', SHIPPED: '已发货', RECEIVED: '已收货', TO_COLLECT: '待领取', COLLECTED: '已领取', NOT_DOWNLOADED: '未下载', DOWNLOADED: '已下载' }
export const PAYMENT = { CREATED: '创建中', WAIT_SCAN: '待扫码', SUCCESS: '支付成功', CLOSED: '已关闭', SURPLUS: '多付待退', SUSPECT: '异常待核' }
export const REFUND = { REQUESTED: '待批准', APPROVED: '待退款', SENT: '退款中', SUCCEEDED: '已退款', FAILED: '退款失败', REJECTED: '已驳回' }
export const TASK = { QUEUED: '排队中', CLAIMED: '执行中', DEAD: '已失败', DONE: '已完成' }
