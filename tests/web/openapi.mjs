// SPDX-License-Identifier: MIT
/*
 * Every operation of docs/openapi.json called for real (t165-openapi.sh), and
 * every answer held against it.  A new route needs: its INPUT and QUERY beside
 * the handler (fcgi/input.h), its answer in fcgi/shapes.c (OPENAPI_PRINT=1 prints
 * what was answered as the rows to be written there), and below a call that
 * comes through.
 */
import { createHmac } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Browser, admin, dir, direct, finish, heard, it, key, later, note, route_of, routes, scan, sql, unsafe } from './house.mjs'
import { Story, electronic, heading, paper } from './story.mjs'
import { check, shapes_of, well_formed } from './schema.mjs'

const way = direct()
const api = process.env.OPENAPI_PRINT ? {} : JSON.parse(admin('print', 'openapi'))
const people = {}
const story = (o = {}) => new Story(way, { applicant: 'yi', point: '沈阳', desk: 'desk-sy', people, ...o })
/* Whoever was away too long signs in again: on a slow machine the clock is moved often. */
const as = async name => {
  const b = await story().login(name)
  if (!(await b.get('/api/session')).body.signed_in) await b.sign_in()
  return b
}

/* One call that should come through; its body. */
async function done(b, method, uri, body, options) {
  let a = await b.call(method, uri, body, options)
  if (a.status === 401 && b.entered) {	// the stories turn the clock on while they wait
    await story().enter(b)
    a = await b.call(method, uri, body, options)
  }
  if (a.status < 200 || a.status > 299) note(`${method} ${uri}: ${a.status} ${a.bytes.toString().slice(0, 200)}`)
  return a.body
}
const get = (b, uri) => done(b, 'GET', uri)
const post = (b, uri, body = {}, options) => done(b, 'POST', uri, body, options)

/* ---- the houses's day, told twice: handed out and sent by courier ---- */

async function counter() {
  const s = story()
  const road = "UPDATE policy SET traits = %s WHERE channel = 'MAIN' AND service = 'new'; UPDATE catalog_version SET version = version + 1"
  sql(road.replace('%s', "CONCAT(traits, ' POINT_FREE')"))
  for (const step of ['apply', 'pay']) await s[step]()
  const elsewhere = (await get(s.me, '/api/catalog')).points.find(p => p.pid !== s.point).pid
  for (const point of [elsewhere, s.point]) await post(s.me, `/api/orders/${s.order}/point`, { point })
  sql(road.replace('%s', "REPLACE(traits, ' POINT_FREE', '')"))
  for (const step of ['send_back', 'correct', 'approve', 'make']) await s[step]()
  const me = s.me, o = `/api/orders/${s.order}`
  for (const uri of [`${o}/voucher`, `${o}/voucher/qr`, `${o}/slip`, o, `${o}/sheets/receipt`, `${o}/bundle`, '/api/company/seal-template']) await get(me, uri)
  s.code = (await post(me, `${o}/voucher`)).code
  const order = await get(me, o)
  await get(me, `/api/papers/${order.documents[0].paper.pid}`)
  for (const tail of ['', '/preview', '/file']) await get(me, `/api/uploads/${s.upload}${tail}`)
  await get(await as('desk-sy'), '/api/staff/desk/waiting')
  await s.hand_out()
  await get(await as('desk-sy'), '/api/staff/desk/day')
  await get(me, '/api/certs')
  await get(me, '/api/certs/count')
  await get(me, '/api/certs.ics')
  const inbox = await get(me, '/api/messages')
  it('what happened to the order is in the inbox, the newest first', inbox.items.length >= 4 && inbox.items[0].at >= inbox.items[1].at, inbox.items.length)
  const { unread } = await get(me, '/api/messages/count')
  it('what was read is counted off', (await post(me, `/api/messages/${inbox.items[0].pid}/read`)).unread === unread - 1)
  it('all of it at once', (await post(me, '/api/messages/read')).unread === 0)
  await get(me, '/api/account/reminders')
  await done(me, 'PUT', '/api/account/reminders', { days: [30, 1], kinds: ['SMS', 'MAIL'], email: 'caiwu@example.com' })
  const v = new Browser(way)
  await v.arrive()
  const c = await post(v, '/api/captcha'), [, x, sign, y] = sql('SELECT question FROM captcha ORDER BY id DESC LIMIT 1')[0][0].match(/^(\d+)(.)(\d+)$/)
  const [no, digits] = sql("SELECT no, RIGHT(JSON_VALUE(data, '$.handler_phone'), 4) FROM orders ORDER BY id DESC LIMIT 1")[0]
  await post(v, '/api/status', { no, digits, captcha: c.pid, answer: String(sign === '+' ? +x + +y : sign === '-' ? x - y : x * y) })
}

