// SPDX-License-Identifier: MIT
/*
 * Messages (issue 4, point 13): texts as versions, the inbox, the log, the night,
 * reminders before a certificate ends, the calendar file, and the end of an
 * application that was returned. All of it in the autumn of 2021, where nothing
 * of other stories is due.
 */
import { signIn, paidOrder, openOrder, claim, giveBack, download, must, BASE, leaves } from '../lib/acts.mjs'
import { messages } from '../lib/people.mjs'
import { calculate, forget } from '../lib/newcomer.mjs'
import { clockAt, clockBack, setting, sql } from '../lib/house.mjs'

export const title = 'M messages'

const HOLDER = '赵明辉', CERT = '1000DE0100000001', PHONE = '13800000001', MASKED = '138****0001'
const MARK = '回执' + Date.now().toString(36)
const ADDRESS = `liu.${Date.now().toString(36)}@example.com`
const UNREAD = /消息\s*未读\s*(\d+)/
const pause = ms => new Promise(r => setTimeout(r, ms))
/* What repeats itself comes round when the clock of a story says so. */
const round = kind => sql(`UPDATE task SET due_at = UNIX_TIMESTAMP('2021-01-01 00:00:00') WHERE kind = '${kind}'`)
const settled = async kind => { for (let i = 0; i < 60 && sql(`SELECT COUNT(*) FROM task WHERE kind = '${kind}' AND due_at < UNIX_TIMESTAMP('2021-01-02 00:00:00')`)[0][0] !== '0'; i++) await pause(250) }
const ends = day => sql(`UPDATE cert SET not_after = UNIX_TIMESTAMP(CONVERT_TZ('${day} 23:59:59', '+08:00', @@session.time_zone)), version = version + 1 WHERE serial = '${CERT}'`)

/* How often the viewer of messages shows these words. */
async function shown(t, words) {
  const other = await t.person('手机', 375)
  const n = (await messages(other)).split(words).length - 1
  await leaves(t, other)
  return n
}
async function comes(t, words, times = 1) {
  let n = 0
  for (let i = 0; i < 25; i++) { if ((n = await shown(t, words)) === times) return; await pause(500) }
  throw new Error(`“${words}” ${n} times, not ${times}`)
}

/* The frame is made anew with every version. */
async function previews(p, words) {
  for (let i = 0; i < 60; i++) {
    const frame = p.page.frames().find(f => f.url().includes('/preview'))
    if (frame && await frame.evaluate(m => document.body?.innerText.includes(m), words).catch(() => false)) return
    await pause(250)
  }
  throw new Error('the preview does not say ' + words)
}

/* A text of several lines, as one would paste it. */
async function paste(p, words) {
  const e = await p.find('textbox', '正文')
  await e.focus()
  await p.page.keyboard.down('Control')
  await p.page.keyboard.press('a')
  await p.page.keyboard.up('Control')
  await p.page.keyboard.sendCharacter(words)
}

async function texts(t, s) {
  const p = s.system = await t.person('系统管理员')

  await t.clause('the texts of all messages stand in 内容管理, by way and event', async () => {
    clockAt('2021-09-20 10:00')
    await signIn(p, 'system', { staff: true })
    await p.go('/staff/content?kind=SMS&size=50')
    await p.sees('支付成功')
    await p.sees('review.returned')
    await t.looksBoth(p, 'texts')
    await p.click('link', '查看 支付成功 MAIN')
    await p.find('textbox', '正文')
  })
  await t.clause('a place the event does not have is refused, and those it has are named', async () => {
    await paste(p, '【网联】{no}已支付{money}元')
    p.expect(422)
    await p.click('button', '保存草稿')
    await p.sees('没有名为{money}的位置；可用的位置：{no}、{yuan}')
    p.expect()
    await t.looks(p, 'place')
  })
  await t.clause('the next version is a draft; its preview is filled with samples', async () => {
    await paste(p, `【网联】${MARK}：订单{no}已支付{yuan}元。`)
    await p.click('button', '保存草稿')
    await p.sees('本版记录')
    await p.sees('草稿')
    await previews(p, `${MARK}：订单BJCAXZ20211115093000123已支付750.00元。`)
    await t.looksBoth(p, 'preview')
  })
  await t.clause('published, it is what people read from now on', async () => {
    await p.click('button', '发布')
    await p.click('button', '发布', { within: '[role=dialog]' })
    await p.sees('已发布')
    s.no = await paidOrder(t, s.p, HOLDER, BASE, { point: '沈阳办理点' })
    await comes(t, `${MARK}：订单${s.no}已支付`)
  })
}

