// SPDX-License-Identifier: MIT
/*
 * S17, S18 and the warning of S19: platforms are added to a certificate that is
 * held (A1-A3). In force at payment, without a review; nothing to pay, nothing
 * to wait for; a blocked model takes nothing.
 */
import { signIn, openOrder, payInSandbox, numberOn, must } from '../lib/acts.mjs'
import { begin, imported } from '../lib/held.mjs'
import { clockAt, clockBack, sql } from '../lib/house.mjs'

export const title = 'S17 add platform'

const certOf = serial => `(SELECT id FROM cert WHERE serial = '${serial}')`
const PLUS = ['锦州市公共资源平台', '朝阳市公共资源平台', '华晨集团电子采购平台']
/* The certificates as the scenario wants them: an end date, some platforms. */
const ends = (serial, day) => sql(`UPDATE cert SET not_after = UNIX_TIMESTAMP(CONVERT_TZ('${day} 23:59:59', '+08:00', @@session.time_zone)) WHERE serial = '${serial}'`)
const without = (serial, ...codes) => sql(`DELETE FROM cert_platform WHERE cert_id = ${certOf(serial)} AND platform IN ('${codes.join("','")}')`)
const has = (serial, ...codes) => sql(`SELECT COUNT(*) FROM cert_platform WHERE cert_id = ${certOf(serial)} AND state = 'ACTIVE' AND platform IN ('${codes.join("','")}')`)[0][0] === String(codes.length)
const model = (serial, code) => sql(`UPDATE token SET model = '${code}' WHERE cert_id = ${certOf(serial)}`)

async function adds(t, s) {
  const { p, e1 } = s, { cert: MAIN, name: HOLDER } = e1.holders[0]

  await t.clause('CA管理 offers 新增平台; the notice is read first', async () => {
    clockAt('2021-09-20 10:00')
    ends(MAIN, '2021-11-15')
    await signIn(p, e1.user)
    await begin(p, '新增平台', HOLDER)
    await p.sees('用户须知')
    await p.sees('新增交易平台需缴纳数字证书费及电子签章费')
    await p.findsNot('button', '提交')
    await t.looksBoth(p, 'notice')
    await p.click('button', '确定')
  })
  await t.clause('certificate and platforms: those held stay ticked and cannot be unticked', async () => {
    await p.sees('已关联平台')
    await p.sees(MAIN)
    await p.sees('2021-11-15')
    const held = await p.find('checkbox', '沈阳市公共资源平台', { exact: false })
    must(await held.evaluate(x => x.checked && x.disabled), 'a held platform can be unticked')
    await p.click('button', '提交')
    await p.sees('请选择要新增的应用平台')
    await t.looksBoth(p, 'platforms')
  })
  await t.clause('three more for the two months that are left: 25.00, line by line', async () => {
    for (const name of PLUS) await p.tick(name)
    await p.sees('总价格：25.00元')
    await p.sees('8.34')
    await p.sees('如改为现在延期年检并勾选这些平台，共350.00元')
    await p.find('link', '改为延期年检')
    await t.looksBoth(p, 'priced')
  })
  await t.clause('a second look: price, 已有平台, 新增平台', async () => {
    await p.click('button', '提交')
    await p.sees('新增平台确认')
    await p.sees(PLUS.join('、'))
    await t.looksBoth(p, 'confirm')
    await p.click('button', '确定', { within: '[role=dialog]' })
    await p.sees('支付确认')
    await p.sees('新增CA平台 x1')
    await p.seesNot('领取方式')
    await t.looksBoth(p, 'checkout')
  })
  await t.clause('paid: the platforms are in force at once, nobody reviews', async () => {
    must(!has(MAIN, 'JZ', 'CY', 'HC'), 'in force before payment')
    await p.click('button', '立即支付')
    await payInSandbox(t, p, { looks: false })
    await p.click('link', '查看订单')
    await p.sees('原关联平台')
    s.no = await numberOn(p)
    await p.sees('已生效')
    await p.sees('无需审核')
    await t.looksBoth(p, 'order')
    must(has(MAIN, 'JZ', 'CY', 'HC', 'SY', 'LNJS'), 'not in force')
    must(sql(`SELECT state, review_word FROM orders WHERE no = '${s.no}'`)[0].join() === 'DONE,NOT_REQUIRED', 'a review was opened')
  })
  await t.clause('a month later the same costs half: 12.50', async () => {
    clockAt('2021-10-20 10:00')
    without(MAIN, 'JZ', 'CY', 'HC')
    await signIn(p, e1.user)
    await begin(p, '新增平台', HOLDER)
    await p.click('button', '确定')
    for (const name of PLUS) await p.tick(name)
    await p.sees('总价格：12.50元')
  })
  await t.clause('an unpaid order shuts the certificate for the next one', async () => {
    await p.click('button', '提交')
    await p.click('button', '确定', { within: '[role=dialog]' })
    await p.sees('支付确认')
    await begin(p, '新增平台', HOLDER)
    await p.sees('有未完成的订单')
    await t.looksBoth(p, 'open-order')
    const no = (await p.text()).match(/订单([A-Z]{4,8}\d{17})/)[1]
    await openOrder(p, no)
    await p.click('button', '取消订单')
    await p.click('button', '取消订单', { within: '.el-message-box' })
    await p.sees('已取消')
  })
}

