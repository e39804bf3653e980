// SPDX-License-Identifier: MIT
/*
 * What an order's act codes mean on a page. The list comes from the server's
 * step table; an act that is not listed there has no button.
 */
import { cancelOrder, receiveOrder } from '@/api/order'
import { ask, sayError, sayGood } from './say'
import { keyKeeper } from './idempotency'

export const ACTS = {
  pay: { words: '立即支付', main: true, to: o => ({ name: 'checkout', query: { orders: o.pid } }) },
  edit: { words: '重新编辑', main: true, to: o => `/my/orders/${o.pid}/edit` },
  voucher: { words: '查看领取码', main: true, to: o => `/my/orders/${o.pid}/voucher` },
  phone: { words: '移动证书', main: true, to: o => `/my/orders/${o.pid}/phone` },
  receive: { words: '确认收货', main: true, run: o => twice(o, 'receive') },
  refund: { words: '申请退款', asks: 'refund' },
  cancel: { words: '取消订单', run: o => twice(o, 'cancel') }
}
const SURE = {
  receive: { title: '确认收货', words: '请确认已收到证书介质。确认后订单完成。', yes: '确认收货', done: '已确认收货', send: receiveOrder },
  cancel: { title: '取消订单', words: '取消后订单关闭，需要时可重新申请。确定取消此订单吗？', yes: '取消订单', done: '订单已取消', send: cancelOrder }
}
const keys = {}

/** Asks, does, says. true when done. */
async function twice(o, act) {
  const s = SURE[act]
  if (!await ask(s.title, s.words, s.yes, '返回')) return false
  const keeper = (keys[act + o.pid] ||= keyKeeper())
  try {
    await keeper.run({}, k => s.send(o.pid, k))
    sayGood(s.done)
    return true
  } catch (e) { sayError(e); return e.status === 409 }
}

export const buttonsOf = o => Object.keys(ACTS).filter(a => (o.acts || []).includes(a)).map(a => ({ act: a, ...ACTS[a] }))