async function courier() {
  const s = story({ n: 2 })
  await s.apply()
  const me = s.me, maker = await as('maker'), lead = await as('lead'), reviewer = await as('reviewer')
  const a = await post(me, '/api/addresses', { name: '刘建国', phone: '13800138001', region: '辽宁省/沈阳市/和平区', address: '青年大街1号' })
  const { pid } = await post(me, '/api/addresses', { name: '刘建国', phone: '13800138001', region: '', address: '青年大街2号' })
  await get(me, '/api/addresses')
  await done(me, 'PUT', `/api/addresses/${pid}`, { name: '刘建国', phone: '13800138001', region: '', address: '青年大街3号', preferred: true })
  await done(me, 'DELETE', `/api/addresses/${pid}`)
  const group = await post(me, '/api/checkout', { orders: [s.order], way: 'MAIL', address: a.pid, fen: 75000 }, { key: key() })
  s.group = group.pid
  s.attempt = (await post(me, `/api/groups/${group.pid}/attempts`, { provider: 'sandbox' }, { key: key() })).pid
  await s.until('code', async () => {
    const t = await get(me, `/api/attempts/${s.attempt}`)
    s.token = t.cashier?.split('/').pop()
    return t.state === 'WAIT_SCAN'
  })
  await get(me, `/api/attempts/${s.attempt}/qr`)
  await get(new Browser(way), `/api/sandbox/${s.token}`)
  await s.click()
  for (const q of ['pool', 'mine', 'second', 'returned', 'done']) await get(reviewer, `/api/staff/reviews?queue=${q}`)
  await get(reviewer, '/api/staff/reviews/counts')
  await get(reviewer, '/api/staff/reviews/next?queue=pool')
  const uri = await s.review_of(reviewer, 'pool')
  const r = async () => (await get(reviewer, uri)).version
  await post(reviewer, `${uri}/claim`)
  await post(reviewer, `${uri}/release`)
  const who = (await get(lead, '/api/staff/reviewers')).items.find(i => i.name === '李初审')
  await post(lead, `${uri}/reassign`, { to: who.pid, words: '请办理' })
  await s.claim(reviewer, uri)
  await post(reviewer, `${uri}/seen`, { upload: s.review.documents[0].upload.pid })
  await post(reviewer, `${uri}/approve`, { version: s.review_version, form_seen: true, words: '' })
  await post(lead, `${uri}/revoke`, { version: await r(), words: '复查发现印章不清晰' })
  const again = await s.review_of(reviewer, 'mine').catch(() => s.review_of(reviewer, 'pool'))
  await s.claim(reviewer, again)
  await post(reviewer, `${again}/seen`, { upload: s.review.documents[0].upload.pid })
  await post(reviewer, `${again}/approve`, { version: s.review_version, form_seen: true, words: '' })
  await get(maker, '/api/staff/making?queue=make')
  await post(maker, `/api/staff/making/${s.order}/failed`, { key_serial: 'JK2777000012', media_vendor: 'JINKE', model: 'JINKE_KEY', words: '写入失败' })
  await post(maker, `/api/staff/making/${s.order}/bind`, { key_serial: 'JK2777000002', media_vendor: 'JINKE', model: 'JINKE_KEY', cert_serial: 'AB77000002', not_before: '2026-11-20', not_after: '2030-11-19' })
  await post(maker, `/api/staff/making/${s.order}/check`, { good: true, words: '' })
  await get(maker, '/api/staff/stock')
  await get(maker, '/api/staff/stock/key?serial=JK2777000012')
  await post(maker, '/api/staff/stock/receive', { media_vendor: 'JINKE', model: 'JINKE_KEY', list: 'X1' })
  await post(maker, '/api/staff/stock/allocate', { point: '', list: 'JK2777000012' })
  await post(maker, '/api/staff/stock/retire', { words: '写入失败', list: 'X1' })
  await post(maker, `/api/staff/making/${s.order}/ship`, { carrier: '顺丰速运', waybill: 'SF1234567890123' })
  await get(maker, '/api/staff/making/shipping')
  await get(maker, '/api/staff/making/shipping/pdf')
  await post(maker, '/api/staff/making/shipping', { carrier: '顺丰速运', list: 'NOBODY0001,SF1234567890123' })
  await post(maker, `/api/staff/making/${s.order}/returned`, { words: '收件人电话无人接听' })
  await post(maker, `/api/staff/making/${s.order}/ship`, { carrier: '顺丰速运', waybill: 'SF1234567890124' })
  await post(me, `/api/orders/${s.order}/receive`)
}

