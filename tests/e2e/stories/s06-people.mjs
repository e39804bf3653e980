// SPDX-License-Identifier: MIT
/* S06: people of an enterprise. 甲 is its 管理员, 丙 and 丁 are added on the way. */
import { signIn, startApplication, must } from '../lib/acts.mjs'
import { idNumber, nameOf, phoneNumber } from '../lib/people.mjs'
import { sql } from '../lib/house.mjs'

export const title = 'S06 people'

const forgetLimits = () => sql("DELETE FROM attempt WHERE name LIKE 'people.check%'")

async function openDialog(p) {
  await p.go('/my/people')
  await p.click('button', '新增人员')
  await p.find('textbox', '姓名')
  await p.find('radio', '项目负责人或授权委托人')
}

async function fillPerson(p, x) {
  await p.fill('姓名', x.name)
  await p.fill('身份证号', x.id)
  if (x.phone) await p.fill('手机号', x.phone)
  await p.tick('项目负责人或授权委托人', true, { role: 'radio' })
}

async function addPerson(p, x) {
  await openDialog(p)
  await fillPerson(p, x)
  await p.click('button', '查重校验')
  await p.sees('未发现重复，可以新增')
  await p.click('button', '确定', { within: '[role=dialog]' })
  await p.sees('已新增' + x.name)
}

const search = async (p, words) => {
  await p.go('/my/people')
  await p.fill('姓名、身份证号或手机号', words)
  await p.click('button', '搜索')
}

async function list(t, s) {
  const { p } = s

  await t.clause('甲 sees the people of the enterprise, numbers masked', async () => {
    await signIn(p, 'jia')
    await p.click('link', '人员管理')
    await p.sees('欧阳𠮷')
    await p.sees('2101**********0002')
    await p.seesNot('210102198505200002')
    await t.looksBoth(p, 'people')
  })
  await t.clause('people are found by a whole ID number; nobody found is said in words', async () => {
    await search(p, '210102198505200002')
    await p.sees('共 1 条')
    await p.sees('欧阳𠮷')
    await search(p, '没有这个人')
    await p.sees('没有符合条件的人员')
    await t.looksBoth(p, 'nobody')
  })
  await t.clause('when the house does not answer the page says so and tries again', async () => {
    await p.page.setRequestInterception(true)
    const broken = r => (r.url().includes('/api/people?') ? r.respond({ status: 503, body: '' }) : r.continue())
    p.page.on('request', broken)
    p.expect(503)
    await p.go('/my/people')
    await p.sees('系统繁忙，请稍后再试')
    await t.looksBoth(p, 'busy')
    p.page.off('request', broken)
    await p.page.setRequestInterception(false)
    p.expect()
    await p.click('button', '重新加载')
    await p.sees('欧阳𠮷')
  })
}

async function adding(t, s) {
  const { p } = s

  await t.clause('查重校验 finds an ID number of the own enterprise: refused', async () => {
    forgetLimits()
    await openDialog(p)
    await t.looksBoth(p, 'dialog')
    await fillPerson(p, { name: '某某', id: '210102198505200002', phone: phoneNumber() })
    await p.click('button', '查重校验')
    await p.sees('该人员已在本企业中，无需重复新增')
    await t.looksBoth(p, 'known')
  })
  await t.clause('and one of somebody elsewhere, without saying whose it is', async () => {
    await p.fill('身份证号', '210702197903120006')
    await p.click('button', '查重校验')
    await p.sees('该身份证号已登记，不能新增；请本人登录后申请加入本企业')
    await p.seesNot('孙立军')
    await p.click('button', '确定', { within: '[role=dialog]' })
    await p.sees('请先点击“查重校验”')
  })
  await t.clause('a number that cannot be one is refused in words', async () => {
    await p.fill('身份证号', '210702197903120005')
    await p.click('button', '查重校验')
    await p.sees('身份证号不正确，请核对')
    must((await p.find('textbox', '身份证号')) && await p.page.evaluate(() => document.activeElement.name) === 'id_number', 'the cursor is not in the field')
  })
  await t.clause('a new one is fine: 丁 is in the list, complete', async () => {
    s.ding = { name: nameOf('丁'), id: idNumber(), phone: phoneNumber() }
    await addPerson(p, s.ding)
    await search(p, s.ding.name)
    await p.sees('已完善')
    await t.looks(p, 'ding')
  })
  await t.clause('丙 is added without a phone: incomplete', async () => {
    s.bing = { name: nameOf('丙'), id: idNumber() }
    await addPerson(p, s.bing)
    await search(p, s.bing.name)
    await p.sees('信息不完善')
    await p.sees('缺少手机号')
    await t.looksBoth(p, 'bing')
  })
}

