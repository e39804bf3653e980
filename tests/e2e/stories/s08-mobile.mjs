// SPDX-License-Identifier: MIT
/*
 * S08: a key and a certificate in the phone in one application: 700 + 480, two
 * orders made together, one payment of 1180, each on its own road; the one in the
 * phone is approved and loaded while the key still waits for its review. Then an
 * enterprise that holds its main lock already, and a link that ran out.
 */
import { signIn, toPapers, uploadScan, download, submit, chooseWay, payInSandbox, openOrder, claim, approve, must, G01, leaves } from '../lib/acts.mjs'
import { stampedScan, pdfText } from '../lib/scan.mjs'
import { origin, sql } from '../lib/house.mjs'

export const title = 'S08 key and phone'

const HOLDER = '欧阳𠮷'
const KEY = '实体CA个人锁'
const PHONE = '手机移动个人证书'
const G02 = G01.filter(w => w !== '葫芦岛公共资源平台')
const G03 = ['辽宁政府采购网', '辽宁建设工程信息网', '大连市公共资源交易平台', '鞍山市公共资源交易平台', '锦州市公共资源交易平台', '朝阳市公共资源交易平台']
const block = (holder, type) => ({ within: `[aria-label="${holder}的${type}的证书"]` })
const paperCard = words => ({ within: `[aria-label="${HOLDER}的${words}"]` })
const row = no => sql(`SELECT state, pay_word, review_word, ship_word, fen, way FROM orders WHERE no = '${no}'`)[0].join()
/* The QR is drawn, and says where the app is. */
async function seesCode(p) {
  await p.find('link', '打开模拟辽易通')
  await p.page.waitForFunction(() => document.querySelector('img[alt="证书下载二维码"]')?.naturalWidth > 0)
}
const one = query => sql(query)[0]?.[0]
const numberIn = (text, shape) => text.match(shape)[0]

async function types(t, p) {
  await t.clause('before the application the types stand side by side, both recommended, the key ticked', async () => {
    await signIn(p, 'yi')
    await p.go('/my/apply?kind=PERSONAL')
    await p.tick('项目负责人锁', true, { role: 'radio', exact: false })
    await p.sees('请选择申请类型')
    await p.sees('两种证书优势互补')
    await p.sees('建议您同时办理')
    await p.sees('无需邮寄，证书下载后，扫码即用')
    must(await (await p.find('checkbox', KEY)).evaluate(x => x.checked), 'the key is not ticked')
    await p.tick(PHONE)
    await t.looksBoth(p, 'types')
  })
  await t.clause('a cost engineer is offered the key alone', async () => {
    await p.tick('造价师锁', true, { role: 'radio', exact: false })
    await p.goes('checkbox', PHONE)
    await p.tick('项目负责人锁', true, { role: 'radio', exact: false })
    await p.find('checkbox', PHONE)
  })
  await t.clause('an answer that comes late does not take the types away from the lock that is chosen by then', async () => {
    let late = null
    const hold = r => { if (r.url().includes('lock_type=COST_ENGINEER')) late = r; else r.continue() }
    await p.page.setRequestInterception(true)
    p.page.on('request', hold)
    await p.tick('造价师锁', true, { role: 'radio', exact: false })
    for (let i = 0; i < 100 && !late; i++) await new Promise(r => setTimeout(r, 50))
    await p.tick('项目负责人锁', true, { role: 'radio', exact: false })
    await p.find('checkbox', PHONE)
    const answer = p.page.waitForResponse(r => r.url() === late.url())
    await late.continue()
    await (await answer).text()
    await new Promise(r => setTimeout(r, 500))
    p.page.off('request', hold)
    await p.page.setRequestInterception(false)
    await p.find('checkbox', PHONE, { wait: 0 })
  })
  await t.clause('nothing ticked leads nowhere', async () => {
    await p.tick(KEY, false)
    await p.tick('本人已认真阅读并理解接受以上全部内容', true)
    await p.click('button', '确定')
    await p.sees('请选择申请类型')
    await p.stands(/\/my\/apply/)
    await p.tick(KEY, true)
    await p.tick(PHONE, true)
    await p.click('button', '确定')
    await p.find('button', '下一步')
  })
}

