// SPDX-License-Identifier: MIT
/*
 * S29: among 100,000 orders status triple, pickup point and days find what the
 * database counts, as rows and as CSV (how the filters are set by hand: o-lists).
 * Then the courier's list: 200 lines with 3 bad ones are 197 parcels sent and 3
 * lines named; corrected they go too.
 */
import { readFileSync } from 'node:fs'
import { signIn, paidOrder, openOrder, claim, approve, bind, download, fillLines, waybill, serial, must, BASE, allRows } from '../lib/acts.mjs'
import { fileOf } from '../lib/scan.mjs'
import { data, pidText, sql } from '../lib/house.mjs'

export const title = 'S29'

const HOLDER = '赵明辉'
const ORDERS = 200
const MANY = 100000
const day = at => new Date((at + 8 * 3600) * 1000).toISOString().slice(0, 10)
const PAST = "SELECT id FROM orders WHERE no LIKE 'BULK%'"
const count = state => +sql(`SELECT COUNT(*) FROM orders WHERE (no LIKE 'BULK%' OR no = '${state.no}') AND state = '${state.is}' AND ship_word = '${state.word}'`)[0][0]

function gone() {
  const pids = sql("SELECT HEX(pid) FROM orders WHERE no LIKE 'BULK%'").map(r => `'${pidText(r[0])}'`)
  if (pids.length) sql(`DELETE FROM task WHERE kind = 'timer.receive' AND SUBSTRING(tkey, 1, 26) IN (${pids})`)
  sql(`DELETE FROM task WHERE tkey LIKE '%BULK%';
    DELETE e FROM parcel_event e JOIN parcel p ON p.id = e.parcel_id WHERE p.order_id IN (${PAST}); DELETE FROM parcel WHERE order_id IN (${PAST});
    DELETE e FROM token_event e JOIN token k ON k.id = e.token_id WHERE k.serial LIKE 'JK2BULK%'; DELETE FROM token WHERE serial LIKE 'JK2BULK%';
    DELETE p FROM cert_platform p JOIN cert c ON c.id = p.cert_id WHERE c.order_id IN (${PAST}); DELETE FROM cert WHERE order_id IN (${PAST});
    DELETE FROM order_platform WHERE order_id IN (${PAST}); DELETE FROM order_event WHERE order_id IN (${PAST}); DELETE FROM orders WHERE no LIKE 'BULK%'`)
}

/* The one order that came by the pages, 199 times more; their recipients stay empty: those are sealed. */
function copied(no) {
  const columns = table => sql(`SELECT column_name FROM information_schema.columns WHERE table_schema = DATABASE() AND table_name = '${table}' AND generation_expression IS NULL`).map(r => r[0]).filter(c => c !== 'id')
  const copy = (table, where, changed) => {
    const all = columns(table)
    return `INSERT INTO ${table} (${all.join()}) SELECT ${all.map(c => changed[c] ?? 'x.' + c).join()} FROM ${where};`
  }
  const n = ORDERS - 1, seq = `(WITH RECURSIVE s (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < ${n}) SELECT n FROM s) s`
  const code = "LPAD(s.n, 6, '0')", of = `JOIN orders b ON b.no = CONCAT('BULK', ${code})`
  sql(copy('orders', `orders x JOIN ${seq} WHERE x.no = '${no}'`, { pid: "UNHEX(MD5(CONCAT('bulk', s.n)))", no: `CONCAT('BULK', ${code})`, recipient: 'NULL' })
    + copy('cert', `cert x JOIN orders o ON o.id = x.order_id AND o.no = '${no}' JOIN ${seq} ${of}`, { pid: "UNHEX(MD5(CONCAT('bulkcert', s.n)))", order_id: 'b.id', serial: `CONCAT('B01C', ${code})` })
    + copy('token', `token x JOIN cert c ON c.id = x.cert_id JOIN orders o ON o.id = c.order_id AND o.no = '${no}' JOIN ${seq} ${of} JOIN cert d ON d.order_id = b.id`,
      { pid: "UNHEX(MD5(CONCAT('bulkkey', s.n)))", serial: `CONCAT('JK2BULK', ${code})`, cert_id: 'd.id' })
    + copy('parcel', `parcel x JOIN orders o ON o.id = x.order_id AND o.no = '${no}' JOIN ${seq} ${of}`, { pid: "UNHEX(MD5(CONCAT('bulkparcel', s.n)))", order_id: 'b.id' }))
}

