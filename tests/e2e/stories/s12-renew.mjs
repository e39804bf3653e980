// SPDX-License-Identifier: MIT
/*
 * S12, S13: renewal (U1-U7), several certificates by one payment. Platforms left out are
 * warned of and work until the key is updated; a maker confirms the update at the desk.
 */
import { signIn, payInSandbox, openOrder, must } from '../lib/acts.mjs'
import { dayIn, endOf, imported, platformsOf, stateOf } from '../lib/held.mjs'
import { sql } from '../lib/house.mjs'

export const title = 'S12 renewal'

const nameOf = code => sql(`SELECT words FROM platform WHERE code = '${code}'`)[0][0]
const plusYear = d => d.replace(/^\d+/, y => +y + 1)
/* The page says 支付确认 before its orders have come. */
async function numbersOn(p) {
  for (let i = 0; ; i++) {
    const nos = [...new Set((await p.text()).match(/[A-Z]{4,8}\d{17}/g) || [])]
    if (nos.length || i === 50) return nos
    await new Promise(r => setTimeout(r, 100))
  }
}

/* The card of one holder's certificate. */
const card = h => `section[aria-label="${h.name}的证书"]`
const untick = async (p, h, ...codes) => { for (const c of codes) await p.tick(nameOf(c), false, { within: card(h), exact: false }) }
const tick = async (p, h, ...codes) => { for (const c of codes) await p.tick(nameOf(c), true, { within: card(h), exact: false }) }

async function choose(p, ...holders) {
  await p.go('/my/certs?size=50')
  for (const h of holders) await p.tick('选择延期 ' + h.name, true, { exact: false })
  await p.click('button', `CA延期年检（${holders.length}张）`)
}

async function chooses(t, s) {
  const { p, liu, xu } = s

  await t.clause('S12: several certificates are ticked in CA管理 and renewed together', async () => {
    await signIn(p, s.e.user)
    await p.go('/my/certs?size=50')
    await p.sees('可勾选多张证书一并延期')
    await t.looksBoth(p, 'certs')
    await choose(p, liu, xu)
    await p.sees('CA延期年检')
    for (const h of [liu, xu]) { await p.sees(h.cert); await p.sees(dayIn(h.days)) }
  })
  await t.clause('what is held is ticked already; leaving platforms out is warned of by name', async () => {
    const held = await p.find('checkbox', nameOf('JZ'), { within: card(liu), exact: false })
    must(await held.evaluate(x => x.checked && !x.disabled), 'a held platform is not ticked')
    await untick(p, liu, 'JZ', 'CY', 'HC')
    await tick(p, xu, 'JZ', 'CY')
    await p.sees('将于证书更新成功之日起停止使用')
    await p.sees('如原有关联平台，在延期时未经勾选')
    await t.looksBoth(p, 'platforms')
  })
  await t.clause('300 + 400, together 700.00', async () => {
    await p.sees('300.00')
    await p.sees('400.00')
    await p.sees('总价格：700.00元')
  })
  await t.clause('the question for bids under way wants an answer', async () => {
    await p.click('button', '提交')
    await p.sees('请确认当前是否有正在进行的投标项目')
    await p.tick('有正在进行的投标项目', true, { role: 'radio' })
    await p.sees('应对原招投标文件进行重新生成')
    await p.fill('最近一次开标日期', dayIn(20))
    await t.looksBoth(p, 'bids')
  })
  await t.clause('a second look shows 原关联平台 and 现关联平台', async () => {
    await p.click('button', '提交')
    await p.sees('CA延期年检确认')
    await p.sees('原关联平台')
    await p.sees('现关联平台')
    await p.sees('停止使用')
    await t.looksBoth(p, 'confirm')
  })
}

async function pays(t, s) {
  const { p, liu, xu } = s

  await t.clause('one payment, two order numbers, nothing to hand over', async () => {
    await p.click('button', '确定', { within: '[role=dialog]' })
    await p.sees('支付确认')
    await p.sees('应付金额')
    s.nos = await numbersOn(p)
    must(s.nos.length === 2, 'orders: ' + s.nos)
    await p.seesNot('领取方式')
    await t.looksBoth(p, 'checkout')
    await p.click('button', '立即支付')
    await payInSandbox(t, p, { looks: false })
    must(sql(`SELECT COUNT(DISTINCT g.group_id) FROM pay_group_order g JOIN orders o ON o.id = g.order_id WHERE o.no IN ('${s.nos.join("','")}')`)[0][0] === '1', 'more than one payment')
  })
  await t.clause('paid: 请更新CA，完成延期。 and every platform still works', async () => {
    await p.go('/my/certs?size=50')
    await p.sees('请更新CA，完成延期。')
    await p.sees('待更新')
    await t.looksBoth(p, 'paid')
    must(platformsOf(liu.cert, 'DROP_AT_UPDATE') === 'CY HC JZ', 'not scheduled to stop: ' + platformsOf(liu.cert, 'DROP_AT_UPDATE'))
    must(platformsOf(liu.cert) === 'AS DL LNCG LNJS LNZB SY', 'not in force: ' + platformsOf(liu.cert))
    must(endOf(liu.cert) === dayIn(liu.days), 'the end moved before the update')
    must(stateOf(xu.cert) === 'RENEWAL_PENDING', 'not waiting')
  })
  await t.clause('the order tells what was, what will be and the bid under way', async () => {
    await openOrder(p, s.nos[0])
    await p.sees('原关联平台')
    await p.sees('现关联平台')
    await p.sees('有在投项目，开标日期' + dayIn(20))
    await p.sees('请更新CA，完成延期。')
    await t.looksBoth(p, 'order')
  })
}

