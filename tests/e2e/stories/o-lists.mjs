// SPDX-License-Identifier: MIT
/* Lists (S29, item 14 of the counter) and the public look at an order: a filter by
 * three states, point and days; count = rows = CSV; filters one keeps; reading on
 * behind the last numbered page; 进度查询 by number and the end of a phone. */
import { readFileSync } from 'node:fs'
import { signIn, download, must, leaves, allRows } from '../lib/acts.mjs'
import { calculate } from '../lib/newcomer.mjs'
import { choose } from '../lib/enterprise.mjs'
import { sql, data } from '../lib/house.mjs'

export const title = 'lists'

const ORDERS = 12000
const day = at => new Date((at + 8 * 3600) * 1000).toISOString().slice(0, 10)
const gone = () => sql("DELETE e FROM order_event e JOIN orders o ON o.id = e.order_id WHERE o.no LIKE 'BENCH%'; DELETE FROM orders WHERE no LIKE 'BENCH%'; DELETE FROM saved_filter; DELETE FROM attempt WHERE name LIKE 'status.%' OR name = 'captcha.ip'")

function prepared(now) {
  gone()
  sql(`SET @orders = ${ORDERS}, @now = ${now};\n` + readFileSync(data('../bench/orders.sql'), 'utf8'))
  return sql('SELECT words FROM pickup_point ORDER BY id LIMIT 1')[0][0]
}

async function pick(p, label, ...words) {
  const open = await p.find('button', label + '：', { exact: false })
  await open.click()
  for (const w of words) await p.tick(w, true, { within: '.pick-list' })
  await p.page.keyboard.press('Escape')
}

async function setDay(p, label, value) {
  const e = await p.find('textbox', label)
  await e.evaluate((x, v) => { x.value = v; x.dispatchEvent(new Event('input', { bubbles: true })) }, value)
}

const numbers = list => list.map(r => r.match(/BENCH\d+/)?.[0])

async function searching(t, s) {
  const { p } = s

  await t.clause('a clerk opens the filters: several states of each column', async () => {
    await signIn(p, 'service', { staff: true })
    await p.go('/staff/orders')
    await p.sees(`全部 ${sql('SELECT COUNT(*) FROM orders')[0][0]} 条`)
    await p.sees('还没有，设置条件搜索后可以保存')
    await (await p.find('button', '收货状态：全部')).click()
    await p.find('checkbox', '待领取')
    await t.looksBoth(p, 'filters')
    await p.page.keyboard.press('Escape')
    await p.findsNot('checkbox', '待领取')
  })
  await t.clause('status triple, pickup point and days together find what the database counts', async () => {
    await pick(p, '支付状态', '已支付')
    await pick(p, '审核状态', '审核通过')
    await pick(p, '收货状态', '待领取', '已领取')
    await choose(p, '办理点', s.point)
    await setDay(p, '开始日期', s.from)
    await setDay(p, '结束日期', s.to)
    await p.click('button', '搜索')
    s.total = +sql(`SELECT COUNT(*) FROM orders o JOIN pickup_point x ON x.id = o.point_id WHERE x.words = '${s.point}' AND pay_word = 'PAID' AND review_word = 'APPROVED'
      AND ship_word IN ('TO_COLLECT', 'COLLECTED') AND created_at >= ${s.at} AND created_at < ${s.until}`)[0][0]
    must(s.total > 20 && s.total < 400, `${s.total} rows are no good example`)
    await p.sees(`符合条件 ${s.total} 条`)
    await p.sees(`共 ${s.total} 条`)
    await t.looksBoth(p, 'found')
  })
  await t.clause('as many rows as the count says, each once, each fits', async () => {
    s.rows = await allRows(p, s.total)
    must(s.rows.length === s.total && new Set(numbers(s.rows)).size === s.total, `${s.rows.length} rows, ${new Set(numbers(s.rows)).size} orders`)
    must(s.rows.every(r => r.includes('已支付') && r.includes('审核通过') && /待领取|已领取/.test(r)), 'a row does not fit')
  })
  await t.clause('the CSV holds the same orders in the same order; no name is a formula', async () => {
    const csv = await download(p, '导出CSV')
    const lines = csv.toString().split('\r\n')
    must(csv.subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf])) && lines[0].includes('订单号,下单时间,'), 'no headings')
    must(lines.pop() === '' && lines.length === s.total + 1, `${lines.length - 1} rows instead of ${s.total}`)
    must(JSON.stringify(lines.slice(1).map(l => l.split(',')[0])) === JSON.stringify(numbers(s.rows)), 'other orders')
    must(lines.some(l => l.includes(`"'=HYPERLINK(""http://x"")"`)), 'the formula was not defused')
    must(sql("SELECT detail FROM audit WHERE action = 'order.export' ORDER BY at DESC LIMIT 1")[0][0].startsWith(`rows=${s.total} `), 'nothing in the audit book')
  })
}

