// SPDX-License-Identifier: MIT
/*
 * S04: identities. 甲 is the 管理员 of E1; 乙 asks to belong to it. 乙 has an
 * identity in another enterprise already and works for both (R7).
 */
import { signIn, must } from '../lib/acts.mjs'
import { completes, forget, registers } from '../lib/newcomer.mjs'
import { creditCode, idNumber, messageTo, nameOf, phoneNumber } from '../lib/people.mjs'
import { sql } from '../lib/house.mjs'

export const title = 'S04 identity'

const E1 = { name: '演示测试企业', code: '91210102MA0DEM013A' }
const PROJECT = '项目负责人或授权委托人'

/* What an earlier run of the story left: 乙 is nothing in E1, nobody asked today. */
const prepare = () => sql(`DELETE FROM attempt WHERE name = 'identity.ask';
  UPDATE identity SET state = 'REMOVED' WHERE company_id = (SELECT id FROM company WHERE credit_code = '${E1.code}')
    AND person_id = (SELECT person_id FROM account WHERE username = 'haiyan');
  UPDATE identity SET state = 'REMOVED' WHERE type = 'ADMIN' AND person_id = (SELECT person_id FROM account WHERE username = 'haiyan')`)

async function ask(p, x, type, { submit = true } = {}) {
  await p.go('/my/identities')
  await p.click('button', '＋新增')
  await p.fill('企业名称', x.name)
  await p.fill('统一社会信用代码', x.code)
  if (type) await p.tick(type, true, { role: 'radio', within: '[role=dialog]' })
  if (submit) await p.click('button', '提交')
}

async function pick(p, words) {
  await p.go('/my/identities')
  await p.tick('企业', true, { role: 'radio', exact: false })
  await p.tick(words, true, { role: 'radio', exact: false })
  await p.click('button', '确认选择身份')
}

async function arriving(t) {
  const p = await t.person('新人'), phone = phoneNumber(), name = nameOf('曲')

  await t.clause('a newcomer registers and completes the personal data: 已完善', async () => {
    forget()
    await registers(t, p, phone)
    await completes(p, name, idNumber())
    await p.go('/my/person')
    await p.sees('已完善')
  })
  await t.clause('asks to belong to E1, waits, and cannot apply meanwhile', async () => {
    await ask(p, E1, PROJECT)
    await p.sees('申请身份成功')
    await p.sees('管理员待审核')
    await p.findsNot('link', 'CA管理')
    await t.looksBoth(p, 'newcomer')
  })
  await t.clause('甲 approves in 审核人员; the newcomer chooses the identity', async () => {
    const jia = await t.person('甲')
    await signIn(jia, 'jia')
    await jia.go('/my/people')
    await jia.click('link', '审核人员', { exact: false })
    await jia.click('button', '通过 ' + name)
    await jia.click('button', '通过', { within: '.el-message-box' })
    await jia.sees('没有待审核的人员')
    await pick(p, `${E1.name} · ${PROJECT}`)
    await p.sees('已选择身份')
    await p.find('link', 'CA管理')
  })
}

