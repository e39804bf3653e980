// SPDX-License-Identifier: MIT
/* S30: a tariff that changes at midnight, the tariff of test enterprises, and
 * next year's tariff as a file: refused, loaded, dry run, given a date, withdrawn.
 * Tariffs are data: rows with a date. */
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { signIn, startApplication, openApplication, toPapers, makePaper, uploadScan, download, submit, numberOn, openOrder, chooseWay, payInSandbox, must, pickDay, BASE, leaves } from '../lib/acts.mjs'
import { pdfText, stampedScan } from '../lib/scan.mjs'
import { admin, clockAt, clockBack, datesBack, sql } from '../lib/house.mjs'

export const title = 'S30'

const MIDNIGHT = Date.parse('2027-01-01T00:00:00+08:00') / 1000
const order = no => sql(`SELECT o.state, o.fen, t.code FROM orders o JOIN tariff t ON t.id = o.tariff_id WHERE o.no = '${no}'`)[0].join()
const orders = () => Number(sql('SELECT COUNT(*) FROM orders')[0][0])
const told = 'UPDATE catalog_version SET version = version + 1'

/* T2 is T1 with 10 yuan more for a new project leader's key, from midnight on. */
function loadT2() {
  sql(`INSERT INTO tariff (code, words, mode, own_city_free, first_city_free, warranty_months, valid_from, valid_to)
      SELECT 'T2', words, mode, own_city_free, first_city_free, warranty_months, ${MIDNIGHT}, NULL FROM tariff WHERE code = 'T1'
      ON DUPLICATE KEY UPDATE valid_from = ${MIDNIGHT}, valid_to = NULL;
    DELETE b FROM tariff_base b JOIN tariff t ON t.id = b.tariff_id WHERE t.code = 'T2';
    DELETE p FROM tariff_platform p JOIN tariff t ON t.id = p.tariff_id WHERE t.code = 'T2';
    INSERT INTO tariff_base (tariff_id, service, lock_type, medium, words, fen)
      SELECT (SELECT id FROM tariff WHERE code = 'T2'), b.service, b.lock_type, b.medium, b.words, b.fen + IF(b.service = 'new' AND b.lock_type = 'PROJECT' AND b.medium = 'UKEY', 1000, 0)
      FROM tariff_base b JOIN tariff t ON t.id = b.tariff_id WHERE t.code = 'T1';
    INSERT INTO tariff_platform (tariff_id, lock_type, medium, subject, words, fen, bundled)
      SELECT (SELECT id FROM tariff WHERE code = 'T2'), p.lock_type, p.medium, p.subject, p.words, p.fen, p.bundled
      FROM tariff_platform p JOIN tariff t ON t.id = p.tariff_id WHERE t.code = 'T1';
    ${told}`)
}
const takeT2 = () => sql(`UPDATE tariff SET valid_to = valid_from WHERE code = 'T2'; ${told}`)
const test = on => sql(`UPDATE company SET is_test = ${on} WHERE name = '演示锦州企业'; ${told}`)

async function ready(p, holder) {
  await openApplication(p, holder, BASE)
  await toPapers(p)
  await uploadScan(p, holder, stampedScan(await makePaper(p)))
  await p.click('button', '下一步')
  await p.sees('应付金额')
}