async function wizard(t, s) {
  const { p } = s

  await t.clause('丙 cannot be selected for a certificate and is among the 信息不完善人员', async () => {
    await startApplication(p)
    await p.find('checkbox', '选择' + s.ding.name)
    await p.findsNot('checkbox', '选择' + s.bing.name)
    await p.click('tab', '信息不完善人员', { exact: false })
    await p.sees(s.bing.name)
    await t.looksBoth(p, 'incomplete')
  })
  await t.clause('帮用户完善信息: what is known cannot be changed for somebody, what is missing is asked for', async () => {
    await p.click('button', `帮用户完善信息 ${s.bing.name}`)
    await p.sees('缺少：手机号')
    await t.looksBoth(p, 'complete-dialog')
    await p.click('button', '确定', { within: '[role=dialog]' })
    await p.sees('请填写手机号')
    await p.fill('手机号', '12345')
    await p.click('button', '确定', { within: '[role=dialog]' })
    await p.sees('手机号应为11位数字')
  })
  await t.clause('afterwards 丙 is selectable', async () => {
    await p.fill('手机号', phoneNumber())
    await p.click('button', '确定', { within: '[role=dialog]' })
    await p.sees(`${s.bing.name}的信息已完善`)
    await p.click('tab', '办证人员')
    await p.tick('选择' + s.bing.name)
    await p.sees('已选择 1 人')
    await p.click('button', '下一步')
    await p.sees(s.bing.name)
    s.draft = await p.where()
  })
}

async function removal(t, s) {
  const { p } = s

  await t.clause('丙 is removed, after a question that says what stays', async () => {
    await search(p, s.bing.name)
    await p.click('button', `移除项目负责人或授权委托人 ${s.bing.name}`)
    await p.sees('已提交的订单和已办理的证书不受影响')
    await t.looksBoth(p, 'remove')
    await p.click('button', '移除', { within: '.el-message-box' })
    await p.sees('没有符合条件的人员')
  })
  await t.clause('the application that was being typed goes on without 丙', async () => {
    await p.go(s.draft.replace(/\/[a-z]+$/, '/persons'))
    await p.find('checkbox', '选择' + s.ding.name)
    await p.findsNot('checkbox', '选择' + s.bing.name)
    await p.sees('已选择 0 人')
  })
  await t.clause('the number of who was removed is still known', async () => {
    await openDialog(p)
    await fillPerson(p, { name: '某某', id: s.bing.id })
    await p.click('button', '查重校验')
    await p.sees('该身份证号已登记，不能新增')
  })
  await t.clause('the 管理员 cannot be removed, only handed over', async () => {
    await search(p, '刘建国')
    await p.sees('管理员')
    await p.findsNot('button', '移除管理员 刘建国')
  })
  await t.clause('whoever holds only a personal lock has no 人员管理', async () => {
    const yi = await t.person('乙')
    await signIn(yi, 'yi')
    await yi.findsNot('link', '人员管理')
    await yi.go('/my/people')
    await yi.sees('无权')
    yi.expect(403)
    must(await yi.page.evaluate(async () => (await fetch('/api/people')).status) === 403, 'the server lets 乙 read')
    await t.looks(yi, 'denied')
  })
}

export async function tell(t) {
  const s = { p: await t.person('甲') }
  await list(t, s)
  await adding(t, s)
  await wizard(t, s)
  await removal(t, s)
}
