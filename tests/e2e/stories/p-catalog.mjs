// SPDX-License-Identifier: MIT
/*
 * 业务目录: what is offered changes by dated editions.  What could not be applied for
 * is refused by the dry run; a good one holds from its moment on, for everybody.
 */
import { signIn, startApplication, must, leaves, pickDay } from '../lib/acts.mjs'
import { clockAt, clockBack, sql } from '../lib/house.mjs'

export const title = 'P catalogue'

const DIALOG = { within: '[role=dialog]' }
const OFFER = '项目负责人锁 · 实体UKey · 辽宁省网联综合服务平台'

async function take(q, words) {
  await q.click('button', '检查变更', DIALOG)
  await q.sees('检查通过')
  await q.click('button', '确定生效', { ...DIALOG, n: 0 })
  await q.click('button', '确定生效', { within: '.el-message-box' })
  await q.sees(words)
}

/* The vendors a person may choose for a key today. */
async function vendors(t) {
  const p = await t.person('管理员')
  await signIn(p, 'jia')
  await startApplication(p)
  await p.tick('选择赵明辉')
  await p.click('button', '下一步')
  await p.find('radio', 'CFCA')
  const out = await p.page.evaluate(() => [...document.querySelectorAll('input[type=radio]')].map(i => i.value).filter(v => /CA$/.test(v)))
  await leaves(t, p)
  return out.join(' ')
}

async function tells(t) {
  const q = await t.person('系统管理员')

  await t.clause('every entry stands there with what it is', async () => {
    await signIn(q, 'system', { staff: true })
    await q.click('link', '业务目录')
    await q.sees(OFFER)
    await t.looksBoth(q, 'offers')
    for (const [tab, seen] of [['证书厂商', 'AXCA'], ['应用平台', '华晨集团电子采购平台'], ['介质型号', '中孚KEY'], ['办理点', '北陵大街34号']]) {
      await q.click('link', tab, { exact: false })
      await q.sees(seen)
      await t.looksBoth(q, tab)
    }
  })
  await t.clause('an offer nobody could take is named and cannot be taken', async () => {
    await q.click('link', '在售业务', { exact: false })
    await q.click('button', '变更 ' + OFFER)
    for (const v of ['BJCA', 'CFCA', 'AXCA']) await q.tick(v, false, DIALOG)
    await q.click('button', '检查变更', DIALOG)
    await q.sees('至少要有一个证书厂商')
    must(await (await q.find('button', '确定生效', DIALOG)).evaluate(b => b.disabled), 'it could be taken')
    await t.looksBoth(q, 'refused')
  })
  await t.clause('what has no price is not offered: the expert’s lock, which no tariff knows', async () => {
    await q.click('button', '取消', DIALOG)
    await q.click('button', '变更 专家锁 · 实体UKey · 辽宁省网联综合服务平台')
    await q.tick('开放办理', true, DIALOG)
    await q.tick('CFCA', true, DIALOG)
    await q.tick('辽宁建设工程信息网', true, DIALOG)
    await q.click('button', '检查变更', DIALOG)
    await q.sees('收费标准T1')
    await q.click('button', '取消', DIALOG)
  })
  await t.clause('a new vendor and an offer with one vendor less are taken for 2027-04-01, after a second confirmation', async () => {
    await q.click('link', '证书厂商', { exact: false })
    await q.click('button', '新增证书厂商')
    await q.fill('代码', 'LNCA', DIALOG)
    await q.fill('名称', 'LNCA', DIALOG)
    await pickDay(q, '生效日期', '2027-04-01')
    await take(q, '从2027-04-01零时起生效')
    await q.sees('待生效')
    await q.click('link', '在售业务', { exact: false })
    await q.click('button', '变更 ' + OFFER)
    await q.tick('AXCA', false, DIALOG)
    await pickDay(q, '生效日期', '2027-04-01')
    await q.click('button', '检查变更', DIALOG)
    await q.sees('BJCA、CFCA、AXCA')
    await q.sees('已提交的订单和已办理的证书不变')
    await t.looksBoth(q, 'checked')
    await take(q, '从2027-04-01零时起生效')
    await q.sees('自2027-04-01起')
    await t.looksBoth(q, 'ahead')
  })
}

async function holds(t) {
  await t.clause('the day before, three vendors are offered; on the day, two', async () => {
    clockAt('2027-03-31 23:30')
    must(await vendors(t) === 'BJCA CFCA AXCA', 'the day before')
    clockAt('2027-04-01 00:01')
    must(await vendors(t) === 'BJCA CFCA', 'on the day')
  })
}

async function back(t) {
  const q = await t.person('系统管理员')

  await t.clause('before its day it is withdrawn', async () => {
    await signIn(q, 'system', { staff: true })
    await q.go('/staff/catalog?queue=OFFER')
    await q.click('button', '撤回 ' + OFFER)
    await q.click('button', '撤回', { within: '.el-message-box' })
    await q.sees('已撤回')
    await q.goes('button', '撤回 ' + OFFER)
  })
  await t.clause('a pickup point is corrected at once, also in what the applicant’s pages are given', async () => {
    await q.go('/staff/catalog?queue=POINT')
    await q.click('button', '变更 大连办理点')
    await q.fill('办理时间', '工作日 9:00-16:00', DIALOG)
    await take(q, '立即生效')
    await q.sees('工作日 9:00-16:00')
    const p = await t.person('管理员')
    await signIn(p, 'jia')
    const seen = await p.page.evaluate(() => fetch('/api/catalog').then(r => r.json()).then(c => c.points.map(x => x.hours).join()))
    must(seen.includes('9:00-16:00'), seen)
    for (const a of ['catalog.add', 'catalog.withdraw']) must(Number(sql(`SELECT COUNT(*) FROM audit WHERE action = '${a}'`)[0][0]) > 0, a + ' is not in the audit book')
  })
}

export async function tell(t) {
  try {
    try { await tells(t); await holds(t) } finally { clockBack() }
    await back(t)
  } finally {
    sql('DELETE FROM catalog_edition; UPDATE catalog_version SET version = version + 1')
  }
}