/* ---- the search ---- */

const forgotten = () => sql("DELETE e FROM order_event e JOIN orders o ON o.id = e.order_id WHERE o.no LIKE 'BENCH%'; DELETE FROM orders WHERE no LIKE 'BENCH%'")

async function searches(t, s) {
  const p = await t.person('客服')

  await t.clause('among 100,000 orders triple, point and days find what the database counts; count = rows', async () => {
    const now = Math.floor(Date.now() / 1000)
    forgotten()
    sql(`SET @orders = ${MANY}, @now = ${now};\n` + readFileSync(data('../bench/orders.sql'), 'utf8'))
    const [[id, pid]] = sql("SELECT id, HEX(pid) FROM pickup_point WHERE code = 'SY'")
    const from = Math.floor(now / 86400) * 86400 - 8 * 3600 - 400 * 86400, to = from + 60 * 86400
    s.found = sql(`SELECT no FROM orders WHERE point_id = ${id} AND pay_word = 'PAID' AND review_word = 'APPROVED' AND ship_word IN ('TO_COLLECT', 'COLLECTED')
      AND created_at >= ${from} AND created_at < ${to} ORDER BY created_at DESC, id DESC`).map(r => r[0])
    must(s.found.length > 50 && s.found.length < 400, `${s.found.length} rows are no good example`)
    await signIn(p, 'service', { staff: true })
    const asked = Date.now()
    await p.go(`/staff/orders?pay=PAID&review=APPROVED&ship=TO_COLLECT,COLLECTED&point=${pidText(pid)}&from=${day(from)}&to=${day(to - 1)}&size=50`)
    await p.sees(`符合条件 ${s.found.length} 条`)
    console.log(`# rows and count on the page after ${Date.now() - asked} ms`)
    const seen = (await allRows(p, s.found.length)).map(r => r.match(/BENCH\d+/)?.[0])
    must(seen.join() === s.found.join(), `${seen.length} rows instead of ${s.found.length}`)
  })
  await t.clause('the CSV holds the same orders in the same order', async () => {
    const lines = (await download(p, '导出CSV')).toString().trim().split('\r\n').slice(1).map(l => l.split(',')[0])
    must(lines.join() === s.found.join(), `${lines.length} lines instead of ${s.found.length}`)
  })
  forgotten()
}

/* ---- the list ---- */

async function prepared(t, s) {
  await t.clause('200 keys wait for the courier', async () => {
    gone()
    s.p = await t.person('管理员')
    await signIn(s.p, 'jia')
    s.no = await paidOrder(t, s.p, HOLDER, BASE, { name: '刘收件', phone: '13900139007', address: '辽宁省沈阳市和平区青年大街100号' })
    const reviewer = await t.person('审核员')
    await signIn(reviewer, 'reviewer', { staff: true })
    await claim(reviewer, s.no)
    await approve(reviewer)
    s.maker = await t.person('制证员')
    await signIn(s.maker, 'maker', { staff: true })
    await bind(s.maker, s.no, serial('JK2'), serial('00'))
    copied(s.no)
    must(count({ no: s.no, is: 'SHIP', word: 'TO_SHIP' }) === ORDERS, 'not 200 of them')
    s.nos = [s.no, ...sql("SELECT no FROM orders WHERE no LIKE 'BULK%' ORDER BY no").map(r => r[0])]
  })
}