async function asking(t, s) {
  const { p } = s

  await t.clause('乙 opens 切换身份 and reads what identities are', async () => {
    prepare()
    await signIn(p, 'haiyan')
    await p.click('button', '周海燕 账户菜单')
    await p.click('button', '切换身份')
    await p.sees('关联公司及身份选择说明')
    await p.page.click('.identity-help summary')
    await p.sees('每家企业只有一名')
    await t.looksBoth(p, 'identities')
  })
  await t.clause('个人信息 is 已完善; name and ID number of who is somebody stay as they are', async () => {
    await p.go('/my/person')
    await p.sees('已完善')
    await p.sees('2107**********0008')
    await p.sees('如需更正，请联系客服')
    await p.findsNot('button', '编辑个人信息')
    await t.looksBoth(p, 'person')
    p.expect(422)
    const said = await p.page.evaluate(async () => {
      const csrf = (await (await fetch('/api/session')).json()).csrf
      const ask = async (method, path, body) => (await fetch('/api/dossiers' + path, { method, headers: { 'Content-Type': 'application/json', 'X-CSRF-Token': csrf, 'Idempotency-Key': crypto.randomUUID() }, body: JSON.stringify(body) })).json()
      const d = await ask('POST', '', { kind: 'person' })
      const typed = await ask('PUT', '/' + d.pid, { version: d.version, step: 1, data: { name: '周改名', id_number: '210702199111220008' } })
      return (await ask('POST', `/${d.pid}/submit`, { version: typed.version })).fields[0].field
    })
    must(said === 'name', 'the server answers ' + said)
    p.expect()
    p.complaints.length = 0
    await p.go('/my/identities')
  })
  await t.clause('＋新增 without anything names every field', async () => {
    await p.click('button', '＋新增')
    await p.find('textbox', '企业名称')
    await p.click('button', '提交')
    await p.sees('请填写企业名称')
    await p.sees('请填写统一社会信用代码')
    await p.sees('请选择身份')
    await t.looksBoth(p, 'empty')
  })
  await t.clause('a name that is not the one of the code is refused, and the right one not told', async () => {
    p.expect(422)
    await ask(p, { name: '别的名字', code: E1.code }, PROJECT)
    await p.sees('企业名称与统一社会信用代码不一致')
    await p.seesNot(E1.name)
    await t.looks(p, 'other-name')
  })
  await t.clause('an enterprise nobody registered takes no members', async () => {
    await ask(p, { name: '没有注册的企业', code: creditCode() }, PROJECT)
    await p.sees('企业尚未注册')
  })
  await t.clause('a second 管理员 of E1 is refused with the way to the hand-over', async () => {
    await ask(p, E1, '管理员')
    await p.sees('管理员身份唯一；如需更换，请办理管理员变更')
    await t.looksBoth(p, 'second-admin')
    p.expect()
    p.complaints.length = 0
    await p.go('/my/handover')
    await p.sees('原管理员身份同时终止')
    await p.sees('由新管理员本人提出')
    await p.find('button', '申请变更管理员')
    await t.looksBoth(p, 'handover')
  })
  await t.clause('the request is made: 申请身份成功, 管理员待审核', async () => {
    await ask(p, E1, PROJECT)
    await p.sees('申请身份成功')
    await p.sees('管理员待审核')
    await t.looksBoth(p, 'requested')
  })
  await t.clause('the waiting identity cannot be chosen, nothing can be applied for', async () => {
    await p.go('/my/identities')
    const radio = await p.find('radio', `${E1.name} · ${PROJECT}`, { exact: false })
    must(await radio.evaluate(x => x.disabled), 'the radio can be chosen')
    const option = await p.page.evaluate(name => [...document.querySelectorAll('select[aria-label=切换身份] option')].find(o => o.textContent.includes(name))?.disabled, E1.name)
    must(option !== false, 'the header offers it')
  })
  await t.clause('甲 is told by SMS', async () => {
    s.phone = '13800000001'
    await messageTo(await t.person('手机'), s.phone, `周海燕申请成为${E1.name}的${PROJECT}`)
  })
}

async function refusing(t, s) {
  const { p, jia } = s

  await t.clause('甲 finds 乙 in 审核人员, numbers masked', async () => {
    await signIn(jia, 'jia')
    await jia.go('/my/people')
    await jia.click('link', '审核人员', { exact: false })
    await jia.sees('周海燕')
    await jia.sees('2107**********0008')
    await t.looksBoth(jia, 'requests')
  })
  await t.clause('a refusal wants words; 乙 reads them and is told by SMS', async () => {
    await jia.click('button', '拒绝 周海燕')
    await jia.click('button', '确定拒绝')
    await jia.sees('请填写处理意见')
    await t.looksBoth(jia, 'refuse')
    await jia.fill('处理意见', '请先提交授权委托书')
    await jia.click('button', '确定拒绝')
    await jia.sees('没有待审核的人员')
    await t.looks(jia, 'none')
    await p.go('/my/identities')
    await p.sees('已拒绝')
    await p.sees('请先提交授权委托书')
    await t.looksBoth(p, 'refused')
    await messageTo(await t.person('手机'), '13800000012', '未通过：请先提交授权委托书')
  })
  await t.clause('乙 takes a second request back and asks a third time', async () => {
    await p.go('/my/identities')
    await p.click('button', '重新申请', { exact: false })
    await p.keeps('企业名称', E1.name)
    await p.fill('统一社会信用代码', E1.code)
    await p.click('button', '提交')
    await p.sees('申请身份成功')
    await p.click('button', '撤回申请', { exact: false })
    await p.click('button', '撤回申请', { within: '.el-message-box' })
    await p.sees('已撤回')
    await ask(p, E1, PROJECT)
    await p.sees('申请身份成功')
  })
}

