// SPDX-License-Identifier: MIT
/*
 * Two requests at the very same time, in two workers: both stand before the
 * same locked row when it is let go.  One effect, whatever the keys say.
 */
import { spawn } from 'node:child_process'
import { direct, finish, it, key, scan, sleep, sql, sql_int } from './house.mjs'
import { eleven, Story } from './story.mjs'

const way = direct()
const waiting = () => sql_int("SELECT COUNT(*) FROM information_schema.innodb_trx WHERE trx_state = 'LOCK WAIT'")

/* Holds the rows of a table, lets `calls` run into them, lets go. */
async function at_once(table, ...calls) {
  const holder = spawn('mariadb', ['--no-defaults', '-S', process.env.CAPORTAL_TEST_SOCKET, '-u', process.env.CAPORTAL_TEST_USER || 'root', '-N', '--unbuffered', process.env.STORY_DB],
    { stdio: ['pipe', 'pipe', 'inherit'] })
  holder.stdin.write(`BEGIN; SELECT COUNT(*) FROM (SELECT 1 FROM ${table} FOR UPDATE) x;\n`)
  await new Promise(done => holder.stdout.once('data', done))
  const answers = Promise.all(calls.map(c => c()))
  let both = false
  for (let n = 0; n < 60 && !both; n++) { await sleep(50); both = waiting() >= calls.length }
  holder.stdin.end('COMMIT;\n')
  return { both, answers: await answers }
}
const codes = answers => answers.map(a => a.status).sort().join()
const same = (answers, of) => new Set(answers.map(a => JSON.stringify(of(a.body)))).size === 1
const count = table => sql_int(`SELECT COUNT(*) FROM ${table}`)

/* Tells the story until `stop` would be asked. */
async function until(s, stop) {
  const step = s.step
  s.step = function (name, ...rest) { if (name === stop) throw stop; return step.call(this, name, ...rest) }
  try { await s.tell() } catch (e) { if (e !== stop) throw e }
  s.step = step
  return s
}

const s = await until(new Story(way, { n: 21 }), 'submit')
const b = s.me, draft = `/api/drafts/${s.draft}`
const submit = k => () => b.call('POST', draft + '/submit', { version: s.version, fen: 75000 }, { key: k })

/* ---- a draft saved in two tabs ---- */
const d = await s.read(b, draft)
const save = remark => () => b.call('PUT', draft, { version: d.version, step: 4, data: { ...d.data, items: [{ ...d.data.items[0], remark }] } })
let r = await at_once('draft', save('一'), save('二'))
it('two tabs save one draft at once', r.both)
it('one is kept, the other is told', codes(r.answers) === '200,409', codes(r.answers))
const kept = r.answers.find(a => a.status === 200).body
it('the remark kept is the one that was answered', kept.data.items[0].remark === (await s.read(b, draft)).data.items[0].remark)
s.keep((await b.call('POST', draft + '/papers', {})).body)
await b.call('POST', draft + '/uploads', undefined, { file: { fields: { slot: 'apply_form', person: s.person }, name: 'a.jpg', bytes: scan } })
await s.until('scan', async () => (await s.read(b, draft)).uploads.every(u => u.upload.state === 'READY'))
s.keep(await s.read(b, draft))

/* ---- submitting ---- */
const bare = await Promise.all([1, 2].map(() => b.call('POST', draft + '/submit', { version: s.version, fen: 75000 })))
it('a submission without a key is refused, also twice', codes(bare) === '422,422' && count('orders') === 0, codes(bare))
const k = key()
r = await at_once('draft', submit(k), submit(k))
it('one submission is sent twice at once', r.both)
it('both are answered with the same order', codes(r.answers) === '201,201' && same(r.answers, x => x.orders), ...r.answers.map(a => a.body))
it('there is one order', count('orders') === 1)
it('and one line of its submission', sql_int("SELECT COUNT(*) FROM order_event WHERE act = 'SUBMIT'") === 1)
const late = await submit(k)()
it('a third, late one shows it again', late.status === 201 && same([...r.answers, late], x => x.orders))
const other = await b.call('POST', draft + '/submit', { version: s.version, fen: 1 }, { key: k })
it('the key with another body is refused', other.status === 422 || other.status === 409, other.status)
s.order = late.body.orders[0]

/* ---- paying ---- */
s.point = (await s.read(b, '/api/catalog')).points[0].pid
const checkout = kk => () => b.call('POST', '/api/checkout', { orders: [s.order], way: 'PICKUP', point: s.point, fen: 75000 }, { key: kk })
const k2 = key()
r = await at_once('orders', checkout(k2), checkout(k2))
it('one checkout is sent twice at once', r.both)
it('both are answered with the same group', codes(r.answers) === '201,201' && same(r.answers, x => x.pid), ...r.answers.map(a => a.body))
it('there is one group', count('pay_group') === 1)
s.group = r.answers[0].body.pid
r = await at_once('orders', checkout(key()), checkout(key()))
it('two checkouts of two tabs come at once', r.both)
it('each is answered in words', r.answers.every(a => a.status === 201 || (a.status === 409 && a.body.words)), codes(r.answers))
it('only one group stays open', sql_int("SELECT COUNT(*) FROM pay_group WHERE state = 'OPEN'") === 1)
s.group = (await s.read(b, `/api/orders/${s.order}`)).group
const attempt = kk => () => b.call('POST', `/api/groups/${s.group}/attempts`, { provider: 'sandbox' }, { key: kk })
const k3 = key()
r = await at_once('pay_group', attempt(k3), attempt(k3))
it('one payment is begun twice at once', r.both)
it('both are answered with the same payment', codes(r.answers) === '201,201' && same(r.answers, x => x.pid), ...r.answers.map(a => a.body))
it('there is one attempt', count('pay_attempt') === 1)
r = await at_once('pay_group', attempt(key()), attempt(key()))
it('two tabs begin to pay at once', r.both)
it('at most one code can be paid', sql_int("SELECT COUNT(*) FROM pay_attempt WHERE state IN ('CREATED', 'WAIT_SCAN')") === 1, codes(r.answers))

/* ---- two submissions of one draft, each with its own key ---- */
const t = await until(new Story(way, { n: 22, people: s.people, holder: '赵明辉' }), 'submit')
const before = count('orders')
const again = () => t.me.call('POST', `/api/drafts/${t.draft}/submit`, { version: t.version, fen: 75000 }, { key: key() })
r = await at_once('draft', again, again)
it('two tabs submit one draft at once', r.both)
it('one has its order, the other is told', r.answers.filter(a => a.status === 201).length === 1 && r.answers.some(a => a.status >= 400 && a.status < 500 && a.body.words), codes(r.answers))
it('there is one order more', count('orders') === before + 1)
it('the platforms of each order are eleven', sql('SELECT COUNT(*) FROM order_platform GROUP BY order_id').every(x => Number(x[0]) === eleven.length))
finish()
