// SPDX-License-Identifier: MIT
/*
 * G01 by API, told so that every step may be cut off and told again, as a
 * browser would: apply, pay, be returned once, correct, approve, make, hand
 * out.  A step is one request (`ask`) and how a client finds out that an
 * unanswered one had its effect all the same (`seen`: reads only).
 *
 *   const s = new Story(way, { applicant: 'jia', holder: '欧阳𠮷' })
 *   s.strike = (pool, step) => Promise   armed just before a request goes out
 *   await s.tell()                       then s.order, s.code, s.count ...
 */
import { Browser, key, later, scan, sleep } from './house.mjs'

const lost = a => [0, 502, 503, 504].includes(a.status)
const well = a => a.status >= 200 && a.status < 300
/* Choices of an invoice, as the checkout sends them. */
export const heading = { name: '演示测试企业', tax_no: '91210102MA0DEM013A', address: '沈阳市和平区南京街1号', phone: '024-23450001', bank: '演示银行沈阳分行', account: '6222020200112233', email: 'caiwu@example.com' }
export const electronic = { type: 'ELECTRONIC', ...heading }
export const paper = { type: 'PAPER', ...heading, recipient: { name: '刘会计', phone: '13900139008', address: '辽宁省沈阳市和平区青年大街100号' } }
export const eleven = ['LNJS', 'LNZB', 'LNCG', 'SY', 'DL', 'AS', 'JZ', 'CY', 'HLD', 'HC', 'SF']
const six = ['LNCG', 'LNJS', 'DL', 'AS', 'JZ', 'CY']	/* of a phone */

export class Story {
  constructor(way, { applicant = 'jia', holder = '欧阳𠮷', point = '大连', desk = 'desk-dl', n = 1, people = {}, invoice, medium = 'UKEY' } = {}) {
    Object.assign(this, { way, applicant, holder, point_words: point, desk, n, people, invoice, medium, strike: null,
      count: { asked: 0, lost: 0, again: 0, woken: 0 }, told: [] })
  }

  /* Everybody keeps an own browser, also from story to story. */
  who(name) { return this.people[name] ??= new Browser(this.way, name) }

  /* A read that is repeated until it is answered. */
  async read(b, uri) {
    for (let n = 0; n < 200; n++) {
      const a = await b.get(uri)
      if (well(a)) return a.body
      if (a.status === 401) await this.enter(b)
      else if (!lost(a)) throw new Error(`${b.name} GET ${uri}: ${a.status} ${a.bytes}`)
      else await sleep(100)
    }
    throw new Error(`${b.name} GET ${uri}: nobody answers`)
  }

  async enter(b) {
    for (let n = 0; n < 60; n++) {
      const a = await b.sign_in()
      if (well(a)) return
      if (!lost(a) && a.status !== 429 && a.status !== 422 && a.code !== 'csrf') throw new Error(`${b.name} signs in: ${a.status} ${a.bytes}`)
      if (a.status === 429) later(900)
      else await sleep(100)
    }
    throw new Error(`${b.name} cannot sign in`)
  }

  async step(name, b, ask, { pool = 'web', seen, take } = {}) {
    this.told.push(name)
    for (let n = 1; n <= 30; n++) {
      if (n > 1 && seen && await seen()) return
      const blow = this.strike?.(pool, name, n)
      await blow?.armed
      const a = await ask()
      this.count.asked++
      await blow?.done
      if (well(a)) { await take?.(a.body); return }
      if (lost(a)) { this.count.lost++; continue }
      this.count.again++
      if (a.status === 401) { await this.enter(b); continue }
      if (seen && await seen()) return
      if (n > 1 && a.status === 409) continue
      throw new Error(`${name}: ${a.status} ${a.bytes}`)
    }
    throw new Error(`${name}: no end`)
  }

  /* What the clerk does; the leases of a dead one end when the clock moves. */
  async until(name, seen) {
    this.told.push(name)
    const blow = this.strike?.('clerk', name, 1)
    await blow?.armed
    await blow?.done
    for (let wake = 0; wake < 12; wake++) {
      for (let n = 0; n < 40; n++) {
        if (await seen()) return
        await sleep(100)
      }
      this.count.woken++
      later(61)
    }
    throw new Error(`${name}: it never happens`)
  }

  async login(name) {
    const b = this.who(name)
    if (b.entered) return b
    this.told.push(`login ${name}`)
    const blow = this.strike?.('login', `login ${name}`, 1)
    await blow?.armed
    await this.enter(b)
    await blow?.done
    b.entered = true
    return b
  }