async function sends(t, s) {
  const { maker } = s

  await t.clause('nothing in the field is told in words, a file that is no text too', async () => {
    await maker.go('/staff/making?queue=ship')
    await maker.click('link', '批量发货')
    await maker.sees('个订单待发货')
    await maker.click('button', '登记发货')
    await maker.sees('请粘贴发货清单或选择文件')
    await t.looksBoth(maker, 'empty')
    await maker.upload('选择发货清单文件', fileOf('发货清单.csv', Buffer.from([0xb6, 0xa9, 0xb5, 0xa5, 0x0a])))
    await maker.sees('文件不是UTF-8编码的文本')
  })
  await t.clause('200 lines with 3 bad ones: 197 sent, 3 named by line and reason', async () => {
    const base = +waybill().slice(2) % 1e12
    s.bills = s.nos.map((_, i) => 'SF' + String(base + i).padStart(13, '0'))
    const lines = s.nos.map((no, i) => `${no},${s.bills[i]}`)
    lines[49] = `${s.nos[49]},SF12345`
    lines[99] = `${s.nos[99]},${s.bills[98]}`
    lines[149] = `BULK999999,${s.bills[149]}`
    s.good = lines
    await maker.upload('选择发货清单文件', fileOf('发货清单.csv', Buffer.from('\ufeff订单号,运单号\r\n' + lines.join('\r\n') + '\r\n')))
    for (let i = 0; i < 50 && !(await maker.value('发货清单')).includes(s.no); i++) await new Promise(r => setTimeout(r, 100))
    const from = Date.now()
    await maker.click('button', '登记发货')
    await maker.sees('197 行已发货', 60000)
    console.log(`# 200 lines in ${Date.now() - from} ms`)
    await maker.sees('3 行未发货')
    for (const w of ['51', '顺丰速运的运单号应为SF加12或13位数字', '101', '该运单号已用于另一笔订单', '151', '没有这个订单号']) await maker.sees(w)
    must(count({ no: s.no, is: 'SENT', word: 'SHIPPED' }) === 197, `${count({ no: s.no, is: 'SENT', word: 'SHIPPED' })} sent`)
    must(count({ no: s.no, is: 'SHIP', word: 'TO_SHIP' }) === 3, 'not 3 left')
    await t.looksBoth(maker, 'results')
  })
  await t.clause('exactly the bad lines stay in the field', async () => {
    must(await maker.value('发货清单') === [s.good[49], s.good[99], s.good[149]].join('\n'), await maker.value('发货清单'))
  })
  await t.clause('corrected they go; the audit book has both lists', async () => {
    await fillLines(maker, '发货清单', [49, 99, 149].map(i => `${s.nos[i]}，${s.bills[i]}`))
    await maker.click('button', '登记发货')
    await maker.sees('3 行已发货')
    must(count({ no: s.no, is: 'SENT', word: 'SHIPPED' }) === ORDERS, 'not all sent')
    must(sql("SELECT detail FROM audit WHERE action = 'making.ship_list' ORDER BY at DESC, seq DESC LIMIT 2").map(r => r[0]).sort().join() === 'done=197 bad=3,done=3 bad=0', 'not in the audit book')
    must(+sql(`SELECT COUNT(*) FROM parcel_event e JOIN parcel p ON p.id = e.parcel_id JOIN orders o ON o.id = p.order_id WHERE e.act = 'SHIP' AND (o.no LIKE 'BULK%' OR o.no = '${s.no}')`)[0][0] === ORDERS, 'a parcel has no event of its own')
  })
  await t.clause('the same line once more sends nothing twice; the same order with another waybill is refused', async () => {
    await fillLines(maker, '发货清单', [`${s.nos[0]},${s.bills[0]}`, `${s.nos[1]},SF9${s.bills[1].slice(3)}`])
    await maker.click('button', '登记发货')
    await maker.sees('1 行已发货')
    await maker.sees('订单当前状态为“已发货”，不能发货')
    await t.looks(maker, 'again')
  })
  await t.clause('the applicant reads the waybill of the list', async () => {
    await openOrder(s.p, s.no)
    await s.p.sees('已发货')
    await s.p.sees(s.bills[0])
  })
}

export async function tell(t) {
  const s = {}

  try {
    await searches(t, s)
    await prepared(t, s)
    await sends(t, s)
  } finally { gone(); forgotten() }
}
