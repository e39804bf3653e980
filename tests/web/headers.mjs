// SPDX-License-Identifier: MIT
/*
 * What the browser is told with every answer: one route of each class and
 * nginx's own refusals, asked through nginx.
 */
import http from 'node:http'
import net from 'node:net'
import { direct, finish, it } from './house.mjs'
import { Story } from './story.mjs'

const port = Number(process.argv[2])
const page = "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' blob:; font-src 'self'; connect-src 'self'; frame-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'"
const bare = "default-src 'none'; sandbox; frame-ancestors 'self'"
const always = {
  'x-content-type-options': 'nosniff', 'referrer-policy': 'same-origin', 'permissions-policy': 'camera=(self), geolocation=(), microphone=()',
  'cross-origin-opener-policy': 'same-origin', 'cross-origin-resource-policy': 'same-origin', server: 'nginx',
}

const split = raw => {
  const h = {}
  for (let i = 0; i < raw.length; i += 2) (h[raw[i].toLowerCase()] ??= []).push(raw[i + 1])
  return h
}
const ask = (method, path, headers = {}, body) => new Promise((done, fail) => {
  const q = http.request({ port, host: '127.0.0.1', method, path, headers, agent: false }, a => {
    const parts = []
    a.on('data', d => parts.push(d)).on('end', () => done({ status: a.statusCode, h: split(a.rawHeaders), body: Buffer.concat(parts) }))
  })
  q.on('error', fail)
  q.end(body)
})
/* What http.request would not send. */
const shout = text => new Promise(done => {
  const s = net.connect(port, '127.0.0.1'), parts = []
  s.on('data', d => parts.push(d)).on('error', () => {}).on('close', () => {
    const [head, ...rest] = Buffer.concat(parts).toString().split('\r\n\r\n'), [line, ...lines] = head.split('\r\n')
    done({ status: Number(line.split(' ')[1]), h: split(lines.flatMap(l => [l.slice(0, l.indexOf(':')), l.slice(l.indexOf(':') + 2)])), body: Buffer.from(rest.join('')) })
  })
  s.write(text)
})

function wrong(a, { csp = page, keep = 'no-store', type }) {
  const want = { ...always, 'content-security-policy': csp, 'cache-control': keep }
  const bad = Object.entries(want).filter(([k, v]) => a.h[k]?.join('|') !== v).map(([k]) => `${k}: ${a.h[k]?.join(' | ')}`)
  if (type && !(a.h['content-type']?.[0] ?? '').startsWith(type)) bad.push(`type ${a.h['content-type']}`)
  if (a.h['content-security-policy']?.some(v => /unsafe/.test(v))) bad.push('unsafe')
  if (a.h['strict-transport-security']) bad.push('HSTS without TLS')
  return bad
}
function guarded(words, a, status, expect = {}) {
  const bad = wrong(a, expect)
  if (a.status !== status) bad.push(`status ${a.status}`)
  if (status >= 400 && !/\p{Script=Han}/u.test(a.body.toString())) bad.push('no words')
  it(`${words} (${status})`, bad.length === 0, ...bad)
}

/* ---- a story up to its payment ---- */
const s = new Story(direct(), { n: 31 })
const step = s.step
s.step = function (name, ...rest) { if (name === 'click') throw name; return step.call(this, name, ...rest) }
try { await s.tell() } catch (e) { if (e !== 'click') throw e }
const order = await s.read(s.me, `/api/orders/${s.order}`), document = order.documents[0]
const jar = { Cookie: Object.entries(s.me.jar).map(([k, v]) => `${k}=${v}`).join('; ') }
const mine = { ...jar, 'X-CSRF-Token': s.me.csrf }
const get = path => ask('GET', path, jar)
const json = 'application/json', problem = 'application/problem+json'