async function prices(t, p) {
  await t.clause('the key on 10 platforms is 700.00, the phone on its 6 is 480.00, together 1180.00', async () => {
    const ticked = await p.find('checkbox', '选择' + HOLDER)
    if (!await ticked.evaluate(x => x.checked)) await p.tick('选择' + HOLDER)
    await p.click('button', '下一步')
    await p.tick('CFCA', true, { role: 'radio', ...block(HOLDER, KEY) })
    for (const name of G02) await p.tick(name, true, block(HOLDER, KEY))
    for (const name of G03) await p.tick(name, true, block(HOLDER, PHONE))
    await p.fill('经办人电话', '13800138001')
    await p.tick('我已阅读并同意', true, { exact: false })
    await p.sees('700.00')
    await p.sees('480.00')
    await p.sees('1,180.00')
    await t.looksBoth(p, 'items')
  })
  await t.clause('the phone is offered its six platforms by the names they have there, CFCA alone, and no other', async () => {
    const names = await (await p.find('any', `${HOLDER}的${PHONE}的应用平台`)).evaluate(e => [...e.querySelectorAll('label')].map(l => l.innerText.trim()))
    must(names.length === 6 && G03.every(n => names.includes(n)), names.join())
    await p.findsNot('radio', 'BJCA', block(HOLDER, PHONE))
    await p.findsNot('checkbox', '沈阳市公共资源平台', block(HOLDER, PHONE))
  })
  await t.clause('its lines are six times 80.00', async () => {
    const lines = await (await p.find('any', `${HOLDER}的${PHONE}的价格明细`)).evaluate(e => e.innerText)
    must((lines.match(/(^|[^0-9.])80\.00/g) || []).length === 6 && lines.includes('480.00'), lines)
  })
  await t.clause('both are shown to be checked', async () => {
    await p.click('button', '下一步')
    await p.sees('请核对以下服务商及平台')
    await p.find('any', `${HOLDER}的${KEY}`)
    await p.find('any', `${HOLDER}的${PHONE}`)
    await p.sees('辽宁政府采购网')
    await t.looks(p, 'confirm')
    await p.click('button', '确定')
    await p.stands(/\/papers$/)
  })
}

async function papers(t, p) {
  await t.clause('one press makes two forms: 申请表 of 700.00 and 移动证书申请表 of 480.00', async () => {
    await p.click('button', '生成CA互联互通（辽宁版）申请表及移动证书申请表')
    await p.sees('申请表已生成，内容与当前信息一致')
    const key = await download(p, '下载申请表'), phone = await download(p, '下载移动证书申请表')
    const [k, m] = [pdfText(key), pdfText(phone)]
    for (const w of [HOLDER, '数字证书申请表', '700.00', ...G02]) must(k.includes(w), 'the form of the key does not say ' + w)
    for (const w of [HOLDER, '移动证书申请表', '新办移动个人证书', '480.00', '80.00', 'CFCA', ...G03]) must(m.includes(w), 'the form of the phone does not say ' + w)
    must(!m.includes('480.00700.00') && !k.includes('480.00') && !m.includes('葫芦岛'), 'a form says what belongs to the other')
    await uploadScan(p, HOLDER, stampedScan(key, '申请表.png'))
    await p.click('button', '下一步')
    await p.sees('请为每位持锁人上传盖章后的申请表')
    await p.upload(`${HOLDER}的移动证书申请表扫描件`, stampedScan(phone, '移动.png'))
    await p.sees('移动.png')
    await p.find('button', `查看${HOLDER}的移动证书申请表扫描件`)
    await t.looksBoth(p, 'papers')
  })
}

