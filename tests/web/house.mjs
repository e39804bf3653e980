// SPDX-License-Identifier: MIT
/*
 * For the web stories that are too many calls for a shell: a house that
 * lib.sh has started, spoken to straight at its sockets or through nginx.
 *
 *   direct(dir)       a way to the sockets below dir/run; speaks FastCGI as
 *                     nginx does, and knows every route's pool
 *   through(port)     a way through nginx
 *   new Browser(way)  one person: cookies, token, sign_in
 *   it(words, good)   one TAP line; finish() prints the plan
 *
 * An answer is {status, type, body, bytes, cookies, code}; status 0: nothing
 * came back.  body is the parsed JSON, or {}.
 */
import { execFile, execFileSync } from 'node:child_process'
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import http from 'node:http'
import net from 'node:net'
import { join } from 'node:path'
import { randomUUID } from 'node:crypto'

export const dir = process.env.STORY_DIR
const build = process.env.CAPORTAL_BUILD
const conf = join(dir, 'caportal.conf')
export const top = new URL('../..', import.meta.url).pathname
export const password = 'qinghe-bridge-42'
export const sleep = ms => new Promise(done => setTimeout(done, ms))

export const admin = (...args) =>
  execFileSync(join(build, 'caportal-admin'), ['-c', conf, ...args], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
/* Exit status 0? */
export const admin_says_ok = (...args) =>
  new Promise(done => execFile(join(build, 'caportal-admin'), ['-c', conf, ...args], e => done(!e)))

/* Rows of one SELECT as arrays of texts; other statements just run. */
export function sql(query) {
  const text = execFileSync('mariadb', ['--no-defaults', '-S', process.env.CAPORTAL_TEST_SOCKET, '-u',
    process.env.CAPORTAL_TEST_USER || 'root', '-N', '-B', process.env.STORY_DB, '-e', query], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
  return text === '' ? [] : text.trimEnd().split('\n').map(l => l.split('\t'))
}
export const sql_int = query => Number(sql(query)[0][0])

export function later(seconds) {
  const file = join(dir, 'clock')
  writeFileSync(file + '.new', `${Number(readFileSync(file, 'utf8')) + seconds}\n`)
  renameSync(file + '.new', file)
}

/* ---- the route table ---- */

export const routes = admin('print', 'routes-tsv').trimEnd().split('\n').map(line => {
  const [method, path, who, gates, body, pool, audit] = line.split('\t')
  return { method, path, who: who.split(' ').filter(Boolean), gates: gates.split(' ').filter(Boolean),
    body: Number(body), pool, audit, name: `${method} ${path}`,
    fits: new RegExp('^' + path.replace(/\{[a-z]+\}/g, '[^/]+') + '$') }
})
export const unsafe = method => method !== 'GET'
const rank = route => route.path.includes('{') ? 1 : 0
const by_rank = [...routes].sort((a, b) => rank(a) - rank(b))
export const route_of = (method, uri) =>
  by_rank.find(r => r.method === method && r.fits.test(uri.split('?')[0]))

/* ---- two ways in ---- */

function answer(status, headers, bytes) {
  const type = (headers['content-type'] || [''])[0]
  let body = {}
  if (/json/.test(type)) try { body = JSON.parse(bytes) } catch { }
  return { status, type, body: body ?? {}, bytes, cookies: headers['set-cookie'] || [], code: body?.code }
}
const nothing = () => answer(0, {}, Buffer.alloc(0))

const length = n => n < 128 ? Buffer.from([n]) : Buffer.from([n >>> 24 | 128, n >>> 16 & 255, n >>> 8 & 255, n & 255])
const record = (type, data) =>
  Buffer.concat([Buffer.from([1, type, 0, 1, data.length >>> 8, data.length & 255, 0, 0]), data])
function stream(type, data) {
  const out = []
  for (let i = 0; i < data.length; i += 32000) out.push(record(type, data.subarray(i, i + 32000)))
  return Buffer.concat([...out, record(type, Buffer.alloc(0))])
}

function params(method, uri, headers, body) {
  const all = { REQUEST_METHOD: method, REQUEST_URI: uri, CONTENT_LENGTH: String(body.length),
    REMOTE_ADDR: '127.0.0.1', REQUEST_ID: randomUUID().replaceAll('-', '') }
  for (const [name, value] of Object.entries(headers))
    all[name === 'Content-Type' ? 'CONTENT_TYPE' : 'HTTP_' + name.toUpperCase().replaceAll('-', '_')] = value
  return Buffer.concat(Object.entries({ ...all, CAPORTAL_END: '1' }).map(([name, value]) => {
    const n = Buffer.from(name), v = Buffer.from(value)
    return Buffer.concat([length(n.length), length(v.length), n, v])
  }))
}

/* The STDOUT of complete records; null while END has not come. */
function unpack(bytes) {
  const out = []
  for (let at = 0; at + 8 <= bytes.length;) {
    const n = bytes.readUInt16BE(at + 4), next = at + 8 + n + bytes[at + 6]
    if (next > bytes.length) return null
    if (bytes[at + 1] === 6) out.push(bytes.subarray(at + 8, at + 8 + n))
    if (bytes[at + 1] === 3) return Buffer.concat(out)
    at = next
  }
  return null
}

function parse(bytes) {
  const end = bytes.indexOf('\r\n\r\n'), headers = {}
  for (const line of bytes.subarray(0, end).toString().split('\r\n')) {
    const colon = line.indexOf(':')
    ;(headers[line.slice(0, colon).toLowerCase()] ??= []).push(line.slice(colon + 1).trim())
  }
  return answer(parseInt(headers.status?.[0] ?? '0'), headers, bytes.subarray(end + 4))
}

export const direct = () => (method, uri, headers, body) => new Promise(done => {
  const pool = route_of(method, uri)?.pool ?? 'web'
  const s = net.connect(join(dir, 'run', `${pool === 'any' ? 'web' : pool}.sock`))
  const parts = []
  s.on('data', d => parts.push(d)).on('error', () => {}).on('close', () => {
    const out = unpack(Buffer.concat(parts))
    done(out === null || out.length === 0 ? nothing() : parse(out))
  })
  s.end(Buffer.concat([record(1, Buffer.from([0, 1, 0, 0, 0, 0, 0, 0])),
    stream(4, params(method, uri, headers, body)), stream(5, body)]))
})

export function through(port, agent = new http.Agent({ keepAlive: true, maxSockets: 64 })) {
  return (method, uri, headers, body) => new Promise(done => {
    const q = http.request({ port, host: '127.0.0.1', method, path: uri, agent,
      headers: { ...headers, ...body.length || unsafe(method) ? { 'Content-Length': body.length } : {} } }, a => {
      const parts = [], h = { ...a.headers, 'content-type': [a.headers['content-type'] || ''] }
      a.on('data', d => parts.push(d)).on('end', () => done(answer(a.statusCode, h, Buffer.concat(parts))))
        .on('error', () => done(nothing()))
    })
    q.on('error', () => done(nothing()))
    q.end(body)
  })
}

/* ---- one person ---- */

export const heard = []	/* every answer to a Browser, for openapi.mjs */

export class Browser {
  constructor(way, name = 'nobody') { Object.assign(this, { way, name, jar: {}, csrf: '' }) }

  /* options: headers, key (Idempotency-Key), multipart {boundary, bytes}, csrf and origin to lie about */
  async call(method, uri, body, options = {}) {
    const headers = { 'User-Agent': 'web story', ...options.headers }
    const cookies = Object.entries(this.jar).map(([k, v]) => `${k}=${v}`).join('; ')
    if (cookies) headers.Cookie = cookies
    if (unsafe(method) && options.csrf !== null) headers['X-CSRF-Token'] = this.csrf
    if (options.key) headers['Idempotency-Key'] = options.key
    let bytes = Buffer.alloc(0)
    if (options.file) {
      headers['Content-Type'] = 'multipart/form-data; boundary=cut'
      bytes = multipart(options.file)
    } else if (body !== undefined) {
      headers['Content-Type'] = 'application/json'
      bytes = Buffer.from(JSON.stringify(body))
    }
    const a = await this.way(method, uri, headers, bytes)
    for (const line of a.cookies) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)
      if (value === '') delete this.jar[name]; else this.jar[name] = value
    }
    if (typeof a.body.csrf === 'string') this.csrf = a.body.csrf
    heard.push({ method, uri, answer: a })
    return a
  }

  get(uri) { return this.call('GET', uri) }

  async arrive() { this.jar = {}; return this.get('/api/session') }

  /* Staff show a code; a code counts once, so the house's clock moves. */
  async sign_in(user = this.name) {
    await this.arrive()
    const texts = await this.get('/api/agreements?event=LOGIN')
    const agreements = (texts.body.items ?? []).map(i => i.pid)
    let a = await this.call('POST', '/api/session', { username: user, password, totp: '', agreements })
    if (a.body.need_totp) {
      later(30)
      const totp = admin('totp', user).trim()
      a = await this.call('POST', '/api/session', { username: user, password, totp, agreements })
    }
    return a
  }
}

function multipart({ fields, name, bytes }) {
  const parts = Object.entries(fields).map(([k, v]) => `--cut\r\nContent-Disposition: form-data; name="${k}"\r\n\r\n${v}\r\n`)
  return Buffer.concat([Buffer.from(`${parts.join('')}--cut\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: image/jpeg\r\n\r\n`),
    bytes, Buffer.from('\r\n--cut--\r\n')])
}

export const key = () => randomUUID()
export const scan = readFileSync(join(top, 'tests/data/scan-samples/form/2_20_bstamp_s200_0.jpg'))

/* ---- TAP ---- */

let number = 0
let bad = 0
export function it(words, good, ...why) {
  console.log(`${good ? 'ok' : 'not ok'} ${++number} - ${words}`)
  if (!good) {
    bad++
    for (const w of why) console.log('# ' + (typeof w === 'string' ? w : JSON.stringify(w)).slice(0, 400))
  }
  return good
}
export const note = words => console.log('# ' + words)
export function finish() {
  console.log(`1..${number}`)
  process.exit(bad ? 1 : 0)
}