/* A certificate in the phone, from its link to the app's note. */
async function phones() {
  const s = story({ n: 15, medium: 'MOBILE' })
  await s.link()
  const uri = `/api/orders/${s.order}/phone`, nobody = new Browser(way)
  await get(s.me, uri)
  await get(s.me, uri + '/qr')
  await post(s.me, uri)
  await get(nobody, `/api/sandbox/phone/${s.app}`)
  await nobody.arrive()
  await post(nobody, `/api/sandbox/phone/${s.app}`)
  await s.until('loaded', async () => (await s.read(s.me, uri)).state === 'DOWNLOADED')
}

/* An invoice by mail and one by post, from the choice to the courier. */
async function invoices() {
  const s = story({ n: 7, invoice: electronic }), p = story({ n: 8, invoice: paper }), finance = await as('finance')
  for (const x of [s, p]) { await x.apply(); await x.checkout() }
  const me = s.me
  let h = await post(me, '/api/invoice-headings', heading)
  h = await done(me, 'PUT', `/api/invoice-headings/${h.pid}`, { ...heading, email: '' })
  await get(me, '/api/invoice-headings')
  await done(me, 'DELETE', `/api/invoice-headings/${h.pid}`)
  await get(await as('jia'), '/api/invoice-headings')
  await done(me, 'PUT', `/api/groups/${s.group}/invoice`, { ...electronic, email: 'kuaiji@example.com' })
  for (const x of [s, p]) await x.click()
  for (const tail of ['', '/count']) { await get(me, '/api/invoices' + tail); await get(finance, '/api/staff/invoices' + tail) }
  const { batch } = await post(finance, '/api/staff/invoices/export')
  await get(finance, '/api/staff/invoices/csv?batch=' + batch)
  const rows = (await get(finance, '/api/staff/invoices?batch=' + batch)).items
  const of = type => rows.find(r => r.type === type)
  const bring = lines => done(finance, 'POST', '/api/staff/invoices/import', undefined, { file: { fields: {}, name: 'a.csv', bytes: Buffer.from('申请单号,发票号码,发票代码,开票日期,失败原因\n' + lines.join('\n') + '\n') } })
  await bring([`${of('ELECTRONIC').no},26210000000000000001,,2026-01-02,`, `${of('PAPER').no},,,,税号有误`, 'P-NOBODY,1,,,'])
  await post(finance, `/api/staff/invoices/${of('PAPER').pid}/retry`)
  await post(finance, '/api/staff/invoices/export')
  await bring([`${of('PAPER').no},12345678,012002100311,2026-01-02,`])
  await post(finance, `/api/staff/invoices/${of('PAPER').pid}/post`, { carrier: '顺丰速运', waybill: 'SF1234567890123' })
  await post(me, `/api/invoices/${of('ELECTRONIC').pid}/resend`, { email: 'laoban@example.com' })
  await get(me, `/api/groups/${s.group}`)
}

/* Money that goes back: rejected, asked for anew, approved, sent again; money that does not fit. */
async function refunds() {
  const s = story({ n: 9 }), other = story({ n: 10 }), finance = await as('finance'), second = await as('finance2')
  await s.apply()
  await s.pay()
  const list = async () => (await get(second, '/api/staff/refunds')).items[0]
  const ask = () => post(s.me, `/api/orders/${s.order}/refund`, { reason: '不再需要' })
  await ask()
  await get(second, '/api/staff/refunds/count?state=REQUESTED')
  await post(second, `/api/staff/refunds/${(await list()).pid}/reject`, { words: '资料已在审核' })
  await post(finance, `/api/staff/orders/${s.order}/refund`, { fen: 100, reason: '多收' })
  const part = (await list()).pid
  const own = await finance.call('POST', `/api/staff/refunds/${part}/approve`, {})
  it('who asked for a refund does not approve it', own.status === 403, own.bytes.toString())
  await post(second, `/api/staff/refunds/${part}/approve`)
  await s.until('back', async () => (await list()).state === 'SUCCEEDED')
  sql("UPDATE pay_refund SET state = 'FAILED' ORDER BY id DESC LIMIT 1")
  await post(second, `/api/staff/refunds/${part}/repeat`)
  await other.apply()
  await other.checkout()
  sql("UPDATE pay_attempt SET state = 'SUSPECT', got_fen = 100 ORDER BY id DESC LIMIT 1")
  await post(finance, `/api/staff/payments/${other.attempt}/accept`, { words: '同意' })
  await get(second, '/api/staff/payments?state=SUSPECT')
  await post(second, `/api/staff/payments/${other.attempt}/return`, { words: '金额不符，退回' })
  await list()
  await get(s.me, `/api/orders/${s.order}`)
}