async function money(t, p, s) {
  await t.clause('one submission, 应付金额 1180.00', async () => {
    await p.click('button', '下一步')
    await p.sees('新办实体CA锁')
    await p.sees('新办移动个人证书')
    await p.sees('1,180.00')
    await t.looks(p, 'order')
    await p.click('button', '提交订单')
    await p.sees('支付确认')
  })
  await t.clause('one payment of 1180.00 for two orders; only the key asks for an address', async () => {
    await chooseWay(p, { name: '刘收件', phone: '13900139007', address: '辽宁省沈阳市和平区青年大街100号' })
    await p.sees('1,180.00')
    await t.looksBoth(p, 'checkout')
    await p.click('button', '立即支付')
    await payInSandbox(t, p, { looks: false })
    await p.go('/my/orders')
    await p.sees('新办移动个人证书')
    const text = await p.text()
    s.key = numberIn(text, /\bCFCAXZ\d{17}\b/)
    s.phone = numberIn(text, /\b\d{22}\b/)
    const [n, fen] = sql(`SELECT COUNT(*), MAX(g.fen) FROM pay_group g JOIN pay_group_order x ON x.group_id = g.id JOIN orders o ON o.id = x.order_id WHERE g.state = 'PAID' AND o.no IN ('${s.key}', '${s.phone}')`)[0]
    must(n === '2' && fen === '118000', `${n} orders in a payment of ${fen}`)
    must(one(`SELECT COUNT(DISTINCT x.group_id) FROM pay_group_order x JOIN orders o ON o.id = x.order_id WHERE o.no IN ('${s.key}', '${s.phone}')`) === '1', 'two payments')
  })
  await t.clause('two orders of the same second, 700.00 待发货 and 480.00 未下载, both paid, both before their review', async () => {
    must(one(`SELECT COUNT(DISTINCT created_at) FROM orders WHERE no IN ('${s.key}', '${s.phone}')`) === '1', 'not of one second')
    must(row(s.key) === 'REVIEW,PAID,PENDING,TO_SHIP,70000,MAIL', row(s.key))
    must(row(s.phone) === 'REVIEW,PAID,PENDING,NOT_DOWNLOADED,48000,NONE', row(s.phone))
    await openOrder(p, s.phone)
    for (const w of ['已支付', '待审核', '未下载', '480.00', '新办移动个人证书', '手机移动（辽易通）', '辽宁政府采购网']) await p.sees(w)
    await p.seesNot('领取方式')
    await p.findsNot('button', '移动证书')
    await t.looksBoth(p, 'waiting')
    await openOrder(p, s.key)
    await p.sees('待发货')
    await p.sees('700.00')
  })
}

/* What the page 移动证书 links to, opened in a phone; presses 下载证书. */
async function load(t, p) {
  const url = await (await p.find('link', '打开模拟辽易通')).evaluate(a => a.getAttribute('href'))
  const phone = await t.person('手机', 375)
  await phone.go(url)
  await phone.sees('模拟辽易通')
  await phone.find('button', '下载证书')
  await t.looks(phone, 'app')
  await phone.click('button', '下载证书')
  await phone.sees('证书已下载到本机')
  await leaves(t, phone)
}