/* ---- the worker ---- */
guarded('an answer', await get('/api/session'), 200, { type: json })
guarded('a list', await get('/api/orders'), 200, { type: json })
guarded('health', await get('/healthz'), 200, { type: 'text/plain; charset=utf-8' })
guarded('metrics', await get('/metrics'), 200, { type: 'text/plain' })
guarded('the form as PDF', await get(document.paper.url), 200, { csp: bare, type: 'application/pdf' })
guarded('an upload', await get(`/api/uploads/${s.upload}/file`), 200, { csp: bare, type: 'image/jpeg' })
guarded('its preview', await get(`/api/uploads/${s.upload}/preview`), 200, { csp: bare, type: 'image/jpeg' })
guarded('the picture of a code', await get(`/api/attempts/${s.attempt}/qr`), 200, { csp: bare, type: 'image/svg+xml' })
guarded('who is not signed in', await ask('GET', '/api/orders'), 401, { type: problem })
guarded('who may not', await get('/api/staff/orders'), 403, { type: problem })
guarded('a strange token', await ask('POST', '/api/drafts', { ...jar, 'Content-Type': json }, '{}'), 403, { type: problem })
guarded('nothing there', await get('/api/orders/AAAAAAAAAAAAAAAAAAAAAAAAAA'), 404, { type: problem })
guarded('no such address', await get('/api/nothing'), 404, { type: problem })
guarded('a wrong method', await ask('DELETE', '/api/catalog', mine), 405, { type: problem })
guarded('a wrong type', await ask('POST', '/api/drafts', { ...mine, 'Content-Type': 'text/xml' }, '<a/>'), 415, { type: problem })
guarded('a wrong field', await ask('POST', '/api/drafts', { ...mine, 'Content-Type': json }, '{}'), 422, { type: problem })
guarded('a body that is too large for the worker', await ask('POST', '/api/drafts', { ...mine, 'Content-Type': json }, `{"a":"${'x'.repeat(9000)}"}`), 413, { type: problem })

/* ---- nginx ---- */
const html = { type: 'text/html', keep: 'no-cache' }, error = { type: 'text/html' }
guarded('the first page', await ask('GET', '/'), 200, html)
guarded('a page of the application', await ask('GET', '/orders/1'), 200, html)
guarded('an asset', await ask('GET', '/assets/a-1.js'), 200, { type: 'text/javascript', keep: 'public, max-age=31536000, immutable' })
guarded('a missing asset', await ask('GET', '/assets/nothing.js'), 404, error)
guarded('the style of error pages', await ask('GET', '/_error/error.css'), 200, { type: 'text/css' })
guarded('another method on a page', await ask('PUT', '/', {}, 'x'), 405, error)
guarded('a body that is too large for nginx', await ask('POST', '/api/drafts', { ...mine, 'Content-Type': json }, Buffer.alloc(100000)), 413, { type: problem })
guarded('a body that is too large for a page', await ask('POST', '/', {}, Buffer.alloc(100000)), 413, error)
guarded('no HTTP at all', await shout('GET / HTTP/1.1\r\nno header\r\n\r\n'), 400, error)
guarded('a line too long', await shout(`GET /${'x'.repeat(9000)} HTTP/1.1\r\nHost: a\r\n\r\n`), 414, error)
guarded('a header too long', await shout(`GET / HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(9000)}\r\n\r\n`), 400, error)
guarded('two lengths', await shout('POST /api/session HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n'), 400, error)
const many = await Promise.all(Array.from({ length: 150 }, () => ask('POST', '/api/session', {}, '')))
const limited = many.find(a => a.status === 429)
it('a flood of logins is limited', limited !== undefined)
if (limited) {
  guarded('what is limited', limited, 429, { type: problem })
  it('it says when to come again', limited.h['retry-after']?.join() === '5')
}

/* ---- without a worker ---- */
process.kill(Number(process.argv[3]), 'SIGTERM')
for (let n = 0; n < 200 && (await ask('GET', '/api/session')).status !== 503; n++) await new Promise(done => setTimeout(done, 50))
const away = await get('/api/session')
guarded('no worker', away, 503, { type: problem })
it('it says when to come again', away.h['retry-after']?.join() === '5')
guarded('the pages', await ask('GET', '/'), 200, html)
finish()