async function cancelled() {
  const s = story({ n: 3 })
  await s.apply()
  await post(s.me, `/api/orders/${s.order}/cancel`)
  const d = story({ n: 4 })
  await d.open_draft()
  await get(d.me, '/api/drafts')
  await done(d.me, 'DELETE', `/api/uploads/${d.upload}`)
  await done(d.me, 'DELETE', `/api/drafts/${d.draft}`)
}

/* What a lead and a second reviewer decide. */
async function decided() {
  const lead = await as('lead'), s = story({ n: 5 })
  await s.apply()
  await s.pay()
  const uri = await s.review_of(lead, 'pool')
  await s.claim(lead, uri)
  await post(lead, `${uri}/refuse`, { version: s.review_version, words: '不符合办理条件' })
  sql("UPDATE policy SET reviewers = 2 WHERE service = 'new'")
  sql('UPDATE catalog_version SET version = version + 1')
  const two = story({ n: 6 }), reviewer = await as('reviewer'), second = await as('second')
  await two.apply()
  await two.pay()
  const u = await two.review_of(reviewer, 'pool')
  await two.claim(reviewer, u)
  await post(reviewer, `${u}/seen`, { upload: two.review.documents[0].upload.pid })
  await post(reviewer, `${u}/approve`, { version: two.review_version, form_seen: true, words: '' })
  await two.claim(second, u)
  await post(second, `${u}/sendback`, { version: two.review_version, words: '请再核对印章' })
}

/* ---- people and one's own account ---- */

const company = { company: '演示测试企业', credit_code: '91210102MA0DEM013A' }

async function persons() {
  const yi = await as('yi'), jia = await as('jia'), haiyan = await as('haiyan')
  for (const uri of ['/api/identities', '/api/identity-types', '/api/person', '/api/orders', '/api/orders/count', '/api/catalog', '/api/agreements?event=APPLY', '/api/sessions', '/api/session'])
    await get(yi, uri)
  const ask = async (b, type) => (await post(b, '/api/identities', { ...company, type })).pid
  await done(haiyan, 'DELETE', `/api/identities/${await ask(haiyan, 'EXPERT')}`)
  const one = await ask(haiyan, 'EXPERT'), two = await ask(haiyan, 'PROJECT')
  for (const uri of ['/api/people', '/api/people/count', '/api/people/requests', '/api/people/requests/count']) await get(jia, uri)
  await post(jia, `/api/people/requests/${one}/approve`)
  await post(jia, `/api/people/requests/${two}/reject`, { words: '不是本企业人员' })
  await done(jia, 'DELETE', `/api/people/identities/${one}`)
  await post(jia, '/api/people/check', { id_number: '210102198001010002' })
  const p = await post(jia, '/api/people', { name: '新来的', id_number: '210102199003070038', phone: '', type: 'EXPERT' })
  const now = await get(jia, `/api/people/${p.pid}`)
  await done(jia, 'PUT', `/api/people/${p.pid}`, { name: '', id_number: '', phone: '13800138077', version: now.version })
  await post(yi, '/api/quote', { service: 'new', lock_type: 'PROJECT', medium: 'UKEY', items: [{ platforms: ['LNJS'], years: 1 }] })
  await post(yi, '/api/session/identity', { identity: (await get(yi, '/api/session')).identity })
  const other = new Browser(way, 'yi')
  await other.sign_in()
  await done(yi, 'DELETE', `/api/sessions/${(await get(yi, '/api/sessions')).items.find(i => !i.current).pid}`)
  await post(haiyan, '/api/account/password', { old: 'qinghe-bridge-42', new: 'willow-harbour-77' })
  await done(haiyan, 'DELETE', '/api/session')
}

/* ---- staff ---- */