async function loaded(t, p, reviewer, s) {
  await t.clause('the reviewer finds the form of the phone by its name and approves it alone', async () => {
    await signIn(reviewer, 'reviewer', { staff: true })
    await claim(reviewer, s.phone)
    await reviewer.sees('移动证书申请表')
    await t.looks(reviewer, 'review')
    await approve(reviewer)
    must(row(s.phone) === 'DOWNLOAD,PAID,APPROVED,NOT_DOWNLOADED,48000,NONE', row(s.phone))
    must(row(s.key).startsWith('REVIEW,PAID,PENDING,TO_SHIP'), row(s.key))
  })
  await t.clause('it goes to no maker: no key, no parcel, no voucher', async () => {
    const of = `FROM orders o WHERE o.no = '${s.phone}' AND`
    must(one(`SELECT COUNT(*) ${of} EXISTS (SELECT 1 FROM parcel x WHERE x.order_id = o.id)`) === '0', 'a parcel')
    must(one(`SELECT COUNT(*) ${of} EXISTS (SELECT 1 FROM voucher x WHERE x.order_id = o.id)`) === '0', 'a voucher')
  })
  await t.clause('a message says so; 证书管理 offers 移动证书 in its row, which shows the QR', async () => {
    const other = await t.beside(p)
    await other.go('/demo/messages')
    await other.sees(`订单${s.phone}（新办移动证书）的证书可以下载了`)
    await leaves(t, other)
    await p.go('/my/certs')
    await p.sees('手机移动（辽易通）')
    await t.looksBoth(p, 'certs-waiting')
    await p.click('button', '移动证书')
    await seesCode(p)
    await p.sees('未下载')
    await p.sees('请用辽易通APP扫码下载证书')
    await t.looksBoth(p, 'phone-page')
  })
  await t.clause('a note that the app did not sign changes nothing', async () => {
    const link = (await (await p.find('link', '打开模拟辽易通')).evaluate(a => a.getAttribute('href'))).split('/').pop()
    const before = one("SELECT COUNT(*) FROM pay_inbox WHERE provider = 'phone' AND state = 'REFUSED'")
    const a = await fetch(origin + '/notify/phone', { method: 'POST', headers: { 'Content-Type': 'application/json', 'Sandbox-Timestamp': String(Math.floor(Date.now() / 1000)), 'Sandbox-Nonce': 'n', 'Sandbox-Signature': '00'.repeat(64) },
      body: JSON.stringify({ download: link, serial: 'AB12', not_before: 1, not_after: 4000000000, nonce: 'n', timestamp: Math.floor(Date.now() / 1000) }) })
    must(a.status === 200, 'the note was not taken: ' + a.status)
    for (let i = 0; i < 100 && one("SELECT COUNT(*) FROM pay_inbox WHERE provider = 'phone' AND state = 'REFUSED'") === before; i++) await new Promise(r => setTimeout(r, 100))
    must(+one("SELECT COUNT(*) FROM pay_inbox WHERE provider = 'phone' AND state = 'REFUSED'") === +before + 1, 'it was not refused')
    must(row(s.phone).startsWith('DOWNLOAD,'), row(s.phone))
  })
  await t.clause('after the press in the phone the page says 已下载, with serial and the end a year later', async () => {
    await load(t, p)
    await p.sees('证书已下载到手机，可以使用')
    await p.sees('已下载')
    await t.looksBoth(p, 'loaded')
    must(row(s.phone) === 'DONE,PAID,APPROVED,DOWNLOADED,48000,NONE', row(s.phone))
    const [state, medium, days, platforms] = sql(`SELECT c.state, c.medium, DATEDIFF(FROM_UNIXTIME(c.not_after), FROM_UNIXTIME(c.not_before)), (SELECT COUNT(*) FROM cert_platform x WHERE x.cert_id = c.id AND x.state = 'ACTIVE') FROM cert c JOIN orders o ON o.id = c.order_id WHERE o.no = '${s.phone}'`)[0]
    must(state === 'ACTIVE' && medium === 'MOBILE' && +days >= 364 && +days <= 365 && platforms === '6', [state, medium, days, platforms].join())
    must(one(`SELECT COUNT(*) FROM token x JOIN cert c ON c.id = x.cert_id JOIN orders o ON o.id = c.order_id WHERE o.no = '${s.phone}'`) === '0', 'a key')
  })
  await t.clause('the key is still 待审核 and 待发货', async () => {
    must(row(s.key) === 'REVIEW,PAID,PENDING,TO_SHIP,70000,MAIL', row(s.key))
    await openOrder(p, s.key)
    await p.sees('待审核')
    await p.sees('待发货')
    await openOrder(p, s.phone)
    await p.sees('已下载')
    await p.sees('业务已办结')
    await t.looks(p, 'done')
    await p.go('/my/certs')
    await p.sees('使用中')
    await p.sees('申请中')
    await t.looks(p, 'certs')
  })
  await t.clause('the history names every step of both', async () => {
    const acts = no => sql(`SELECT e.act FROM order_event e JOIN orders o ON o.id = e.order_id WHERE o.no = '${no}' ORDER BY e.id`).flat().join()
    must(acts(s.phone) === 'SUBMIT,PAY,APPROVE,DOWNLOADED', acts(s.phone))
    must(acts(s.key) === 'SUBMIT,PAY', acts(s.key))
  })
}

