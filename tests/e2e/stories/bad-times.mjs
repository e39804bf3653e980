// SPDX-License-Identifier: MIT
/*
 * Issue 2, "Bad input": the right thing at the wrong time. A price that became
 * old, a double click, the back button, two windows, a session that ended,
 * somebody else's addresses, a worker that is gone.
 */
import { signIn, startApplication, openApplication, toPapers, makePaper, uploadScan, download, chooseWay, numberOn, openOrder, BASE, PASSWORD, must, leaves } from '../lib/acts.mjs'
import { stampedScan } from '../lib/scan.mjs'
import * as house from '../lib/house.mjs'

export const title = 'Bad times'

const orders = () => Number(house.sql('SELECT COUNT(*) FROM orders')[0][0])
const draftOf = async p => (await p.where()).match(/drafts\/([A-Z2-7]{26})/)[1]

/* Up to the last step of the wizard, everything there. */
async function ready(p, person, options) {
  await openApplication(p, person, BASE, options)
  await toPapers(p)
  await uploadScan(p, person, stampedScan(await makePaper(p)))
  await p.click('button', '下一步')
  await p.sees('应付金额')
}

async function stalePrice(t, p) {
  await t.clause('a price that rose between opening and submitting is shown old beside new', async () => {
    await signIn(p, 'jinzhou')
    await ready(p, '周海燕')
    await p.sees('300.00')
    p.before = orders()
    house.price(26000)
    p.expect(409)
    await p.click('button', '提交订单')
    await p.sees('价格已更新')
    await p.sees('300.00元')
    await p.sees('310.00元')
    p.expect()
    await t.looksBoth(p, 'stale-price')
    must(orders() === p.before, 'an order was made at a stale price')
  })
  await t.clause('the form carries the amount: it is made again, the old scan is no longer taken', async () => {
    await p.click('button', '去重新生成申请表')
    await p.sees('信息已修改，请重新生成申请表')
    await t.looks(p, 'stale-paper')
    await p.click('button', '重新生成', { exact: false })
    await p.sees('此扫描件对应第1版申请表，当前为第2版，请重新上传')
  })
  await t.clause('when the price falls back before the end, that is told too', async () => {
    house.price(25000)
    await p.page.reload()
    await p.sees('信息已修改，请重新生成申请表')
  })
}

async function twice(t, p) {
  await t.clause('a double click on 提交订单 makes one order', async () => {
    await p.click('button', '重新生成', { exact: false })
    await p.sees('申请表已生成，内容与当前信息一致')
    await uploadScan(p, '周海燕', stampedScan(await download(p, '下载申请表')))
    await p.click('button', '下一步')
    await p.sees('应付金额')
    p.draft = await draftOf(p)
    const before = orders()
    const button = await p.find('button', '提交订单')
    await button.click({ count: 2, delay: 5 })
    await p.sees('支付确认')
    await new Promise(r => setTimeout(r, 300))
    must(orders() === before + 1, `${orders() - before} orders`)
    p.no = await numberOn(p)
  })
  await t.clause('the back button after the submission says where the order is', async () => {
    p.expect(404)
    await p.page.goBack()
    await p.sees('这份申请已提交或已删除。已提交的申请请在订单管理中查看')
    p.complaints.length = 0
    p.expect()
    await t.looksBoth(p, 'back-after-submit')
    const before = orders()
    await p.page.goForward()
    await p.sees('支付确认')
    must(orders() === before, 'going back and forth made an order')
  })
  await t.clause('a double click on 立即支付 makes one payment', async () => {
    await chooseWay(p, { point: '沈阳办理点' })
    const before = Number(house.sql('SELECT COUNT(*) FROM pay_group')[0][0])
    await (await p.find('button', '立即支付')).click({ count: 2, delay: 5 })
    await p.sees('扫码支付')
    await p.find('link', '打开模拟收银台')
    must(Number(house.sql('SELECT COUNT(*) FROM pay_group')[0][0]) === before + 1, 'two payments')
    p.group = (await p.where()).match(/pay\/([A-Z2-7]{26})/)[1]
  })
}

