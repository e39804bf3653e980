// SPDX-License-Identifier: MIT
/*
 * The cart: orders of several businesses and holders wait for payment in 订单管理 and are
 * paid together: one payment, one invoice, each on its own road afterwards.
 */
import { approve, chooseWay, claim, must, numberOn, payInSandbox, signIn } from '../lib/acts.mjs'
import { begin, beginRare, imported, stampPaper } from '../lib/held.mjs'
import { sql } from '../lib/house.mjs'

export const title = 'cart'

const states = nos => sql(`SELECT CONCAT(service, ' ', state) FROM orders WHERE no IN ('${nos.join("','")}') ORDER BY service`).map(r => r[0]).join(', ')

async function orders(t, s) {
  const { p, first, second, third } = s

  await t.clause('three businesses for three holders, none of them paid', async () => {
    await signIn(p, s.e.user)
    await begin(p, '延期年检', first.name)
    await p.tick('没有正在进行的投标项目', true, { role: 'radio' })
    await p.click('button', '提交')
    await p.click('button', '确定', { within: '[role=dialog]' })
    await p.sees('支付确认')
    s.nos = [await numberOn(p)]
    await begin(p, '新增平台', second.name)
    await p.click('button', '确定')
    await p.tick('锦州市公共资源平台')
    await p.sees('总价格：')
    await p.click('button', '提交')
    await p.click('button', '确定', { within: '[role=dialog]' })
    await p.sees('支付确认')
    s.nos.push(await numberOn(p))
    await beginRare(p, 'CA补办', third.name)
    await p.click('button', '确定')
    await p.tick('证书损坏', true, { role: 'radio' })
    await p.tick('没有正在进行的投标项目', true, { role: 'radio' })
    await stampPaper(p, '情况说明书')
    await p.click('button', '提交')
    await p.click('button', '确定', { within: '[role=dialog]' })
    await p.sees('支付确认')
    s.nos.push(await numberOn(p))
    s.fen = +sql(`SELECT SUM(fen) FROM orders WHERE no IN ('${s.nos.join("','")}')`)[0][0]
  })
}

async function pays(t, s) {
  const { p } = s

  await t.clause('they are ticked in 订单管理, the sum grows with them', async () => {
    await p.go('/my/orders')
    await p.sees('待支付的订单可勾选后合并支付')
    for (const no of s.nos) await p.tick('合并支付 ' + no)
    await p.sees(`已选3笔，共${(s.fen / 100).toFixed(2)}元`)
    await t.looksBoth(p, 'cart')
    await p.click('button', '合并支付')
  })
  await t.clause('one checkout: three orders, one way for the key, one invoice', async () => {
    for (const no of s.nos) await p.sees(no)
    await p.sees(`应付金额：${(s.fen / 100).toFixed(2)}元`)
    await chooseWay(p, { point: '沈阳办理点' })
    await p.tick('开具', true, { role: 'radio' })
    await p.tick('电子普票', true, { role: 'radio' })
    await p.fill('接收邮箱', 'finance@example.com')
    await t.looksBoth(p, 'checkout')
    await p.click('button', '立即支付')
    await payInSandbox(t, p, { looks: false })
  })
  await t.clause('one payment and one invoice; each order goes its own road', async () => {
    const got = sql(`SELECT COUNT(DISTINCT g.group_id), COUNT(DISTINCT i.id), MAX(i.fen) FROM pay_group_order g JOIN orders o ON o.id = g.order_id JOIN pay_group y ON y.id = g.group_id AND y.state = 'PAID' JOIN invoice i ON i.group_id = g.group_id WHERE o.no IN ('${s.nos.join("','")}')`)[0]
    must(got.join() === `1,1,${s.fen}`, 'paid: ' + got)
    must(states(s.nos) === 'platform DONE, reissue REVIEW, renew UPDATE', states(s.nos))
    await p.go('/my/orders')
    for (const words of ['已生效', '待审核', '待更新']) await p.sees(words)
    await signIn(s.reviewer, 'reviewer', { staff: true })
    await claim(s.reviewer, s.nos[2])
    await approve(s.reviewer)
    must(states(s.nos).includes('reissue MAKE'), states(s.nos))
  })
}

export async function tell(t) {
  const e = imported('演示合并企业' + Date.now() % 1000, [
    { name: '主锁甲', lock: 'MAIN', platforms: 'LNJS|LNZB|LNCG|LNGG|SY', days: 300 },
    { name: '延期乙', platforms: 'LNJS|SY', days: 40 },
    { name: '新增丙', platforms: 'LNJS|SY', days: 300 },
    { name: '补办丁', platforms: 'LNJS|SY', days: 300 }
  ])
  const [, first, second, third] = e.holders
  const s = { e, first, second, third, p: await t.person('管理员'), reviewer: await t.person('初审员') }
  await orders(t, s)
  await pays(t, s)
}
