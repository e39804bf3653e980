// SPDX-License-Identifier: MIT
/*
 * S22: 电子普票 needs an e-mail and is mailed, again when asked for; the type is
 * frozen by the click on payment; 纸质专票 needs tax number, bank and address, shows
 * both notices and goes out by post; a refund asks for a red letter.
 */
import { signIn, openApplication, toPapers, makePaper, uploadScan, submit, chooseWay, payInSandbox, numberOn, openOrder, claim, waybill, must, leaves, BASE } from '../lib/acts.mjs'
import { fileOf, stampedScan } from '../lib/scan.mjs'
import { sql } from '../lib/house.mjs'

export const title = 'S22 invoice'

const HOLDER = '赵明辉'
const NOTICES = ['纸质专票由“沈阳办理点”统一发出快递，请耐心等待，邮费自理！', '确定选择纸质专票，请将订单号及邮寄信息发送至平台邮箱（lnwlzb@163.com）！']
const today = () => sql("SELECT DATE_FORMAT(FROM_UNIXTIME(paid_at), '%Y-%m-%d') FROM invoice WHERE paid_at IS NOT NULL ORDER BY id DESC LIMIT 1")[0][0]
const number = () => '2621' + String(Date.now()).padStart(16, '0')
const stateOf = no => sql(`SELECT state FROM invoice WHERE orders LIKE '%${no}%' AND refund_id = 0 ORDER BY id DESC LIMIT 1`)[0][0]
const requestOf = (no, red = 0) => sql(`SELECT no FROM invoice WHERE orders LIKE '%${no}%' AND (refund_id <> 0) = ${red} AND paid_at IS NOT NULL ORDER BY id DESC LIMIT 1`)[0][0]

async function toCheckout(p) {
  await openApplication(p, HOLDER, BASE)
  await toPapers(p)
  await uploadScan(p, HOLDER, stampedScan(await makePaper(p)))
  await submit(p)
}

async function heading(p) {
  await p.click('button', '编辑发票抬头信息')
  for (const [label, value] of Object.entries({ 地址: '沈阳市和平区南京街1号', 电话: '024-23450001', 开户行: '演示银行沈阳分行', 开户行账号: '6222020200112233' })) await p.fill(label, value, { within: '[role=dialog]' })
  await p.click('button', '保存抬头')
  await p.sees('发票抬头已保存')
  await p.goes('button', '保存抬头')
}

async function messages(t, p, words) {
  const other = await t.beside(p)
  for (let n = 0; n < 40; n++) {
    await other.go('/demo/messages')
    if (await other.sees(words, 1500).then(() => true, () => false)) break
    must(n < 39, 'no message ' + words)
  }
  await leaves(t, other)
}

/* The desk: exports what waits; returns the sheet as the page offers it. */
async function exported(t, p) {
  await p.go('/staff/invoices')
  await p.click('button', '导出待开票')
  await p.sees('已导出')
  const link = await p.find('link', '下载本批次表格')
  return link.evaluate(a => fetch(a.href).then(r => r.text()))
}

async function imports(p, lines) {
  await p.go('/staff/invoices')
  await p.click('button', '导入开票结果')
  await p.upload('开票结果表格', fileOf('results.csv', Buffer.from('申请单号,发票号码,发票代码,开票日期,下载地址,失败原因\r\n' + lines.join('\r\n') + '\r\n')))
  await p.click('button', '上传并登记')
  await p.sees('登记成功')
}