/* What an authenticator shows for a seed, at the time of the house. */
function code_of(seed, now) {
  const bits = [...seed].map(c => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0')).join('')
  const secret = Buffer.from(bits.match(/.{8}/g).map(b => parseInt(b, 2)))
  const step = Buffer.alloc(8)
  step.writeBigUInt64BE(BigInt(Math.floor(now / 30)))
  const h = createHmac('sha1', secret).update(step).digest(), at = h[19] & 15
  return String((h.readUInt32BE(at) & 0x7fffffff) % 1000000).padStart(6, '0')
}

/* A new member of staff, from the first login to the last. */
async function hired(security) {
  const { account, password, seed } = await post(security, '/api/staff/accounts', { username: 'zhao.li', name: '赵力', roles: ['REVIEWER'], point: '' })
  const at = `/api/staff/accounts/${account.pid}`
  const b = new Browser(way, 'zhao.li')
  await b.arrive()
  const agreements = (await get(b, '/api/agreements?event=LOGIN')).items.map(i => i.pid)
  const now = () => Math.floor(Date.now() / 1000) + Number(readFileSync(join(dir, 'clock'), 'utf8'))
  await post(b, '/api/session', { username: 'zhao.li', password, totp: code_of(seed, now()), agreements })
  await post(b, '/api/account/password', { old: password, new: 'willow-harbour-78' })
  it('without an own seed nothing else opens', (await b.get('/api/staff/overview')).body.must_enrol === true)
  const own = await post(b, '/api/account/totp')
  it('an own seed is another one', own.seed !== seed && own.qr.startsWith('<svg'))
  const wrong = await b.call('POST', '/api/account/totp/confirm', { code: code_of(seed, now()) })
  it('the code of the old seed does not confirm the new one', wrong.status === 422 && wrong.body.field === 'code')
  await post(b, '/api/account/totp/confirm', { code: code_of(own.seed, now()) })
  it('then the newcomer works', (await b.get('/api/staff/reviews?queue=pool')).status === 200)
  const set = body => security.call('PUT', at, { name: '赵力', roles: ['REVIEWER'], point: '', version: 1, ...body })
  const apart = await set({ roles: ['REVIEWER', 'AUDITOR', 'SYSTEM'] })
  it('one account is not auditor and system administrator', apart.status === 422 && apart.body.field === 'role', apart.bytes.toString())
  const same = await set({ name: '韩审计', roles: ['SYSTEM'] })
  it('the auditor does not administer the system with a second account', same.status === 422, same.bytes.toString())
  const desk = await set({ roles: ['DESK'] })
  it('a clerk has a pickup point', desk.status === 422 && desk.body.field === 'point')
  const changed = await done(security, 'PUT', at, { name: '赵力', roles: ['SERVICE'], point: '', version: 1 })
  it('a change of roles ends the sessions', changed.roles === '客服' && changed.role_codes.join() === 'SERVICE' && changed.locked === false && (await b.get('/api/staff/overview')).status === 401)
  it('an old version changes nothing', (await set({})).status === 409)
  await post(security, `${at}/reset`)
  await post(security, `${at}/totp`)
  const me = (await get(security, '/api/staff/accounts')).items.find(i => i.own)
  const mine = async (verb, body = {}) => (await security.call(verb ? 'POST' : 'PUT', `/api/staff/accounts/${me.pid}${verb}`, body)).status
  it('nobody changes the own account', me.username === 'security' && await mine('/close') === 403 && await mine('/reset') === 403 && await mine('/totp') === 403 &&
    await mine('', { name: '宋安全', roles: ['SECURITY', 'REVIEWER'], point: '', version: me.version }) === 403)
  await post(security, `${at}/close`)
  await b.arrive()
  it('who is closed is closed', (await security.call('POST', `${at}/close`, {})).status === 409 &&
    (await b.call('POST', '/api/session', { username: 'zhao.li', password: 'willow-harbour-78', totp: '', agreements })).status === 422)
}


async function staff() {
  const service = await as('service'), finance = await as('finance'), system = await as('system')
  const security = await as('security'), auditor = await as('auditor')
  for (const b of [service, system, await as('reviewer')]) await get(b, '/api/staff/overview')
  await get(service, '/api/staff/blocked')
  const found = await get(service, '/api/staff/orders?size=1&pay=PAID,UNPAID,CLOSED,REFUNDING&from=2020-01-01&to=2099-12-31'), order = found.items[0].pid
  it('a full page names what the next one begins after', found.next === order)
  const rest = await get(service, `/api/staff/orders?size=50&after=${found.next}`)
  it('the next page does not begin with it again', rest.items.length > 0 && rest.items[0].pid !== order && rest.next === null)
  const { total } = await get(service, '/api/staff/orders/count?service=new')
  const csv = await service.get('/api/staff/orders.csv?service=new'), lines = csv.bytes.toString().split('\r\n')
  it('the CSV has a mark, a row of headings and as many rows as the count says', csv.bytes.subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf])) &&
    lines[0].startsWith('\ufeff订单号,下单时间,') && lines.pop() === '' && lines.length === total + 1 && total > 0, lines.length, total)
  it('who took it and how many stands in the audit book', sql("SELECT detail FROM audit WHERE action = 'order.export' AND outcome = 'ok' ORDER BY at DESC LIMIT 1")[0]?.[0] === `rows=${total} {"service":"new"}`)
  const kept = await post(service, '/api/account/filters', { name: '待审核', filter: { review: 'PENDING,SECOND', q: ' ', page: '3' } })
  it('a filter keeps what filters and nothing else', JSON.stringify(kept.filter) === '{"review":"PENDING,SECOND"}', JSON.stringify(kept))
  it('the same name is the same filter with new words', (await post(service, '/api/account/filters', { name: '待审核', filter: { review: 'SECOND' } })).pid === kept.pid)
  it('each has the own ones', (await get(service, '/api/account/filters')).items.length === 1 && (await get(finance, '/api/account/filters')).items.length === 0)
  it('nobody drops a stranger\'s', (await finance.call('DELETE', `/api/account/filters/${kept.pid}`)).status === 404)
  await done(service, 'DELETE', `/api/account/filters/${kept.pid}`)
  const wrong = await service.get('/api/staff/orders.csv?from=yesterday')
  it('what cannot be exported is refused in words before anything is sent', wrong.status === 422 && wrong.body.field === 'from')
  await get(service, `/api/staff/orders/${order}`)
  for (const tail of ['', '/count', '/sum']) await get(finance, '/api/staff/payments' + tail)
  for (const tail of ['', '/count', '/events']) await get(service, '/api/staff/messages' + tail)
  const told = (await get(system, '/api/staff/messages?kind=SMS&state=SENT')).items.find(m => m.again)
  await post(system, `/api/staff/messages/${told.pid}/again`)
  const task = (await get(system, '/api/staff/tasks')).items[0].pid
  sql("UPDATE task SET state = 'DEAD' ORDER BY id DESC LIMIT 1")
  const dead = (await get(system, '/api/staff/tasks?state=DEAD')).items[0]?.pid ?? task
  await post(system, `/api/staff/tasks/${dead}/retry`)
  const maker = (await get(security, '/api/staff/accounts')).items.find(i => i.username === 'maker')
  await post(security, `/api/staff/accounts/${maker.pid}/unlock`)
  await hired(security)
  await get(auditor, '/api/staff/roles')
  await get(auditor, '/api/staff/audit')
  await get(auditor, '/api/staff/audit/check')
}

