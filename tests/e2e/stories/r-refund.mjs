// SPDX-License-Identifier: MIT
/*
 * Refunds (requirements 7.2): asked for before the key is made, approved by
 * another person of finance than who asked, one order of two, a part, a failed
 * one again under its number, money that does not fit decided by two.
 */
import { signIn, openApplication, toPapers, makePaper, uploadScan, submit, chooseWay, payInSandbox, numberOn, paidOrder, openOrder, claim, approve, must, BASE, leaves } from '../lib/acts.mjs'
import { stampedScan } from '../lib/scan.mjs'
import { sql } from '../lib/house.mjs'

export const title = 'R refund'

const HOLDER = '赵明辉'
const HERE = { point: '沈阳办理点' }
const refundOf = no => sql(`SELECT r.refund_no, r.state FROM pay_refund r JOIN orders o ON o.id = r.order_id WHERE o.no = '${no}' ORDER BY r.id DESC LIMIT 1`)[0] || []
const stateOf = no => sql(`SELECT state, pay_word FROM orders WHERE no = '${no}'`)[0].join()
async function until(what, words) {
  for (let n = 0; n < 120; n++) {
    if (what()) return
    await new Promise(r => setTimeout(r, 250))
  }
  throw new Error(words())
}
const becomes = (no, want) => until(() => stateOf(no) === want, () => `${no} is ${stateOf(no)}, not ${want}`)

async function asks(t, p, no, reason) {
  await openOrder(p, no)
  await p.click('button', '申请退款')
  await p.fill('退款原因', reason, { within: '[role=dialog]' })
  await p.click('button', '提交退款申请')
  await p.sees('退款申请已提交，等待财务审批')
  await p.sees('退款中')
}

async function approves(p, no) {
  await p.go('/staff/refunds?q=' + no)
  await p.click('button', '批准退款 ' + refundOf(no)[0])
  await p.click('button', '批准退款', { within: '[role=dialog]' })
  await p.sees('已批准，款项将原路退回')
}

