// SPDX-License-Identifier: MIT
/* Pairs of one known and one unknown number, in changing order; see known.sh. */
import { Browser, direct, sql } from '../web/house.mjs'

const pairs = +(process.env.PAIRS || 200)
const way = direct()
const median = list => [...list].sort((a, b) => a - b)[list.length >> 1]
const unknown = n => '1390000' + String(1000 + n)

/* The sum a person would read in the picture. */
function solved() {
  const [, a, sign, b] = sql('SELECT question FROM captcha WHERE used_at = 0 ORDER BY ends_at DESC LIMIT 1')[0][0].match(/^(\d+)([-+x])(\d+)$/)
  return String(sign === '+' ? +a + +b : sign === '-' ? a - b : a * b)
}

const asks = {
  'signing in': async (b, phone) => b.call('POST', '/api/session', { username: phone, password: 'wrong-password', agreements: b.texts }),
  'code to register': (b, phone, c) => b.call('POST', '/api/register/code', { phone, ...c }),
  'code to reset': (b, phone, c) => b.call('POST', '/api/reset/code', { phone, ...c })
}

async function one(b, ask, phone) {
  sql('DELETE FROM attempt; DELETE FROM captcha; DELETE FROM phone_code')
  let c
  if (ask !== 'signing in') {
    const { pid } = (await b.call('POST', '/api/captcha')).body
    c = { captcha: pid, answer: solved() }
  }
  const from = process.hrtime.bigint()
  const a = await asks[ask](b, phone, c)
  const ms = Number(process.hrtime.bigint() - from) / 1e6
  if (a.status !== (ask === 'signing in' ? 422 : 202)) throw new Error(`${ask} ${phone}: ${a.status} ${a.bytes}`)
  return { ms, said: JSON.stringify({ ...a.body, request: '', request_id: '', resend_at: 0 }) }
}

const b = new Browser(way, 'nobody')
await b.get('/api/session')
b.texts = (await b.get('/api/agreements?event=LOGIN')).body.items.map(i => i.pid)
console.log(`| question | known ms | unknown ms | known / unknown | same answer |`)
console.log('|---|---|---|---|---|')
for (const ask of Object.keys(asks)) {
  const known = [], other = []
  let same = true
  for (let n = -5; n < pairs; n++) {
    let k, u
    if (n % 2) { k = await one(b, ask, '13800000001'); u = await one(b, ask, unknown(n + 5)) } else { u = await one(b, ask, unknown(n + 5)); k = await one(b, ask, '13800000001') }
    same &&= k.said === u.said
    if (n >= 0) { known.push(k.ms); other.push(u.ms) }	// the first five warm up
  }
  console.log(`| ${ask} | ${median(known).toFixed(2)} | ${median(other).toFixed(2)} | ${median(known.map((x, i) => x / other[i])).toFixed(3)} | ${same ? 'yes' : 'NO'} |`)
}
process.exit(0)
