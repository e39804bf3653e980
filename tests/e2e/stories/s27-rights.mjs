// SPDX-License-Identifier: MIT
/*
 * S27 by page: for every role the menu is what the route table lets the role do,
 * every page that is not in the menu is 无权访问 by address, colleagues and other
 * enterprises find nothing, the auditor has nothing to press.
 */
import { readFileSync } from 'node:fs'
import { signIn, paidOrder, must, BASE } from '../lib/acts.mjs'
import { origin, pidText, sql } from '../lib/house.mjs'

export const title = 'S27 rights'

const top = new URL('../../..', import.meta.url)
const read = path => readFileSync(new URL(path, top), 'utf8')

/* The API route a page stands on, where it is not GET /api/staff/PAGE. */
const STANDS_ON = {
  '': 'GET /api/staff/overview', 'ship-list': 'GET /api/staff/making', shipping: 'GET /api/staff/making/shipping', desk: 'GET /api/staff/desk/waiting', sessions: 'GET /api/sessions',
}
const ROLES = ['service', 'reviewer', 'second', 'maker', 'desk-sy', 'finance', 'system', 'security', 'auditor', 'lead']

/* docs/routes.md: "METHOD PATH" -> rights. */
const routes = new Map(read('docs/routes.md').split('\n').map(l => l.split('|').map(c => c.trim()))
  .filter(c => /^(GET|POST|PUT|DELETE)$/.test(c[1])).map(c => [`${c[1]} ${c[2].replace(/`/g, '')}`, c[3].split(' ')]))
/* The pages the router knows, with their words in the menu. */
const pages = [...read('nginx/web/src/router/staff.js').matchAll(/\{ path: '([^']*)', name:.*/g)].map(([line, path]) =>
  ({ path, menu: /menu: '([^']*)'/.exec(line)?.[1], route: STANDS_ON[path] ?? 'GET /api/staff/' + path.replace(/:(\w+)/g, '{$1}') }))

const rightsOf = p => p.page.evaluate(() => fetch('/api/session').then(r => r.json()).then(s => s.rights))
const allowed = (rights, page) => routes.get(page.route).some(r => r === 'everybody' || rights.includes(r))
const menuOf = p => p.page.$$eval('nav[aria-label="工作台导航"] a', all => all.map(a => a.textContent.trim()))
const address = path => '/staff' + (path && '/' + path.replace(/:\w+/, 'A'.repeat(26)))

async function role(t, user) {
  const p = await t.person(user)
  await t.clause(`${user}: the menu is what the route table allows, everything else is 无权访问`, async () => {
    await signIn(p, user, { staff: true })
    await p.find('link', '工作台')
    const rights = await rightsOf(p)
    const want = pages.filter(x => x.menu && allowed(rights, x)).map(x => x.menu)
    const menu = await menuOf(p)
    must(menu.join() === want.join(), `the menu is ${menu}, the route table allows ${want}`)
    for (const page of pages) {
      p.expect(404)
      await p.go(address(page.path))
      if (!allowed(rights, page)) { await p.sees('无权访问'); continue }
      await p.find('heading', '', { exact: false, within: 'main' })
      await p.seesNot('无权访问')
      must((await p.where()).startsWith('/staff'), `${page.path} leads to ${await p.where()}`)
    }
    p.expect()
    p.complaints.length = 0
  })
  return p
}

/* Fields of a search change nothing, nor does opening a page; other buttons might. */
const pressed = p => p.page.$$eval('main button', all => all.filter(e => e.getClientRects().length).map(e => (e.getAttribute('aria-label') || e.textContent || e.name).trim()).filter(Boolean))
const LOOKING = /^(查看|刷新|导出CSV|更早的订单|回到第一页|不限|常用查询|保存为常用查询|搜索|重置|核验|校验完整性|校验|检查|导出|每页条数|上一页|下一页|重新加载|支付状态|审核状态|收货状态|\d+|第\d+页|前往|订单状态|返回)/

async function auditor(t, p) {
  await t.clause('the auditor presses nothing but search and check; the API refuses', async () => {
    for (const path of ['', 'orders', 'roles', 'audit']) {
      await p.go(address(path))
      await p.find('heading', '', { exact: false, within: 'main' })
      await new Promise(r => setTimeout(r, 600))
      const odd = (await pressed(p)).filter(w => !LOOKING.test(w))
      must(odd.length === 0, `${path}: ${odd}`)
    }
    await t.looksBoth(p, 'auditor')
    p.expect(403)
    const writes = [...routes].filter(([name, who]) => !name.startsWith('GET') && name.includes('/api/staff/'))
    const got = await p.page.evaluate(async list => {
      const { csrf } = await (await fetch('/api/session')).json()
      const out = []
      for (const name of list) {
        const [method, path] = name.split(' ')
        const r = await fetch(path.replace(/\{\w+\}/g, 'A'.repeat(26)), { method, headers: { 'X-CSRF-Token': csrf, 'Content-Type': 'application/json' }, body: '{}' })
        if (r.status !== 403) out.push(`${name}: ${r.status}`)
      }
      return out
    }, writes.map(([name]) => name))
    must(got.length === 0, got.join('; '))
    p.expect()
    p.complaints.length = 0
  })
}

async function strangers(t) {
  const yi = await t.person('乙'), other = await t.person('锦州'), ding = await t.person('丁')
  let no, pid
  await t.clause('丁 has an order of the own', async () => {
    await signIn(ding, 'ding')
    no = await paidOrder(t, ding, '赵明辉', BASE, { point: '沈阳办理点' })
    pid = pidText(sql(`SELECT HEX(pid) FROM orders WHERE no = '${no}'`)[0][0])
    await ding.go('/my/orders/' + pid)
    await ding.sees(no)
  })
  for (const [p, user, words] of [[yi, 'yi', '乙, a colleague,'], [other, 'jinzhou', 'the 管理员 of another enterprise']])
    await t.clause(`${words} finds no such order, by address or by number`, async () => {
      await signIn(p, user)
      p.expect(404)
      await p.go('/my/orders/' + pid)
      await p.sees('未找到')
      await p.seesNot(no)
      await t.looksBoth(p, 'missing')
      p.expect()
      p.complaints.length = 0
      await p.go('/my/orders?q=' + no)
      await p.sees('订单管理')
      await p.rests()
      const rows = await p.page.$$eval('main li, main tr', all => all.map(e => e.innerText).join('\n'))
      must(!rows.includes(no), 'the number is found')
    })
  await t.clause('an applicant does not enter the staff area', async () => {
    await yi.go('/staff/reviews')
    await yi.sees('无权访问')
  })
}

export async function tell(t) {
  await t.clause('every page of the staff stands on a route of its own', async () => {
    const odd = pages.filter(p => !routes.has(p.route)).map(p => p.path)
    must(pages.length > 12 && odd.length === 0, `name the route in STANDS_ON: ${odd}`)
  })
  let last
  for (const user of ROLES) {
    const p = await role(t, user)
    if (user === 'auditor') last = p; else await p.leave().catch(() => {})
  }
  await auditor(t, last)
  await strangers(t)
}
