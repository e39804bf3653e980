// SPDX-License-Identifier: MIT
/*
 * The whole story while somebody kills (t170-kill.sh): at every step the
 * process that serves it dies by kill -9 some 0-30 ms after the request went
 * out; the client asks again until it is answered.  Afterwards nothing is
 * lost and nothing is there twice.
 *
 *   KILL_ROUNDS=n    stories; their victims take turns
 *   KILL_DATABASE=1  mariadbd too (it is ours then: KILL_MARIADBD says how it starts)
 */
import { spawn } from 'node:child_process'
import { existsSync, readFileSync, readdirSync, statSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { admin_says_ok, dir, finish, it, later, scan, note, sleep, sql, sql_int, through } from './house.mjs'
import { Story } from './story.mjs'

const rounds = Number(process.env.KILL_ROUNDS || 2)
const victims = ['worker', 'clerk', ...process.env.KILL_DATABASE === '1' ? ['database'] : []]
const masters = { worker: process.env.KILL_WORKER, clerk: process.env.KILL_CLERK }
const LIVED = 1050	/* ms; a child that dies younger makes its master wait longer and longer */

/* ---- who is there to kill ---- */

const log = program => join(dir, `${program}.log`)

/* pid -> pool of a master's children, as it tells when asked by USR1. */
async function seats(program) {
  const from = statSync(log(program)).size
  process.kill(Number(masters[program]), 'SIGUSR1')
  for (let n = 0; n < 400; n++) {
    await sleep(5)
    const text = readFileSync(log(program)).subarray(from).toString()
    const found = [...text.matchAll(/ seat=\d+ pid=(\d+) pool=(\w+)/g)]
    if (found.length && text.endsWith('\n')) return new Map(found.map(m => [Number(m[1]), m[2]]))
  }
  throw new Error(`${program} does not answer`)
}

/* Replaced, and old enough that its death is not taken for a fault at start. */
const born = new Map()
async function grown(program, want) {
  for (let n = 0; n < 3000; n++) {
    const now = await seats(program)
    for (const pid of now.keys()) if (!born.has(pid)) born.set(pid, Date.now())
    const fit = [...now].filter(([pid, pool]) => want(pool) && Date.now() - born.get(pid) > LIVED)
    if (fit.length) return fit.map(([pid]) => pid)
    await sleep(20)
  }
  throw new Error(`no ${program} grows up`)
}

const count = { worker: 0, clerk: 0, database: 0, steps: new Map() }

function kill(pid) {
  try { process.kill(pid, 'SIGKILL'); return 1 } catch { return 0 }
}

/* 0-30 ms, mostly early: most answers take less than five. */
const moment = () => sleep(Math.random() ** 3 * 30)

async function kill_program(program, pids) {
  await moment()
  count[program] += pids.map(kill).reduce((a, b) => a + b, 0)
}

const alive = () => { try { return sql_int('SELECT 1') === 1 } catch { return false } }

async function kill_database() {
  const [pid_file, ...command] = process.env.KILL_MARIADBD.split(' ')
  const pid = Number(readFileSync(pid_file, 'utf8'))
  await moment()
  count.database += kill(pid)
  for (let n = 0; n < 500 && existsSync(`/proc/${pid}`) && !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8')); n++) await sleep(10)
  spawn(command[0], command.slice(1), { detached: true, stdio: 'ignore' }).unref()
  for (let n = 0; n < 600 && !alive(); n++) await sleep(50)
}

/* Armed before the request goes out, so that the blow falls while it runs. */
function strike_of(victim) {
  return (pool, step, n) => {
    if (n > 2) return undefined	/* the third time somebody may answer */
    if (victim === 'worker' && pool === 'clerk') return undefined
    if (victim === 'database' && Math.random() < 0.5) return undefined
    let fall
    const armed = victim === 'database' ? Promise.resolve() :
      grown(victim, p => victim === 'clerk' || p === pool).then(pids => { fall = pids })
    const key = `${victim} ${step}`
    count.steps.set(key, (count.steps.get(key) ?? 0) + 1)
    const done = armed.then(() => victim === 'database' ? kill_database() : kill_program(victim, fall))
    return { armed, done }
  }
}

/* ---- what must be true afterwards ---- */

const acts = 'SUBMIT PAY RETURN RESUBMIT APPROVE MADE HANDOUT'

function after(s, n) {
  const id = sql('SELECT id FROM orders ORDER BY id DESC LIMIT 1')[0][0]
  const one = (words, query, want = 1) => [words, sql_int(query), want]
  const rows = [
    one('one order a story', 'SELECT COUNT(*) FROM orders', n),
    one('no draft left over', "SELECT COUNT(*) FROM draft WHERE state = 'OPEN'", 0),
    one('one payment', `SELECT COUNT(*) FROM pay_attempt a JOIN pay_group_order g ON g.group_id = a.group_id WHERE g.order_id = ${id} AND a.state = 'SUCCESS'`),
    one('no other payment', "SELECT COUNT(*) FROM pay_attempt WHERE state <> 'SUCCESS'", 0),
    one('no surplus, nothing goes back', 'SELECT COUNT(*) FROM pay_refund', 0),
    one('the bank was paid once', "SELECT SUM(fen) FROM sandbox_trade WHERE state = 'PAID'", n * 75000),
    one('a review a round', `SELECT COUNT(*) FROM review WHERE subject = 'order' AND subject_id = ${id}`, 2),
    one('first returned, then approved', `SELECT COUNT(*) FROM review WHERE subject = 'order' AND subject_id = ${id} AND (round, state) IN ((1, 'RETURNED'), (2, 'APPROVED'))`, 2),
    one('one certificate, in use', `SELECT COUNT(*) FROM cert WHERE order_id = ${id} AND state = 'ACTIVE'`),
    one('and no other', `SELECT COUNT(*) FROM cert WHERE order_id = ${id}`),
    one('one key', `SELECT COUNT(*) FROM token t JOIN cert c ON c.id = t.cert_id WHERE c.order_id = ${id}`),
    one('one voucher, used', `SELECT COUNT(*) FROM voucher WHERE order_id = ${id} AND state = 'USED'`),
    one('and no other', `SELECT COUNT(*) FROM voucher WHERE order_id = ${id}`),
    one('two versions of the form', `SELECT COUNT(*) FROM paper WHERE form_id = 'apply' AND scope = (SELECT paper_scope FROM orders WHERE id = ${id})`, 2),
    one('one scan that counts', `SELECT COUNT(*) FROM upload u JOIN orders o ON o.pid = u.scope_pid WHERE o.id = ${id} AND u.live = 1`),
    one('no task died', "SELECT COUNT(*) FROM task WHERE state = 'DEAD'", 0),
  ]
  const told = sql(`SELECT act FROM order_event WHERE order_id = ${id} ORDER BY id`).map(r => r[0]).join(' ')
  return [...rows.filter(([, got, want]) => got !== want).map(r => `${r[0]}: ${r[1]} instead of ${r[2]}`),
    ...told === acts ? [] : [`history: ${told}`]]
}

/* Timers come when the house's clock moves; files get old by hand. */
async function sweep_files() {
  const store = join(dir, 'store'), files = []
  const walk = d => { for (const e of readdirSync(d, { withFileTypes: true })) e.isDirectory() ? walk(join(d, e.name)) : e.name !== 'now' && files.push(join(d, e.name)) }
  walk(store)
  const before = files.length
  for (const f of files) utimesSync(f, new Date(Date.now() - 86400e3), new Date(Date.now() - 86400e3))
  const runs = () => sql_int("SELECT version FROM task WHERE kind = 'timer.files'")
  const from = runs()
  later(3700)
  for (let n = 0; n < 600 && runs() < from + 2; n++) {
    if (n % 100 === 99) later(3700)
    await sleep(100)
  }
  files.length = 0
  walk(store)
  return { swept: before - files.length, left: files.length }
}

/* ---- */

const way = through(Number(process.env.KILL_PORT))
const people = {}
const sum = { asked: 0, lost: 0, again: 0, woken: 0 }
const wrong = []
for (let n = 1; n <= rounds; n++) {
  const victim = victims[(n - 1) % victims.length]
  const s = new Story(way, { n, people })
  for (const p of Object.values(people)) p.entered = n % 4 !== 1	/* now and then all sign in again */
  s.strike = strike_of(victim)
  const began = Date.now()
  let end = 'told to its end'
  try { await s.tell() } catch (e) { end = `${e.message} (after ${s.told.at(-1)})` }
  const bad = end === 'told to its end' ? after(s, n) : [end]
  wrong.push(...bad)
  for (const k of Object.keys(sum)) sum[k] += s.count[k]
  if (rounds <= 6 || bad.length || n % 20 === 0)
    it(`round ${n}, killing the ${victim}: ${((Date.now() - began) / 1000).toFixed(0)} s`, bad.length === 0, ...bad)
  if (end !== 'told to its end') break
}
/* A blow between an edit's data and its form is too narrow to hit by dice. */
async function cut_edit() {
  const s = new Story(way, { n: rounds + 1, people })
  await s.apply()
  await s.pay()
  await s.send_back()
  sql("UPDATE orders SET data = JSON_REPLACE(data, '$.handler_phone', '13800000008'), version = version + 1, updated_at = updated_at + 1 ORDER BY id DESC LIMIT 1")
  const uri = `/api/orders/${s.order}`
  const upload = await s.me.call('POST', uri + '/uploads', undefined, { file: { fields: { slot: 'apply_form' }, name: 'a.jpg', bytes: scan } })
  await s.until('scan', async () => (await s.read(s.me, `/api/uploads/${upload.body.pid}`)).state === 'READY')
  const a = await s.me.call('POST', uri + '/resubmit', { version: (await s.read(s.me, uri)).version })
  const form = (await s.read(s.me, uri)).documents[0].paper
  it('an edit cut off before its form was printed is not sent in with the old one', a.status === 422 && a.body.field === 'apply_form' && form.version === 2, a.bytes.toString(), form)
}

const kills = victims.map(v => `${v} ${count[v]}`).join(', ')
it(`${rounds} stories were told to their end, killed: ${kills}`, wrong.length === 0)
it('every step of the story was hit', [...new Set([...count.steps.keys()].map(k => k.split(' ').slice(1).join(' ')))].length >= 20, [...count.steps.keys()])
await cut_edit()
note(`requests ${sum.asked}, unanswered ${sum.lost}, refused and asked again ${sum.again}, leases waited for ${sum.woken}`)
it('some requests were really cut off', sum.lost > 0)
it('the bank was believed by its notify', sql_int("SELECT COUNT(*) FROM pay_inbox WHERE state = 'DONE'") > 0)
const { swept, left } = await sweep_files()
it(`no file without a row after the sweep (${swept} were swept)`, left === sql_int('SELECT COUNT(*) FROM file'), left)
it('no row without its file, every word right', await admin_says_ok('check', 'deep'))
it('the audit book verifies', await admin_says_ok('audit-verify'))
sql("UPDATE orders SET pay_word = 'UNPAID' ORDER BY id LIMIT 1")
it('a wrong word would have been seen', !await admin_says_ok('check'))
finish()