async function house() {
  const b = new Browser(way)
  for (const uri of ['/healthz', '/readyz', '/metrics', '/api/demo/messages', '/api/session']) await get(b, uri)
  await post(b, '/notify/sandbox', { id: 'none' })
  await post(b, '/notify/phone', { id: 'none' })
}

const enterprise = { region: '210102', capital: '500', legal_id: '210102198001010002', legal_phone: '13800000001', office_region: '210102', office_address: '青年大街100号',
  subject_types: ['BIDDER'], point: 'SY', invoice_address: '青年大街100号', invoice_phone: '024-23450001', invoice_bank: '中国银行沈阳分行', invoice_account: '6222020200012345678' }

const shown_point = catalog => catalog.points[0].pid

/* Platforms are added to a certificate; another one is renewed and its key updated. */
async function held() {
  const jia = await as('jia'), maker = await as('maker'), jinzhou = await as('jinzhou')
  const buys = async (b, service, cert, platforms, more) => {
    const body = { service, items: [{ cert, platforms }] }
    const { fen } = await post(b, '/api/held/price', body)
    return (await post(b, '/api/held', { ...body, fen, confirmed: true, ...more }, { key: key() })).orders[0]
  }
  const cert = (await get(jia, '/api/certs')).items.find(c => c.serial === '1000DE0100000001').pid
  const shown = await get(jia, `/api/held?service=platform&certs=${cert}`)
  await buys(jia, 'platform', cert, [shown.certs[0].offered[0].code])
  sql("UPDATE cert SET not_after = UNIX_TIMESTAMP() + 30 * 86400 WHERE serial = '2000DE0200000001'")
  const old = (await get(jinzhou, '/api/certs')).items.find(c => c.serial === '2000DE0200000001')
  const order = await buys(jinzhou, 'renew', old.pid, ['LNJS', 'JZ'], { bids: 'OPEN', bid_day: '2030-01-01' })
  sql("UPDATE orders SET state = 'UPDATE' WHERE service = 'renew' ORDER BY id DESC LIMIT 1")
  sql("UPDATE cert SET state = 'RENEWAL_PENDING' WHERE serial = '2000DE0200000001'")
  const paper = { service: 'reissue', items: [{ cert: old.pid, platforms: [] }], reason: 'QUALITY', remark: '无法识别', handler: '王五', handler_phone: '13900139000', bids: 'NONE', bid_day: '' }
  await post(maker, `/api/staff/making/${order}/updated`, { seen: old.serial, serial: '2000DE0200000002' })
  sql("UPDATE token t JOIN cert c ON c.id = t.cert_id SET t.first_handout_at = UNIX_TIMESTAMP() WHERE c.serial = '2000DE0200000002'")
  await post(jinzhou, `/api/certs/${old.pid}/loss`, { lost: true })
  await post(jinzhou, `/api/certs/${old.pid}/loss`, { lost: false })
  const d = await post(jinzhou, '/api/held/papers', paper), at = `/api/drafts/${d.draft}/uploads`
  await done(jinzhou, 'POST', at, undefined, { file: { fields: { slot: 'statement', person: d.person }, name: 'statement.jpg', bytes: scan } })
  for (let n = 0; n < 100 && (await get(jinzhou, `/api/held?service=reissue&certs=${old.pid}`)).draft.upload?.state !== 'READY'; n++) await new Promise(go => setTimeout(go, 100))
  await get(jinzhou, '/api/drafts')
  await post(jinzhou, '/api/held', { service: 'reissue', items: paper.items, fen: 0, confirmed: true, draft: d.draft, way: 'PICKUP', point: shown_point(await get(jinzhou, '/api/catalog')) }, { key: key() })
  const judge = await as('reviewer'), uri = `/api/staff/reviews/${(await get(judge, '/api/staff/reviews?queue=pool&size=50')).items.find(i => i.subject.words === 'CA补办').pid}`
  await post(judge, `${uri}/claim`)
  await post(judge, `${uri}/reclassify`, { version: (await get(judge, uri)).version, reason: 'DAMAGED', words: '外壳破损' })
  await post(judge, `${uri}/release`)
}