async function enterprise(t, jia, reviewer) {
  let no
  await t.clause('an enterprise that holds its main lock is offered the phone alone: 480.00', async () => {
    sql("UPDATE cert SET state = 'REVOKED' WHERE lock_type = 'MAIN' AND medium = 'MOBILE'")
    await signIn(jia, 'jia')
    await jia.go('/my/apply?kind=MAIN')
    await jia.sees('本企业已持有主锁，每家企业只能办理一把主锁')
    must(await (await jia.find('checkbox', '实体CA主锁')).evaluate(x => x.disabled), 'a second main lock may be ticked')
    await jia.tick('手机移动企业证书', true)
    await t.looksBoth(jia, 'enterprise-types')
    await jia.tick('本人已认真阅读并理解接受以上全部内容', true)
    await jia.click('button', '确定')
    await jia.find('button', '下一步')
    const ticked = await jia.find('checkbox', '选择刘建国')
    if (!await ticked.evaluate(x => x.checked)) await jia.tick('选择刘建国')
    await jia.click('button', '下一步')
    for (const name of G03) await jia.tick(name)
    await jia.fill('经办人电话', '13800138001')
    await jia.tick('我已阅读并同意', true, { exact: false })
    await jia.sees('480.00')
    await toPapers(jia)
    await jia.click('button', '生成移动证书申请表')
    await jia.sees('申请表已生成，内容与当前信息一致')
    const pdf = await download(jia, '下载移动证书申请表')
    must(pdfText(pdf).includes('新办移动企业证书'), 'the form does not name the business')
    await jia.upload('刘建国的移动证书申请表扫描件', stampedScan(pdf, '移动.png'))
    await jia.find('button', '查看刘建国的移动证书申请表扫描件')
    await submit(jia)
    await jia.seesNot('领取方式')
    await t.looks(jia, 'enterprise-checkout')
    await jia.click('button', '立即支付')
    await payInSandbox(t, jia, { looks: false })
    await jia.click('link', '查看订单')
    await jia.sees('订单编号')
    await jia.sees('新办移动企业证书')
    no = numberIn(await jia.text(), /\b\d{22}\b/)
  })
  await t.clause('a QR that ran out is got anew, and the old one leads nowhere', async () => {
    await claim(reviewer, no)
    await approve(reviewer)
    await openOrder(jia, no)
    await jia.click('button', '移动证书')
    const old = await (await jia.find('link', '打开模拟辽易通')).evaluate(a => a.getAttribute('href'))
    sql(`UPDATE download d JOIN orders o ON o.id = d.order_id SET d.expires_at = UNIX_TIMESTAMP() - 1 WHERE o.no = '${no}'`)
    await jia.click('button', '刷新')
    await jia.sees('下载二维码已过期，请重新获取')
    await jia.findsNot('link', '打开模拟辽易通')
    await t.looksBoth(jia, 'expired')
    await jia.click('button', '重新获取二维码')
    await seesCode(jia)
    const next = await (await jia.find('link', '打开模拟辽易通')).evaluate(a => a.getAttribute('href'))
    must(old !== next, 'the link is the same')
    const phone = await t.person('旧码', 375)
    for (let i = 0; i < 50 && sql(`SELECT COUNT(*) FROM sandbox_phone WHERE state = 'CLOSED'`)[0][0] === '0'; i++) await new Promise(r => setTimeout(r, 100))
    await phone.go(old)
    await phone.sees('下载二维码已作废')
    await phone.findsNot('button', '下载证书')
    await t.looks(phone, 'old-code')
    await leaves(t, phone)
    await load(t, jia)
    await jia.sees('证书已下载到手机，可以使用')
    must(row(no) === 'DONE,PAID,APPROVED,DOWNLOADED,48000,NONE', row(no))
  })
  await t.clause('now neither type of an enterprise certificate can be applied for again', async () => {
    await jia.go('/my/apply?kind=MAIN')
    await jia.sees('本企业已持有移动企业证书，每家企业只能办理一张')
    must(await (await jia.find('button', '确定')).evaluate(x => x.disabled), 'one may go on')
    await t.looks(jia, 'enterprise-held')
  })
}

export async function tell(t) {
  const p = await t.person('项目负责人'), s = {}
  await types(t, p)
  await prices(t, p)
  await papers(t, p)
  await money(t, p, s)
  const reviewer = await t.person('审核员')
  await loaded(t, p, reviewer, s)
  await enterprise(t, await t.person('管理员'), reviewer)
}
