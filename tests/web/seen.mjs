// SPDX-License-Identifier: MIT
/*
 * Who sees numbers in full, and that the book says so: an order that goes by
 * mail, looked at by everybody who may look.
 */
import { direct, finish, it, key, sql, sql_int } from './house.mjs'
import { Story } from './story.mjs'

const s = new Story(direct(), { n: 41 })
const phone = '13800000001', address = '辽宁省沈阳市和平区南京街1号'
const full = a => a.bytes.includes(phone) || a.bytes.includes(address)

/* The story, but by mail and no further than the review. */
const step = s.step
s.step = function (name, b, ask, options) {
  if (name === 'return' || name === 'claim') throw 'far enough'
  return step.call(this, name, b, name !== 'checkout' ? ask : () => b.call('POST', '/api/checkout', { orders: [s.order], way: 'MAIL', fen: 75000,
    recipient: { name: '刘建国', phone, address } }, { key: key() }), options)
}
try { await s.tell() } catch (e) { if (e !== 'far enough') throw e }
const order = `/api/staff/orders/${s.order}`
const lines = (action, user) => sql_int(`SELECT COUNT(*) FROM audit u JOIN account a ON a.id = u.account_id WHERE u.action = '${action}' AND u.outcome = 'ok' AND a.username = '${user}'`)

it('the applicant reads the own address', full(await s.me.get(`/api/orders/${s.order}`)))
for (const name of ['service', 'finance', 'auditor']) {
  const b = await s.login(name), a = await b.get(order)
  it(`${name} sees the order without numbers`, a.status === 200 && !full(a) && a.body.recipient.phone === '138****0001' && a.body.recipient.address === '辽宁省沈阳市****', a.body.recipient)
  it(`nor in a field: ${a.body.fields?.find(f => f.field === 'handler_phone')?.value}`, a.body.fields.find(f => f.field === 'handler_phone').value === '138****0001')
  it('and left a line', lines('order.read', name) === 1)
  const list = await b.get('/api/staff/orders')
  it('the list has none', list.status === 200 && !full(list))
}

const reviewer = await s.login('reviewer'), uri = await s.review_of(reviewer, 'pool')
const review = await reviewer.get(uri)
it('a reviewer sees what is to be judged in full', review.status === 200 && full(review))
it('and left a line', lines('review.read', 'reviewer') === 1)
it('which names what was looked at', sql("SELECT object FROM audit WHERE action = 'review.read'").flat().join() === uri)
const document = review.body.documents[0]
for (const [path, action] of [[`/api/uploads/${document.upload.pid}/preview`, 'upload.preview'], [`/api/uploads/${document.upload.pid}/file`, 'upload.file'], [document.paper.url, 'paper.read']]) {
  const a = await reviewer.get(path)
  it(`a look through ${action} leaves its line`, a.status === 200 && lines(action, 'reviewer') === 1, a.status)
}
const list = await reviewer.get('/api/staff/reviews?queue=pool')
it('the queue has no numbers', list.body.items.length === 1 && !full(list))

sql(`UPDATE orders SET state = 'SHIP'`)
const maker = await s.login('maker'), ship = await maker.get('/api/staff/making?queue=ship')
it('who sends it reads the address', ship.body.items?.length === 1 && full(ship), ship.status)
it('and left a line', lines('making.list', 'maker') === 1)
const desk = await s.login('desk-dl')
it('no desk sees an order that goes by mail in full', !full(await desk.get(order)))
finish()
