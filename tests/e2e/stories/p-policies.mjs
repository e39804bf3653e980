// SPDX-License-Identifier: MIT
/*
 * 业务流程: every road in words; a new version that cannot end is refused, a good
 * one holds for what is submitted from its day on, running orders keep theirs.
 */
import { signIn, openApplication, toPapers, makePaper, uploadScan, submit, numberOn, must, leaves, pickDay, BASE } from '../lib/acts.mjs'
import { stampedScan } from '../lib/scan.mjs'
import { admin, clockAt, clockBack, datesBack, sql } from '../lib/house.mjs'

export const title = 'P policies'

const ROAD = '新办实体CA锁 · 实体UKey · 辽宁省网联综合服务平台'
const reviewers = no => sql(`SELECT reviewers FROM orders WHERE no = '${no}'`)[0][0]

async function order(t, holder) {
  const p = await t.person('管理员')
  await signIn(p, 'jia')
  await openApplication(p, holder, BASE)
  await toPapers(p)
  await uploadScan(p, holder, stampedScan(await makePaper(p)))
  await submit(p)
  const no = await numberOn(p)
  await leaves(t, p)
  return no
}

export async function tell(t) {
  const q = await t.person('系统管理员')
  const s = {}

  try {
    await t.clause('every business stands there with its road in words', async () => {
      await signIn(q, 'system', { staff: true })
      await q.click('link', '业务流程')
      await q.sees(ROAD)
      await q.sees('待支付 → 待审核 → 制证中')
      await t.looksBoth(q, 'roads')
    })
    await t.clause('a version whose review could never end is named and cannot be taken', async () => {
      await q.click('button', '编辑新版本 ' + ROAD)
      await q.fill('审核人数', '3', { within: '[role=dialog]' })
      await pickDay(q, '生效日期', '2027-03-01')
      await q.click('button', '检查流程', { within: '[role=dialog]' })
      await q.sees('审核无法结束：审核人数为3')
      must(await (await q.find('button', '确定生效', { within: '[role=dialog]' })).evaluate(b => b.disabled), 'it could be taken')
      await t.looksBoth(q, 'refused')
    })
    await t.clause('with two reviewers it holds from 2027-03-01 on, after a second confirmation', async () => {
      await q.fill('审核人数', '2', { within: '[role=dialog]' })
      await q.click('button', '检查流程', { within: '[role=dialog]' })
      await q.sees('检查通过')
      await t.looks(q, 'checked')
      await q.click('button', '确定生效', { within: '[role=dialog]', n: 0 })
      await q.click('button', '确定生效', { within: '.el-message-box' })
      await q.sees('待生效')
      await q.sees('自2027-03-01起')
      await t.looksBoth(q, 'ahead')
      must(admin('policy', 'lint').includes('every road ends'), 'the proof fails')
    })
    await t.clause('an order of the day before has one reviewer and keeps it; one of that day has two', async () => {
      clockAt('2027-02-28 23:30')
      s.before = await order(t, '赵明辉')
      clockAt('2027-03-01 00:01')
      s.after = await order(t, '欧阳𠮷')
      must(reviewers(s.before) === '1' && reviewers(s.after) === '2', `${reviewers(s.before)} and ${reviewers(s.after)}`)
    })
  } finally { clockBack() }
  try {
    await t.clause('before its day it is withdrawn, and the present road stays', async () => {
      const again = await t.person('系统管理员')
      await signIn(again, 'system', { staff: true })
      await again.go('/staff/policies')
      await again.click('button', '撤回 ' + ROAD)
      await again.click('button', '撤回', { within: '[role=dialog]' })
      await again.sees('已撤回')
      await again.goes('button', '撤回 ' + ROAD)
      for (const a of ['policy.add', 'policy.withdraw']) must(Number(sql(`SELECT COUNT(*) FROM audit WHERE action = '${a}'`)[0][0]) > 0, a + ' is not in the audit book')
    })
  } finally {
    datesBack()
    sql("DELETE d FROM policy_document d JOIN policy p ON p.id = d.policy_id WHERE p.valid_from > UNIX_TIMESTAMP(); DELETE FROM policy WHERE valid_from > UNIX_TIMESTAMP(); UPDATE catalog_version SET version = version + 1")
  }
}