/* Data of an enterprise on their way to approval. */
async function dossiers() {
  const jia = await as('jia')
  await get(jia, '/api/regions')
  await get(jia, '/api/company')
  let d = await post(jia, '/api/dossiers', { kind: 'company' })
  await post(jia, '/api/dossiers', { kind: 'company' })
  const at = `/api/dossiers/${d.pid}`
  d = await done(jia, 'PUT', at, { version: d.version, step: 3, data: { ...d.data, ...enterprise } })
  await get(jia, at)
  d = await post(jia, at + '/papers')
  for (const slot of d.documents.map(x => x.slot))
    await done(jia, 'POST', at + '/uploads', undefined, { file: { fields: { slot }, name: slot + '.jpg', bytes: scan } })
  for (let n = 0; n < 100; n++) {
    d = await get(jia, at)
    if (d.documents.every(x => x.upload?.state === 'READY')) break
    await new Promise(go => setTimeout(go, 100))
  }
  if (d.missing.length) note(JSON.stringify(d.missing))
  await post(jia, at + '/submit', { version: d.version }, { key: key() })
  const other = await post(jia, '/api/dossiers', { kind: 'handover' })
  await done(jia, 'DELETE', `/api/dossiers/${other.pid}`)
}

/* A text of the operator's, from the first version to the next. */
async function contents() {
  const b = await as('system'), at = '/api/staff/content'
  await get(b, at + '?kind=NOTICE')
  await get(b, at + '/count')
  let c = await post(b, at, { kind: 'NOTICE', title: '停机维护', body: '今晚维护' })
  const uri = `${at}/${c.pid}`
  c = await done(b, 'PUT', uri, { title: '停机维护通知', body: '今晚十点起维护', version: c.version })
  await get(b, uri)
  await get(b, uri + '/preview')
  c = await post(b, uri + '/publish', { version: c.version })
  await post(b, uri + '/withdraw', { version: c.version })
  const other = await post(b, at, { kind: 'NOTICE', title: '另一则', body: '未发布' })
  await post(b, `${at}/${other.pid}/drop`, { version: other.version })
}

