// SPDX-License-Identifier: MIT
/* S01: a person off the street registers, forgets the password, changes the phone. */
import { must } from '../lib/acts.mjs'
import { askCode, calculate, codeIn, forget, readSms, SECRET as PASSWORD, TEXTS } from '../lib/newcomer.mjs'
import { phoneNumber } from '../lib/people.mjs'
import { sql } from '../lib/house.mjs'

export const title = 'S01 register'

const NEW = 'quiet-harbour-3307'
const messages = () => +sql('SELECT COUNT(*) FROM demo_message')[0][0]
const pause = ms => new Promise(r => setTimeout(r, ms))

async function codes(t, s) {
  const { p } = s

  await t.clause('the login page leads to 注册账号; nothing typed names every field', async () => {
    forget()
    await p.go('/login')
    await p.find('link', '忘记密码?')
    await t.looksBoth(p, 'login')
    await p.click('link', '注册账号')
    await p.sees('注册账号')
    await p.page.waitForSelector('img[src^="/api/captcha/"]')
    await p.click('button', '注册')
    await p.sees('请填写手机号')
    await p.sees('请阅读并勾选全部协议')
    await t.looksBoth(p, 'empty')
  })
  await t.clause('a wrong result of the arithmetic is refused and no SMS sent', async () => {
    const before = messages()
    p.expect(422)
    await askCode(p, s.phone, { answer: '999' })
    await p.sees('计算结果不正确')
    await pause(1500)
    must(messages() === before, 'a message went out')
    p.expect()
    p.complaints.length = 0
    await t.looksBoth(p, 'wrong-result')
  })
  await t.clause('the right result brings an SMS; the button counts 60 seconds', async () => {
    await pause(500)
    await p.fill('校验码', await calculate(p))
    await p.click('button', '获取验证码')
    await p.sees('秒后重发')
    s.code = codeIn(await readSms(t, s.phone, '注册验证码'))
    await t.looksBoth(p, 'sent')
  })
}

async function refusals(t, s) {
  const { p } = s

  await t.clause('missing one of three ticks is refused', async () => {
    await p.fill('验证码', s.code)
    await p.fill('密码', PASSWORD)
    await p.fill('再次输入密码', PASSWORD)
    for (const text of TEXTS.slice(0, 2)) await p.tick('我已阅读并同意' + text)
    await p.click('button', '注册')
    await p.sees('请阅读并勾选全部协议')
    await t.looks(p, 'two-ticks')
  })
  await t.clause('the server refuses it too', async () => {
    const refused = await p.page.evaluate(async (phone, code, password) => {
      const { csrf } = await (await fetch('/api/session')).json()
      const texts = (await (await fetch('/api/agreements?event=REGISTER')).json()).items.map(a => a.pid)
      const r = await fetch('/api/register', { method: 'POST', headers: { 'Content-Type': 'application/json', 'X-CSRF-Token': csrf }, body: JSON.stringify({ phone, code, password, agreements: texts.slice(0, 2) }) })
      return [texts.length, (await r.json()).fields[0].field].join()
    }, s.phone, s.code, PASSWORD)
    must(refused === '3,agreements', refused)
    p.complaints.length = 0
  })
  await t.clause('a wrong code five times ends the code, also for the right one', async () => {
    await p.tick('我已阅读并同意' + TEXTS[2])
    const wrong = s.code === '000000' ? '111111' : '000000'
    p.expect(422)
    for (let i = 0; i < 5; i++) {
      await p.fill('验证码', wrong)
      await p.click('button', '注册')
      await p.sees('验证码不正确或已过期')
      await pause(300)
    }
    await p.fill('验证码', s.code)
    await p.click('button', '注册')
    await p.sees('验证码错误次数过多，已失效，请重新获取')
    await t.looksBoth(p, 'locked')
    p.expect()
    p.complaints.length = 0
  })
  await t.clause('another code within 60 seconds is refused', async () => {
    p.expect(429)
    await p.page.reload()
    await askCode(p, s.phone)
    await p.sees('60秒后再试')
    p.expect()
    p.complaints.length = 0
  })
}

