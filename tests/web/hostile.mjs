// SPDX-License-Identifier: MIT
/*
 * Every text somebody may send is sent as nobody would: each leaf of each
 * body, each query name, each part of each address, each header that is kept.
 * Whatever comes, the answer is ours: no 5xx, no dead worker, a problem with
 * Chinese words, and for a wrong input the words of its field.
 *
 * STORY_DIR is the house of t170-hostile.sh.
 */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { dir, direct, finish, it, key, later, note, password, route_of, routes, scan, sql, unsafe } from './house.mjs'
import { Story, electronic, heading, paper } from './story.mjs'

const way = direct(dir)
const raw = text => ({ raw: text })	/* JSON that no JavaScript value prints */
const values = [
  ['Chinese', '测试锁'], ['emoji', '😀😀'], ['a rare character', '𠮷'], ['10 kB', 'x'.repeat(10000)], ['Chinese 9 kB', '中'.repeat(3000)],
  ['NUL', raw('"a\\u0000b"')], ['half a surrogate', raw('"\\ud83d"')], ['quotes', `'"; DROP TABLE orders; -- \\`],
  ['wildcards', '%_\\%'], ['a line break', 'a\r\nSet-Cookie: a=b'], ['a tag', '<script>alert(1)</script>'], ['dots', '../../../etc/passwd'],
  ['nothing', ''], ['blanks', ' \u3000\t '], ['turned', '\u202eabc\u200b'], ['an array', ['a']], ['an empty array', []], ['an object', { a: 1 }], ['true', true],
  ['null', null], ['minus one', -1], ['zero', 0], ['half', 1.5], ['the largest', raw('9223372036854775807')],
  ['the least', raw('-9223372036854775808')], ['one more', raw('9223372036854775808')], ['the largest in text', '9223372036854775807'],
  ['too large in text', '99999999999999999999999'],
]
const unreadable = new Set(['NUL', 'half a surrogate', 'one more'])	/* the whole body is refused */

/* Where every try costs a scrypt. */
const few = new Set(['Chinese', '10 kB', 'NUL', 'an array', 'null', 'the largest', 'turned'])

const print = v => v?.raw ?? (Array.isArray(v) ? `[${v.map(print)}]` : v && typeof v === 'object' ?
  `{${Object.entries(v).map(([k, x]) => `${JSON.stringify(k)}:${print(x)}`)}}` : JSON.stringify(v))

/* [path, copy of the body with this place replaced], for every place in it */
function* places(body, at = [], put = x => x) {
  if (body === null) return
  if (at.length) yield [at.join('.'), put]
  if (body && typeof body === 'object')
    for (const k of Object.keys(body))
      yield* places(body[k], [...at, k], x => put(Array.isArray(body) ? body.map((y, i) => i === Number(k) ? x : y) : { ...body, [k]: x }))
}

async function send(b, method, uri, text, headers = {}) {
  const h = { 'User-Agent': 'web story', Cookie: Object.entries(b.jar).map(([k, v]) => `${k}=${v}`).join('; '), ...headers }
  if (unsafe(method)) h['X-CSRF-Token'] = b.csrf
  if (text !== undefined) h['Content-Type'] ??= 'application/json'
  if (route_of(method, uri)?.gates.includes('idempotent')) h['Idempotency-Key'] = key()
  return way(method, uri, h, Buffer.from(text ?? ''))
}

/* ---- what is wrong with an answer ---- */

const han = /\p{Script=Han}/u
function judge(a, { inputs = true } = {}) {
  if (a.status === 0) return 'no answer'
  if (a.status >= 500) return 'our fault'
  if (a.status < 400) return null
  if (a.type !== 'application/problem+json') return 'no problem+json'
  if (!han.test(a.body.words ?? '')) return 'no words'
  if (!inputs) return null
  if (a.status === 404 && !a.body.fields) return 'not found without a field'
  if (a.status === 422 && !a.body.fields) return 'no field named'
  return null
}

const seen = new Map()
function note_bad(what, name, why, a) {
  const list = seen.get(what) ?? seen.set(what, []).get(what)
  if (why) list.push(`${name}: ${why} ${a.status} ${a.bytes.toString().slice(0, 160)}`)
}
const report = (what, words) => it(words, (seen.get(what) ?? []).length === 0, ...(seen.get(what) ?? []).slice(0, 12))

/* ---- the house in each state ---- */