  async tell() {
    await this.apply()
    await this.pay()
    await this.send_back()
    await this.correct()
    await this.approve()
    await this.make()
    await this.hand_out()
  }

  /* ---- the applicant ---- */

  async apply() {
    await this.open_draft()
    await this.submit()
  }

  /* bare: without form and scan */
  async open_draft({ bare = false, platforms = this.medium === 'MOBILE' ? six : eleven } = {}) {
    const b = this.me = await this.login(this.applicant)
    const texts = (await this.read(b, '/api/agreements?event=APPLY')).items.map(i => i.pid)
    const persons = await this.read(b, '/api/apply/persons?lock_type=PROJECT')
    this.person = persons.ready.find(p => p.name === this.holder).pid
    await this.step('draft', b, () => b.call('POST', '/api/drafts', { service: 'new', lock_type: 'PROJECT', media: [this.medium], agreements: texts }), {
      take: d => this.keep(d),
      seen: async () => { const d = (await this.read(b, '/api/drafts')).items[0]; return d && this.keep(await this.read(b, `/api/drafts/${d.pid}`)) },
    })
    const data = { persons: [this.person], media: [this.medium], vendor_agreed: true, items: [{ person: this.person, medium: this.medium, vendor: 'CFCA', platforms, years: 1,
      handler: '刘建国', handler_phone: '13800000001', remark: '' }] }
    const draft = () => `/api/drafts/${this.draft}`
    await this.step('save', b, () => b.call('PUT', draft(), { version: this.version, step: 4, data }), {
      take: d => this.keep(d),
      seen: async () => { const d = this.keep(await this.read(b, draft())); return d.data.items[0]?.platforms.length === platforms.length },
    })
    if (bare) return
    await this.step('papers', b, () => b.call('POST', draft() + '/papers', {}), { pool: 'slow', take: d => this.keep(d) })
    await this.step('upload', b, () => b.call('POST', draft() + '/uploads', undefined, { file: { fields: { slot: this.medium === 'MOBILE' ? 'mobile_form' : 'apply_form', person: this.person }, name: '申请表.jpg', bytes: scan } }), {
      pool: 'slow', take: u => { this.upload = u.pid },
      seen: async () => { const d = this.keep(await this.read(b, draft())); return d.uploads[0] && (this.upload = d.uploads[0].upload.pid) },
    })
    await this.until('scan', async () => (await this.read(b, `/api/uploads/${this.upload}`)).state === 'READY')
    this.keep(await this.read(b, draft()))
  }

  async submit(fen = 75000) {
    const b = this.me, k = key()
    await this.step('submit', b, () => b.call('POST', `/api/drafts/${this.draft}/submit`, { version: this.version, fen }, { key: k }),
      { take: o => { this.order = o.orders[0] } })
  }

  keep(d) { this.draft = d.pid; this.version = d.version; return d }

  async pay(fen = 75000) {
    await this.checkout(fen)
    await this.click()
  }

  async checkout(fen = 75000) {
    const b = this.me, k = [key(), key()]
    const points = (await this.read(b, '/api/catalog')).points
    this.point = points.find(p => p.words.startsWith(this.point_words)).pid
    await this.step('checkout', b, () => b.call('POST', '/api/checkout', { orders: [this.order], ...(this.medium === 'MOBILE' ? {} : { way: 'PICKUP', point: this.point }), fen, invoice: this.invoice }, { key: k[0] }),
      { take: g => { this.group = g.pid } })
    await this.step('attempt', b, () => b.call('POST', `/api/groups/${this.group}/attempts`, { provider: 'sandbox' }, { key: k[1] }),
      { take: a => { this.attempt = a.pid } })
    await this.until('code', async () => {
      const a = await this.read(b, `/api/attempts/${this.attempt}`)
      if (a.state !== 'WAIT_SCAN') return false
      this.token = a.cashier.split('/').pop()
      return true
    })
  }

  async click() {
    const b = this.me
    await this.step('click', b, () => b.call('POST', `/api/sandbox/${this.token}/pay`, {}))
    const blow = this.strike?.('web', 'notify', 1)	/* the bank's notify comes to the worker too */
    await blow?.armed
    await blow?.done
    await this.until('paid', async () => (await this.read(b, `/api/groups/${this.group}`)).state === 'PAID')
  }

  /* ---- the reviewer ---- */