async function inbox(t, s) {
  const { p } = s

  await t.clause('the inbox counts what is unread, beside its name in the menu', async () => {
    await p.go('/my/orders')
    await p.sees('订单管理')
    await p.find('link', '消息', { exact: false, within: 'nav' })
    for (let i = 0; !UNREAD.test(await p.text()) && i < 40; i++) await pause(250)
    must(UNREAD.test(await p.text()), 'no number beside 消息')
    await p.click('link', '消息', { exact: false, within: 'nav' })
    await p.sees('收到的消息')
    await p.sees(`订单${s.no}已支付成功`)
    await t.looksBoth(p, 'inbox')
  })
  await t.clause('a message leads to its order and is read then', async () => {
    const before = Number((await p.text()).match(UNREAD)[1])
    await p.click('button', '查看 支付成功', { exact: false })
    await p.stands(/\/my\/orders/)
    await p.go('/my/messages')
    await p.sees('收到的消息')
    await pause(800)
    const after = Number((await p.text()).match(UNREAD)?.[1] ?? 0)
    must(after === before - 1, `${before} unread, then ${after}`)
  })
  await t.clause('all at once: nothing is unread any more', async () => {
    if (await p.find('button', '全部标为已读', { wait: 1000 }).catch(() => null)) await p.click('button', '全部标为已读')
    await p.go('/my/messages?unread=1')
    await p.sees('没有未读消息')
    await t.looks(p, 'inbox-none')
  })
}

async function log(t, s) {
  const p = s.service = await t.person('客服'), { system } = s

  await t.clause('客服 finds in 消息记录 what was sent to a number, masked, with its tries', async () => {
    await signIn(p, 'service', { staff: true })
    await p.click('link', '消息记录')
    await p.fill('完整的手机号或邮箱', PHONE)
    await p.click('button', '搜索')
    await p.sees(MARK)
    await p.sees(MASKED)
    await p.seesNot(PHONE + '\n')
    await p.sees('已发送')
    await p.sees('1 次')
    await p.findsNot('button', '重新发送', { exact: false })
    await t.looksBoth(p, 'log')
  })
  await t.clause('the administrator sends it once more; it comes a second time', async () => {
    await system.go(`/staff/messages?q=${PHONE}&kind=SMS&event=pay.paid`)
    await system.click('button', '重新发送 支付成功', { exact: false })
    await system.click('button', '重新发送', { within: '[role=dialog]' })
    await system.sees('已重新排队发送')
    await comes(t, `${MARK}：订单${s.no}已支付`, 2)
    await t.looksBoth(system, 'log-again')
  })
}

