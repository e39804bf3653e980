// SPDX-License-Identifier: MIT
/* What people do in more than one story, always through visible pages. */
import { basename } from 'node:path'
import * as house from './house.mjs'
import { stampedScan } from './scan.mjs'

export const PASSWORD = 'qinghe-bridge-42'

/* The 11 platforms of golden case G01 by their names on the page. */
export const G01 = ['辽宁建设工程信息网', '辽宁省招标投标监管网', '辽宁省政府采购平台', '沈阳市公共资源平台',
  '大连市公共资源平台', '鞍山公共资源平台', '锦州市公共资源平台', '朝阳市公共资源平台', '葫芦岛公共资源平台',
  '华晨集团电子采购平台', '沈抚示范区建设项目管理平台']
/* Enough for a short story: the base price alone. */
export const BASE = G01.slice(0, 4)

export const must = (what, words) => { if (!what) throw new Error(words) }

export async function signIn(p, user, { staff = false } = {}) {
  await p.go('/login')
  await p.fill('用户名', user)
  await p.fill('密码', PASSWORD)
  await p.tick('我已阅读并同意', true, { exact: false })
  if (staff) {
    p.expect(422)
    await p.click('button', '登录')
    await p.find('textbox', '动态口令')
    p.expect()
    p.complaints.length = 0
    // A code counts once and only forward; stories sign in twice a minute and turn the clock back.
    house.sql(`UPDATE account SET totp_step = 0 WHERE username = '${user}'`)
    await p.fill('动态口令', house.totp(user))
  }
  await p.click('button', '登录')
  await p.sees(staff ? '工作台' : 'CA管理')
}

/* Somebody goes home: the window is shut, nobody listens to it any more. */
export async function leaves(t, p) {
  await p.leave()
  t.people.splice(t.people.indexOf(p), 1)
}

/* The rows of all numbered pages, as one turns them. */
export async function allRows(p, total) {
  const out = []
  for (let n = 1; ; n++) {
    const here = await p.rows()
    out.push(...here)
    if (out.length >= total) return out
    await p.click('button', '下一页')
    for (let i = 0; i < 100 && (await p.rows())[0] === here[0]; i++) await new Promise(r => setTimeout(r, 50))
    must(n < 100, 'the pages have no end')
  }
}

/* A day as the calendar of the field writes it. */
export async function pickDay(p, label, day) {
  await p.find('any', label, { exact: false })
  await p.page.evaluate((words, value) => {
    const field = [...document.querySelectorAll('input[type=date]')].find(e => e.getClientRects().length && e.labels[0]?.textContent.includes(words))
    field.value = value
    field.dispatchEvent(new Event('input', { bubbles: true }))
  }, label, day)
}

/* ---- the applicant ---- */

/* From CA管理 to the first step of the wizard. */
export async function startApplication(p, { kind = 'PERSONAL', lock = '项目负责人锁' } = {}) {
  await p.go('/my/apply?kind=' + kind)
  const box = '本人已认真阅读并理解接受以上全部内容'
  await p.find('checkbox', box)
  if (await p.find('radio', lock, { exact: false, wait: 0 }).catch(() => null)) await p.tick(lock, true, { role: 'radio', exact: false })
  await p.tick(box, true)
  await p.click('button', '确定')
  await p.find('button', '下一步')
}

export async function fillItem(p, platforms, { vendor = 'CFCA', phone = '13800138001', remark = '', within = null } = {}) {
  await p.tick(vendor, true, { role: 'radio', within })
  for (const name of platforms) await p.tick(name, true, { within })
  await p.fill('经办人电话', phone, { within })
  if (remark) await p.fill('备注', remark, { within })
}

/* From CA管理 to the filled step 厂商与平台 with one person. */
export async function openApplication(p, person, platforms, options = {}) {
  await startApplication(p, options)
  await p.tick('选择' + person)
  await p.click('button', '下一步')
  await fillItem(p, platforms, options)
  await p.tick('我已阅读并同意', true, { exact: false })
}

/* From 厂商与平台 over 信息确认 to 申请表. */
export async function toPapers(p) {
  await p.click('button', '下一步')
  await p.sees('请核对以下服务商及平台')
  await p.click('button', '确定')
  await p.find('button', '上一步')
  await p.stands(/\/papers$/)
}

export const FORM = 'CA互联互通（辽宁版）申请表'

/* Makes the form and returns its bytes. */
export async function makePaper(p) {
  await p.click('button', '生成' + FORM)
  await p.sees('申请表已生成，内容与当前信息一致')
  return download(p, '下载申请表')
}

export async function uploadScan(p, person, file) {
  await p.upload(person + '的申请表扫描件', file)
  await p.sees(basename(file))
  await p.find('button', `查看${person}的申请表扫描件`)
}

/* From 申请表 with everything uploaded to the submitted order. */
export async function submit(p, { next = '支付确认' } = {}) {
  await p.click('button', '下一步')
  await p.sees('应付金额')
  await p.click('button', '提交订单')
  await p.sees(next)
}

/* The order number on the page, as soon as it stands there. */
export async function numberOn(p) {
  for (let i = 0; i < 100; i++) {
    const found = (await p.text()).match(/[A-Z]{4,8}\d{17}/)
    if (found) return found[0]
    await new Promise(r => setTimeout(r, 100))
  }
  throw new Error('no order number on ' + p.page.url())
}

