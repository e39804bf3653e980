// SPDX-License-Identifier: MIT
/*
 * The first day of a house: nobody was imported, nothing is prepared. From the
 * first security administrator, made at the console as docs/OPS.md says, to
 * the key in the applicant's hand. Runs alone in an empty house (no demo data).
 */
import { startApplication, fillItem, toPapers, makePaper, uploadScan, submit, pay, openOrder, claim, approve, bind, lookUp, codeOn, serial, must, BASE } from '../lib/acts.mjs'
import { bring, fillBasics, fillInvoice, handIn, picture, seal } from '../lib/enterprise.mjs'
import { completes, registers } from '../lib/newcomer.mjs'
import { creditCode, idNumber, phoneNumber } from '../lib/people.mjs'
import { admin, sql } from '../lib/house.mjs'
import { stampedScan } from '../lib/scan.mjs'
import { enter, firstLogin, hire, ownPassword } from '../lib/staff.mjs'

export const title = 'the first day'

const NAME = '苏晓晴'
const CLERKS = [
  { key: 'reviewer', user: 'chu.review', name: '褚初审', roles: ['初审员'], home: '审核工作台' },
  { key: 'maker', user: 'wei.make', name: '卫制证', roles: ['制证员'], home: '制证' },
  { key: 'desk', user: 'jiang.desk', name: '蒋柜员', roles: ['办理点柜员'], point: '沈阳办理点', home: '领取' }
]

/* "password  xxxx (once; …)" and "seed  otpauth://…secret=XXXX&…" */
function atConsole(user, name) {
  const said = admin('user', 'create', user, name, 'SECURITY')
  return { password: said.match(/password\s+(\S+)/)[1], seed: said.match(/secret=([A-Z2-7]+)/)[1] }
}

async function opens(t, s) {
  await t.clause('the house is empty: no account, no person, no enterprise, no order', async () => {
    const rows = sql('SELECT (SELECT COUNT(*) FROM account), (SELECT COUNT(*) FROM person), (SELECT COUNT(*) FROM company), (SELECT COUNT(*) FROM orders), (SELECT COUNT(*) FROM cert)')[0].join()
    must(rows === '0,0,0,0,0', rows)
  })
  await t.clause('its public pages stand', async () => {
    await s.p.go('/')
    await s.p.sees('辽宁省网联综合服务平台')
    await t.looksBoth(s.p, 'home')
    await s.p.go('/login')
    await s.p.sees('注册账号')
  })
  await t.clause('the first security administrator comes from the console and makes the account the own', async () => {
    const secret = atConsole('first.security', '魏安全')
    await enter(s.boss, 'first.security', secret.password, secret.seed)
    await ownPassword(s.boss, secret.password)
    await s.boss.sees('工作台')
    await s.boss.go('/staff/accounts')
    await s.boss.sees('魏安全')
    await t.looksBoth(s.boss, 'accounts')
  })
  await t.clause('hires a reviewer, a maker and a clerk of the desk, by page', async () => {
    for (const c of CLERKS) s[c.key + '_secret'] = await hire(s.boss, c)
    await s.boss.sees('蒋柜员')
    await t.looks(s.boss, 'hired')
  })
  for (const c of CLERKS)
    await t.clause(`${c.name} signs in for the first time and finds an empty desk`, async () => {
      s[c.key] = await t.person(c.name)
      await firstLogin(s[c.key], c.user, s[c.key + '_secret'])
      await s[c.key].click('link', c.home, { exact: false })
      await s[c.key].sees('没有')
      await t.looksBoth(s[c.key], c.key)
    })
}

