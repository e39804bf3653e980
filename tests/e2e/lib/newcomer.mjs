// SPDX-License-Identifier: MIT
/* Somebody without an account: eyes for the arithmetic question, a phone to read. */
import { leaves } from './acts.mjs'
import { sql } from './house.mjs'

/* Where a person reads the picture, a story looks the question up: its strokes are
 * made to be hard for programs. */
export async function calculate(p) {
  const image = await p.page.waitForSelector('img[src^="/api/captcha/"]')
  const pid = (await image.evaluate(i => i.getAttribute('src'))).split('/').pop()
  const hex = [...pid].map(c => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0')).join('').slice(0, 128).match(/.{8}/g).map(b => parseInt(b, 2).toString(16).padStart(2, '0')).join('')
  const q = sql(`SELECT question FROM captcha WHERE pid = X'${hex}'`)[0][0]
  const [, a, sign, b] = q.match(/^(\d+)([-+x])(\d+)$/)
  return String(sign === '+' ? +a + +b : sign === '-' ? a - b : a * b)
}

/* Asks for a code as the page lets one. */
export async function askCode(p, phone, { answer, label = '手机号' } = {}) {
  await p.fill(label, phone)
  await p.fill('校验码', answer ?? await calculate(p))
  await p.click('button', '获取验证码')
}

/* The newest message to a number, as its owner reads it. */
export async function readSms(t, phone, words) {
  const other = await t.person('手机', 375)
  const masked = phone.slice(0, 3) + '****' + phone.slice(7)
  try {
    for (let i = 0; i < 40; i++) {
      await other.go('/demo/messages')
      await other.sees('演示消息')
      await new Promise(r => setTimeout(r, 500))
      const rows = await other.page.evaluate(() => [...document.querySelectorAll('tr, li')].map(r => r.innerText))
      const found = rows.find(r => (r.includes(phone) || r.includes(masked)) && r.includes(words))
      if (found) return found
    }
    throw new Error(`no message to ${phone} says “${words}”`)
  } finally {
    await leaves(t, other)
  }
}

export const codeIn = sms => sms.match(/验证码(\d{6})/)[1]

/* The limits forget: what time would do. */
export const forget = () => sql("DELETE FROM attempt WHERE name IN ('code.gap', 'code.day', 'code.ip', 'code.all', 'captcha.ip')")

export const SECRET = 'river-stone-8841'
export const TEXTS = ['《用户注册协议》', '《用户服务协议》', '《隐私政策》']

/* From the street to 个人信息. */
export async function registers(t, p, phone) {
  await p.go('/register')
  await askCode(p, phone)
  await p.sees('秒后重发')
  await p.fill('验证码', codeIn(await readSms(t, phone, '注册验证码')))
  await p.fill('密码', SECRET)
  await p.fill('再次输入密码', SECRET)
  for (const text of TEXTS) await p.tick('我已阅读并同意' + text)
  await p.click('button', '注册')
  await p.stands(/\/my\/person$/)
}

/* 个人信息 from 信息不完善 to 已完善. */
export async function completes(p, name, id) {
  await p.go('/my/person')
  await p.sees('信息不完善')
  await p.click('button', '编辑个人信息')
  await p.fill('姓名', name)
  await p.fill('身份证号', id)
  await p.sees('已自动保存')
  await p.click('button', '确认完善信息，返回主页')
  await p.stands(/\/my\/identities$/)
}