async function midnight(t, s) {
  const { p } = s

  await t.clause('on 2026-12-31 at 23:58 an order is submitted for 250.00', async () => {
    loadT2()
    clockAt('2026-12-31 23:50')
    await signIn(p, 'jia')
    await ready(p, '赵明辉')
    await p.sees('250.00')
    clockAt('2026-12-31 23:58')
    await p.click('button', '提交订单')
    await p.sees('支付确认')
    s.before = await numberOn(p)
    must(order(s.before) === 'UNPAID,25000,T1', order(s.before))
  })
  await t.clause('at 23:59 another is ready, its price is still 250.00', async () => {
    await ready(p, '欧阳𠮷')
    await p.sees('250.00')
    clockAt('2026-12-31 23:59')
    s.draft = (await p.where()).match(/drafts\/([A-Z0-9]+)/)[1]
  })
  await t.clause('submitted at 00:01 it is told 价格已更新, with the new price beside the old one', async () => {
    const before = orders()
    clockAt('2027-01-01 00:01')
    p.expect(409)
    await p.click('button', '提交订单')
    await p.sees('价格已更新')
    await p.sees('250.00元')
    await p.sees('260.00元')
    p.complaints.length = 0
    p.expect()
    must(orders() === before, 'an order was made at the old price')
    await t.looksBoth(p, 'price-changed')
  })
  await t.clause('nothing is lost: persons, platforms, contact and the rest of the draft are there', async () => {
    await p.click('button', '返回核对')
    await p.goes('button', '返回核对')
    await p.sees('260.00')
    await p.sees('欧阳𠮷')
    for (const name of BASE) await p.sees(name)
    await p.go(`/my/drafts/${s.draft}/items`)
    await p.keeps('经办人电话', '13800138001')
    for (const name of BASE) must(await (await p.find('checkbox', name)).evaluate(x => x.checked), name + ' was lost')
    await t.looks(p, 'nothing-lost')
  })
  await t.clause('the form carries the amount: printed again it says 260.00, and the order is made for 260.00', async () => {
    await toPapers(p)
    await p.click('button', '重新生成', { exact: false })
    await p.sees('申请表已生成，内容与当前信息一致')
    const form = await download(p, '下载申请表')
    must(pdfText(form).includes('260.00'), 'the form does not say 260.00')
    await uploadScan(p, '欧阳𠮷', stampedScan(form))
    await submit(p)
    s.after = await numberOn(p)
    must(order(s.after) === 'UNPAID,26000,T2', order(s.after))
    await t.looks(p, 'new-price')
  })
  await t.clause('what was submitted before midnight keeps T1: 250.00 are asked for and paid', async () => {
    await openOrder(p, s.before)
    await p.sees('250.00')
    await p.click('button', '立即支付')
    await p.sees('250.00元')
    await chooseWay(p, { point: '沈阳办理点' })
    await p.click('button', '立即支付')
    await payInSandbox(t, p, { looks: false })
    must(order(s.before) === 'REVIEW,25000,T1', order(s.before))
    await t.looks(p, 'old-price')
  })
}

async function testing(t, s) {
  const { p } = s

  await t.clause('an ordinary enterprise never sees the test tariff', async () => {
    test(0)
    s.q = await t.person('锦州管理员')
    await signIn(s.q, 'jinzhou')
    await openApplication(s.q, '周海燕', BASE)
    await s.q.sees('300.00')
    await s.q.seesNot('0.01')
    await p.go('/my/orders')
    await p.seesNot('¥0.01')
  })
  await t.clause('a test enterprise pays ¥0.01 for the same', async () => {
    test(1)
    await openApplication(s.q, '周海燕', BASE)
    await s.q.sees('0.01')
    await toPapers(s.q)
    await uploadScan(s.q, '周海燕', stampedScan(await makePaper(s.q)))
    await submit(s.q)
    s.no = await numberOn(s.q)
    must(order(s.no) === 'UNPAID,1,TEST', order(s.no))
    await s.q.sees('0.01元')
    await chooseWay(s.q, { point: '沈阳办理点' })
    await s.q.click('button', '立即支付')
    await payInSandbox(t, s.q, { looks: false })
    must(order(s.no) === 'REVIEW,1,TEST', order(s.no))
    await t.looksBoth(s.q, 'one-fen')
  })
  await t.clause('an enterprise that is no test enterprise any more is told the ordinary price', async () => {
    await ready(s.q, '周海燕')
    await s.q.sees('0.01')
    const before = orders()
    test(0)
    s.q.expect(409)
    await s.q.click('button', '提交订单')
    await s.q.sees('价格已更新')
    await s.q.sees('300.00元')
    s.q.complaints.length = 0
    s.q.expect()
    must(orders() === before, 'an order was made for one fen')
    await t.looks(s.q, 'no-test')
  })
}

/* ---- next year's tariff ---- */

const CODE = 'R' + Date.now().toString(36).toUpperCase()
const folder = mkdtempSync(join(tmpdir(), 'tariff-'))

/* T1 with 10 yuan more for a new project leader's key, as an operator would write it. */
function fileOf(name, change = x => x) {
  const file = JSON.parse(admin('tariff', 'show', 'T1'))
  Object.assign(file, { code: CODE, words: '辽宁版CA收费标准（试算）' })
  for (const b of file.bases) if (b.service === 'new' && b.lock_type === 'PROJECT' && b.medium === 'UKEY') b.fen = 26000
  const path = join(folder, name)
  writeFileSync(path, JSON.stringify(change(file), null, 2))
  return path
}

async function load(p) {
  await p.go('/staff/tariffs')
  await p.find('heading', '载入新的收费标准')
  await p.upload('收费标准文件', fileOf(CODE + '.json'))
  await p.sees('与现行标准的差异')
}

async function giveDate(p, day) {
  await pickDay(p, '生效日期', day)
  await p.click('button', '确定生效')
  await p.click('button', '确定生效', { within: '[role=dialog]' })
  await p.sees('已定生效日期')
}

