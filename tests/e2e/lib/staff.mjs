// SPDX-License-Identifier: MIT
/* A new clerk: the account is made by the security administrator, the password and
 * the dynamic code become the clerk's own at the first login. */
import { createHmac } from 'node:crypto'
import { choose } from './enterprise.mjs'

export const OWN = 'willow-harbour-78'

/* What the telephone of the person shows for a seed. */
export function phoneShows(seed) {
  const bits = [...seed].map(c => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0')).join('')
  const step = Buffer.alloc(8)
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30000)))
  const h = createHmac('sha1', Buffer.from(bits.match(/.{8}/g).map(b => parseInt(b, 2)))).update(step).digest(), at = h[19] & 15
  return String((h.readUInt32BE(at) & 0x7fffffff) % 1000000).padStart(6, '0')
}

export const inCode = (p, css) => p.page.$eval(css, e => e.textContent.replace(/\s/g, ''))

/* What the dialog shows once: {password, seed}; a reset has no seed. */
export async function shownOnce(p) {
  await p.sees('以下内容只显示一次')
  return { password: await inCode(p, 'code.once'), seed: await inCode(p, '[role=dialog] code.seed').catch(() => null) }
}

export async function handedOver(p) {
  await p.click('button', '已交给本人')
  await p.goes('dialog', '交给本人', { exact: false })
}

/* The security administrator on 账号 makes one: {user, name, roles, point}. */
export async function hire(boss, { user, name, roles, point }) {
  await boss.go('/staff/accounts')
  await boss.click('button', '新建账号')
  await boss.find('checkbox', '初审员')
  await boss.fill('用户名', user)
  await boss.fill('姓名', name)
  for (const role of roles) await boss.tick(role)
  if (point) await choose(boss, '办理点', point)
  await boss.click('button', '确定', { within: '[role=dialog]' })
  const secret = await shownOnce(boss)
  await handedOver(boss)
  return secret
}

export async function enter(p, user, password, seed) {
  await p.go('/login')
  await p.fill('用户名', user)
  await p.fill('密码', password)
  await p.tick('我已阅读并同意', true, { exact: false })
  p.expect(422)
  await p.click('button', '登录')
  await p.find('textbox', '动态口令')
  p.expect()
  p.complaints.length = 0
  await p.fill('动态口令', phoneShows(seed))
  await p.click('button', '登录')
}

/* From 首次登录须设置新密码 to the next page. */
export async function ownPassword(p, password) {
  await p.sees('首次登录须设置新密码')
  await p.fill('当前密码', password)
  await p.fill('新密码', OWN)
  await p.fill('再次输入新密码', OWN)
  await p.click('button', '确定修改')
}

/* The seed an administrator saw is replaced; the console's stays. */
export async function ownCode(p) {
  await p.sees('首次登录须设置自己的动态口令')
  await p.find('textbox', '动态口令')
  await p.fill('动态口令', phoneShows(await inCode(p, 'code.seed')))
  await p.click('button', '确定')
}

/* The whole of a first login. */
export async function firstLogin(p, user, secret) {
  await enter(p, user, secret.password, secret.seed)
  await ownPassword(p, secret.password)
  await ownCode(p)
  await p.sees('工作台')
}