async function night(t, s) {
  const reviewer = await t.person('审核员'), visitor = await t.person('来访者')

  await t.clause('at 22:30 an application is returned: its text message waits for the morning', async () => {
    await setting('quiet_hours', '22:00-08:00')
    clockAt('2021-09-20 22:30')
    await signIn(reviewer, 'reviewer', { staff: true })
    await claim(reviewer, s.no)
    await giveBack(reviewer, [['经办人', '经办人与身份证不符']])
    await signIn(s.service, 'service', { staff: true })
    await s.service.go(`/staff/messages?q=${PHONE}&event=review.returned`)
    for (let i = 0; !(await s.service.text()).includes('待早间发送') && i < 20; i++) { await pause(500); await s.service.click('button', '刷新') }
    await s.service.sees('待早间发送')
    await s.service.sees('计划 2021-09-21 08:00')
    await t.looksBoth(s.service, 'night')
    must(await shown(t, `${s.no}审核未通过`) === 0, 'told in the night')
  })
  await t.clause('a code comes at once, and no page shows it', async () => {
    forget()
    await visitor.go('/reset')
    await visitor.fill('手机号', PHONE)
    await visitor.fill('校验码', await calculate(visitor))
    await visitor.click('button', '获取验证码')
    await visitor.sees('秒后重发')
    await comes(t, '找回密码验证码', Math.max(1, await shown(t, '找回密码验证码')))
    await s.service.go(`/staff/messages?q=${PHONE}&event=reset.code`)
    await s.service.sees('不显示验证码类内容')
    must(!/验证码\d{6}/.test(await s.service.text()), 'a code is shown')
  })
  await t.clause('at eight it is sent', async () => {
    clockAt('2021-09-21 07:58')
    await pause(6000)
    must(await shown(t, `${s.no}审核未通过`) === 0, 'told before eight')
    clockAt('2021-09-21 08:00')
    await comes(t, `${s.no}审核未通过`)
    for (const x of [reviewer, visitor]) await leaves(t, x)
  })
}

async function expiry(t, s) {
  const { p } = s

  await t.clause('one chooses on which days and how to be reminded', async () => {
    clockAt('2021-09-21 09:00')
    ends('2021-10-21')
    await signIn(p, 'jia')
    await p.go('/my/messages')
    await p.sees('证书到期提醒')
    for (const d of [90, 60]) await p.tick(`到期前${d}天`, false)
    await p.tick('短信', false)
    await p.tick('邮件', true, { exact: false })
    await p.fill('电子邮箱', '')
    p.expect(422)
    await p.click('button', '保存提醒设置')
    await p.sees('选择邮件时请填写电子邮箱')
    p.expect()
    await p.fill('电子邮箱', ADDRESS)
    await p.click('button', '保存提醒设置')
    await p.sees('提醒设置已保存')
    await p.go('/my/messages')
    await p.find('checkbox', '到期前30天')
    must(!await (await p.find('checkbox', '到期前90天')).evaluate(x => x.checked), '90 days came back')
    await t.looksBoth(p, 'choice')
  })
  await t.clause('thirty days before the end: in the inbox and by mail, not by text message', async () => {
    const texts = await shown(t, '【网联】刘建国')
    round('timer.expiry')
    await settled('timer.expiry')
    await p.go('/my/messages')
    await p.sees('将于2021-10-21到期，剩余30天')
    await comes(t, ADDRESS)
    must(await shown(t, '【网联】刘建国') === texts, 'a text message, too')
    await t.looks(p, 'reminded')
  })
  await t.clause('the next hour and a clerk that begins again say it no second time', async () => {
    clockAt('2021-09-21 10:05')
    round('timer.expiry')
    await settled('timer.expiry')
    await setting('quiet_hours', '22:00-08:00')
    round('timer.expiry')
    await settled('timer.expiry')
    must(sql(`SELECT COUNT(*) FROM message m JOIN account a ON a.id = m.account_id WHERE a.username = 'jia' AND m.event = 'cert.expiring' AND m.mkey LIKE '%:20211021:30' AND m.kind = 'SITE'`)[0][0] === '1', 'said twice')
    await comes(t, ADDRESS)
  })
  await t.clause('the calendar file has the day, folded and escaped as RFC 5545 wants it', async () => {
    await signIn(p, 'jia')
    await p.go('/my/messages')
    const ics = await download(p, '下载到期日历（.ics）'), text = ics.toString()
    must(text.startsWith('BEGIN:VCALENDAR\r\nVERSION:2.0\r\n') && text.endsWith('END:VCALENDAR\r\n'), text)
    must(text.includes('\r\nDTSTART;VALUE=DATE:20211021\r\n') && text.includes('\r\nTRIGGER:-P30D\r\n') && !text.includes('TRIGGER:-P90D'), text)
    must(text.split('\r\n').every(l => Buffer.byteLength(l) <= 75 && !l.includes('\n')), 'a line is too long')
    must(text.replace(/\r\n /g, '').includes('DESCRIPTION:持锁人：'), text)
  })
  await t.clause('CA管理 has it too', async () => {
    await p.go('/my/certs')
    must((await download(p, '导出到期日历')).includes('DTSTART;VALUE=DATE:20211021'), 'not this day')
    await t.looksBoth(p, 'certs')
  })
}

