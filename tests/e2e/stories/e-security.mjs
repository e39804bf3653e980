// SPDX-License-Identifier: MIT
/* The security administrator hires a reviewer, who signs in for the first time,
 * works, and is shown out. */
import { signIn, must, PASSWORD } from '../lib/acts.mjs'
import { enter, handedOver, inCode, ownPassword, phoneShows, shownOnce, OWN } from '../lib/staff.mjs'
import { sql } from '../lib/house.mjs'

export const title = 'security: accounts of staff'

const USER = 'lin' + Date.now() % 1000000, NAME = '林' + Date.now() % 1000000

async function breakOnce(p, path, words, t, name) {
  await p.page.setRequestInterception(true)
  const broken = r => (r.url().endsWith(path) ? r.respond({ status: 503, body: '' }) : r.continue())
  p.page.on('request', broken)
  p.expect(503)
  await p.click('button', '刷新').catch(() => {})
  await p.go(name)
  await p.sees('系统繁忙，请稍后再试')
  await t.looksBoth(p, 'busy')
  p.page.off('request', broken)
  await p.page.setRequestInterception(false)
  p.expect()
  await p.click('button', '重新加载')
  await p.sees(words)
}

async function hiring(t, s) {
  const { boss } = s

  await t.clause('宋安全 sees all accounts with roles and states', async () => {
    await signIn(boss, 'security', { staff: true })
    await boss.click('link', '账号')
    await boss.sees('沈阳柜员')
    await boss.sees('本人')
    await t.looksBoth(boss, 'accounts')
  })
  await t.clause('the list says when the house does not answer', async () => {
    await breakOnce(boss, '/api/staff/accounts', '沈阳柜员', t, '/staff/accounts')
  })
  await t.clause('a new account wants a username, a name, a role, and a clerk a pickup point', async () => {
    await boss.click('button', '新建账号')
    await boss.find('checkbox', '初审员')
    await boss.click('button', '确定', { within: '[role=dialog]' })
    await boss.sees('请填写用户名')
    await boss.sees('请选择岗位')
    await boss.tick('办理点柜员')
    await boss.fill('用户名', USER.toUpperCase() + '#')
    await boss.fill('姓名', NAME)
    await boss.click('button', '确定', { within: '[role=dialog]' })
    await boss.sees('请选择柜员所在的办理点')
    await t.looksBoth(boss, 'new')
  })
  await t.clause('the three trusted roles are not one person', async () => {
    await boss.tick('办理点柜员', false)
    await boss.tick('系统管理员')
    await boss.tick('审计员')
    await boss.fill('用户名', USER)
    boss.expect(422)
    await boss.click('button', '确定', { within: '[role=dialog]' })
    await boss.sees('系统管理员、安全管理员、审计员须由不同的人担任')
    boss.expect()
    await boss.tick('系统管理员', false)
    await boss.tick('审计员', false)
  })
  await t.clause('password and QR are shown once', async () => {
    await boss.tick('初审员')
    await boss.click('button', '确定', { within: '[role=dialog]' })
    Object.assign(s, await shownOnce(boss))
    must(await boss.page.$('.secret-qr svg'), 'no QR')
    await t.looksBoth(boss, 'secret')
    await handedOver(boss)
    await boss.sees(NAME)
    await boss.seesNot(s.password)
    await boss.sees('待首次登录')
  })
}

async function firstDay(t, s) {
  const p = s.newcomer

  await t.clause('the newcomer signs in and must set an own password', async () => {
    await enter(p, USER, s.password, s.seed)
    await p.sees('首次登录须设置新密码')
    await p.go('/staff/reviews')
    await p.stands(/^\/password/)
    await ownPassword(p, s.password)
  })
  await t.clause('then an own dynamic code, confirmed with a code', async () => {
    await p.sees('首次登录须设置自己的动态口令')
    await p.find('textbox', '动态口令')
    s.own = await inCode(p, 'code.seed')
    must(s.own !== s.seed, 'the seed the administrator saw')
    await t.looksBoth(p, 'totp')
    await p.fill('动态口令', '12')
    await p.click('button', '确定')
    await p.sees('请填写6位动态口令')
    p.expect(422)
    await p.fill('动态口令', phoneShows(s.seed))
    await p.click('button', '确定')
    await p.sees('动态口令不正确')
    p.expect()
    p.complaints.length = 0
    await p.go('/staff/reviews')
    await p.stands(/^\/totp/)
    await p.find('textbox', '动态口令')
    s.own = await inCode(p, 'code.seed')
    await p.fill('动态口令', phoneShows(s.own))
    await p.click('button', '确定')
  })
  await t.clause('and works as a reviewer, with no more than a reviewer sees', async () => {
    await p.sees('审核工作台')
    await p.seesNot('账号')
    await p.click('link', '审核工作台')
    await p.sees('待领取任务')
  })
}

async function leaving(t, s) {
  const { boss, newcomer: p } = s

  await t.clause('a change of the roles ends the session at once', async () => {
    await boss.click('button', '刷新')
    await boss.click('button', '编辑 ' + USER)
    await boss.find('checkbox', '客服')
    await boss.tick('客服')
    await boss.click('button', '确定', { within: '[role=dialog]' })
    await boss.sees('已保存')
    await boss.sees('客服、初审员')
    p.expect(401)
    await p.go('/staff/orders')
    await p.stands(/^\/login/)
    p.expect()
  })
  await t.clause('a reset gives a new password, shown once', async () => {
    await boss.click('button', '重置密码 ' + USER)
    await boss.click('button', '重置')
    must((await shownOnce(boss)).password !== s.password, 'the same password')
    await handedOver(boss)
  })
  await t.clause('closed: asked first, then nobody signs in with it', async () => {
    await boss.click('button', '停用 ' + USER)
    await boss.sees('立即退出登录，且不能再登录')
    await t.looksBoth(boss, 'closing')
    await boss.click('button', '停用', { within: '.el-message-box' })
    await boss.sees('已停用')
    await p.go('/login')
    await p.fill('用户名', USER)
    await p.fill('密码', OWN)
    await p.tick('我已阅读并同意', true, { exact: false })
    p.expect(422)
    await p.click('button', '登录')
    await p.sees('用户名或密码不正确')
    p.expect()
    p.complaints.length = 0
  })
  await t.clause('the own account has no buttons, every step is in the history', async () => {
    await boss.findsNot('button', '停用 security')
    await boss.findsNot('button', '编辑 security')
    const acts = sql(`SELECT GROUP_CONCAT(DISTINCT e.act ORDER BY e.act) FROM people_event e JOIN account a ON a.id = e.noun_id WHERE e.noun = 'account' AND a.username = '${USER}'`)[0][0]
    must(['ADD', 'CLOSE', 'PASSWORD', 'ROLE', 'SET', 'TOTP'].every(a => acts.split(',').includes(a)), acts)
    must(sql(`SELECT COUNT(*) FROM audit WHERE action = 'account.close' AND outcome = 'ok'`)[0][0] > 0, 'no audit line')
  })
  await t.clause('岗位权限 shows what every role may do', async () => {
    await boss.click('link', '岗位权限')
    await boss.sees('须由不同的人担任')
    await boss.sees('安全管理员')
    await t.looksBoth(boss, 'roles')
  })
}

export async function tell(t) {
  const s = { boss: await t.person('宋安全'), newcomer: await t.person('林') }
  await hiring(t, s)
  await firstDay(t, s)
  await leaving(t, s)
}
