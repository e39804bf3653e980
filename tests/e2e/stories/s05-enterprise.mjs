// SPDX-License-Identifier: MIT
/*
 * S05: enterprise data (E1-E10) without what OCR and scan matching bring later.
 * 冯雪 founds an enterprise whose code fails its check digit, as some real ones do.
 */
import { readFileSync } from 'node:fs'
import { signIn, claim, download, giveBack, must } from '../lib/acts.mjs'
import { bring, fillBasics, fillInvoice, handIn, pdf, picture, region, seal, SEALS } from '../lib/enterprise.mjs'
import { creditCode, messageTo, nameOf } from '../lib/people.mjs'
import { clockAt, clockBack, pidText, sql } from '../lib/house.mjs'
import { fileOf, stampedScan } from '../lib/scan.mjs'

export const title = 'S05 enterprise'

const PHONE = '13800000032'
/* The same code with another last character. */
const doubtful = code => code.slice(0, 17) + (code[17] === '7' ? '8' : '7')
const prepare = () => sql(`DELETE FROM attempt WHERE name = 'identity.ask';
  UPDATE identity SET state = 'REMOVED' WHERE type = 'ADMIN' AND person_id = (SELECT person_id FROM account WHERE username = 'fengxue')`)
const company = s => sql(`SELECT name, state, region, COALESCE(city, '-'), legal_name FROM company WHERE credit_code = '${s.code}'`)[0].join()

async function pick(p, words) {
  await p.go('/my/identities')
  await p.tick('企业', true, { role: 'radio', exact: false })
  await p.tick(words, true, { role: 'radio', exact: false })
  await p.click('button', '确认选择身份')
  await p.sees('已选择身份')
}

async function founds(t, s) {
  const { p } = s

  await t.clause('冯雪 asks to be the 管理员 of a new enterprise; its code fails the check digit and is only doubted', async () => {
    clockAt('2021-10-15 16:00')	// a Friday
    prepare()
    await signIn(p, 'fengxue')
    await p.go('/my/identities')
    await p.click('button', '＋新增')
    await p.fill('企业名称', s.name)
    await p.fill('统一社会信用代码', s.code)
    await p.tick('管理员', true, { role: 'radio', within: '[role=dialog]' })
    await p.click('button', '提交')
    await p.sees('申请身份成功')
    await pick(p, s.name)
  })
  await t.clause('企业信息 tells what is wanted, by whom it is looked at, and how long it takes', async () => {
    await p.go('/my/company')
    await p.sees('审核周期为一个工作日')
    await p.findsNot('link', 'CA管理')
    await t.looksBoth(p, 'company-new')
    await p.click('button', '填写企业信息')
    await p.sees('单位基本信息')
    await t.looksBoth(p, 'step-1')
  })
}

async function fills(t, s) {
  const { p } = s

  await t.clause('what is missing is said at its field', async () => {
    await p.click('button', '下一步')
    await p.sees('请填写住所')
    await p.sees('请选择企业注册地')
    await p.sees('请上传营业执照（副本）')
    await t.looksBoth(p, 'missing')
  })
  await t.clause('a wrong ID number is refused, a doubtful code warned about', async () => {
    await fillBasics(p, { name: s.name, legalId: '210106199404090001' })
    await p.sees('身份证号不正确，请核对')
    await p.sees('校验位不符，请与营业执照核对')
    await t.looks(p, 'wrong-id')
    await p.fill('法定代表人身份证号', '210106199404090000')
  })
  await t.clause('a PDF as licence is refused (JPG/PNG), a PDF as ID face accepted', async () => {
    await p.upload('营业执照（副本）扫描件', pdf('licence.pdf'))
    await p.sees('支持JPG/PNG')
    await p.findsNot('button', '查看营业执照（副本）扫描件')
    await t.looks(p, 'licence-pdf')
    await bring(p, '法定代表人身份证国徽面', pdf('id.pdf'))
    await bring(p, '法定代表人身份证人像面', picture('face.png'))
    await bring(p, '营业执照（副本）', picture('licence.png', 180))
    await t.looksBoth(p, 'step-1-full')
  })
  await t.clause('a picture that is called licence.png but is a PDF is refused by the server', async () => {
    p.expect(415)
    await p.upload('营业执照（副本）扫描件', fileOf('licence.png', readFileSync(pdf('x.pdf'))))
    await p.sees('文件内容与格式不符').catch(() => p.sees('只能上传JPG、PNG格式的文件'))
    p.expect()
    p.complaints.length = 0
  })
  await t.clause('开票信息: six fields; what was typed survives a reload', async () => {
    await p.click('button', '下一步')
    await p.sees('开户行账号')
    await fillInvoice(p)
    await p.sees('已自动保存')
    await p.page.reload()
    await p.keeps('开户行', '演示银行沈阳分行')
    await p.keeps('纳税人识别号', s.code)
    await t.looksBoth(p, 'step-2')
    await p.click('button', '下一步')
  })
  await t.clause('签署信息: the 电子签章印模采集表 is generated, stamped, uploaded', async () => {
    await p.sees('生成' + SEALS)
    await t.looksBoth(p, 'step-3')
    await seal(p)
    await t.looksBoth(p, 'step-3-full')
  })
}