async function electronic(t, s) {
  const { p, finance } = s

  await t.clause('电子普票 without an e-mail is refused beside its field', async () => {
    await signIn(p, 'jia')
    await toCheckout(p)
    await chooseWay(p, { point: '沈阳办理点' })
    await p.tick('开具', true, { role: 'radio' })
    await p.tick('电子普票', true, { role: 'radio' })
    await p.sees('发票类型选择后不可更改')
    await p.sees('企业发票')
    await p.fill('接收邮箱', '')
    await p.click('button', '立即支付')
    await p.sees('电子普票需要填写接收邮箱')
    await t.looksBoth(p, 'no-email')
    await p.fill('接收邮箱', 'not an address')
    p.expect(422)
    await p.click('button', '立即支付')
    await p.sees('邮箱地址不正确，请核对')
    p.expect()
    p.complaints.length = 0
  })
  await t.clause('with it the payment begins, and the type stays: the page offers no other, the API says 409', async () => {
    await p.fill('接收邮箱', 'caiwu@example.com')
    await p.click('button', '立即支付')
    await p.sees('扫码支付')
    await p.sees('发票：电子普票')
    const group = (await p.where()).match(/pay\/(\w+)/)[1]
    p.expect(409)
    const got = await p.page.evaluate(async g => {
      const { csrf } = await (await fetch('/api/session')).json()
      const r = await fetch(`/api/groups/${g}/invoice`, { method: 'PUT', headers: { 'X-CSRF-Token': csrf, 'Content-Type': 'application/json' }, body: JSON.stringify({ type: 'PAPER', name: '演示测试企业', tax_no: '91210102MA0DEM013A', address: '沈阳', phone: '024-23450001', bank: '演示银行', account: '6222020200112233' }) })
      return [r.status, (await r.json()).words]
    }, group)
    p.expect()
    p.complaints.length = 0
    must(got[0] === 409 && got[1] === '发票类型选择后不可更改', got.join())
    await p.click('button', '修改开票信息')
    const other = await p.find('radio', '纸质专票', { within: '[role=dialog]' })
    must(await other.evaluate(e => e.disabled), 'the other type can be ticked')
    await t.looksBoth(p, 'frozen')
    await p.fill('接收邮箱', 'kuaiji@example.com', { within: '[role=dialog]' })
    await p.click('button', '保存修改')
    await p.sees('开票信息已修改')
    await p.sees('kuaiji@example.com')
  })
  await t.clause('paid, it waits to be issued, and 发票管理 says so', async () => {
    await payInSandbox(t, p, { looks: false })
    await p.click('link', '查看订单')
    await p.sees('订单编号')
    s.no = await numberOn(p)
    await p.go('/my/invoices?q=' + s.no)
    await p.sees(s.no)
    await p.sees('待开票')
    await p.findsNot('button', '重新发送', { exact: false })
    await t.looksBoth(p, 'waiting')
  })
  await t.clause('finance exports what waits; the sheet says heading, sum and order', async () => {
    await signIn(finance, 'finance', { staff: true })
    s.request = requestOf(s.no)
    await finance.go('/staff/invoices')
    await finance.sees(s.request)
    await t.looksBoth(finance, 'queue')
    const sheet = await exported(t, finance)
    const line = sheet.split('\r\n').find(l => l.includes(s.request))
    must(line && line.includes('91210102MA0DEM013A') && line.includes('250.00') && line.includes(s.no) && line.includes('kuaiji@example.com'), line || 'no line')
    must(stateOf(s.no) === 'ISSUING', stateOf(s.no))
    await t.looks(finance, 'exported')
  })
  await t.clause('of the results a bad line is reported, the good one is issued and mailed', async () => {
    s.number = number()
    await imports(finance, [`${s.request},12345,,${today()},,`, `P-NOBODY,${number()},,${today()},,`, `${s.request},${s.number},,${today()},https://invoice.example.com/${s.number},`])
    await finance.sees('登记成功 1 行，已登记过或未填写 0 行，有误 2 行')
    await finance.sees('发票号码应为8位或20位数字')
    await finance.sees('没有这个申请单号')
    await t.looksBoth(finance, 'report')
    await messages(t, p, `发票号码：${s.number}`)
    for (let n = 0; n < 60 && stateOf(s.no) !== 'SENT'; n++) await new Promise(r => setTimeout(r, 250))
    must(stateOf(s.no) === 'SENT', stateOf(s.no))
  })
  await t.clause('the applicant sees number and state, and has it mailed again to another address', async () => {
    await p.go('/my/invoices?q=' + s.no)
    await p.sees('已发送')
    await p.sees(s.number)
    await p.find('link', '下载发票')
    await p.click('button', '重新发送 ' + s.number)
    await p.fill('接收邮箱', 'laoban@example.com', { within: '[role=dialog]' })
    await t.looks(p, 'resend')
    await p.click('button', '确认发送')
    await p.sees('发票邮件已重新发送')
    await messages(t, p, 'laoban@example.com')
  })
}