async function returned(t, s) {
  const { p } = s

  await t.clause('a week later the returned application is reminded of, once', async () => {
    clockAt('2021-09-27 22:35')
    round('timer.returned')
    await settled('timer.returned')
    clockAt('2021-09-28 09:00')
    round('timer.returned')
    await settled('timer.returned')
    await signIn(p, 'jia')
    await p.go('/my/messages')
    await p.sees(`${s.no}退回修改已7天`)
    await comes(t, `订单${s.no}退回修改已7天，请登录平台重新编辑，并在23天内提交，逾期将自动关闭`, 2)	// text message and mail
    await t.looks(p, 'waiting')
  })
  await t.clause('five days before the end it is reminded of for the last time', async () => {
    clockAt('2021-10-16 08:30')
    round('timer.returned')
    await settled('timer.returned')
    await signIn(p, 'jia')
    await p.go('/my/messages')
    await p.sees(`${s.no}退回修改已25天，请登录平台重新编辑，并在5天内提交`)
  })
  await t.clause('after thirty days it is closed and its money goes back, once', async () => {
    clockAt('2021-10-21 09:00')
    round('timer.returned')
    await settled('timer.returned')
    await signIn(p, 'jia')
    for (let i = 0; i < 30; i++) { await openOrder(p, s.no); if ((await p.text()).includes('已取消')) break; await pause(500) }
    await p.sees('已取消')
    await p.sees('已退款')
    await t.looksBoth(p, 'closed')
    round('timer.returned')
    await settled('timer.returned')
    await p.go('/my/messages')
    await p.sees(`${s.no}退回后30天未重新提交，现予关闭，已支付的款项将原路退回`)
    await p.sees(`订单${s.no}的退款`)
    await t.looks(p, 'told')
    must(sql(`SELECT COUNT(*), SUM(r.fen = o.fen) FROM pay_refund r JOIN orders o ON o.id = r.order_id WHERE o.no = '${s.no}'`)[0].join() === '1,1', 'not one refund of all')
  })
}

export async function tell(t) {
  const s = { p: await t.person('刘建国') }
  /* What a story that broke off left behind. */
  sql("UPDATE content SET state = 'DROPPED' WHERE state = 'DRAFT' AND kind = 'SMS'; UPDATE orders SET state = 'CANCELLED' WHERE state = 'RETURNED' AND created_at < UNIX_TIMESTAMP('2022-01-01')")
  sql("DELETE FROM cert_reminder; DELETE FROM message_event WHERE message_id IN (SELECT id FROM message WHERE event = 'cert.expiring'); DELETE FROM message WHERE event = 'cert.expiring'; DELETE FROM task WHERE tkey LIKE 'cert.expiring:%'")
  const before = sql(`SELECT not_after FROM cert WHERE serial = '${CERT}'`)[0][0]

  try {
    clockAt('2021-09-20 10:00')
    await signIn(s.p, 'jia')
    await texts(t, s)
    await inbox(t, s)
    await log(t, s)
    await night(t, s)
    await expiry(t, s)
    await returned(t, s)
  } finally {
    await setting('quiet_hours', '')
    clockBack()
    sql(`UPDATE cert SET not_after = ${before}, version = version + 1 WHERE serial = '${CERT}'; DELETE FROM notify_choice`)
    /* The text as it was shipped, for the stories that read it. */
    sql(`UPDATE notify_template t JOIN content c ON c.kind = t.kind AND c.slug = t.event AND c.n = 1 SET t.body = c.body WHERE t.event = 'pay.paid' AND t.kind = 'SMS'`)
  }
}
