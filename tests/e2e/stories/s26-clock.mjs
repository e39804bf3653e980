// SPDX-License-Identifier: MIT
/* S26: the working calendar. The whole house is moved to the National Day of
 * 2021; on the road of ANSHAN a submission goes straight to the reviewers. */
import { signIn, openApplication, toPapers, makePaper, uploadScan, download, submit, numberOn, openOrder, claim, giveBack, must, leaves } from '../lib/acts.mjs'
import { stampedScan } from '../lib/scan.mjs'
import { messages } from '../lib/people.mjs'
import { clockAt, clockBack, killClerk, sql } from '../lib/house.mjs'

export const title = 'S26'

const HOLDER = '吴桂芳'
const PLATFORMS = ['辽宁建设工程信息网', '辽宁省招标投标监管网', '辽宁省政府采购平台', '鞍山公共资源平台']
const pause = ms => new Promise(r => setTimeout(r, ms))

/* Everything up to 提交订单; sessions end while days pass. */
async function fills(p) {
  await signIn(p, 'anshan')
  await openApplication(p, HOLDER, PLATFORMS, { vendor: 'BJCA' })
  await toPapers(p)
  await uploadScan(p, HOLDER, stampedScan(await makePaper(p), '申请表.png', 170))
}

/* How often the viewer of messages shows the escalation of an order. */
async function escalations(t, p, no) {
  const other = await t.beside(p)
  const n = (await messages(other)).split(`审核超时提醒：演示鞍山企业的申请${no}应于`).length - 1
  if (n) await t.looks(other, 'escalation')
  await leaves(t, other)
  return n
}

const WATCHES = "SELECT HEX(pid), HEX(payload) FROM task WHERE kind = 'timer.overdue' AND state = 'QUEUED' AND payload IS NOT NULL"
const waiting = () => sql("SELECT COUNT(*) FROM task WHERE kind = 'timer.overdue' AND state = 'QUEUED' AND due_at < UNIX_TIMESTAMP('2021-10-08 08:00:00')")[0][0]

async function promises(t, s) {
  const { p } = s

  await t.clause('submitted on 2021-09-30 at 16:00: due on 2021-10-08 at 16:00, over the holidays and without the lunch', async () => {
    clockAt('2021-09-30 15:50')
    await fills(p)
    clockAt('2021-09-30 16:00')
    await submit(p, { next: '订单已提交，请等待审核' })
    await p.sees('订单编号')
    s.first = await numberOn(p)
    await p.sees('审核预计 10月8日 16:00 前完成')
    await p.seesNot('已超时')
    await t.looksBoth(p, 'promise')
  })
  await t.clause('the list of orders promises the same', async () => {
    await p.go('/my/orders?q=' + s.first)
    await p.sees('审核预计 10月8日 16:00 前完成')
    await t.looksBoth(p, 'promise-list')
  })
  await t.clause('submitted on 2021-10-08 at 16:00: due on Saturday 2021-10-09 at 16:00, a day that is made up', async () => {
    clockAt('2021-10-08 15:50')
    await fills(p)
    clockAt('2021-10-08 16:00')
    await submit(p, { next: '订单已提交，请等待审核' })
    await p.sees('订单编号')
    s.second = await numberOn(p)
    await p.sees('审核预计 10月9日 16:00 前完成')
    await t.looks(p, 'make-up-day')
    s.watches = sql(WATCHES)	// a task that is done forgets what it carried
  })
}

async function overdue(t, s) {
  const { p, reviewer } = s

  await t.clause('a little later the first is overdue: the applicant sees it, the second is not', async () => {
    clockAt('2021-10-08 16:05')
    await openOrder(p, s.first)
    await p.sees('审核预计 10月8日 16:00 前完成')
    await p.sees('已超时，我们正在加紧处理')
    await t.looksBoth(p, 'overdue')
    await openOrder(p, s.second)
    await p.sees('审核预计 10月9日 16:00 前完成')
    await p.seesNot('已超时')
  })
  await t.clause('the reviewers see it in their queue and on their desk', async () => {
    await signIn(reviewer, 'reviewer', { staff: true })
    await reviewer.sees('审核已超时')
    await t.looks(reviewer, 'desk')
    await reviewer.go('/staff/reviews?queue=pool')
    await reviewer.sees(s.first)
    await reviewer.sees('2021-10-08 16:00')
    await reviewer.sees('2021-10-09 16:00')
    await reviewer.sees('已超时')
    await t.looksBoth(reviewer, 'queue')
  })
  await t.clause('exactly one message is sent', async () => {
    let n = 0
    for (let i = 0; i < 20 && !n; i++) n = await escalations(t, p, s.first) || (await pause(1000), 0)
    must(n === 1, `${n} messages`)
    must(await escalations(t, p, s.second) === 0, 'the second is not overdue')
  })
  await t.clause('never twice, also when the clerk dies over it and begins again', async () => {
    await killClerk()
    for (const [pid, payload] of s.watches) sql(`UPDATE task SET state = 'QUEUED', payload = UNHEX('${payload}'), due_at = UNIX_TIMESTAMP('2021-10-08 00:00:00') WHERE HEX(pid) = '${pid}' AND state = 'DONE'`)
    must(waiting() !== '0', 'nothing to do again')
    clockAt('2021-10-08 16:20')
    for (let i = 0; i < 60 && waiting() !== '0'; i++) await pause(500)
    must(waiting() === '0', 'the clerk did not begin again')
    must(s.watches.some(([pid]) => sql(`SELECT state FROM task WHERE HEX(pid) = '${pid}'`)[0][0] === 'DONE'), 'the clerk did not come to its end')
    await pause(5000)	// a second message would be on its way
    must(await escalations(t, p, s.first) === 1, 'told twice')
  })
}

async function returned(t, s) {
  const { p, reviewer } = s

  await t.clause('while it is returned the clock stands still: nothing is due, nothing is overdue', async () => {
    await signIn(reviewer, 'reviewer', { staff: true })	// quarter of an hour went by
    await claim(reviewer, s.second)
    await giveBack(reviewer, [['经办人', '经办人与身份证不符']])
    await leaves(t, reviewer)	// for the weekend, which ends the session
    clockAt('2021-10-11 09:50')
    await signIn(p, 'anshan')
    await openOrder(p, s.second)
    await p.sees('经办人与身份证不符')
    await p.seesNot('审核预计')
    await p.seesNot('已超时')
    await pause(6000)
    must(await escalations(t, p, s.second) === 0, 'told of a returned one')
    await t.looks(p, 'returned')
  })
  await t.clause('resubmitted on Monday at 10:00 it is due on Tuesday at 10:00', async () => {
    await openOrder(p, s.second)
    await p.click('button', '重新编辑')
    await p.fill('经办人', '王经办')
    await p.click('button', '保存修改并更新申请表')
    await p.sees('申请表更新为第 2 版')
    await p.upload('申请表扫描件', stampedScan(await download(p, '下载申请表'), '申请表二.png', 170))
    await p.sees('申请表二.png')
    await p.find('button', '查看申请表扫描件')
    await pause(2000)	// the clerk looks into it
    clockAt('2021-10-11 10:00')
    await p.click('button', '重新提交')
    await p.click('button', '重新提交', { within: '[role=dialog]' })
    await p.sees('审核预计 10月12日 10:00 前完成')
    await t.looksBoth(p, 'second-round')
  })
}

export async function tell(t) {
  const s = { p: await t.person('鞍山管理员') }

  try {
    await promises(t, s)
    s.reviewer = await t.person('审核员')
    await overdue(t, s)
    await returned(t, s)
  } finally { clockBack() }
}