/* way: { point } or { name, phone, address }. */
export async function chooseWay(p, way) {
  await p.tick(way.point ? way.words || '现场领取' : '邮寄', true, { role: 'radio', exact: false })
  if (way.point) return p.tick(way.point, true, { role: 'radio', exact: false })
  await p.sees('收件人信息')
  await p.find('button', '新增地址信息')
  if (!await p.find('textbox', '收件地址', { wait: 1500 }).catch(() => null)) await p.tick('填写其他地址', true, { role: 'radio' })
  await p.fill('收件人', way.name)
  await p.fill('联系电话', way.phone)
  await p.fill('收件地址', way.address)
}

export async function payInSandbox(t, p, { looks = true } = {}) {
  const link = await p.find('link', '打开模拟收银台')
  const url = await link.evaluate(a => a.getAttribute('href'))
  const phone = await t.person('手机', 375)
  await phone.go(url)
  await phone.sees('模拟收银台')
  await phone.click('button', '确认付款')
  await phone.sees('付款已提交')
  if (looks) await t.looks(phone, 'cashier')
  await leaves(t, phone)
  await p.sees('支付成功')
}

/* From 支付确认 to the page of the paid order; returns the number. */
export async function pay(t, p, way) {
  await chooseWay(p, way)
  await p.click('button', '立即支付')
  await payInSandbox(t, p, { looks: false })
  await p.click('link', '查看订单')
  await p.sees('订单编号')
  return numberOn(p)
}

/* An order of one person, paid: for stories that begin afterwards. */
export async function paidOrder(t, p, person, platforms, way, options = {}) {
  await openApplication(p, person, platforms, options)
  await toPapers(p)
  await uploadScan(p, person, stampedScan(await makePaper(p)))
  await submit(p)
  return pay(t, p, way)
}

/* The page of an order, found by its number in 订单管理. */
export async function openOrder(p, no) {
  await p.go('/my/orders?q=' + no)
  await p.click('button', '查看订单 ' + no)
  await p.sees('订单编号')
}

/* The bytes behind a link, fetched as the page would. */
export async function download(p, words) {
  const link = await p.find('link', words)
  const url = await link.evaluate(a => a.href)
  const base64 = await p.page.evaluate(async u => {
    const b = new Uint8Array(await (await fetch(u)).arrayBuffer())
    let s = ''
    for (const x of b) s += String.fromCharCode(x)
    return btoa(s)
  }, url)
  return Buffer.from(base64, 'base64')
}

/* ---- the staff ---- */

/* A field of several lines, written anew. */
export async function fillLines(p, name, lines) {
  const e = await p.find('textbox', name)
  await e.focus()
  await p.page.keyboard.down('Control')
  await p.page.keyboard.press('a')
  await p.page.keyboard.up('Control')
  await e.type(lines.join('\n'))
}

/* Claims the review of an order, from the own tasks or from the pool. */
export async function claim(p, no) {
  const button = '领取并审核 ' + no
  await p.go('/staff/reviews?queue=mine')
  await p.sees('审核工作台')
  await p.find('button', '刷新')
  if (!await p.find('button', button, { wait: 1500 }).catch(() => null)) await p.go('/staff/reviews?queue=pool')
  await p.click('button', button)
  await p.sees('由您审核')
  await p.sees('已查看')
}

/* After a verdict the page goes on by itself: to the next review, or to the list. */
async function verdict(p, button, words) {
  const here = await p.where()
  await p.click('button', button, { exact: false })
  await p.click('button', button, { within: '[role=dialog]' })
  await p.sees(words)
  for (let i = 0; i < 100 && await p.where() === here; i++) await new Promise(r => setTimeout(r, 50))
}

/* marks: [[item, reason], ...] */
export async function giveBack(p, marks, words = '') {
  for (const [item, reason] of marks) {
    await p.tick('标注' + item)
    await p.fill(item + '的退回原因', reason)
  }
  if (words) await p.fill('处理意见', words)
  await verdict(p, '退回修改', '已退回')
}

export async function approve(p) {
  await p.tick('已核对申请表编号与版本')
  await verdict(p, '审核通过', '已审核通过')
}

/* Serials nobody used before, so that stories may run again on one house. */
let counter = 0
export const serial = prefix => prefix + (Date.now() * 10 + counter++ % 10).toString()

export async function openBinding(p, no) {
  await p.go('/staff/making?queue=make')
  await p.click('button', '制证登记 ' + no)
  await p.sees('制证登记')
  await p.find('textbox', '介质序列号')
}

export async function bind(p, no, key, cert) {
  await openBinding(p, no)
  await p.fill('介质序列号', key)
  await p.fill('证书序列号', cert)
  await p.click('button', '确认登记')
  await p.sees('的证书已登记')
}

export async function ship(p, no, waybill) {
  await p.go('/staff/making?queue=ship')
  await p.click('button', '发货登记 ' + no)
  await p.fill('运单号', waybill)
  await p.click('button', '确认发货')
  await p.sees('的证书已登记发货')
}

/* A number SF could have given: SF and 13 digits. */
export const waybill = () => 'SF' + serial('').slice(-13)

/* The desk of a point with a code typed in. */
export async function lookUp(p, code) {
  await p.fill('领取码', code)
  await p.click('button', '查询')
}

/* The code on the applicant's page 领取码. */
export async function codeOn(p) {
  await p.sees('请妥善保管，不要告诉他人')
  return (await p.text()).match(/([A-Z0-9]{5})-([A-Z0-9]{5})\s+请妥善保管/).slice(1).join('')
}