/* What a story changes, put back in one transaction; the books of people and rights stay. */
const db = ['--no-defaults', '-S', process.env.CAPORTAL_TEST_SOCKET, '-u', process.env.CAPORTAL_TEST_USER || 'root']
const moved = sql('SHOW TABLES').map(r => r[0]).filter(t => /^(orders$|order_|draft|review|cert|token|key_|voucher|parcel|address|pay_|sandbox_|task|idempotency|message|notify_choice|cert_reminder|upload|file|paper|agreement_tick|identity|dossier|download|content|catalog_edition|tariff|policy|invoice|saved_filter)/.test(t))
let state = ''
function keep() {
  const rows = execFileSync('mariadb-dump', [...db, '--no-create-info', '--skip-triggers', '--single-transaction', '--skip-lock-tables', '--skip-add-locks', '--skip-disable-keys',
    '--hex-blob', process.env.STORY_DB, ...moved], { encoding: 'utf8', maxBuffer: 1 << 28 })
  state = `SET autocommit = 0, foreign_key_checks = 0;\n${moved.map(t => `DELETE FROM ${t};`).join('\n')}\n${rows}\nCOMMIT;\n`
}
const restore = () => execFileSync('mariadb', [...db, '--default-character-set=utf8mb4', process.env.STORY_DB], { input: state })

let requests = 0
const left = new Set(routes.filter(r => unsafe(r.method) && r.body > 0).map(r => r.name))
const bodies_seen = r => left.delete(r.name)

/* One route with a body that would do: each place, each value. */
async function body_test(b, method, uri, body, { ids = [], once = false, limited = false, kdf = false } = {}) {
  const r = route_of(method, uri)
  bodies_seen(r)
  if (once) keep()
  const from = Date.now()
  for (const [place, put] of places(body))
    for (const [name, v] of values.filter(([n]) => !kdf || few.has(n))) {
      if (limited) sql('DELETE FROM attempt')
      const a = await send(b, method, uri, print(put(v)))
      requests++
      let why = judge(a, { inputs: !unreadable.has(name) && !ids.some(id => place === id || place.startsWith(id + '.')) && a.status !== 409 })
      note_bad(r.name, `${place} = ${name}`, why, a)
      if (once && a.status < 300) restore()
    }
  for (const text of ['', '[]', 'null', '"a"', '{', '{}', '{"a":{"a":{"a":[[[[[[]]]]]]}}}', '['.repeat(1000)]) {
    const a = await send(b, method, uri, text)
    requests++
    note_bad(r.name, `body ${text.slice(0, 20)}`, judge(a, { inputs: false }), a)
    if (once && a.status < 300) restore()
  }
  report(r.name, `${r.name} takes anything: ${places_of(body)}`)
  if (process.env.CAPORTAL_TIMES) note(`${Date.now() - from} ms`)
}
const places_of = body => [...places(body)].map(p => p[0]).filter(p => !/\.\d+$/.test(p)).join(' ') || 'no member'

/* ---- bodies ---- */

const s = new Story(way, { n: 9 })
const j = await s.login('jia')
const texts = (await s.read(j, '/api/agreements?event=APPLY')).items.map(i => i.pid)
const login_texts = (await s.read(j, '/api/agreements?event=LOGIN')).items.map(i => i.pid)
const me = await s.read(j, '/api/session')

await body_test(j, 'POST', '/api/quote', { service: 'new', lock_type: 'PROJECT', medium: 'UKEY', items: [{ platforms: ['LNJS'], years: 1 }] })
await body_test(j, 'POST', '/api/drafts', { service: 'new', lock_type: 'PROJECT', agreements: texts }, { once: true })
await body_test(j, 'POST', '/api/session/identity', { identity: 'A'.repeat(26) }, { ids: ['identity'] })
await j.sign_in()	/* nothing at all was the role 个人: a session of its own */

const draft = (await j.call('POST', '/api/drafts', { service: 'new', lock_type: 'PROJECT', agreements: texts })).body
const ready = (await s.read(j, '/api/apply/persons?lock_type=PROJECT')).ready
const person = ready.find(p => p.name === '欧阳𠮷').pid
const item = { person, vendor: 'CFCA', platforms: ['LNJS', 'DL'], years: 1, handler: '刘建国', handler_phone: '13800000001', remark: '无' }
await body_test(j, 'PUT', `/api/drafts/${draft.pid}`, { version: draft.version, step: 3, data: { persons: [person], items: [item], vendor_agreed: true } },
  { once: true, ids: ['data.persons', 'data.items.0.person'] })
await body_test(j, 'POST', `/api/drafts/${draft.pid}/papers`, null, { once: true })

