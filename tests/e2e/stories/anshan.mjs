// SPDX-License-Identifier: MIT
/* The old road of ANSHAN (S20, first half): review first, then payment. */
import { signIn, openApplication, toPapers, makePaper, uploadScan, submit, pay, numberOn, openOrder, claim, approve, bind, lookUp, codeOn, serial, must } from '../lib/acts.mjs'
import { stampedScan } from '../lib/scan.mjs'
import { sql } from '../lib/house.mjs'

export const title = 'ANSHAN review first'

const HOLDER = '吴桂芳'
const words = no => sql(`SELECT state, pay_word, review_word, ship_word, fen FROM orders WHERE no = '${no}'`)[0].join()

async function applies(t, s) {
  const { p } = s

  await t.clause('an enterprise of ANSHAN sees its own names and the notice of its road', async () => {
    await signIn(p, 'anshan')
    await p.sees('辽宁省网联招标投标综合服务平台')
    await p.go('/my/apply?kind=PERSONAL')
    await p.sees('本渠道先审核后缴费')
    await t.looksBoth(p, 'apply')
  })
  await t.clause('three province platforms and its own city cost 250.00', async () => {
    await openApplication(p, HOLDER, ['辽宁建设工程信息网', '辽宁省招标投标监管网', '辽宁省政府采购平台', '鞍山公共资源平台'], { vendor: 'BJCA' })
    await p.sees('250.00')
    await p.findsNot('radio', 'AXCA')
    await t.looks(p, 'items')
  })
  await t.clause('after the submission no payment is due', async () => {
    await toPapers(p)
    await uploadScan(p, HOLDER, stampedScan(await makePaper(p), '申请表.png', 170))
    await submit(p, { next: '订单已提交，请等待审核' })
    await p.sees('订单编号')
    s.no = await numberOn(p)
    await p.sees('待审核后支付')
    await p.sees('待审核')
    await p.findsNot('button', '立即支付')
    must(words(s.no) === 'REVIEW,WAIT_REVIEW,PENDING,UNCHOSEN,25000', words(s.no))
    await t.looksBoth(p, 'submitted')
  })
}

async function paysLater(t, s) {
  const { p } = s

  await t.clause('the reviewer approves', async () => {
    await signIn(s.reviewer, 'reviewer', { staff: true })
    await claim(s.reviewer, s.no)
    await s.reviewer.sees('待审核后支付')
    await t.looks(s.reviewer, 'review')
    await approve(s.reviewer)
    must(words(s.no) === 'UNPAID,UNPAID,APPROVED,UNCHOSEN,25000', words(s.no))
  })
  await t.clause('now 立即支付 appears', async () => {
    await openOrder(p, s.no)
    await p.sees('审核通过')
    await p.sees('待支付')
    await t.looksBoth(p, 'approved')
    await p.click('button', '立即支付')
    await p.sees('支付确认')
  })
  await t.clause('250.00 are paid, and the order goes to the maker at once', async () => {
    await t.looks(p, 'checkout')
    await pay(t, p, { point: '沈阳办理点' })
    await p.sees('已支付')
    await p.sees('审核已通过，正在制证')
    must(words(s.no) === 'MAKE,PAID,APPROVED,TO_COLLECT,25000', words(s.no))
    await t.looks(p, 'paid')
  })
}

async function collects(t, s) {
  const { p } = s

  await t.clause('the key is made', async () => {
    await signIn(s.maker, 'maker', { staff: true })
    s.key = serial('JK2')
    await bind(s.maker, s.no, s.key, serial('00'))
  })
  await t.clause('and collected in 沈阳 against the code', async () => {
    await openOrder(p, s.no)
    await p.click('button', '查看领取码')
    const code = await codeOn(p)
    await t.looks(p, 'voucher')
    sql("DELETE FROM attempt WHERE name LIKE 'voucher.%'")
    await signIn(s.desk, 'desk-sy', { staff: true })
    await s.desk.go('/staff/desk')
    await lookUp(s.desk, code)
    await s.desk.tick('已核对领取人身份证原件')
    await s.desk.fill('介质序列号', s.key)
    await s.desk.click('button', '确认发放')
    await s.desk.sees('已发放')
    await t.looks(s.desk, 'handed-out')
    must(words(s.no) === 'DONE,PAID,APPROVED,COLLECTED,25000', words(s.no))
    await openOrder(p, s.no)
    await p.sees('已领取')
  })
}

export async function tell(t) {
  const s = { p: await t.person('鞍山管理员') }
  await applies(t, s)
  s.reviewer = await t.person('审核员')
  await paysLater(t, s)
  s.maker = await t.person('制证员')
  s.desk = await t.person('沈阳柜员')
  await collects(t, s)
}