async function arrives(t, s) {
  const { p } = s

  await t.clause('a person off the street registers with a code by SMS', async () => {
    await registers(t, p, s.phone)
    await t.looksBoth(p, 'person')
  })
  await t.clause('completes the personal data', async () => {
    await completes(p, NAME, idNumber())
    await p.go('/my/person')
    await p.sees('已完善')
  })
  await t.clause('founds an enterprise as its 管理员', async () => {
    await p.go('/my/identities')
    await p.click('button', '＋新增')
    await p.fill('企业名称', s.name)
    await p.fill('统一社会信用代码', s.code)
    await p.tick('管理员', true, { role: 'radio', within: '[role=dialog]' })
    await p.click('button', '提交')
    await p.sees('申请身份成功')
    await p.go('/my/identities')
    await p.tick('企业', true, { role: 'radio', exact: false })
    await p.tick(s.name, true, { role: 'radio', exact: false })
    await p.click('button', '确认选择身份')
    await p.sees('已选择身份')
  })
  await t.clause('fills the enterprise data in three steps and hands them in', async () => {
    await p.go('/my/company')
    await p.click('button', '填写企业信息')
    await fillBasics(p, { name: s.name, legal: NAME })
    for (const slot of ['营业执照（副本）', '法定代表人身份证人像面', '法定代表人身份证国徽面']) await bring(p, slot, picture(slot + '.png'))
    await p.sees('已自动保存')
    await p.click('button', '下一步')
    await fillInvoice(p)
    await p.sees('已自动保存')
    await p.click('button', '下一步')
    await seal(p)
    await handIn(p)
    await t.looks(p, 'handed-in')
  })
  await t.clause('褚初审 finds them in the pool and approves', async () => {
    const no = sql('SELECT no FROM dossier WHERE kind = "company"')[0][0]
    await claim(s.reviewer, no)
    await approve(s.reviewer)
    await p.go('/my/company')
    await p.sees('审核通过')
  })
}

async function buys(t, s) {
  const { p } = s

  await t.clause('no personal key without a main key: the main key is applied for', async () => {
    await startApplication(p, { kind: 'MAIN', lock: '主锁' })
    await t.looks(p, 'persons')
    await p.tick('选择' + NAME)
    await p.click('button', '下一步')
    await fillItem(p, BASE)
    await p.tick('我已阅读并同意', true, { exact: false })
    await toPapers(p)
    await uploadScan(p, NAME, stampedScan(await makePaper(p)))
    await submit(p)
  })
  await t.clause('paid', async () => {
    s.no = await pay(t, p, { point: '沈阳办理点' })
    await p.sees('已支付')
  })
  await t.clause('approved by 褚初审', async () => {
    await claim(s.reviewer, s.no)
    await approve(s.reviewer)
  })
  await t.clause('made by 卫制证', async () => {
    s.key = serial('JK2')
    await bind(s.maker, s.no, s.key, serial('00'))
  })
  await t.clause('handed over by 蒋柜员 against the code and the identity card', async () => {
    await openOrder(p, s.no)
    await p.click('button', '查看领取码')
    const code = await codeOn(p)
    await s.desk.go('/staff/desk')
    await lookUp(s.desk, code)
    await s.desk.sees(NAME)
    await s.desk.tick('已核对领取人身份证原件')
    await s.desk.fill('介质序列号', s.key)
    await s.desk.click('button', '确认发放')
    await s.desk.sees('已发放')
    await t.looksBoth(s.desk, 'handed-out')
  })
  await t.clause('the applicant holds the first certificate of the house', async () => {
    await p.go('/my/certs')
    await p.sees(NAME)
    await t.looksBoth(p, 'certs')
    await openOrder(p, s.no)
    await p.sees('已领取')
    await t.looks(p, 'order')
    const row = sql(`SELECT o.state, c.state FROM orders o JOIN cert c ON c.order_id = o.id WHERE o.no = '${s.no}'`)[0].join()
    must(row.startsWith('DONE,'), row)
  })
}

export async function tell(t) {
  const s = { boss: await t.person('魏安全'), p: await t.person('苏晓晴'), phone: phoneNumber(), code: creditCode(), name: '辽宁晓晴建设有限公司' }
  await opens(t, s)
  await arrives(t, s)
  await buys(t, s)
}
