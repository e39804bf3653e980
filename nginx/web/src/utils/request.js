// SPDX-License-Identifier: MIT
/*
 * The one door to the server. Everything a page asks goes through here:
 *
 *   get('/orders', { page: 1 })            -> body
 *   post('/drafts/X/submit', body, { key }) put() del()
 *   upload('/drafts/X/uploads', { slot, person, file }, { onProgress })
 *
 * A refusal throws ApiError: status, code (see docs/errors.md), words (Chinese,
 * fit to be shown), field, fields [{field, words}], extra (the whole problem
 * document) and requestId. fieldErrors(e) turns it into { field: words }.
 *
 * 401 outside the login itself calls the handler set by onExpired() once; the
 * caller still gets the error, so that a page can keep what was typed.
 * A stale CSRF token is read again and the request repeated once: the server
 * refused it before doing anything.
 *
 * A request that the network lost is not repeated here. The page repeats it
 * with the same Idempotency-Key (utils/idempotency.js).
 */
import { reactive } from 'vue'

const BASE = '/api'
const SAFE = new Set(['GET', 'HEAD'])

/** How many requests are under way; App shows a bar when one takes long. */
export const traffic = reactive({ pending: 0 })

let csrf = ''
let expired = () => {}
let refreshCsrf = null

export function setCsrf(token) { csrf = token || '' }
export function onExpired(fn) { expired = fn }
/** fn() must fetch GET /api/session and call setCsrf(). */
export function onStaleCsrf(fn) { refreshCsrf = fn }

export class ApiError extends Error {
  constructor(status, problem) {
    super(problem.words || problem.title || '请求失败')
    this.name = 'ApiError'
    this.status = status
    this.code = problem.code || ''
    this.words = this.message
    this.field = problem.field || ''
    this.fields = problem.fields || (problem.field ? [{ field: problem.field, words: this.words }] : [])
    this.requestId = problem.request_id || ''
    this.extra = problem
  }
}

const OFFLINE = { code: 'network', words: '网络连接不稳定，请检查网络后重试。您填写的内容仍保留在页面上。' }

function wordsOf(status) {
  if (status === 413) return '提交的内容过大，请压缩后重试。'
  if (status === 404) return '未找到您要查看的内容。'
  if (status === 502 || status === 503 || status === 504) return '系统繁忙，请稍后再试。'
  return '系统出现错误，请稍后再试或联系客服。'
}

function problemFrom(status, type, text) {
  if (/json/.test(type || '')) {
    try { return JSON.parse(text) } catch { /* fall through */ }
  }
  return { code: 'http_' + status, words: wordsOf(status) }
}

function fail(status, problem, quiet401) {
  const e = new ApiError(status, problem)
  if (status === 401 && !quiet401) expired(e)
  return e
}

export function query(params) {
  const q = new URLSearchParams()
  for (const [k, v] of Object.entries(params || {}))
    if (v !== undefined && v !== null && v !== '') q.append(k, v)
  const s = q.toString()
  return s ? '?' + s : ''
}

function headersFor(method, body, key) {
  const h = { Accept: 'application/json' }
  if (body !== undefined) h['Content-Type'] = 'application/json'
  if (!SAFE.has(method)) h['X-CSRF-Token'] = csrf
  if (key) h['Idempotency-Key'] = key
  return h
}

async function once(method, path, body, opt) {
  let res
  try {
    res = await fetch(BASE + path, {
      method,
      headers: headersFor(method, body, opt.key),
      body: body === undefined ? undefined : JSON.stringify(body),
      credentials: 'same-origin',
      cache: 'no-store',
      signal: opt.signal
    })
  } catch (e) {
    if (e.name === 'AbortError') throw e
    throw new ApiError(0, OFFLINE)
  }
  let text
  try { text = await res.text() } catch { throw new ApiError(0, OFFLINE) }
  if (!res.ok) throw fail(res.status, problemFrom(res.status, res.headers.get('content-type'), text), opt.quiet401)
  if (!text) return null
  try {
    return JSON.parse(text)
  } catch {
    throw new ApiError(res.status, { code: 'bad_answer', words: wordsOf(500) })
  }
}

export async function request(method, path, body, opt = {}) {
  if (!opt.background) traffic.pending++
  try {
    return await once(method, path, body, opt)
  } catch (e) {
    if (e.code !== 'csrf' || !refreshCsrf || SAFE.has(method)) throw e
    await refreshCsrf()
    return await once(method, path, body, opt)
  } finally {
    if (!opt.background) traffic.pending--
  }
}

export const get = (path, params, opt) => request('GET', path + query(params), undefined, opt)
export const post = (path, body, opt) => request('POST', path, body === undefined ? {} : body, opt)
export const put = (path, body, opt) => request('PUT', path, body, opt)
export const del = (path, opt) => request('DELETE', path, undefined, opt)

/**
 * multipart upload with progress. fields: plain values and one or more Files
 * (the file goes last, so that the server knows slot and person before it).
 * opt.onProgress(percent 0..100), opt.signal, opt.key.
 */
function sendForm(path, fields, opt) {
  return new Promise((resolve, reject) => {
    const form = new FormData()
    const entries = Object.entries(fields).filter(([, v]) => v !== undefined && v !== null)
    for (const [k, v] of entries) if (!(v instanceof Blob)) form.append(k, v)
    for (const [k, v] of entries) if (v instanceof Blob) form.append(k, v, v.name || 'file')
    const x = new XMLHttpRequest()
    x.open('POST', BASE + path)
    x.setRequestHeader('Accept', 'application/json')
    x.setRequestHeader('X-CSRF-Token', csrf)
    if (opt.key) x.setRequestHeader('Idempotency-Key', opt.key)
    x.upload.onprogress = e => { if (e.lengthComputable) opt.onProgress?.(Math.floor(100 * e.loaded / e.total)) }
    x.onerror = () => reject(new ApiError(0, OFFLINE))
    x.onabort = () => reject(new DOMException('aborted', 'AbortError'))
    x.onload = () => {
      const type = x.getResponseHeader('content-type')
      if (x.status >= 200 && x.status < 300) {
        try { resolve(JSON.parse(x.responseText)) } catch { reject(new ApiError(x.status, { code: 'bad_answer', words: wordsOf(500) })) }
      } else reject(fail(x.status, problemFrom(x.status, type, x.responseText), false))
    }
    opt.signal?.addEventListener('abort', () => x.abort())
    x.send(form)
  })
}

export async function upload(path, fields, opt = {}) {
  try {
    return await sendForm(path, fields, opt)
  } catch (e) {
    if (e.code !== 'csrf' || !refreshCsrf) throw e
    await refreshCsrf()
    return await sendForm(path, fields, opt)
  }
}

/** { field: words } for a form; the part before the first dot or bracket too. */
export function fieldErrors(e) {
  const out = {}
  for (const f of e?.fields || []) {
    out[f.field] ??= f.words
    const head = f.field.split(/[.[]/)[0]
    out[head] ??= f.words
  }
  return out
}