/* multipart: the same values as the texts beside a file */
for (const uri of [`/api/drafts/${draft.pid}/uploads`]) {
  const r = route_of('POST', uri)
  bodies_seen(r)
  for (const [name, v] of values.filter(([, x]) => typeof x === 'string' && x.length < 5000))
    for (const place of ['slot', 'person', 'name']) {
      const file = { fields: { slot: 'apply_form', person }, name: '申请表.jpg', bytes: scan.subarray(0, 4000) }
      if (place === 'name') file.name = v + '.jpg'; else file.fields[place] = v
      const a = await j.call('POST', uri, undefined, { file })
      requests++
      note_bad(r.name, `${place} = ${name}`, judge(a, { inputs: !/[\r"]/.test(v) && place !== 'person' }), a)
    }
  report(r.name, `${r.name} takes anything: slot person name`)
}
await j.call('DELETE', `/api/drafts/${draft.pid}`)

/* The story, with a stop wherever a body is read. */
const submit = s.step
const stops = {
  submit: b => body_test(b, 'POST', `/api/drafts/${s.draft}/submit`, { version: s.version, fen: 75000 }, { once: true }),
  checkout: b => body_test(b, 'POST', '/api/checkout', { orders: [s.order], way: 'PICKUP', point: s.point, fen: 75000 }, { once: true, ids: ['orders', 'point'] })
    .then(() => body_test(b, 'POST', '/api/checkout', { orders: [s.order], way: 'MAIL', recipient: { name: '刘建国', phone: '13800000001', address: '辽宁省沈阳市和平区南京街1号' }, fen: 75000 }, { once: true, ids: ['orders', 'point'] })),
  attempt: b => body_test(b, 'POST', `/api/groups/${s.group}/attempts`, { provider: 'sandbox' }, { once: true }),
  claim: b => body_test(b, 'POST', s.uri_of_review(), null, { once: true }),
  return: b => body_test(b, 'POST', s.uri_of_review('return'), { version: s.review_version, words: '请改', marks: [{ field: 'handler_phone', reason: '号码无法接通' }] }, { once: true }),
  edit: async b => {
    await body_test(b, 'PUT', `/api/orders/${s.order}/edit`, { version: s.order_version, fields: { handler: '甲', handler_phone: '13800000009', remark: '无', vendor: 'CFCA' } }, { once: true })
    const r = route_of('POST', `/api/orders/${s.order}/uploads`)
    bodies_seen(r)
    for (const [name, v] of values.filter(([, x]) => typeof x === 'string' && x.length < 5000)) {
      const a = await b.call('POST', `/api/orders/${s.order}/uploads`, undefined, { file: { fields: { slot: v }, name: 'a.jpg', bytes: scan.subarray(0, 4000) } })
      requests++
      note_bad(r.name, `slot = ${name}`, judge(a), a)
    }
    report(r.name, `${r.name} takes anything: slot`)
  },
  resubmit: b => body_test(b, 'POST', `/api/orders/${s.order}/resubmit`, { version: s.order_version }, { once: true }),
  seen: b => body_test(b, 'POST', s.uri_of_review('seen'), { upload: s.upload }, { ids: ['upload'] }),
  approve: b => body_test(b, 'POST', s.uri_of_review('approve'), { version: s.review_version, form_seen: true, words: '同意' }, { once: true })
    .then(() => body_test(b, 'POST', s.uri_of_review('release'), null, { once: true })),
  bind: b => body_test(b, 'POST', `/api/staff/making/${s.order}/bind`, { key_serial: 'JK2777000009', media_vendor: 'JINKE', model: 'JINKE_KEY', cert_serial: 'AB77000009',
    not_before: '2026-11-20', not_after: '2030-11-19' }, { once: true }),
  lookup: b => body_test(b, 'POST', '/api/staff/desk/lookup', { code: s.code }, { limited: true }),
  handout: b => body_test(b, 'POST', '/api/staff/desk/handout', { code: s.code, key_serial: s.key_serial, id_checked: true }, { once: true, limited: true }),
}
s.uri_of_review = act => `/api/staff/reviews/${s.review_pid}/${act ?? 'claim'}`
s.review_of = async function (b, queue) {
  const uri = await Story.prototype.review_of.call(this, b, queue)
  this.review_pid = uri.split('/').pop()
  return uri
}
s.step = async function (name, b, ask, options) {
  if (stops[name]) { await stops[name](b); delete stops[name] }
  if (name === 'click') await body_test(b, 'POST', `/api/sandbox/${s.token}/pay`, null, { once: true })
  return submit.call(this, name, b, ask, options)
}
await s.tell()
it('the story was told to its end between all of it', (await s.read(j, `/api/orders/${s.order}`)).ship.code === 'COLLECTED')

/* A certificate for a phone. */
const handy = new Story(way, { n: 14, applicant: 'yi', medium: 'MOBILE', people: s.people })
await handy.link()
await body_test(handy.me, 'POST', `/api/orders/${handy.order}/phone`, null, { once: true })
await body_test(handy.me, 'POST', `/api/sandbox/phone/${handy.app}`, null, { once: true })

/* An order that goes by mail. */
const m = new Story(way, { n: 10, people: s.people })
await m.apply()
sql(`UPDATE orders SET state = 'SHIP', way = 'MAIL' WHERE pid = (SELECT pid FROM (SELECT pid FROM orders ORDER BY id DESC LIMIT 1) x)`)
const maker = m.who('maker')
await body_test(maker, 'POST', `/api/staff/making/${m.order}/ship`, { carrier: '顺丰速运', waybill: 'SF1234567890123' }, { once: true })
sql(`UPDATE orders SET state = 'SENT' WHERE pid = (SELECT pid FROM (SELECT pid FROM orders ORDER BY id DESC LIMIT 1) x)`)
await body_test(maker, 'POST', `/api/staff/making/${m.order}/returned`, { words: '收件人电话无人接听' }, { once: true })
const address = { name: '刘建国', phone: '13800138001', region: '辽宁省/沈阳市/和平区', address: '青年大街100号', preferred: true }
const kept = (await j.call('POST', '/api/addresses', address)).body.pid
await body_test(j, 'PUT', `/api/addresses/${kept}`, address)
await body_test(j, 'POST', '/api/addresses', address, { once: true })
await body_test(maker, 'POST', '/api/staff/stock/receive', { media_vendor: 'JINKE', model: 'JINKE_KEY', list: 'X1' })
await body_test(maker, 'POST', '/api/staff/stock/allocate', { point: s.point, list: 'X1' }, { ids: ['point'] })
await body_test(maker, 'POST', '/api/staff/stock/retire', { words: '写入失败', list: 'X1' })
await body_test(maker, 'POST', `/api/staff/making/${m.order}/failed`, { key_serial: 'JK2777000019', media_vendor: 'JINKE', model: 'JINKE_KEY', words: '写入失败' }, { once: true })
await body_test(maker, 'POST', `/api/staff/making/${m.order}/check`, { good: false, words: '外壳开裂' }, { once: true })
await body_test(maker, 'POST', '/api/staff/making/shipping', { carrier: '顺丰速运', list: 'NOBODY0001,SF1234567890123' })
await body_test(j, 'POST', `/api/orders/${m.order}/point`, { point: s.point }, { once: true, ids: ['point'] })
await body_test(j, 'POST', `/api/orders/${m.order}/voucher`, null, { once: true })
await body_test(j, 'POST', `/api/orders/${m.order}/receive`, null, { once: true })
await body_test(j, 'POST', `/api/orders/${m.order}/cancel`, null, { once: true })

/* An invoice, from the choice to the courier. */
const inv = new Story(way, { n: 11, people: s.people, invoice: paper })
await inv.apply()
await body_test(j, 'POST', '/api/checkout', { orders: [inv.order], way: 'PICKUP', point: s.point, fen: 75000, invoice: paper }, { once: true, ids: ['orders', 'point'] })
await inv.checkout()
await body_test(j, 'PUT', `/api/groups/${inv.group}/invoice`, paper)
await body_test(j, 'POST', '/api/invoice-headings', heading, { once: true })
const head = (await j.call('POST', '/api/invoice-headings', heading)).body.pid
await body_test(j, 'PUT', `/api/invoice-headings/${head}`, heading)
await inv.click()
const finance = await s.login('finance'), bill = (await s.read(j, '/api/invoices')).items[0]
await body_test(finance, 'POST', '/api/staff/invoices/export', null, { once: true })
await finance.call('POST', '/api/staff/invoices/export', {})
{
  const r = route_of('POST', '/api/staff/invoices/import')
  bodies_seen(r)
  const bring = async (name, text) => {
    const a = await finance.call('POST', '/api/staff/invoices/import', undefined, { file: { fields: {}, name: '结果.csv', bytes: Buffer.isBuffer(text) ? text : Buffer.from(text) } })
    requests++
    note_bad(r.name, name, judge(a), a)
    return a
  }
  const titles = '申请单号,发票号码,发票代码,开票日期,下载地址,失败原因\n'
  for (const [name, v] of values.filter(([, x]) => typeof x === 'string'))
    for (let place = 0; place < 6; place++) {
      const cells = [bill.no, '12345678', '012002100311', '2026-01-02', 'https://a.example', '']
      cells[place] = v
      await bring(`${place} = ${name}`, titles + cells.map(c => `"${c.replaceAll('"', '""')}"`).join(',') + '\n')
      sql(`UPDATE invoice SET state = 'ISSUING', number = NULL WHERE no = '${bill.no}'`)
    }
  for (const [name, text] of [['GBK', Buffer.from([0xc9, 0xea, 0xc7, 0xeb, 0x0a])], ['an open quote', titles + '"a'], ['no title', 'a,b\n1,2\n'], ['nothing', ''], ['zeros', Buffer.alloc(5000)], ['wide', titles + ','.repeat(500) + '\n'], ['long', titles + 'x'.repeat(100000) + '\n']])
    await bring(name, text)
  report(r.name, `${r.name} takes anything in any cell`)
}
sql(`UPDATE invoice SET state = 'FAILED' WHERE no = '${bill.no}'`)
await body_test(finance, 'POST', `/api/staff/invoices/${bill.pid}/retry`, null, { once: true })
sql(`UPDATE invoice SET state = 'ISSUED', number = '12345678', code = '012002100311' WHERE no = '${bill.no}'`)
await body_test(finance, 'POST', `/api/staff/invoices/${bill.pid}/post`, { carrier: '顺丰速运', waybill: 'SF1234567890123' }, { once: true })
sql(`UPDATE invoice SET sends = 'MAIL', type = '${electronic.type}' WHERE no = '${bill.no}'`)
await body_test(j, 'POST', `/api/invoices/${bill.pid}/resend`, { email: 'caiwu@example.com' }, { once: true })

/* Money that goes back. */
await body_test(j, 'POST', `/api/orders/${inv.order}/refund`, { reason: '不再需要' }, { once: true })
await body_test(finance, 'POST', `/api/staff/orders/${inv.order}/refund`, { fen: 100, reason: '多收' }, { once: true })
await j.call('POST', `/api/orders/${inv.order}/refund`, { reason: '不再需要' })
const back = (await s.read(finance, '/api/staff/refunds')).items[0].pid
await body_test(finance, 'POST', `/api/staff/refunds/${back}/reject`, { words: '不同意' }, { once: true })
await body_test(finance, 'POST', `/api/staff/refunds/${back}/approve`, null, { once: true })
await body_test(finance, 'POST', `/api/staff/refunds/${back}/repeat`, null)
sql("UPDATE pay_attempt SET state = 'SUSPECT', got_fen = 100 ORDER BY id DESC LIMIT 1")
for (const act of ['accept', 'return']) await body_test(finance, 'POST', `/api/staff/payments/${inv.attempt}/${act}`, { words: '处理' }, { once: true })

const system = await s.login('system'), security = await s.login('security')
const account = (await s.read(security, '/api/staff/accounts')).items[0].pid
const task = (await s.read(system, '/api/staff/tasks')).items[0].pid
await body_test(security, 'POST', `/api/staff/accounts/${account}/unlock`, null)
await body_test(system, 'POST', `/api/staff/tasks/${task}/retry`, null)

/* ---- notify: raw bytes and headers ---- */

const nobody = s.who('nobody')
await nobody.arrive()
for (const [name, v] of values) {
  const text = typeof v === 'string' ? v : print(v)
  for (const header of ['Sandbox-Timestamp', 'Sandbox-Nonce', 'Sandbox-Signature']) {
    for (const to of ['sandbox', 'phone']) {
      const a = await send(nobody, 'POST', '/notify/' + to, text, { [header]: text.slice(0, 4000).replace(/[\r\n]/g, ' ') })
      requests++
      note_bad('notify', `${to} ${header} ${name}`, judge(a, { inputs: false }), a)
    }
  }
}
for (const to of ['sandbox', 'phone']) bodies_seen(route_of('POST', '/notify/' + to))
report('notify', 'POST /notify/sandbox and /notify/phone take anything, body and headers')

/* ---- login: a header that is kept, too ---- */

const login = { username: 'jia', password: 'wrong-password', totp: '', agreements: login_texts }
await body_test(nobody, 'POST', '/api/session', login, { limited: true, kdf: true })
for (const [name, agent] of [['Chinese', '浏览器'], ['10 kB', 'x'.repeat(10000)], ['emoji', '😀'.repeat(200)], ['bytes that are no text', '\xff\xfe\x80']]) {
  sql('DELETE FROM attempt')
  const v = name.startsWith('bytes') ? Buffer.from(agent, 'latin1') : agent
  const a = await send(nobody, 'POST', '/api/session', print({ ...login, password }), { 'User-Agent': v })
  requests++
  note_bad('agent', name, a.status === 200 ? null : 'refused', a)
}
report('agent', 'a browser of any name may sign in')
for (const header of ['Cookie', 'X-CSRF-Token', 'Idempotency-Key', 'Origin', 'Sec-Fetch-Site'])
  for (const [name, v] of values.filter(([, x]) => typeof x === 'string')) {
    const a = await send(j, 'POST', '/api/checkout', '{}', { [header]: v })
    requests++
    note_bad('headers', `${header} ${name}`, judge(a, { inputs: false }) ?? (a.status < 400 ? 'let in' : null), a)
  }
report('headers', 'headers may hold anything, and it opens nothing')

/* ---- newcomers, people, dossiers, staff accounts, texts ---- */

const phone = '13911112222', captcha = 'A'.repeat(26), secret = 'another-bridge-44'
const register_texts = (await s.read(nobody, '/api/agreements?event=REGISTER')).items.map(i => i.pid)
await body_test(nobody, 'POST', '/api/captcha', null, { limited: true })
await body_test(nobody, 'POST', '/api/status', { no: 'CFCASYXZ20261121000000001', digits: '8001', captcha, answer: '12' }, { limited: true })
for (const at of ['register', 'reset']) {
  await body_test(nobody, 'POST', `/api/${at}/code`, { phone, captcha, answer: '12' }, { limited: true })
  await body_test(nobody, 'POST', `/api/${at}`, { phone, code: '123456', password: secret, ...(at === 'register' ? { agreements: register_texts } : {}) }, { limited: true, kdf: true })
}
await body_test(j, 'POST', '/api/account/phone/code', { phone, captcha, answer: '12' }, { limited: true })
await body_test(j, 'POST', '/api/account/phone', { phone, code: '123456', password: 'wrong-password' }, { limited: true, kdf: true })

const haiyan = await s.login('haiyan')
const company = { company: '演示测试企业', credit_code: '91210102MA0DEM013A', channel: '' }
const asked = async type => (await haiyan.call('POST', '/api/identities', { ...company, type })).body.pid
const request = await asked('EXPERT')
await body_test(haiyan, 'POST', '/api/identities', { ...company, type: 'EXPERT' }, { limited: true })
await body_test(j, 'POST', '/api/people/check', { id_number: '210102198001010002' }, { limited: true })
await body_test(j, 'POST', '/api/people', { name: '刘建国', id_number: '210102198001010002', phone: '13800000001', type: 'EXPERT' }, { limited: true })
await body_test(j, 'PUT', `/api/people/${person}`, { name: '', id_number: '', phone: '', version: 999 }, { limited: true })
await body_test(j, 'POST', `/api/people/requests/${request}/reject`, { words: '不是本企业人员' }, { once: true })
await body_test(j, 'POST', `/api/people/requests/${request}/approve`, null, { once: true })

const dossier = (await j.call('POST', '/api/dossiers', { kind: 'company' })).body, own = `/api/dossiers/${dossier.pid}`
await body_test(j, 'POST', '/api/dossiers', { kind: 'company', subject: '' })
await body_test(j, 'PUT', own, { version: 999, step: 1, data: { ...dossier.data, subject_types: ['BIDDER'], region: '210102' } })
await body_test(j, 'POST', own + '/papers', null)
await body_test(j, 'POST', own + '/submit', { version: 999 })
{
  const r = route_of('POST', own + '/uploads')
  bodies_seen(r)
  for (const [name, v] of values.filter(([, x]) => typeof x === 'string' && x.length < 5000))
    for (const place of ['slot', 'name']) {
      const file = { fields: { slot: 'licence' }, name: '营业执照.jpg', bytes: scan.subarray(0, 4000) }
      if (place === 'name') file.name = v + '.jpg'; else file.fields[place] = v
      const a = await j.call('POST', own + '/uploads', undefined, { file })
      requests++
      note_bad(r.name, `${place} = ${name}`, judge(a, { inputs: !/[\r"]/.test(v) }), a)
    }
  report(r.name, `${r.name} takes anything: slot name`)
}

const lead = await s.login('lead'), second = await s.login('second')
const judged = s.uri_of_review('').replace(/\/$/, '')
await body_test(second, 'POST', judged + '/sendback', { version: 999, words: '请再核对' })
for (const verb of ['refuse', 'revoke']) await body_test(lead, 'POST', `${judged}/${verb}`, { version: 999, words: '不符合条件' })
await body_test(lead, 'POST', judged + '/reassign', { to: 'A'.repeat(26), words: '请办理' }, { ids: ['to'] })

const held = (await s.read(j, '/api/certs')).items.find(c => c.serial === '1000DE0100000001').pid
const offered = (await s.read(j, `/api/held?service=platform&certs=${held}`)).certs[0].offered[0].code
const added = { service: 'platform', items: [{ cert: held, platforms: [offered] }], fen: 1, confirmed: true }
await body_test(j, 'POST', '/api/held/price', added, { once: true, ids: ['items.0.cert'] })
await body_test(j, 'POST', '/api/held', added, { once: true, ids: ['items.0.cert'] })

const wanted = { service: 'cancel', items: [{ cert: held, platforms: [] }], reason: '', remark: '不再使用', handler: '王五', handler_phone: '13900139000', bids: '', bid_day: '' }
await body_test(j, 'POST', '/api/held/papers', wanted, { ids: ['items.0.cert'] })
await body_test(j, 'POST', `/api/certs/${held}/loss`, { lost: false }, { once: true })
await body_test(lead, 'POST', judged + '/reclassify', { version: 999, reason: 'LOST', words: '请再核对' })
await body_test(maker, 'POST', `/api/staff/making/${m.order}/updated`, { seen: '1000DE0100000001', serial: '' }, { once: true })

const clerk = { name: '赵力', roles: ['SERVICE'], point: '' }
const hired = (await security.call('POST', '/api/staff/accounts', { username: 'zhao.hostile', ...clerk })).body.account.pid
await body_test(security, 'POST', '/api/staff/accounts', { username: 'zhao.hostile', ...clerk }, { kdf: true })
await body_test(security, 'PUT', `/api/staff/accounts/${hired}`, { ...clerk, version: 999 })
for (const verb of ['totp', 'reset', 'close']) await body_test(security, 'POST', `/api/staff/accounts/${hired}/${verb}`, null, { kdf: true })
await body_test(second, 'POST', '/api/account/totp', null, { limited: true })
await body_test(second, 'POST', '/api/account/totp/confirm', { code: '000000' }, { limited: true })

await body_test(maker, 'POST', '/api/account/filters', { name: '待审核', filter: { q: '甲', review: 'PENDING', point: '', from: '2026-11-20' } }, { once: true })

const choice = { days: [30, 7], kinds: ['SMS', 'MAIL'], email: 'caiwu@example.com' }
await body_test(j, 'PUT', '/api/account/reminders', choice)
const note_of_mine = (await s.read(j, '/api/messages')).items[0].pid
for (const path of ['read', `${note_of_mine}/read`]) await body_test(j, 'POST', '/api/messages/' + path, null)
const told = (await s.read(system, '/api/staff/messages?kind=SMS')).items[0].pid
await body_test(system, 'POST', `/api/staff/messages/${told}/again`, null)
const text = { kind: 'NOTICE', title: '停机维护', body: '今晚维护' }
await body_test(system, 'POST', '/api/staff/content', text)
const written = '/api/staff/content/' + (await system.call('POST', '/api/staff/content', text)).body.pid
await body_test(system, 'PUT', written, { title: '停机维护', body: '今晚维护', version: 999 })
for (const verb of ['publish', 'withdraw', 'drop']) await body_test(system, 'POST', `${written}/${verb}`, { version: 999 })

const shipped = (await system.get('/api/staff/tariffs')).body.items.find(i => i.code === 'T1').pid
const t1 = (await system.get('/api/staff/tariffs/' + shipped)).body.file
await body_test(system, 'POST', '/api/staff/tariffs', { file: { ...t1, code: 'T-HOSTILE', mode: 'NONE', bases: t1.bases.slice(0, 1), platforms: t1.platforms.slice(0, 1) } })
for (const [k, v] of Object.entries({ code: '', words: 7, mode: [], own_city_free: 'yes', warranty_months: -1, bases: {}, platforms: [[]] })) {
  const file = { ...t1, code: 'T-HOSTILE', [k]: v }
  const r = await system.call('POST', '/api/staff/tariffs', { file })
  it(`a tariff with a wrong ${k} is refused at its place`, r.status === 422 && r.body.fields?.some(f => f.field.startsWith(k)), `${r.status} ${r.bytes}`)
}
await body_test(system, 'POST', `/api/staff/tariffs/${shipped}/activate`, { version: 999, date: '2099-01-01' })
for (const verb of ['withdraw', 'drop']) await body_test(system, 'POST', `/api/staff/tariffs/${shipped}/${verb}`, { version: 999 })
const road = { channel: 'MAIN', service: 'new', medium: 'UKEY', lock_type: '', words: '新办', traits: ['PAID'], reviewers: 0, review_minutes: 0, documents: [], date: '2099-01-01' }
for (const at of ['', '/check']) await body_test(system, 'POST', '/api/staff/policies' + at, road)
await body_test(system, 'POST', '/api/staff/policies/withdraw', { channel: 'MAIN', service: 'new', medium: 'UKEY', lock_type: '', valid_from: 1 })

const sold = (await system.get('/api/staff/catalog')).body.lists.find(l => l.code === 'OFFER').items[0]
const edition = { list: 'OFFER', code: sold.code, values: { ...sold.values, max_years: 2 }, date: '2099-01-01' }
for (const at of ['', '/check']) await body_test(system, 'POST', '/api/staff/catalog' + at, edition)
const nextMonth = new Date(Date.now() + 30 * 864e5).toISOString().slice(0, 10)
for (const [k, v] of Object.entries({ words: 7, note: [], max_years: -1, vendors: [[]], platforms: { SY: 1 } })) {
  const r = await system.call('POST', '/api/staff/catalog', { ...edition, date: nextMonth, values: { ...edition.values, [k]: v } })
  it(`an offer with a wrong ${k} is refused`, r.status === 422 && r.body.fields?.length > 0, `${r.status} ${r.bytes}`)
}

const renamed = { list: 'VENDOR', code: 'AXCA', values: { words: 'AXCA（演示）' }, date: new Date(Date.now() + 8 * 3600e3).toISOString().slice(0, 10) }
const begun = (await system.call('POST', '/api/staff/catalog', renamed)).body.pid
await body_test(system, 'POST', `/api/staff/catalog/${begun}/withdraw`, null)

/* Last: the password is changed by whoever guesses the form. */
await body_test(j, 'POST', '/api/account/password', { old: 'wrong-password', new: 'another-bridge-43' }, { limited: true, kdf: true })

/* ---- queries ---- */

const names = ['q', 'unread', 'kind', 'batch', 'pay', 'review', 'ship', 'state', 'queue', 'event', 'lock_type', 'page', 'size', 'service', 'point', 'from', 'to', 'after']
const readers = ['jia', 'reviewer', 'maker', 'desk-dl', 'finance', 'system', 'security', 'auditor']
const browsers = {}
for (const n of readers) browsers[n] = await s.login(n)
const texts_only = values.map(([n, v]) => [n, typeof v === 'string' ? v : v?.raw !== undefined ? null : JSON.stringify(v)]).filter(([, v]) => v !== null)
  .concat([['the largest', '9223372036854775807'], ['minus one', '-1']])
const queries = texts_only.flatMap(([n, v]) => [[n, encodeURIComponent(v)]]).concat([['NUL', 'a%00b'], ['no escape', '%zz'], ['bad UTF-8', '%ff%fe'], ['an array', '1&x[]=2'], ['overlong', '%c0%af']])
const strict = new Set(['NUL', 'no escape', 'bad UTF-8', 'overlong'])
for (const r of routes.filter(x => x.method === 'GET' && !x.path.includes('{') && x.path.startsWith('/api/'))) {
  for (const reader of readers) {
    const b = browsers[reader], plain = await b.get(r.path + (r.path === '/api/agreements' ? '?event=LOGIN' : ''))
    if (plain.status !== 200) continue
    for (const name of names)
      for (const [words, v] of queries) {
        const uri = `${r.path}?${name}=${v}`
        if (uri.length > 4000) continue
        const a = await send(b, 'GET', uri)
        requests++
        note_bad(r.name, `${name} = ${words}`, judge(a, { inputs: !strict.has(words) }), a)
      }
    break
  }
  report(r.name, `${r.name} takes any query`)
}
const hits = async uri => (await j.get(uri)).body
it('a Chinese name finds its orders', (await hits('/api/orders?q=' + encodeURIComponent('欧阳'))).items?.length > 0)
for (const name of ['pay', 'review', 'ship', 'state', 'q'])
  it(`an order list asked for ${name}=锁 is empty, and counts so`, (await hits(`/api/orders?${name}=${encodeURIComponent('锁')}`)).items?.length === 0 &&
    (await hits(`/api/orders/count?${name}=${encodeURIComponent('锁')}`)).total === 0)
const long = await send(j, 'GET', '/api/orders?q=' + 'x'.repeat(5000))
it('a query of 5 kB is too big', long.status === 413 && han.test(long.body.words), long.status)

/* ---- addresses ---- */

for (const r of routes.filter(x => x.path.includes('{'))) {
  const b = browsers[readers.find(n => n === (r.path.includes('/staff/reviews') ? 'reviewer' : r.path.includes('/making') ? 'maker' : r.path.includes('/tasks') || r.path.includes('/staff/messages') ? 'system'
    : r.path.includes('/accounts') ? 'security' : /staff.(invoices|refunds|payments)|orders.*refund/.test(r.path) && r.path.includes('staff') ? 'finance' : r.path.includes('/staff/orders') ? 'reviewer' : 'jia'))]
  for (const v of ['%E9%94%81', 'AAAAAAAAAAAAAAAAAAAAAAAAAA', 'a'.repeat(64), 'a'.repeat(900), '9223372036854775807', "1'OR'1", '%00', '..', 'null', '-1', 'A'.repeat(25) + '1']) {
    const a = await send(b, r.method, r.path.replace(/\{[a-z]+\}/g, v), unsafe(r.method) && r.body > 0 && !r.gates.includes('upload') ? '{}' : undefined)
    requests++
    note_bad('paths', `${r.name} ${v.slice(0, 30)}`, judge(a, { inputs: false }) ?? (a.status < 400 ? 'found' : null), a)
  }
}
report('paths', 'no address of nothing is found')

it('every route with a body was asked', left.size === 0, ...left)
const log = readFileSync(join(dir, 'worker.log'), 'utf8')
it('no worker fell', !/ended=signal|err=bug/.test(log), ...log.split('\n').filter(l => /ended=signal|err=bug/.test(l)).slice(0, 5))
it('nobody wrote a header of his own into the log', !/^Set-Cookie/m.test(log))
note(`${requests} requests`)
finish()