async function loading(t, q) {
  await t.clause('a file with a mistake is refused, and the place of the mistake is named', async () => {
    await signIn(q, 'system', { staff: true })
    await q.click('link', '收费标准')
    await q.sees('现行')
    await t.looksBoth(q, 'tariffs')
    q.expect(422)
    await q.upload('收费标准文件', fileOf('wrong.json', f => { f.bases[0].fen = '250.00'; f.platforms[2].subject = 'NOWHERE'; return f }))
    await q.sees('bases[1].fen')
    await q.sees('platforms[3].subject')
    await q.sees('没有这个应用平台或平台类别')
    await t.looksBoth(q, 'tariff-refused')
    q.complaints.length = 0
    q.expect()
    must(sql(`SELECT COUNT(*) FROM tariff_version WHERE code = '${CODE}'`)[0][0] === '0', 'a wrong file was kept')
  })
  await t.clause('a good one is a draft: what it changes is listed, nothing costs otherwise yet', async () => {
    await load(q)
    await q.sees('草稿')
    await q.sees('250.00')
    await q.sees('260.00')
    await t.looksBoth(q, 'tariff-draft')
    must(sql(`SELECT COUNT(*) FROM tariff WHERE code = '${CODE}'`)[0][0] === '0', 'a draft has rows')
  })
}

async function replaying(t, q, s) {
  await t.clause('the dry run lists the orders that would have cost otherwise, to the fen', async () => {
    await pickDay(q, '起始日期', '2026-12-31')
    await pickDay(q, '截止日期', '2027-01-01')
    await q.click('button', '试算')
    await q.sees('笔金额不同')
    await q.sees(s.before)
    await q.sees('+10.00')
    await q.seesNot(s.after)
    await t.looksBoth(q, 'replay')
    const lines = admin('tariff', 'dry-run', CODE, '2026-12-31', '2027-01-01').split('\n')
    const line = lines.find(l => l.startsWith(s.before))
    must(/differs +25000 +26000 +\+1000$/.test(line ?? ''), 'the console says: ' + line)
    must(!lines.some(l => l.startsWith(s.after)), 'an order at the same price is told')
  })
}

async function dating(t, q) {
  await t.clause('it is given a date with a second confirmation, and may be withdrawn before', async () => {
    await giveDate(q, '2027-02-01')
    await q.sees('2027-02-01')
    await t.looksBoth(q, 'tariff-dated')
    must(sql(`SELECT FROM_UNIXTIME(valid_from, '%Y') FROM tariff WHERE code = '${CODE}'`)[0][0] === '2027', 'no rows')
    await q.click('button', '撤回')
    await q.click('button', '撤回', { within: '[role=dialog]' })
    await q.sees('已撤回')
    must(sql(`SELECT COUNT(*) FROM tariff WHERE code = '${CODE}'`)[0][0] === '0', 'withdrawn, and yet in the rows')
    const acts = sql(`SELECT e.act FROM tariff_event e JOIN tariff_version v ON v.id = e.tariff_version_id WHERE v.code = '${CODE}' ORDER BY e.id`).join(' ')
    must(acts === 'LOAD ACTIVATE WITHDRAW', acts)
    for (const a of ['tariff.load', 'tariff.activate', 'tariff.withdraw']) must(Number(sql(`SELECT COUNT(*) FROM audit WHERE action = '${a}'`)[0][0]) > 0, a + ' is not in the audit book')
  })
  await t.clause('the day before, people pay the old price; from its day on the new one', async () => {
    await load(q)
    await giveDate(q, '2027-02-01')
    for (const [at, price] of [['2027-01-31 23:50', '250.00'], ['2027-02-01 00:01', '260.00']]) {
      clockAt(at)
      const p = await t.person('管理员')
      await signIn(p, 'jia')
      await openApplication(p, '赵明辉', BASE)
      await p.sees(price)
      await leaves(t, p)
    }
  })
}

/* Its day has not come in the real time, so it can still be taken back. */
function takeBack() {
  const [row] = sql(`SELECT HEX(pid) FROM tariff_version WHERE code = '${CODE}' AND state = 'SCHEDULED'`)
  if (row) admin('tariff', 'withdraw', CODE)
}

async function nextYear(t, s) {
  const q = await t.person('系统管理员')

  try {
    await loading(t, q)
    await replaying(t, q, s)
    await dating(t, q)
  } finally {
    clockBack()
    datesBack()
    takeBack()
  }
}

export async function tell(t) {
  const s = { p: await t.person('管理员') }

  try { await midnight(t, s) } finally { takeT2(); clockBack() }
  s.p = await t.person('管理员')
  try {
    await t.clause('back in the present T1 holds again', async () => {
      await signIn(s.p, 'jia')
      await startApplication(s.p)
    })
    await testing(t, s)
  } finally { test(0) }
  await nextYear(t, s)
}