async function isReturned(t, s) {
  const { p, reviewer } = s

  await t.clause('submitted on Friday at 16:30 after a second confirmation: due on Monday at 16:30', async () => {
    clockAt('2021-10-15 16:30')
    await p.click('button', '提交审核')
    await p.sees('请再次核对填写的信息及上传的附件')
    await t.looksBoth(p, 'confirm')
    await p.click('button', '确定', { within: '[role=dialog]' })
    await p.sees('预计 10月18日 16:30 前完成')
    await p.sees('待审核')
    await t.looksBoth(p, 'pending')
  })
  await t.clause('the reviewer has fields and scans side by side', async () => {
    await signIn(reviewer, 'reviewer', { staff: true })
    s.no = sql(`SELECT d.no FROM dossier d JOIN company c ON c.id = d.subject_id WHERE d.kind = 'company' AND c.credit_code = '${s.code}' ORDER BY d.id DESC LIMIT 1`)[0][0]
    await reviewer.go('/staff/reviews?queue=pool')
    await reviewer.sees(s.no)
    await t.looksBoth(reviewer, 'pool')
    await claim(reviewer, s.no)
    await reviewer.sees('法定代表人身份证号')
    await reviewer.sees('投标单位')
    await t.looksBoth(reviewer, 'review')
  })
  await t.clause('returns it with a reason at one field; the applicant is told by SMS', async () => {
    await giveBack(reviewer, [['住所', '与营业执照不一致']], '请按营业执照填写')
    await messageTo(await t.person('手机'), PHONE, '审核不通过：住所：与营业执照不一致；请按营业执照填写')
    await p.go('/my/company')
    await p.sees('处理意见')
    await p.sees('与营业执照不一致')
    await p.sees('审核不通过')
    await t.looksBoth(p, 'returned')
  })
}

async function corrects(t, s) {
  const { p, reviewer } = s

  await t.clause('only the marked field is open, the remark beside it', async () => {
    await p.click('button', '按处理意见修改')
    await p.sees('审核意见：与营业执照不一致')
    const closed = await p.find('textbox', '单位名称')
    must(await closed.evaluate(x => x.disabled), 'another field can be typed into')
    await t.looksBoth(p, 'edit')
    await p.fill('住所', '辽宁省沈阳市和平区南京街1-2号')
    await p.sees('已自动保存')
  })
  await t.clause('the form is made anew, stamped again, and handed in', async () => {
    await p.click('button', '下一步')
    await p.sees('开户行账号')
    await p.click('button', '下一步')
    await p.sees('信息已修改，请重新生成')
    await t.looks(p, 'old-form')
    await p.click('button', '重新生成' + SEALS)
    await p.sees('当前为第2版，请重新上传')
    await p.upload(SEALS + '扫描件', stampedScan(await download(p, '下载' + SEALS)))
    await new Promise(r => setTimeout(r, 3000))
    await p.sees('已自动保存')
    await handIn(p)
  })
  await t.clause('the same reviewer sees before and after; approval wants a reason for the doubtful code', async () => {
    await claim(reviewer, s.no)
    await reviewer.sees('第2轮')
    await reviewer.sees('南京街1-2号')
    await reviewer.tick('已核对申请表编号与版本')
    await reviewer.click('button', '审核通过', { exact: false })
    await reviewer.sees('请填写核准原因')
    await t.looksBoth(reviewer, 'doubt')
    await reviewer.fill('统一社会信用代码的核准原因', '已在国家企业信用信息公示系统核实')
    await reviewer.click('button', '审核通过', { exact: false })
    await reviewer.click('button', '审核通过', { within: '[role=dialog]' })
    await reviewer.sees('已审核通过')
    must(company(s) === `${s.name},APPROVED,辽宁省/沈阳市/和平区,SY,冯雪`, company(s))
  })
  await t.clause('冯雪 is the 管理员 now; the history tells both verdicts', async () => {
    await messageTo(await t.person('手机'), PHONE, `您提交的企业信息（${s.name}）审核通过`)
    await p.go('/my/company')
    await p.sees('审核通过')
    await p.sees('审核不通过')
    const rows = (await p.rows()).length
    must(rows === 2, `${rows} rows`)
    await t.looksBoth(p, 'approved')
    await p.go('/my/certs')
    await p.sees('CA管理')
  })
}

async function changes(t, s) {
  const { p } = s

  await t.clause('a new version leaves the approved one in force until it is approved', async () => {
    await p.go('/my/company')
    await p.click('button', '编辑企业信息')
    await p.keeps('住所', '辽宁省沈阳市和平区南京街1-2号')
    await region(p, '企业注册地', '辽宁省', '大连市', '甘井子区')
    await p.sees('已自动保存')
    await p.go('/my/company')
    await p.sees('有一份未提交的企业信息')
    await p.sees('原信息继续有效')
    must(company(s).includes('沈阳市/和平区,SY'), company(s))
    await t.looksBoth(p, 'second-version')
  })
  await t.clause('another enterprise sees none of it', async () => {
    const other = await t.person('别家')
    const pid = sql(`SELECT HEX(d.pid) FROM dossier d JOIN company c ON c.id = d.subject_id WHERE c.credit_code = '${s.code}' ORDER BY d.id DESC LIMIT 1`)[0][0]
    await signIn(other, 'jinzhou')
    other.expect(404)
    await other.go('/my/dossiers/' + pidText(pid))
    await other.sees('未找到')
    other.expect()
    other.complaints.length = 0
    clockBack()
  })
}

export async function tell(t) {
  const s = { p: await t.person('冯雪'), code: doubtful(creditCode()), name: nameOf('青山建设') }
  try {
    await founds(t, s)
    await fills(t, s)
    s.reviewer = await t.person('审核员')
    await isReturned(t, s)
    await corrects(t, s)
    await changes(t, s)
  } finally { clockBack() }
}
