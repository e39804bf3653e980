// SPDX-License-Identifier: MIT
/*
 * Ten reloads under load, through nginx (t171-reload.sh, F17): eight people
 * read their session and save their drafts as fast as they are answered.  No
 * request fails and every save that was answered is there.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Browser, dir, finish, it, note, sleep, sql, through } from './house.mjs'

const clients = 8, reloads = 10
const way = through(Number(process.env.RELOAD_PORT))
const log = () => readFileSync(join(dir, 'worker.log'), 'utf8')
const texts = async b => (await b.get('/api/agreements?event=APPLY')).body.items.map(i => i.pid)

const jia = new Browser(way, 'jia')
await jia.sign_in()
const agreements = await texts(jia)
const people = []
for (let n = 0; n < clients; n++) {
  const b = Object.assign(new Browser(way, 'jia'), { jar: { ...jia.jar }, csrf: jia.csrf })
  const d = await b.call('POST', '/api/drafts', { service: 'new', lock_type: 'PROJECT', agreements })
  people.push({ b, draft: d.body.pid, version: d.body.version })
}

const count = { reads: 0, saves: 0, failed: [] }
let going = true

async function work(p) {
  while (going) {
    const s = await p.b.get('/api/session')
    if (s.status === 200 && s.body.signed_in) count.reads++
    else count.failed.push(`read ${s.status} ${s.bytes}`)
    const d = await p.b.call('PUT', `/api/drafts/${p.draft}`, { version: p.version, step: 1 + p.version % 3, data: { persons: [], items: [], vendor_agreed: false } })
    if (d.status === 200 && d.body.version === p.version + 1) { count.saves++; p.version++ }
    else count.failed.push(`save ${d.status} ${d.bytes}`)
    if (count.failed.length > 20) return
  }
}

const began = Date.now()
const load = people.map(work)
let done = 0
for (let n = 1; n <= reloads; n++) {
  await sleep(250)
  process.kill(Number(process.env.RELOAD_WORKER), 'SIGHUP')
  for (let k = 0; k < 1500 && !log().includes(`reload=done generation=${n}\n`); k++) await sleep(20)
  done += log().includes(`reload=done generation=${n}\n`)
}
await sleep(250)
going = false
await Promise.all(load)
const seconds = (Date.now() - began) / 1000

it(`${reloads} reloads were done in ${seconds.toFixed(1)} s`, done === reloads, log().slice(-400))
it(`no request failed: ${count.reads} reads, ${count.saves} saves, ${count.failed.length} failed`, count.failed.length === 0 && count.saves > reloads, ...count.failed)
it('every save that was answered is there, once', sql("SELECT version FROM draft WHERE state = 'OPEN' ORDER BY id").map(r => Number(r[0])).join() === people.map(p => p.version).join())
it('no worker fell and none was killed', !/ended=|stuck_ms=/.test(log()))
note(`${((count.reads + count.saves) / seconds).toFixed(0)} requests a second over ${clients} connections`)
finish()
