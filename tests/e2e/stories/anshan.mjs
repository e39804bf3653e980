// SPDX-License-Identifier: MIT
/*
 * The Anshan road (D4:20-32, K1): review first, then 下单 and payment. The same
 * counter, the same pages; policy rows make the difference.
 */
import { signIn, startApplication, fillItem, toPapers, makePaper, uploadScan, submit, openOrder, chooseWay,
  payInSandbox, claim, approve, bind, serial, must } from '../lib/acts.mjs'
import { fileOf, grown, stampedScan } from '../lib/scan.mjs'
import { sql } from '../lib/house.mjs'
import { readFileSync } from 'node:fs'

export const title = 'ANSHAN review first'

const HOLDER = '吴桂芳'
const PLATFORMS = ['辽宁建设工程信息网', '辽宁省招标投标监管网', '辽宁省政府采购平台', '鞍山公共资源平台']

const stateOf = no => sql(`SELECT state, pay_word, review_word, ship_word FROM orders WHERE no = '${no}'`)[0].join()

/* Files of this channel hold at least 200 KB (D4:17). */
const bigScan = pdf => fileOf('anshan.png', grown(readFileSync(stampedScan(pdf)), 210 * 1024))

export async function tell(t) {
  const admin = await t.person('鞍山管理员')
  const reviewer = await t.person('初审员')
  const maker = await t.person('制证员')
  let no = ''

  await t.clause('the enterprise of channel ANSHAN applies; nothing is to be paid yet', async () => {
    await signIn(admin, 'anshan')
    await startApplication(admin)
    await admin.tick('选择' + HOLDER)
    await admin.click('button', '下一步')
    await fillItem(admin, PLATFORMS)
    await admin.tick('我已阅读并同意', true, { exact: false })
    await admin.sees('250.00')
    await toPapers(admin)
    await uploadScan(admin, HOLDER, bigScan(await makePaper(admin)))
    await submit(admin, { next: '待审核' })
    no = sql("SELECT no FROM orders WHERE channel = 'ANSHAN' ORDER BY id DESC LIMIT 1")[0][0]
    must(stateOf(no) === 'REVIEW,WAIT_REVIEW,PENDING,UNCHOSEN', stateOf(no))
    await openOrder(admin, no)
    await admin.sees('待审核后支付')
    await admin.seesNot('立即支付')
    await t.looks(admin, 'review-first')
  })
  await t.clause('the reviewer approves before any money', async () => {
    await signIn(reviewer, 'reviewer', { staff: true })
    await claim(reviewer, no)
    await approve(reviewer)
    must(stateOf(no) === 'UNPAID,UNPAID,APPROVED,UNCHOSEN', stateOf(no))
  })
  await t.clause('now 250.00 is due; the applicant pays and chooses pickup', async () => {
    await admin.go('/my/orders')
    await openOrder(admin, no)
    await admin.sees('待支付')
    await admin.click('button', '立即支付')
    await admin.sees('支付确认')
    await admin.sees('250.00')
    await chooseWay(admin, { point: '沈阳办理点' })
    await admin.click('button', '立即支付')
    await payInSandbox(t, admin, { looks: false })
    must(stateOf(no) === 'MAKE,PAID,APPROVED,TO_COLLECT', stateOf(no))
  })
  await t.clause('the code shows after payment, marked 制证中 until the key is ready', async () => {
    await openOrder(admin, no)
    await admin.click('button', '查看领取码')
    await admin.sees('制证中')
    await admin.sees('沈阳办理点')
    await t.looks(admin, 'voucher-making')
  })
  await t.clause('the maker makes the key and the order waits at the desk', async () => {
    await signIn(maker, 'maker', { staff: true })
    await bind(maker, no, serial('JK2'), serial('0A'))
    must(stateOf(no) === 'PICKUP,PAID,APPROVED,TO_COLLECT', stateOf(no))
  })
}