async function cancelled(t, s) {
  const { p, anna, reviewer } = s

  await t.clause('a paid order offers 申请退款, which wants a reason', async () => {
    await signIn(p, 'jia')
    s.no = await paidOrder(t, p, HOLDER, BASE, HERE)
    await p.click('button', '申请退款')
    await p.sees('制证开始后不能申请退款')
    await p.click('button', '提交退款申请')
    await p.sees('请填写退款原因')
    await t.looksBoth(p, 'ask')
    await p.click('button', '返回', { within: '[role=dialog]' })
  })
  await t.clause('asked for, the order says 退款中 and offers it no more', async () => {
    await asks(t, p, s.no, '人员变动，不再需要')
    await p.goes('button', '提交退款申请')
    await p.findsNot('button', '申请退款')
    await p.sees('人员变动，不再需要')
    await t.looksBoth(p, 'asked')
    must(stateOf(s.no) === 'REVIEW,REFUNDING', stateOf(s.no))
  })
  await t.clause('rejected with words, the order goes on and the applicant reads why', async () => {
    await signIn(anna, 'finance', { staff: true })
    await anna.sees('待审批退款')
    await anna.go('/staff/refunds?q=' + s.no)
    await t.looksBoth(anna, 'list')
    await anna.click('button', '驳回退款 ' + refundOf(s.no)[0])
    await anna.fill('驳回原因', '资料已在审核，请联系客服')
    await t.looks(anna, 'reject')
    await anna.click('button', '确认驳回')
    await anna.sees('已驳回退款申请')
    await openOrder(p, s.no)
    await p.sees('资料已在审核，请联系客服')
    await p.sees('已支付')
    await p.find('button', '申请退款')
  })
  await t.clause('asked again and approved, the money is back and the order cancelled', async () => {
    await asks(t, p, s.no, '确实不再需要')
    await approves(anna, s.no)
    await becomes(s.no, 'CANCELLED,REFUNDED')
    await openOrder(p, s.no)
    await p.sees('已退款')
    await p.sees('订单已取消')
    await t.looksBoth(p, 'cancelled')
    must(sql(`SELECT COUNT(*) FROM sandbox_refund WHERE refund_no = '${refundOf(s.no)[0]}' AND fen = 25000`)[0][0] === '1', 'the bank has no refund')
  })
  await t.clause('while a refund is asked for no key is made', async () => {
    s.held = await paidOrder(t, p, HOLDER, BASE, HERE)
    await signIn(reviewer, 'reviewer', { staff: true })
    await claim(reviewer, s.held)
    await approve(reviewer)
    await asks(t, p, s.held, '买错了')
    const maker = await t.person('制证员')
    await signIn(maker, 'maker', { staff: true })
    maker.expect(409)
    const pid = sql(`SELECT HEX(pid) FROM orders WHERE no = '${s.held}'`)[0][0]
    const got = await maker.page.evaluate(async ([hex, n]) => {
      const bits = [...hex].map(c => parseInt(c, 16).toString(2).padStart(4, '0')).join('')
      const pid = bits.padEnd(130, '0').match(/.{5}/g).map(b => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'[parseInt(b, 2)]).join('')
      const { csrf } = await (await fetch('/api/session')).json()
      const r = await fetch(`/api/staff/making/${pid}/bind`, { method: 'POST', headers: { 'X-CSRF-Token': csrf, 'Content-Type': 'application/json' }, body: JSON.stringify({ key_serial: 'JK2' + n, media_vendor: 'JINKE', model: 'JINKE_KEY', cert_serial: '00' + n, not_before: '2026-11-20', not_after: '2030-11-19' }) })
      return [r.status, (await r.json()).words]
    }, [pid, String(Date.now())])
    must(got[0] === 409 && got[1] === '订单正在申请退款，暂停办理', got.join())
    maker.expect()
    maker.complaints.length = 0
    await leaves(t, maker)
    await approves(anna, s.held)
    await becomes(s.held, 'CANCELLED,REFUNDED')
  })
}

/* Two orders of one draft, paid together. */
async function parts(t, s) {
  const { p, anna, bert } = s

  await t.clause('finance asks for a part of one order of two: 部分退款, never approved by who asked', async () => {
    s.one = await paidOrder(t, p, HOLDER, BASE, HERE)
    await anna.go('/staff/orders?q=' + s.one)
    await anna.click('button', '查看订单 ' + s.one)
    await anna.click('button', '申请退款')
    await anna.fill('退款金额（元）', '9999')
    await anna.fill('退款原因', '多收平台费', { within: '[role=dialog]' })
    anna.expect(422)
    await anna.click('button', '提交退款申请')
    await anna.sees('最多可退250.00元')
    await t.looksBoth(anna, 'too-much')
    anna.expect()
    anna.complaints.length = 0
    await anna.fill('退款金额（元）', '50')
    await anna.click('button', '提交退款申请')
    await anna.sees('退款申请已提交，等待财务审批')
    await anna.go('/staff/refunds?q=' + s.one)
    await anna.sees('由他人审批')
    await anna.findsNot('button', '批准退款', { exact: false })
    await signIn(bert, 'finance2', { staff: true })
    await approves(bert, s.one)
    await becomes(s.one, 'REVIEW,PART_REFUNDED')
    await openOrder(p, s.one)
    await p.sees('部分退款')
    await t.looksBoth(p, 'part')
  })
  await t.clause('of two orders paid together one goes back, the other stays', async () => {
    await openApplication(p, HOLDER, BASE)
    await toPapers(p)
    await uploadScan(p, HOLDER, stampedScan(await makePaper(p)))
    await submit(p)
    await p.go('/my/orders')
    await p.sees('订单管理')
    const first = sql("SELECT no, HEX(pid), fen FROM orders ORDER BY id DESC LIMIT 1")[0]
    await openApplication(p, HOLDER, BASE)
    await toPapers(p)
    await uploadScan(p, HOLDER, stampedScan(await makePaper(p)))
    await submit(p)
    const second = (await p.where()).match(/orders=(\w+)/)[1]
    const pids = [second, await p.page.evaluate(no => fetch('/api/orders?q=' + no).then(r => r.json()).then(l => l.items[0].pid), first[0])]
    await p.go('/my/checkout?orders=' + pids.join(','))
    await p.sees('500.00')
    await chooseWay(p, HERE)
    await p.click('button', '立即支付')
    await payInSandbox(t, p, { looks: false })
    const other = sql("SELECT no FROM orders ORDER BY id DESC LIMIT 1")[0][0]
    await asks(t, p, first[0], '只需要一个')
    await approves(anna, first[0])
    await becomes(first[0], 'CANCELLED,REFUNDED')
    must(stateOf(other) === 'REVIEW,PAID', stateOf(other))
    s.left = other
  })
  await t.clause('one the bank refuses is 退款失败, and goes out again under the same number', async () => {
    const trade = sql(`SELECT a.out_trade_no FROM pay_attempt a JOIN pay_group_order x ON x.group_id = a.group_id WHERE x.order_no = '${s.left}' AND a.state = 'SUCCESS'`)[0][0]
    sql(`UPDATE sandbox_trade SET state = 'CLOSED' WHERE out_trade_no = '${trade}'`)
    await asks(t, p, s.left, '也不需要了')
    await approves(bert, s.left)
    await until(() => refundOf(s.left)[1] === 'FAILED', () => refundOf(s.left).join())
    const no = refundOf(s.left)[0]
    await anna.go('/staff/refunds?state=FAILED&q=' + s.left)
    await anna.sees('退款失败')
    await t.looksBoth(anna, 'failed-refund')
    sql(`UPDATE sandbox_trade SET state = 'PAID' WHERE out_trade_no = '${trade}'`)
    await anna.click('button', '重新发出 ' + no)
    await anna.sees('已重新发出')
    await becomes(s.left, 'CANCELLED,REFUNDED')
    must(refundOf(s.left)[0] === no && sql(`SELECT COUNT(*) FROM sandbox_refund WHERE refund_no = '${no}'`)[0][0] === '1', 'not the same number')
  })
}

async function suspects(t, s) {
  const { p, anna, bert } = s

  /* As the clerk parks it: the bank booked another sum than was asked for. */
  await t.clause('money that does not fit is accepted by one and again by another', async () => {
    await openApplication(p, HOLDER, BASE)
    await toPapers(p)
    await uploadScan(p, HOLDER, stampedScan(await makePaper(p)))
    await submit(p)
    await chooseWay(p, HERE)
    await p.click('button', '立即支付')
    await p.find('link', '打开模拟收银台')
    const [trade, no] = sql('SELECT a.out_trade_no, x.order_no FROM pay_attempt a JOIN pay_group_order x ON x.group_id = a.group_id ORDER BY a.id DESC LIMIT 1')[0]
    sql(`UPDATE sandbox_trade SET fen = 24999 WHERE out_trade_no = '${trade}'`)
    const phone = await t.person('手机', 375)
    await phone.go(await (await p.find('link', '打开模拟收银台')).evaluate(a => a.getAttribute('href')))
    await phone.click('button', '确认付款')
    await phone.sees('付款已提交')
    await leaves(t, phone)
    await p.sees('付款信息异常，请联系客服核实')
    await anna.go('/staff/payments?state=SUSPECT')
    await anna.sees('¥249.99')
    await anna.click('button', '确认到账 ' + trade)
    await anna.fill('处理说明', '差一分，同意')
    await t.looksBoth(anna, 'suspect')
    await anna.click('button', '确认到账', { within: '[role=dialog]' })
    await anna.sees('已记录，等待另一位财务人员复核')
    await anna.goes('button', '确认到账 ' + trade)
    must(stateOf(no) === 'UNPAID,UNPAID', stateOf(no))
    await bert.go('/staff/payments?state=SUSPECT')
    await bert.sees('差一分，同意')
    await bert.click('button', '确认到账 ' + trade)
    await bert.fill('处理说明', '复核同意')
    await bert.click('button', '确认到账', { within: '[role=dialog]' })
    await bert.sees('已确认到账，订单继续办理')
    await becomes(no, 'REVIEW,PAID')
    await p.page.reload()
    await p.sees('支付成功')
  })
}

export async function tell(t) {
  const s = { p: await t.person('管理员'), anna: await t.person('财务'), bert: await t.person('另一位财务'), reviewer: await t.person('审核员') }
  await cancelled(t, s)
  await parts(t, s)
  await suspects(t, s)
}