async function bundle(t, s) {
  const { e2, e3 } = s, { cert: SECOND, name: HOLDER } = e3.holders[0]

  await t.clause('S18: the own city belongs to the bundle: 0.00, done without payment', async () => {
    clockAt('2021-11-16 10:00')
    ends(SECOND, '2022-11-15')
    await signIn(e2, e3.user)
    await begin(e2, '新增平台', HOLDER)
    await e2.click('button', '确定')
    await e2.tick('锦州市公共资源平台')
    await e2.sees('总价格：0.00元')
    await e2.click('button', '提交')
    await e2.sees('本次新增不收费')
    await t.looksBoth(e2, 'free')
    await e2.click('button', '确定', { within: '[role=dialog]' })
    await e2.sees('平台已增加成功')
    await e2.sees('已生效')
    await e2.sees('无需支付')
    must(has(SECOND, 'JZ'), 'not in force')
  })
  await t.clause('S18: with a further city a year costs 50.00', async () => {
    without(SECOND, 'JZ')
    await begin(e2, '新增平台', HOLDER)
    await e2.click('button', '确定')
    await e2.tick('锦州市公共资源平台')
    await e2.tick('鞍山公共资源平台')
    await e2.sees('总价格：50.00元')
  })
}

async function blocked(t, s) {
  const { e2, e3 } = s, { cert: SECOND, name: HOLDER } = e3.holders[0]

  await t.clause('S19: a blocked model takes nothing and says why', async () => {
    model(SECOND, sql('SELECT code FROM key_model WHERE blocked = 1 LIMIT 1')[0][0])
    await begin(e2, '新增平台', HOLDER)
    await e2.sees('中孚')
    await e2.findsNot('button', '提交')
    await t.looksBoth(e2, 'blocked')
  })
}

export async function tell(t) {
  const e1 = imported('演示新增企业' + Date.now() % 1000, [{ name: '金新增', lock: 'MAIN', platforms: 'LNJS|LNZB|LNCG|LNGG|SY', days: 300 }])
  const e3 = imported('演示锦州新增' + Date.now() % 1000, [{ name: '银新增', lock: 'MAIN', platforms: 'LNJS|LNZB|LNCG|LNGG', days: 300 }], { region: '辽宁省/锦州市/古塔区' })
  const s = { e1, e3, p: await t.person('管理员'), e2: await t.person('锦州管理员') }
  try {
    await adds(t, s)
    await bundle(t, s)
    await blocked(t, s)
  } finally { clockBack() }
}