async function paper(t, s) {
  const { p, finance } = s

  await t.clause('纸质专票 shows both notices and wants bank and address', async () => {
    await toCheckout(p)
    await chooseWay(p, { point: '沈阳办理点' })
    await p.tick('开具', true, { role: 'radio' })
    await p.tick('纸质专票', true, { role: 'radio' })
    for (const words of NOTICES) await p.sees(words)
    await p.click('button', '立即支付')
    for (const words of ['地址', '开户行', '开户行账号']) await p.sees('纸质专票需要填写' + words)
    await p.sees('请填写收票人')
    await t.looksBoth(p, 'paper-wants')
    await heading(p)
    for (const [label, value] of Object.entries({ 收票人: '刘会计', 收票人电话: '13900139008', 收票地址: '辽宁省沈阳市和平区青年大街100号' })) await p.fill(label, value)
    await t.looksBoth(p, 'paper-ready')
    await p.click('button', '立即支付')
    await payInSandbox(t, p, { looks: false })
    await p.click('link', '查看订单')
    await p.sees('订单编号')
    s.paper = await numberOn(p)
  })
  await t.clause('what the tax platform refuses is 开票失败 with its reason, and is tried again', async () => {
    const request = requestOf(s.paper)
    const sheet = await exported(t, finance)
    must(sheet.includes('6222020200112233') && sheet.includes('刘会计 13900139008'), 'the sheet lacks bank account or recipient')
    await imports(finance, [`${request},,,,,纳税人识别号与单位名称不符`])
    await finance.go('/staff/invoices?q=' + s.paper)
    await finance.sees('开票失败')
    await finance.sees('纳税人识别号与单位名称不符')
    await t.looks(finance, 'failed')
    await finance.click('button', '重新开票 ' + request)
    await finance.sees('已回到待开票')
    await exported(t, finance)
    await imports(finance, [`${request},${number().slice(-8)},012002100311,${today()},,`])
    must(stateOf(s.paper) === 'ISSUED', stateOf(s.paper))
  })
  await t.clause('it goes out with a waybill, which the applicant sees', async () => {
    const bill = waybill()
    await finance.go('/staff/invoices?q=' + s.paper)
    await finance.click('button', '登记寄出 ' + requestOf(s.paper))
    await finance.sees('辽宁省沈阳市和平区青年大街100号')
    await finance.fill('运单号', '1234567')
    finance.expect(422)
    await finance.click('button', '确认寄出')
    await finance.sees('请核对')
    finance.expect()
    finance.complaints.length = 0
    await finance.fill('运单号', bill)
    await t.looks(finance, 'post')
    await finance.click('button', '确认寄出')
    await finance.sees('已寄出')
    await p.go('/my/invoices?q=' + s.paper)
    await p.sees('已寄出')
    await p.sees(bill)
    await messages(t, p, bill)
  })
}

async function red(t, s) {
  const { p, finance } = s

  await t.clause('the order of an issued invoice is refused, the money goes back, a red letter is asked for', async () => {
    const lead = await t.person('组长')
    await signIn(lead, 'lead', { staff: true })
    await claim(lead, s.no)
    await lead.click('button', '不予办理')
    await lead.fill('不予办理的原因', '单位资质不符合办理条件')
    await lead.click('button', '确定不予办理')
    for (let n = 0; n < 80 && !sql(`SELECT no FROM invoice WHERE refund_id <> 0 AND orders = '${s.no}'`).length; n++) await new Promise(r => setTimeout(r, 250))
    s.red = requestOf(s.no, 1)
    await finance.go('/staff/invoices?state=RED_REQUESTED')
    await finance.sees(s.red)
    await finance.sees('红字')
    await finance.sees('-¥250.00')
    await t.looksBoth(finance, 'red')
    await leaves(t, lead)
  })
  await t.clause('its number is registered and mailed; the applicant sees both', async () => {
    const n = number()
    await imports(finance, [`${s.red},${n},,${today()},,`])
    await finance.sees('登记成功 1 行')
    await messages(t, p, `原发票号码：${s.number}`)
    await p.go('/my/invoices?q=' + s.no)
    await p.sees('已冲红')
    await p.sees('已退款冲红')
    await p.sees(n)
    await t.looksBoth(p, 'red-applicant')
  })
}

async function book(t, s) {
  const { p } = s
  await t.clause('the book of headings: edit, add, delete', async () => {
    await p.go('/my/invoices')
    await p.sees('企业抬头')
    await p.click('button', '新增发票抬头')
    await p.fill('单位名称', '演示测试企业沈阳分公司')
    await p.fill('纳税人识别号', '12345')
    p.expect(422)
    await p.click('button', '保存抬头')
    await p.sees('纳税人识别号不能少于15个字')
    await t.looksBoth(p, 'heading-wrong')
    p.expect()
    p.complaints.length = 0
    await p.fill('纳税人识别号', '91210102MA0DEM013A')
    await p.click('button', '保存抬头')
    await p.find('button', '编辑抬头 演示测试企业沈阳分公司')
    await t.looksBoth(p, 'headings')
    await p.click('button', '删除抬头 演示测试企业沈阳分公司')
    await p.click('button', '删除抬头', { within: '[role=dialog]' })
    await p.sees('发票抬头已删除')
    await p.goes('button', '编辑抬头 演示测试企业沈阳分公司')
  })
}

export async function tell(t) {
  sql('DELETE FROM invoice_heading')
  const s = { p: await t.person('管理员'), finance: await t.person('财务') }
  await electronic(t, s)
  await paper(t, s)
  await red(t, s)
  await book(t, s)
}
