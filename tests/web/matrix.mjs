// SPDX-License-Identifier: MIT
/*
 * Every route as everybody, with real objects (t160-matrix.sh).  What should
 * come out stands in matrix.txt, one line a route.  MATRIX_PRINT=1 prints the
 * lines as the house answers them, to be read before they are believed.
 */
import { readFileSync } from 'node:fs'
import { Browser, admin_says_ok, direct, finish, it, key, note, route_of, routes, scan, sql, sql_int, unsafe } from './house.mjs'
import { Story, electronic, heading } from './story.mjs'

const way = direct()

/* ---- who: the owner is a project leader who applied for herself ---- */

const users = {
  nobody: null, owner: 'yi', admin: 'jia', colleague: 'ding', stranger: 'haiyan', 'other-admin': 'jinzhou', 'other-channel': 'anshan',
  service: 'service', reviewer: 'reviewer', second: 'second', maker: 'maker', desk: 'desk-sy', 'other-desk': 'desk-dl',
  lead: 'lead', finance: 'finance', system: 'system', security: 'security', auditor: 'auditor',
}
const names = Object.keys(users)
const groups = {
  everybody: names,
  'signed-in': names.slice(1),
  members: ['owner', 'admin', 'colleague', 'stranger', 'other-admin', 'other-channel'],
  admins: ['admin', 'other-admin', 'other-channel'],
  staff: ['service', 'reviewer', 'second', 'maker', 'desk', 'other-desk', 'lead', 'finance', 'system', 'security', 'auditor'],
  view: ['service', 'reviewer', 'second', 'maker', 'lead', 'finance', 'auditor'],
  reviewers: ['reviewer', 'second', 'lead'],
  desks: ['desk', 'other-desk'],
}
const words = text => text.split(/\s+/).filter(Boolean).flatMap(w => {
  if (!groups[w] && !names.includes(w)) throw new Error(`matrix.txt: who is ${w}?`)
  return groups[w] ?? [w]
})