  async review_of(b, queue) {
    const list = await this.read(b, `/api/staff/reviews?queue=${queue}&size=100`)
    const r = list.items.find(i => i.subject.pid === this.order)
    if (!r) throw new Error(`no review of ${this.order} in ${queue}`)
    return `/api/staff/reviews/${r.pid}`
  }

  async claim(b, uri) {
    await this.step('claim', b, () => b.call('POST', uri + '/claim', {}), {
      take: r => { this.review_version = r.version; this.review = r },
      seen: async () => { const r = this.review = await this.read(b, uri); this.review_version = r.version; return r.may.includes('approve') },
    })
  }

  async send_back(reviewer = 'reviewer') {
    const b = await this.login(reviewer), uri = await this.review_of(b, 'pool')
    await this.claim(b, uri)
    const marks = [{ field: 'handler_phone', reason: '号码无法接通' }, { field: 'apply_form', reason: '印章不清晰' }]
    await this.step('return', b, () => b.call('POST', uri + '/return', { version: this.review_version, words: '', marks }),
      { seen: async () => (await this.read(b, uri)).state === 'RETURNED' })
  }

  async correct() {
    const b = this.me, uri = `/api/orders/${this.order}`
    const look = async () => { const o = await this.read(b, uri); this.order_version = o.version; return o }
    await look()
    const first = this.upload
    await this.step('edit', b, () => b.call('PUT', uri + '/edit', { version: this.order_version, fields: { handler_phone: '13800000009' } }), {
      pool: 'slow', seen: async () => (await look()).documents[0].paper.version === 2,
    })
    await this.step('upload again', b, () => b.call('POST', uri + '/uploads', undefined, { file: { fields: { slot: 'apply_form' }, name: '申请表2.jpg', bytes: scan } }), {
      pool: 'slow', take: u => { this.upload = u.pid },
      seen: async () => { const u = (await look()).documents[0].upload; if (u && u.pid !== first) this.upload = u.pid; return this.upload !== first },
    })
    await this.until('scan again', async () => (await this.read(b, `/api/uploads/${this.upload}`)).state === 'READY')
    await look()
    await this.step('resubmit', b, () => b.call('POST', uri + '/resubmit', { version: this.order_version }),
      { seen: async () => (await look()).review.code === 'PENDING' })
  }

  async approve(reviewer = 'reviewer') {
    const b = await this.login(reviewer), uri = await this.review_of(b, 'mine')
    this.review_uri = uri
    await this.claim(b, uri)
    const upload = this.review.documents[0].upload.pid
    await this.step('seen', b, () => b.call('POST', uri + '/seen', { upload }))
    await this.step('approve', b, () => b.call('POST', uri + '/approve', { version: this.review_version, form_seen: true, words: '' }),
      { seen: async () => (await this.read(b, uri)).state === 'APPROVED' })
  }

  /* ---- a certificate for a phone: approved, with its link ---- */

  async link() {
    await this.open_draft()
    await this.submit(48000)
    await this.pay(48000)
    const b = await this.login('reviewer')
    await this.claim(b, await this.review_of(b, 'pool'))
    await this.approve()
    await this.until('link', async () => (this.app = (await this.read(this.me, `/api/orders/${this.order}/phone`)).app?.split('/').pop()) !== undefined)
  }

  /* ---- key and desk ---- */

  async make() {
    const b = await this.login('maker'), n = String(this.n).padStart(6, '0')
    this.key_serial = `JK2777${n}`
    await this.step('bind', b, () => b.call('POST', `/api/staff/making/${this.order}/bind`, { key_serial: this.key_serial, media_vendor: 'JINKE',
      model: 'JINKE_KEY', cert_serial: `AB77${n}`, not_before: '2026-11-20', not_after: '2030-11-19' }),
      { seen: async () => (await this.read(b, `/api/staff/orders/${this.order}`)).key_serial === this.key_serial })
    await this.until('slip', async () => {
      const v = await this.read(this.me, `/api/orders/${this.order}/voucher`)
      this.code = v.code
      return v.slip !== null
    })
  }

  async hand_out() {
    const b = await this.login(this.desk)
    await this.step('lookup', b, () => b.call('POST', '/api/staff/desk/lookup', { code: this.code }))
    await this.step('handout', b, () => b.call('POST', '/api/staff/desk/handout', { code: this.code, key_serial: this.key_serial, id_checked: true }),
      { seen: async () => (await this.read(b, `/api/staff/orders/${this.order}`)).ship.code === 'COLLECTED' })
  }
}