/* Next year's tariff, and a road with two reviewers. */
const inDays = n => new Date(Date.now() + 8 * 3600e3 + n * 864e5).toISOString().slice(0, 10)
async function rules() {
  const b = await as('system'), at = '/api/staff/tariffs'
  const rows = (await get(b, at)).items
  const t1 = await get(b, `${at}/${rows.find(i => i.code === 'T1').pid}`)
  const file = code => ({ ...t1.file, code, bases: t1.file.bases.map(r => r.service === 'new' ? { ...r, fen: r.fen + 1000 } : r) })
  let t = await post(b, at, { file: file('T-OPEN') })
  const uri = `${at}/${t.pid}`
  await get(b, uri)
  await get(b, uri + '/replay')
  t = await post(b, uri + '/activate', { version: t.version, date: inDays(40) })
  await post(b, uri + '/withdraw', { version: t.version })
  const other = await post(b, at, { file: file('T-OTHER') })
  await post(b, `${at}/${other.pid}/drop`, { version: other.version })
  const p = (await get(b, '/api/staff/policies')).items.find(i => i.channel === 'MAIN' && i.service === 'new' && i.medium === 'UKEY' && i.in_force)
  const road = { channel: p.channel, service: p.service, medium: p.medium, lock_type: p.lock_type, words: p.words, traits: p.traits, reviewers: 2, review_minutes: p.review_minutes, documents: p.documents.map(d => d.slot), date: inDays(41) }
  await post(b, '/api/staff/policies/check', road)
  const made = await post(b, '/api/staff/policies', road)
  const point = (await get(b, '/api/staff/catalog')).lists.find(l => l.code === 'POINT').items[0]
  const moved = { list: 'POINT', code: point.code, values: { ...point.values, hours: '工作日 9:00-16:00' }, date: inDays(42) }
  await post(b, '/api/staff/catalog/check', moved)
  const edition = await post(b, '/api/staff/catalog', moved)
  await get(b, '/api/staff/catalog')
  await post(b, `/api/staff/catalog/${edition.pid}/withdraw`)
  await post(b, '/api/staff/policies/withdraw', { channel: p.channel, service: p.service, medium: p.medium, lock_type: p.lock_type, valid_from: made.valid_from })
}

/* Registers, forgets the password, changes the phone.  The question is read where
 * a person reads the picture. */
async function newcomer() {
  const b = new Browser(way), phone = '13911110001', other = '13911110002'
  await b.arrive()
  const ask = async (purpose, number) => {
    sql("DELETE FROM attempt WHERE name LIKE 'code.%'")
    const c = await post(b, '/api/captcha')
    await get(b, c.image)
    const [, x, sign, y] = sql('SELECT question FROM captcha ORDER BY id DESC LIMIT 1')[0][0].match(/^(\d+)(.)(\d+)$/)
    await post(b, `/api/${purpose}/code`, { phone: number, captcha: c.pid, answer: String(sign === '+' ? +x + +y : sign === '-' ? x - y : x * y) })
    for (let n = 0; n < 100; n++) {
      const m = (await get(b, '/api/demo/messages')).items.find(i => i.to.endsWith(number.slice(7)) && /验证码\d{6}/.test(i.words))
      if (m) { const code = m.words.match(/验证码(\d{6})/)[1]; if (code !== ask.last) return (ask.last = code) }
      await new Promise(go => setTimeout(go, 100))
    }
    throw new Error('no code to ' + number)
  }
  const agreements = (await get(b, '/api/agreements?event=REGISTER')).items.map(i => i.pid)
  await post(b, '/api/register', { phone, code: await ask('register', phone), password: 'willow-harbour-79', agreements })
  await post(b, '/api/account/phone', { phone: other, code: await ask('account/phone', other), password: 'willow-harbour-79' })
  await done(b, 'DELETE', '/api/session')
  await b.arrive()
  await post(b, '/api/reset', { phone: other, code: await ask('reset', other), password: 'willow-harbour-80' })
}

const stories = { newcomer, contents, rules, counter, courier, phones, refunds, invoices, cancelled, decided, persons, held, dossiers, staff, house }
for (const [name, tell] of Object.entries(stories)) {
  if (process.env.OPENAPI_ONLY && !process.env.OPENAPI_ONLY.includes(name)) continue
  try { await tell() } catch (e) { it(`the story "${name}" comes to its end`, false, e.stack) }
}

/* ---- what was heard ---- */

const fine = a => a.status >= 200 && a.status < 300
const told = heard.map(h => ({ ...h, route: route_of(h.method, h.uri) })).filter(h => h.route && h.answer.status)
if (process.env.OPENAPI_PRINT) {
  console.log(shapes_of(told.filter(h => fine(h.answer))))
  process.exit(0)
}
it('openapi.json is well formed', ...well_formed(api))
for (const r of routes)
  it(`${r.name} was called and came through`, told.some(h => h.route === r && fine(h.answer)))
const wrong = new Map()
for (const h of told)
  for (const w of check(api, h)) wrong.set(w, 1)
it(`every answer is what openapi.json says: ${told.length} answers`, wrong.size === 0, ...[...wrong.keys()].slice(0, 40))
finish()