/* "METHOD PATH [variant]  allowed | not found"; all others are denied. */
function read_table() {
  const out = new Map()
  for (const line of readFileSync(new URL('matrix.txt', import.meta.url), 'utf8').split('\n')) {
    const m = /^(GET|POST|PUT|DELETE) +(\/\S*(?: \[[a-z]+\])?)\s*([^|#]*)(?:\|([^#]*))?/.exec(line)
    if (!m) {
      if (line.trim() && !line.startsWith('#')) throw new Error(`matrix.txt: ${line}`)
      continue
    }
    out.set(`${m[1]} ${m[2]}`, { may: words(m[3]), missing: words(m[4] ?? '') })
  }
  return out
}

function expected(row, who) {
  if (row.may.includes(who)) return 'allowed'
  return who === 'nobody' ? 'login' : row.missing.includes(who) ? 'notfound' : 'denied'
}

function outcome(a) {
  if (a.status === 401) return 'login'
  if (a.status === 403) return a.code === 'csrf' ? 'csrf' : 'denied'
  if (a.status === 404) return 'notfound'
  if (a.status >= 200 && a.status < 300 || [409, 413, 415, 422].includes(a.status)) return 'allowed'
  return `status ${a.status} ${a.code}`
}

/* ---- the objects: an order that waits at the desk, an open draft ---- */

const s = new Story(way, { applicant: 'yi', point: '沈阳', desk: 'desk-sy', invoice: electronic })
const b = Object.fromEntries(names.map(n => [n, users[n] ? s.who(users[n]) : new Browser(way)]))

async function prepare() {
  const d = new Story(way, { applicant: 'yi', people: s.people })
  for (const step of ['apply', 'pay', 'send_back', 'correct', 'approve', 'make']) await s[step]()
  await d.open_draft()
  const d2 = new Story(way, { applicant: 'yi', people: s.people })
  await d2.open_draft({ bare: true })
  const open = new Story(way, { applicant: 'yi', point: '沈阳', people: s.people })
  for (const step of ['apply', 'checkout']) await open[step]()
  for (const n of names)
    if (n === 'nobody') await b[n].arrive()
    else if (!b[n].entered) await b[n].sign_in()
  const hire = async () => (await b.security.call('POST', '/api/staff/accounts', { username: 'newcomer', name: '新来的', roles: ['SERVICE'], point: '' })).body.account.pid
  const ask = async (who, type) => (await b[who].call('POST', '/api/identities', { company: '演示测试企业', credit_code: '91210102MA0DEM013A', type })).body.pid
  const second_login = new Browser(way, 'yi')
  await second_login.sign_in()
  const order = (await b.owner.get(`/api/orders/${s.order}`)).body
  const draft = (await b.owner.get(`/api/drafts/${d.draft}`)).body
  const address = async line => (await b.owner.call('POST', '/api/addresses', { name: '刘建国', phone: '13800138001', region: '', address: line })).body.pid
  const head = async name => (await b.owner.call('POST', '/api/invoice-headings', { ...heading, name })).body.pid
  const dossier = async kind => (await b.owner.call('POST', '/api/dossiers', { kind })).body.pid
  const done = (await b.system.get('/api/staff/tasks?state=DONE')).body.items
  /* Asked for by another member of finance: who asks does not decide. */
  const asker = new Browser(way, 'finance2')
  await asker.sign_in()
  await asker.call('POST', `/api/staff/orders/${s.order}/refund`, { fen: 100, reason: '多收' })
  /* An edition that holds already: it cannot be withdrawn any more. */
  const edited = async () => {
    const point = (await b.system.get('/api/staff/catalog')).body.lists.find(l => l.code === 'POINT').items[0]
    const today = new Date(Date.now() + 8 * 3600e3).toISOString().slice(0, 10)
    return (await b.system.call('POST', '/api/staff/catalog', { list: 'POINT', code: point.code, values: { ...point.values, hours: '工作日 9:00-16:00' }, date: today })).body.pid
  }
  return {
    address: await address('青年大街1号'), dropped_address: await address('青年大街2号'),
    refund: (await b.finance.get('/api/staff/refunds')).body.items[0].pid, payment: s.attempt,
    heading: await head('演示测试企业'), dropped_heading: await head('演示测试企业分公司'), invoice: (await b.owner.get('/api/invoices')).body.items[0].pid,
    captcha: (await b.owner.call('POST', '/api/captcha')).body.pid,
    dossier: await dossier('person'), dropped_dossier: await dossier('handover'),
    order: s.order, draft: d.draft, dropped: d2.draft, upload: s.upload, draft_upload: d.upload,
    paper: order.documents[0].paper.pid, draft_paper: draft.papers[0].pid, draft_version: draft.version,
    group: s.group, attempt: s.attempt, open_attempt: open.attempt, token: s.token, review: s.review_uri.split('/').pop(),
    session: (await b.owner.get('/api/sessions')).body.items.find(i => !i.current).pid,
    account: (await b.security.get('/api/staff/accounts')).body.items.find(i => i.username === 'maker').pid, new_account: await hire(),
    task: done.find(t => t.kind === 'talk.sms').pid, no: order.no, data: draft.data, person: s.person,
    own_request: await ask('owner', 'COST_ENGINEER'), request: await ask('stranger', 'EXPERT'),
    cert: (await b.owner.get('/api/certs')).body.items[0].pid,
    identity: (await b.owner.get('/api/session')).body.identity,
    tariff: (await b.system.get('/api/staff/tariffs')).body.items.find(i => i.code === 'T1').pid,
    edition: await edited(),
    filter: (await b.service.call('POST', '/api/account/filters', { name: '待审核', filter: { review: 'PENDING' } })).body.pid,
    message: (await b.owner.get('/api/messages')).body.items[0].pid, sent: (await b.system.get('/api/staff/messages?kind=SMS&state=SENT')).body.items.find(m => m.again).pid,
    content: (await b.system.get('/api/staff/content?kind=NOTICE')).body.items[0].pid,
  }
}

/* ---- one request a route; answers must come after the owner was checked ---- */

const file = (slot, o) => ({ file: { fields: { slot, person: o.person }, name: 'a.jpg', bytes: scan } })
const requests = o => ({
  'POST /api/session': { body: { username: '', password: '' } },
  'POST /api/session/identity': { body: { identity: o.identity } },
  'POST /api/identities': { body: { company: '没有这家企业', credit_code: '91210100MA0000001X', type: 'PROJECT' } },
  'DELETE /api/identities/{identity}': { params: { identity: o.own_request } },
  'POST /api/people/check': { body: { id_number: '210102198001010002' } },
  'POST /api/people/requests/{identity}/approve': { params: { identity: o.request } },
  'POST /api/people/requests/{identity}/reject': { params: { identity: o.request }, body: { words: '不是本企业人员' } },
  'DELETE /api/people/identities/{identity}': { params: { identity: o.request } },
  'PUT /api/people/{person}': { body: { version: 999 } },
  'POST /api/account/password': { body: { old: 'x', new: 'y' } },
  'POST /api/staff/accounts': { body: { username: '', name: '', roles: [], point: '' } },
  'PUT /api/staff/accounts/{account}': { params: { account: o.new_account }, body: { name: '新来的', roles: ['SERVICE'], point: '', version: 999 } },
  'POST /api/staff/accounts/{account}/close': { params: { account: o.new_account } },
  'POST /api/staff/accounts/{account}/reset': { params: { account: o.new_account } },
  'POST /api/staff/accounts/{account}/totp': { params: { account: o.new_account } },
  'POST /api/account/totp/confirm': { body: { code: '000000' } },
  'GET /api/agreements': { query: '?event=APPLY' },
  'GET /api/orders/{order}/sheets/{sheet}': { params: { ...o, sheet: 'receipt' } },
  'GET /api/apply/persons': { query: '?lock_type=PROJECT' },
  'POST /api/quote': { body: { service: 'new', lock_type: 'PROJECT', medium: 'UKEY', items: [{ platforms: ['LNJS'], years: 1 }] } },
  'POST /api/drafts': { body: { service: 'new', lock_type: 'PROJECT', agreements: [] } },
  'PUT /api/drafts/{draft}': { body: { version: 999, step: 1, data: o.data } },
  'DELETE /api/drafts/{draft}': { params: { draft: o.dropped } },
  'POST /api/drafts/{draft}/uploads': file('nothing', o),
  'POST /api/drafts/{draft}/submit': { body: { version: 999, fen: 1 }, key: 1 },
  'POST /api/orders/{order}/uploads': file('nothing', o),
  'GET /api/uploads/{upload} [draft]': { params: { upload: o.draft_upload } },
  'GET /api/uploads/{upload}/preview [draft]': { params: { upload: o.draft_upload } },
  'GET /api/uploads/{upload}/file [draft]': { params: { upload: o.draft_upload } },
  'GET /api/papers/{paper} [draft]': { params: { paper: o.draft_paper } },
  'PUT /api/orders/{order}/edit': { body: { version: 999, fields: { handler_phone: '13800000009' } } },
  'POST /api/orders/{order}/resubmit': { body: { version: 999 } },
  'GET /api/held': { query: `?service=platform&certs=${o.cert}` },
  'POST /api/held/papers': { body: { service: 'cancel', items: [{ cert: o.cert, platforms: [] }], remark: '不再使用', handler: '王五', handler_phone: '13900139000' } },
  'POST /api/certs/{cert}/loss': { params: { cert: o.cert }, body: { lost: false } },
  'POST /api/held/price': { body: { service: 'platform', items: [{ cert: o.cert, platforms: ['JZ'] }] } },
  'POST /api/held': { body: { service: 'platform', items: [{ cert: o.cert, platforms: ['JZ'] }], fen: 0, confirmed: true }, key: 1 },
  'POST /api/checkout': { body: { orders: [o.order], way: 'PICKUP', point: s.point, fen: 75000 }, key: 1 },
  'POST /api/orders/{order}/refund': { body: { reason: '不再需要' } },
  'POST /api/staff/orders/{order}/refund': { body: { fen: 100, reason: '多收' } },
  'POST /api/staff/refunds/{refund}/reject': { body: { words: '不同意' } },
  'POST /api/staff/payments/{payment}/accept': { body: { words: '同意' } },
  'POST /api/staff/payments/{payment}/return': { body: { words: '退回' } },
  'POST /api/invoice-headings': { body: heading },
  'PUT /api/invoice-headings/{heading}': { body: heading },
  'DELETE /api/invoice-headings/{heading}': { params: { heading: o.dropped_heading } },
  'PUT /api/groups/{group}/invoice': { body: electronic },
  'POST /api/invoices/{invoice}/resend': { body: { email: 'caiwu@example.com' } },
  'POST /api/staff/invoices/import': { file: { fields: {}, name: 'a.csv', bytes: Buffer.from('申请单号,发票号码\nP-NOBODY,1\n') } },
  'POST /api/staff/invoices/{invoice}/post': { body: { carrier: '顺丰速运', waybill: 'SF1234567890123' } },
  'POST /api/groups/{group}/attempts': { body: { provider: 'sandbox' }, key: 1 },
  'GET /api/attempts/{attempt}/qr': { params: { attempt: o.open_attempt } },
  'POST /api/staff/reviews/{review}/seen': { body: { upload: o.upload } },
  'POST /api/staff/reviews/{review}/approve': { body: { version: s.review_version, form_seen: true, words: '' } },
  'POST /api/staff/reviews/{review}/return': { body: { version: s.review_version, words: '退回', marks: [] } },
  'POST /api/staff/reviews/{review}/reclassify': { body: { version: s.review_version, reason: 'LOST', words: '请再核对' } },
  'POST /api/staff/reviews/{review}/sendback': { body: { version: s.review_version, words: '请再核对' } },
  'POST /api/staff/reviews/{review}/refuse': { body: { version: s.review_version, words: '不予办理' } },
  'POST /api/staff/reviews/{review}/revoke': { body: { version: 999, words: '撤销' } },
  'POST /api/staff/reviews/{review}/reassign': { body: { to: o.person, words: '' } },
  'POST /api/status': { body: { no: o.no, digits: '0000', captcha: o.captcha, answer: '1' } },
  'POST /api/register/code': { body: { phone: '13900000001', captcha: o.captcha, answer: '1' } },
  'POST /api/register': { body: { phone: '13900000001', code: '000000', password: 'x', agreements: [] } },
  'POST /api/reset/code': { body: { phone: '13900000001', captcha: o.captcha, answer: '1' } },
  'POST /api/reset': { body: { phone: '13900000001', code: '000000', password: 'x' } },
  'POST /api/account/phone/code': { body: { phone: '13900000001', captcha: o.captcha, answer: '1' } },
  'POST /api/account/phone': { body: { phone: '13900000001', code: '000000', password: 'x' } },
  'POST /api/dossiers': { body: { kind: 'person' } },
  'PUT /api/dossiers/{dossier}': { body: { version: 999, step: 1, data: {} } },
  'DELETE /api/dossiers/{dossier}': { params: { dossier: o.dropped_dossier } },
  'POST /api/dossiers/{dossier}/uploads': file('nothing', o),
  'POST /api/dossiers/{dossier}/submit': { body: { version: 999 }, key: 1 },
  'GET /api/staff/making': { query: '?queue=pickup' },
  'POST /api/staff/making/{order}/bind': { body: { key_serial: 'JK2777999999', media_vendor: 'JINKE', model: 'JINKE_KEY', cert_serial: 'AB99', not_before: '2026-11-20', not_after: '2030-11-19' } },
  'POST /api/addresses': { body: { name: '刘建国', phone: '13800138001', region: '', address: '和平北大街1号' } },
  'PUT /api/addresses/{address}': { body: { name: '刘建国', phone: '13800138001', region: '', address: '和平北大街2号' } },
  'DELETE /api/addresses/{address}': { params: { address: o.dropped_address } },
  'POST /api/staff/making/{order}/updated': { body: { seen: '1000DE0100000001', serial: '' } },
  'POST /api/staff/making/{order}/returned': { body: { words: '收件人电话无人接听' } },
  'POST /api/staff/making/{order}/failed': { body: { key_serial: 'JK2777999998', media_vendor: 'JINKE', model: 'JINKE_KEY', words: '写入失败' } },
  'POST /api/staff/making/{order}/check': { body: { good: true, words: '' } },
  'GET /api/staff/stock/key': { query: '?serial=JK2000' },
  'POST /api/staff/stock/receive': { body: { media_vendor: 'JINKE', model: 'JINKE_KEY', list: 'X1' } },
  'POST /api/staff/stock/allocate': { body: { point: '', list: 'X1' } },
  'POST /api/staff/stock/retire': { body: { words: '写入失败', list: 'X1' } },
  'POST /api/orders/{order}/point': { body: { point: s.point } },
  'POST /api/staff/making/shipping': { body: { carrier: '顺丰速运', list: 'NOBODY0001,SF1234567890123' } },
  'POST /api/staff/making/{order}/ship': { body: { carrier: '顺丰速运', waybill: 'SF1234567890123' } },
  'PUT /api/account/reminders': { body: { days: [30], kinds: ['SMS'], email: '' } },
  'POST /api/staff/messages/{message}/again': { params: { message: o.sent } },
  'POST /api/staff/content': { body: { kind: 'NOTICE', title: '停机维护', body: '今晚维护' } },
  'PUT /api/staff/content/{content}': { body: { title: '停机维护', body: '今晚维护', version: 999 } },
  'POST /api/staff/content/{content}/publish': { body: { version: 999 } },
  'POST /api/staff/content/{content}/withdraw': { body: { version: 999 } },
  'POST /api/staff/content/{content}/drop': { body: { version: 999 } },
  'POST /api/staff/tariffs': { body: { file: { code: 'T2' } } },
  'POST /api/staff/tariffs/{tariff}/activate': { body: { version: 999, date: '2099-01-01' } },
  'POST /api/staff/tariffs/{tariff}/withdraw': { body: { version: 999 } },
  'POST /api/staff/tariffs/{tariff}/drop': { body: { version: 999 } },
  'POST /api/staff/policies': { body: { channel: 'NOWHERE' } },
  'POST /api/staff/policies/check': { body: { channel: 'NOWHERE' } },
  'POST /api/staff/catalog': { body: { list: 'NOTHING' } },
  'POST /api/staff/catalog/check': { body: { list: 'NOTHING' } },
  'POST /api/staff/policies/withdraw': { body: { channel: 'MAIN', service: 'new', medium: 'UKEY', lock_type: '', valid_from: 1 } },
  'POST /api/account/filters': { body: { name: '待审核', filter: { review: 'PENDING' } } },
  'POST /api/staff/desk/lookup': { body: { code: s.code } },
  'POST /api/staff/desk/handout': { body: { code: s.code, key_serial: 'JK2777999999', id_checked: true } },
})

/* What nobody outside the enterprise, no colleague and no other desk may read. */
const secrets = o => [o.order, o.no, o.draft, o.upload, o.draft_upload, o.paper, o.group, o.attempt, o.review, s.code, s.key_serial, '欧阳']
const outsiders = ['nobody', 'stranger', 'other-admin', 'other-channel', 'colleague', 'other-desk']
const open_books = ['/api/demo/messages', '/api/sandbox/{token}', '/api/sandbox/phone/{token}']	/* shown to everybody, in demo and test only */

class Cells {
  constructor(o) { Object.assign(this, { o, all: requests(o), cells: 0, wrong: [], leaks: [], keyed: 0 }) }

  async ask(name, route, who, options = {}) {
    const r = this.all[name] ?? {}
    const uri = route.path.replace(/\{([a-z]+)\}/g, (_, p) => (r.params ?? this.o)[p]) + (r.query ?? '')
    this.cells++
    return b[who].call(route.method, uri, r.body ?? (unsafe(route.method) && route.body > 0 ? {} : undefined),
      { file: r.file, key: r.key && key(), ...options })
  }

  check(name, who, how, want, a) {
    const got = outcome(a)
    if (got !== want) this.wrong.push(`${name} as ${who}${how}: ${got} instead of ${want}: ${/json/.test(a.type) ? a.bytes.toString().slice(0, 160) : a.type}`)
    return got
  }

  leak(name, route, who, a) {
    if (a.status !== 200 || !outsiders.includes(who) || open_books.includes(route.path)) return
    const text = a.bytes.toString('latin1'), found = secrets(this.o).find(x => text.includes(Buffer.from(x).toString('latin1')))
    if (found) this.leaks.push(`${name} tells ${who}: ${found}`)
  }

  /* Whoever is let in comes last, so that nothing is used up before its time. */
  async row(name, row) {
    const route = route_of(...name.replace(/ \[.*/, '').split(' '))
    const order = [...names].sort((x, y) => row.may.includes(x) - row.may.includes(y))
    const got = {}
    if (unsafe(route.method) && !route.gates.includes('signed'))
      for (const who of order) {
        const want = expected(row, who), gate = ['login', 'denied'].includes(want) && route.who.length ? want : 'csrf'
        this.check(name, who, ' without token', gate, await this.ask(name, route, who, { csrf: null }))
        this.check(name, who, ' from elsewhere', gate, await this.ask(name, route, who, { headers: { Origin: 'http://evil.example' } }))
      }
    for (const who of order) {
      const a = await this.ask(name, route, who)
      got[who] = this.check(name, who, '', expected(row, who), a)
      this.leak(name, route, who, a)
    }
    return got
  }
}

/* ---- as the house answers now ---- */

function spell(who) {
  const out = []
  let left = new Set(who)
  for (const [g, all] of Object.entries(groups))
    if (all.every(n => left.has(n))) { out.push(g); all.forEach(n => left.delete(n)) }
  return [...out, ...left].join(' ')
}

const objects = await prepare()
sql("INSERT INTO sandbox_phone (token, words, vendor, years, state, expires_at) SELECT token, '新办移动个人证书', 'CFCA', 1, 'WAITING', 0 FROM sandbox_trade")
const cells = new Cells(objects)
const table = read_table()
const print = process.env.MATRIX_PRINT === '1'
const variants = Object.keys(cells.all).filter(n => n.includes('['))
const all = [...routes.map(r => r.name), ...variants]
const weight = n => n === 'DELETE /api/session' ? 2 : n.startsWith('DELETE') ? 1 : 0
all.sort((x, y) => weight(x) - weight(y))
for (const name of all) {
  if (!table.has(name) && !print) continue
  const row = table.get(name) ?? { may: [], missing: [] }
  const got = await cells.row(name, row)
  if (print) {
    const of = k => spell(names.filter(n => got[n] === k)), odd = names.filter(n => !['allowed', 'notfound', 'denied', 'login'].includes(got[n]))
    console.log(`${name.padEnd(50)} ${of('allowed')}${of('notfound') ? ' | ' + of('notfound') : ''}${odd.map(n => ` !${n}:${got[n]}`).join('')}`)
  }
}
if (print) process.exit(0)

for (const route of routes) it(`${route.name} has its line`, table.has(route.name))
const stale = [...table.keys()].filter(n => !all.includes(n))
it('every line has its route', stale.length === 0, ...stale)
it(`everybody gets what the table says: ${cells.cells} cells`, cells.wrong.length === 0, ...cells.wrong)
it('no answer tells an outsider of the order', cells.leaks.length === 0, ...cells.leaks)
it('the auditor changes nothing anywhere but of the own account', [...table].every(([n, row]) => n.startsWith('GET') || !row.may.includes('auditor') ||
  ['/api/session', '/api/sessions/{session}', '/api/account/password', '/api/account/totp', '/api/account/totp/confirm', '/api/sandbox/{token}/pay', '/notify/sandbox', '/api/sandbox/phone/{token}', '/notify/phone',
    '/api/captcha', '/api/register', '/api/register/code', '/api/reset', '/api/reset/code', '/api/status',
    '/api/account/filters', '/api/account/filters/{filter}'].includes(n.split(' ')[1])))

const doors = async who => (await b[who].sign_in(), JSON.stringify((await b[who].get(`/api/staff/orders/${objects.order}`)).body.documents).includes('/api/'))
it('staff who may only look are shown no way to form and scan', !(await doors('service')) && !(await doors('auditor')) && !(await doors('finance')) && await doors('maker'))

/* S27: the buttons shown are the acts allowed. */
const acts = async who => (await b[who].sign_in(), (await b[who].get(`/api/orders/${objects.order}`)).body.acts)
it('the buttons of an order that waits at the desk: voucher', JSON.stringify(await acts('owner')) === '["voucher"]', await acts('owner'))
it('nothing happened to the order meanwhile', sql_int(`SELECT COUNT(*) FROM orders WHERE no = '${objects.no}' AND state = 'PICKUP'`) === 1 &&
  sql_int('SELECT COUNT(*) FROM orders') === 2)
it('the words of every order are what they should be', await admin_says_ok('check'))
it('every denied and missing answer of a route with an audit name is in the book',
  sql("SELECT outcome FROM audit WHERE outcome IN ('denied', 'notfound', 'csrf') GROUP BY outcome").length === 3)
note(`${routes.length} routes, ${variants.length} variants, ${names.length} actors, ${cells.cells} cells`)
finish()