async function strangers(t, mine) {
  const p = await t.person('管理员')
  const pid = (table, id) => house.pidText(house.sql(`SELECT HEX(pid) FROM ${table} WHERE ${id}`)[0][0])

  await t.clause('ids of another enterprise in the address bar find nothing', async () => {
    await signIn(p, 'jia')
    const order = pid('orders', `no = '${mine.no}'`)
    p.expect(404)
    for (const path of [`/my/orders/${order}`, `/my/orders/${order}/edit`, `/my/orders/${order}/voucher`, `/my/checkout?orders=${order}`, `/my/pay/${mine.group}`, `/my/drafts/${mine.draft}/items`]) {
      await p.go(path)
      await p.find('link', '返回', { exact: false })
      await p.seesNot('周海燕')
      await p.seesNot(mine.no)
      await p.seesNot('310.00')
    }
    await p.go(`/my/orders/${order}`)
    await p.find('link', '返回订单管理')
    await t.looksBoth(p, 'stranger')
    p.complaints.length = 0
  })
  await t.clause('and ids that are none at all', async () => {
    await p.go('/my/orders/NOTANID')
    await p.find('link', '返回订单管理')
    await p.go('/my/drafts/AAAAAAAAAAAAAAAAAAAAAAAAAA/items')
    await p.find('link', '返回CA管理')
    p.complaints.length = 0
  })
  await t.clause('not even papers and files of others come out of an address', async () => {
    const paper = pid('paper', 'id = (SELECT MAX(id) FROM paper)')
    const upload = pid('upload', 'id = (SELECT MAX(id) FROM upload)')
    const answers = await p.page.evaluate(list => Promise.all(list.map(u => fetch(u).then(r => r.status))),
      [`/api/papers/${paper}`, `/api/uploads/${upload}`, `/api/uploads/${upload}/file`, `/api/uploads/${upload}/preview`])
    must(answers.every(s => s === 404), 'answers ' + answers.join())
    p.complaints.length = 0
    p.expect()
  })
  await t.clause('the pages of the staff are closed to an applicant', async () => {
    for (const path of ['/staff', '/staff/reviews', '/staff/desk']) {
      await p.go(path)
      await p.sees('您当前的身份没有查看此页面的权限')
    }
    await t.looksBoth(p, 'denied')
  })
  return p
}

async function wrongState(t, p) {
  let other
  await t.clause('an order that is being paid cannot be cancelled in another window', async () => {
    other = await t.beside(p)
    await openOrder(other, p.no)
    await other.sees('支付中')
    await other.click('button', '取消订单')
    other.expect(409)
    await other.click('button', '取消订单', { within: '[role=dialog]' })
    await other.sees('订单正在支付')
    other.complaints.length = 0
    other.expect()
    await t.looks(other, 'cancel-while-paying')
  })
  await t.clause('an order cancelled in one window cannot be paid in the other', async () => {
    await ready(p, '周海燕')
    await p.click('button', '提交订单')
    await p.sees('支付确认')
    await chooseWay(p, { point: '沈阳办理点' })
    await openOrder(other, await numberOn(p))
    await other.click('button', '取消订单')
    await other.click('button', '取消订单', { within: '[role=dialog]' })
    await other.sees('订单已取消')
    p.expect(409)
    await p.click('button', '立即支付')
    await p.find('button', '刷新订单')
    p.expect()
    await t.looksBoth(p, 'pay-cancelled')
    await p.click('button', '刷新订单')
    await p.sees('订单当前不需要支付')
    await t.looks(p, 'pay-cancelled-fresh')
    await leaves(t, other)
  })
}

async function twoWindows(t, p) {
  let other
  await t.clause('two windows on one draft: the second to save is asked', async () => {
    await startApplication(p)
    await p.tick('选择欧阳𠮷')
    await p.click('button', '下一步')
    await p.find('textbox', '备注')
    other = await t.beside(p)
    await other.go(await p.where())
    await other.fill('备注', '另一个窗口')
    await other.sees('已自动保存')
    p.expect(409)
    await p.fill('备注', '本页内容')
    await p.sees('草稿已在另一个窗口修改')
    p.expect()
    await t.looksBoth(p, 'two-windows')
  })
  await t.clause('she keeps her own page', async () => {
    await p.click('button', '保留本页内容')
    await p.sees('已自动保存')
    await p.keeps('备注', '本页内容')
  })
  await t.clause('and the other window takes the newest', async () => {
    other.expect(409)
    await other.fill('经办人', '另一位')
    await other.sees('草稿已在另一个窗口修改')
    other.expect()
    await other.click('button', '重新载入最新内容')
    await other.sees('已自动保存')
    await other.keeps('备注', '本页内容')
    await leaves(t, other)
  })
}