const noOf = h => sql(`SELECT o.no FROM orders o JOIN cert c ON c.id = o.cert_id WHERE c.serial = '${h.cert}' ORDER BY o.id DESC LIMIT 1`)[0][0]

async function updates(t, s) {
  const { maker, p, liu, xu } = s
  const update = async (h, seen) => {
    await maker.go('/staff/making?queue=update&size=50')
    await maker.click('button', '更新登记 ' + noOf(h))
    await maker.fill('原证书序列号', seen)
  }

  await t.clause('the maker sees it in 待更新; another key is refused and the right one told', async () => {
    await signIn(maker, 'maker', { staff: true })
    await update(liu, xu.cert)
    maker.expect(422)
    await maker.click('button', '确认更新完成')
    await maker.sees('插入的介质不是本订单的证书：应为' + liu.cert)
    maker.expect()
    await t.looksBoth(maker, 'wrong-key')
  })
  await t.clause('updated: exactly 6 platforms for 刘, 8 for 徐, a year on top of the old end', async () => {
    await maker.fill('原证书序列号', liu.cert)
    await maker.click('button', '确认更新完成')
    await maker.sees('的证书已更新，有效期至' + plusYear(dayIn(liu.days)))
    await update(xu, xu.cert)
    await maker.click('button', '确认更新完成')
    await maker.sees('的证书已更新')
    must(platformsOf(liu.cert) === 'AS DL LNCG LNJS LNZB SY' && platformsOf(liu.cert, 'STOPPED') === 'CY HC JZ', '刘: ' + platformsOf(liu.cert))
    must(platformsOf(xu.cert).split(' ').length === 8, '徐: ' + platformsOf(xu.cert))
    must(endOf(liu.cert) === plusYear(dayIn(liu.days)) && stateOf(liu.cert) === 'ACTIVE', '刘 ends ' + endOf(liu.cert))
  })
  await t.clause('the applicant sees 已更新 and the new end', async () => {
    await openOrder(p, noOf(liu))
    await p.sees('已更新')
    await p.go('/my/certs?size=50')
    await p.sees(plusYear(dayIn(liu.days)))
    await t.looksBoth(p, 'updated')
  })
}

async function mixed(t, s) {
  const { p, main, engineer } = s

  await t.clause('S13: a main lock and a cost engineer: 550 + 100 = 650.00', async () => {
    await choose(p, main, engineer)
    await p.sees('550.00')
    await p.sees('100.00')
    await p.sees('总价格：650.00元')
    await p.tick('没有正在进行的投标项目', true, { role: 'radio' })
    await p.click('button', '提交')
    await p.click('button', '确定', { within: '[role=dialog]' })
    await p.sees('支付确认')
  })
  await t.clause('S13: one header of the invoice, one payment, two order numbers', async () => {
    await p.sees('应付金额')
    const nos = await numbersOn(p)
    must(nos.length === 2, 'orders: ' + nos)
    await p.tick('开具', true, { role: 'radio' })
    await p.tick('电子普票', true, { role: 'radio' })
    await p.fill('接收邮箱', 'finance@example.com')
    await t.looksBoth(p, 'invoice')
    await p.click('button', '立即支付')
    await payInSandbox(t, p, { looks: false })
    const got = sql(`SELECT COUNT(DISTINCT i.id), SUM(DISTINCT i.fen) FROM invoice i JOIN pay_group_order g ON g.group_id = i.group_id JOIN orders o ON o.id = g.order_id WHERE o.no IN ('${nos.join("','")}')`)[0]
    must(got.join() === '1,65000', 'invoices: ' + got)
  })
}

export async function tell(t) {
  const PROV = 'LNJS|LNZB|LNCG'
  const e = imported('演示延期企业' + Date.now() % 1000, [
    { name: '宋主锁', lock: 'MAIN', platforms: PROV + '|LNGG|SY|DLCG|JZ|HC|SF', days: 60 },
    { name: '刘延期', platforms: PROV + '|SY|DL|AS|JZ|CY|HC', days: 40 },
    { name: '徐延期', platforms: PROV + '|SY|DL|AS', days: 40 },
    { name: '何造价', lock: 'COST_ENGINEER', platforms: 'LNJS', days: 50 }
  ])
  const [main, liu, xu, engineer] = e.holders
  const s = { e, main, liu, xu, engineer, p: await t.person('管理员'), maker: await t.person('制证员') }
  await chooses(t, s)
  await pays(t, s)
  await updates(t, s)
  await mixed(t, s)
}