async function keeping(t, s) {
  const { p } = s

  await t.clause('the filter is kept under a name; without a name it is not', async () => {
    await p.click('button', '保存为常用查询')
    await p.click('button', '保存')
    await p.sees('请填写名称')
    await t.looksBoth(p, 'no-name')
    await p.fill('常用查询的名称', '沈阳已办结')
    await p.click('button', '保存')
    await p.sees('已保存“沈阳已办结”')
    await p.find('button', '常用查询 沈阳已办结')
    await t.looksBoth(p, 'kept')
  })
  await t.clause('another day it brings the same list back', async () => {
    await p.go('/staff/orders')
    await p.sees('全部')
    await p.click('button', '常用查询 沈阳已办结')
    await p.sees(`符合条件 ${s.total} 条`)
    must(JSON.stringify(numbers(await p.rows())) === JSON.stringify(numbers(s.rows.slice(0, 20))), 'another list')
    await p.find('button', '收货状态：2项')
  })
  await t.clause('another clerk does not see it; its owner drops it', async () => {
    const other = await t.person('财务')
    await signIn(other, 'finance', { staff: true })
    await other.go('/staff/orders')
    await other.sees('还没有，设置条件搜索后可以保存')
    await leaves(t, other)
    await p.click('button', '删除常用查询 沈阳已办结')
    await p.goes('button', '常用查询 沈阳已办结')
  })
  await t.clause('days the wrong way round are told in words', async () => {
    p.expect(422)
    await p.go('/staff/orders?from=2026-11-20&to=2026-11-19')
    await p.sees('结束日期不能早于开始日期')
    await t.looksBoth(p, 'wrong-days')
    p.expect()
    p.complaints.length = 0
  })
}

async function deep(t, s) {
  const { p } = s

  await t.clause('behind the last numbered page one reads on by 更早的订单', async () => {
    await p.go('/staff/orders?size=10&page=1000')
    await p.find('button', '更早的订单')
    const last = numbers(await p.rows()).at(-1)
    const after = sql(`SELECT no FROM orders WHERE (created_at, id) < (SELECT created_at, id FROM orders WHERE no = '${last}') ORDER BY created_at DESC, id DESC LIMIT 20`).map(r => r[0])
    await p.click('button', '更早的订单')
    await p.sees(after[0])
    must(JSON.stringify(numbers(await p.rows())) === JSON.stringify(after.slice(0, 10)), 'not the next ones')
    await t.looksBoth(p, 'older')
    await p.click('button', '更早的订单')
    await p.sees(after[10])
    await p.click('button', '回到第一页')
    await p.find('button', '第2页')
  })
}

async function checked(p, no, digits) {
  await p.fill('订单号', no)
  await p.fill('手机号后四位', digits)
  const image = async () => (await p.page.waitForSelector('img[src^="/api/captcha/"]')).evaluate(i => i.getAttribute('src'))
  const before = await image()
  await p.fill('校验码', await calculate(p))
  await p.click('button', '查询')
  for (let i = 0; i < 100 && await image() === before; i++) await new Promise(r => setTimeout(r, 50))
}

async function status(t, s) {
  const v = await t.person('路人')

  await t.clause('the public site leads to 进度查询; nothing typed names every field', async () => {
    await v.go('/')
    await v.click('link', '进度查询')
    await v.sees('凭订单号和手机号后四位')
    await v.click('button', '查询')
    await v.sees('请填写订单号')
    await v.sees('请填写手机号的后四位数字')
    await t.looksBoth(v, 'status-empty')
  })
  await t.clause('wrong digits and an unknown number are told alike', async () => {
    v.expect(422)
    await checked(v, s.no, '9999')
    await v.sees('没有查到订单，请核对订单号和手机号后四位')
    await t.looksBoth(v, 'status-unknown')
    await v.go('/status')
    await checked(v, 'NOSUCHORDER01', '0001')
    await v.sees('没有查到订单，请核对订单号和手机号后四位')
  })
  await t.clause('the right digits bring the state and what comes next, and nothing else', async () => {
    await v.go('/status')
    v.expect()
    v.complaints.length = 0
    await checked(v, s.no.toLowerCase(), '0001')
    await v.sees('已完成')
    await v.sees('业务已办结')
    for (const w of ['建设工程集团', '刘建国', '350']) await v.seesNot(w)
    await t.looksBoth(v, 'status-found')
  })
  await t.clause('after five failures a day the number is closed, also for who knows it', async () => {
    v.expect(422, 429)
    for (let i = 0; i < 4; i++) await checked(v, s.no, '9999')
    await checked(v, s.no, '0001')
    await v.sees('今天查询失败的次数已达上限')
    await t.looksBoth(v, 'status-closed')
    v.expect()
    v.complaints.length = 0
  })
}

export async function tell(t) {
  const now = Math.floor(Date.now() / 1000), at = Math.floor((now + 8 * 3600) / 86400) * 86400 - 8 * 3600 - 900 * 86400
  const s = { p: await t.person('客服'), at, until: at + 400 * 86400, from: day(at), to: day(at + 399 * 86400) }

  s.point = prepared(now)
  s.no = sql("SELECT no FROM orders WHERE no LIKE 'BENCH%50' AND state = 'DONE' ORDER BY id LIMIT 1")[0][0]
  sql(`UPDATE orders o JOIN (SELECT o.id FROM orders o JOIN pickup_point x ON x.id = o.point_id WHERE x.words = '${s.point}' AND ship_word = 'COLLECTED' AND created_at BETWEEN ${s.at} AND ${s.until} LIMIT 1) one USING (id)
    SET o.company = '=HYPERLINK("http://x")'`)
  try {
    await searching(t, s)
    await keeping(t, s)
    await deep(t, s)
    await status(t, s)
  } finally { gone() }
}