async function expired(t, p) {
  await t.clause('a session that ended while typing is told in a dialog', async () => {
    await p.fill('经办人电话', '13800138001')
    await p.sees('已自动保存')
    house.endSessions('jia')
    p.expect(401)
    await p.fill('备注', '会话结束后填写')
    await p.sees('登录状态已过期')
    await t.looksBoth(p, 'expired')
  })
  await t.clause('after the login she is back on the page with everything typed', async () => {
    await p.click('button', '重新登录')
    await p.fill('用户名', 'jia')
    await p.fill('密码', PASSWORD)
    await p.tick('我已阅读并同意', true, { exact: false })
    await p.click('button', '登录')
    await p.stands(/^\/my\/drafts\/.*\/items/)
    p.complaints.length = 0	// the last autosave is refused after the page was left
    p.expect()
    await p.keeps('备注', '会话结束后填写')
    await p.keeps('经办人电话', '13800138001')
    await p.sees('已自动保存')
  })
  await t.clause('and the server holds it: a new page shows the same', async () => {
    await p.page.reload()
    await p.keeps('备注', '会话结束后填写')
    await p.go('/my/certs')
    await p.sees('未提交的申请')
    await t.looksBoth(p, 'drafts')
    await p.click('button', '删除草稿 欧阳𠮷')
    await p.click('button', '删除', { within: '[role=dialog]' })
    await p.sees('草稿已删除')
  })
}

/* As after an upgrade: the page that is open asks for a part that is no more. */
async function partGone(t, person) {
  const p = await t.beside(person)

  await t.clause('where a part of the pages is gone the page is fetched whole', async () => {
    let whole = false
    const started = () => p.page.evaluate(() => performance.timeOrigin)
    await p.go('/my/certs')
    await p.sees('CA管理')
    const before = await started()
    await p.page.setRequestInterception(true)
    p.page.on('request', r => {
      whole ||= r.isNavigationRequest()
      return /assets\/OrdersPage-.*js/.test(r.url()) && !whole ? r.respond({ status: 404 }) : r.continue()
    })
    p.expect(404)
    await p.click('link', '订单管理')
    await p.stands(/\/my\/orders$/)
    await p.find('button', '搜索')
    must(await started() !== before, 'the same page is still there')
    p.complaints.length = 0
  })
  await leaves(t, p)
}

async function houseGone(t, p) {
  await t.clause('with the worker stopped pages say so and offer to try again', async () => {
    await p.go('/my/orders')
    await p.sees('订单管理')
    await p.find('button', '搜索')
    p.expect(502, 503, 504)	// also what the page still asks for
    await house.stopWorker()
    await p.click('link', 'CA管理')
    await p.find('button', '重新加载')
    await t.looksBoth(p, 'worker-gone')
    await p.go('/my/orders')
    await p.sees('暂时无法连接')
    await t.looksBoth(p, 'offline')
  })
  await t.clause('with the worker back the same button leads to the page', async () => {
    await house.startWorker()
    p.complaints.length = 0
    p.expect()
    await p.click('button', '重试')
    await p.stands(/\/my\/orders$/)
    await p.find('button', '搜索')
    await new Promise(r => setTimeout(r, 500))
    await p.findsNot('button', '重新加载')
  })
}

export async function tell(t) {
  const mine = await t.person('锦州管理员')
  try {
    await stalePrice(t, mine)
  } finally { house.price(25000) }
  await twice(t, mine)
  const p = await strangers(t, mine)
  await wrongState(t, mine)
  await twoWindows(t, p)
  await expired(t, p)
  await partGone(t, p)
  await houseGone(t, p)
}