async function letting(t, s) {
  const { p, jia } = s

  await t.clause('甲 approves; 乙 chooses the identity and may apply', async () => {
    await jia.go('/my/people?queue=requests')
    await jia.click('button', '通过 周海燕')
    await jia.click('button', '通过', { within: '.el-message-box' })
    await jia.sees('没有待审核的人员')
    await messageTo(await t.person('手机'), '13800000012', '身份已通过审核')
    await pick(p, `${E1.name} · ${PROJECT}`)
    await p.sees('已选择身份')
    await p.stands(/\/my\/certs$/)
    await p.sees('CA管理')
    await t.looksBoth(p, 'chosen')
  })
  await t.clause('乙 switches between both enterprises in the header, and to 个人', async () => {
    const to = async words => {
      const select = await p.find('combobox', '切换身份')
      await select.evaluate((x, w) => {
        x.value = [...x.options].find(o => o.textContent.includes(w)).value
        x.dispatchEvent(new Event('change', { bubbles: true }))
      }, words)
      await p.sees('已切换身份')
    }
    await to('锦州')
    await to('个人')
    await p.sees('请选择您的角色')
    await p.findsNot('link', 'CA管理')
    await t.looksBoth(p, 'self')
    await pick(p, `${E1.name} · ${PROJECT}`)
    await p.sees('CA管理')
  })
  await t.clause('甲 takes 乙 out; the next page 乙 opens asks for another identity', async () => {
    await jia.go('/my/people')
    await jia.click('button', `移除${PROJECT} 周海燕`)
    await jia.click('button', '移除', { within: '.el-message-box' })
    await jia.sees('已移除')
    await p.go('/my/certs')
    await p.sees('请选择您的角色')
    await p.seesNot(`${E1.name} · ${PROJECT}`)
    await messageTo(await t.person('手机'), '13800000012', '身份已由企业管理员移除')
  })
}

async function founding(t, s) {
  const { p } = s

  await t.clause('the 管理员 of an enterprise nobody registered waits for its review: 随企业信息审核', async () => {
    s.mine = { name: nameOf('新办企业'), code: creditCode() }
    await ask(p, s.mine, '管理员', { submit: false })
    await p.sees('办理渠道（仅用于尚未注册的企业）')
    await t.looksBoth(p, 'channel')
    await p.click('button', '提交')
    await p.sees('申请身份成功')
    await p.sees('随企业信息审核')
    await t.looksBoth(p, 'founding')
  })
  await t.clause('it can be chosen, but nothing applied for with it', async () => {
    await pick(p, `${s.mine.name} · 管理员`)
    await p.sees('已选择身份')
    await p.findsNot('link', 'CA管理')
    await p.findsNot('link', '人员管理')
    p.expect(403)
    must(await p.page.evaluate(async () => (await fetch('/api/drafts')).status) === 403, 'drafts are open')
    must(await p.page.evaluate(async () => (await fetch('/api/people')).status) === 403, 'people are open')
    p.expect()
    p.complaints.length = 0
  })
}

export async function tell(t) {
  const s = { p: await t.person('乙') }
  await arriving(t)
  await asking(t, s)
  s.jia = await t.person('甲')
  await refusing(t, s)
  await letting(t, s)
  await founding(t, s)
}