async function registers(t, s) {
  const { p } = s

  await t.clause('with a new code the person is registered and signed in', async () => {
    forget()
    await p.page.reload()
    await askCode(p, s.phone)
    await p.sees('秒后重发')
    await pause(500)
    s.code = codeIn(await readSms(t, s.phone, '注册验证码'))
    await p.fill('验证码', s.code)
    await p.fill('密码', PASSWORD)
    await p.fill('再次输入密码', PASSWORD)
    for (const text of TEXTS) await p.tick('我已阅读并同意' + text)
    await p.click('button', '注册')
    await p.stands(/\/my\/person$/)
    await p.sees('信息不完善')
    await t.looksBoth(p, 'registered')
  })
  await t.clause('three agreements are on record with version and hash', async () => {
    const rows = sql(`SELECT a.code, a.version, t.sha256 = a.sha256, t.event FROM agreement_tick t JOIN agreement a ON a.id = t.agreement_id JOIN account c ON c.id = t.account_id WHERE c.username = '${s.phone}' ORDER BY a.code`)
    const latest = code => sql(`SELECT version FROM agreement WHERE code = '${code}' ORDER BY id DESC LIMIT 1`)[0][0]
    const wanted = ['PRIVACY', 'REGISTER', 'SERVICE'].map(code => `${code},${latest(code)},1,REGISTER`)
    must(rows.map(r => r.join()).join(';') === wanted.join(';'), rows.join(';'))
  })
  await t.clause('a number that is registered gets the same answer, and its owner another message', async () => {
    forget()
    const other = await t.person('别人')
    await other.go('/register')
    await askCode(other, s.phone)
    await other.sees('秒后重发')
    await readSms(t, s.phone, '您的手机号已注册')
  })
}

async function forgets(t, s) {
  const { p } = s

  await t.clause('忘记密码: a code, a new password, every session ends', async () => {
    forget()
    const other = s.other = await t.person('同一人在另一台电脑')
    await other.go('/reset')
    await t.looksBoth(other, 'reset')
    await askCode(other, s.phone)
    await other.sees('秒后重发')
    await other.fill('验证码', codeIn(await readSms(t, s.phone, '找回密码验证码')))
    await other.fill('新密码', NEW)
    await other.fill('再次输入新密码', NEW)
    await other.click('button', '确定')
    await other.stands(/\/login/)
    await readSms(t, s.phone, '密码已重新设置')
    p.expect(401)
    await p.go('/my/person')
    await p.stands(/\/login/)
    p.expect()
    p.complaints.length = 0
  })
  await t.clause('the old password is refused, the new one lets in', async () => {
    const { other } = s
    const enter = async password => {
      await other.fill('用户名', s.phone)
      await other.fill('密码', password)
      await other.tick('我已阅读并同意', true, { exact: false })
      await other.click('button', '登录')
    }
    other.expect(422)
    await enter(PASSWORD)
    await other.sees('用户名或密码不正确')
    other.expect()
    other.complaints.length = 0
    await enter(NEW)
    await other.sees('我的身份')
  })
  await t.clause('an unknown number gets the same answer, and a message that says so', async () => {
    forget()
    const stranger = phoneNumber()
    const one = await t.person('陌生人')
    await one.go('/reset')
    await askCode(one, stranger)
    await one.sees('秒后重发')
    await readSms(t, stranger, '尚未注册')
  })
}

async function moves(t, s) {
  const { other } = s

  await t.clause('更换手机号: the code goes to the new number, the old one is told', async () => {
    forget()
    const old = s.phone
    s.phone = phoneNumber()
    await other.go('/my/person')
    await other.click('button', '更换手机号')
    await t.looksBoth(other, 'phone')
    await askCode(other, s.phone, { label: '新手机号' })
    await other.sees('秒后重发')
    await other.fill('验证码', codeIn(await readSms(t, s.phone, '更换手机号验证码')))
    await other.fill('当前密码', NEW)
    await other.click('button', '确定更换')
    await other.stands(/\/my\/person$/)
    await other.sees(s.phone.slice(0, 3) + '****' + s.phone.slice(7))
    await readSms(t, old, '您的账号手机号已更换')
    must(sql(`SELECT COUNT(*) FROM account WHERE username = '${s.phone}'`)[0][0] === '1', 'the name to sign in with is the old number')
  })
  await t.clause('登录设备 lists the sessions; another one can be ended', async () => {
    const third = await t.person('第三台电脑')
    await third.go('/login')
    await third.fill('用户名', s.phone)
    await third.fill('密码', NEW)
    await third.tick('我已阅读并同意', true, { exact: false })
    await third.click('button', '登录')
    await third.sees('我的身份')
    await other.go('/my/sessions')
    await other.sees('登录设备')
    await t.looksBoth(other, 'sessions')
    await other.click('button', '退出此设备')
    await other.click('button', '退出此设备', { within: '.el-message-box' })
    await pause(800)
    third.expect(401)
    await third.go('/my/person')
    await third.stands(/\/login/)
    third.expect()
    third.complaints.length = 0
  })
}

export async function tell(t) {
  const s = { p: await t.person('新用户'), phone: phoneNumber() }
  await codes(t, s)
  await refusals(t, s)
  await registers(t, s)
  await forgets(t, s)
  await moves(t, s)
}
