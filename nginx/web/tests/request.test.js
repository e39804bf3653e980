// SPDX-License-Identifier: MIT
import { describe, it, expect, vi, beforeEach } from 'vitest'
import { get, post, setCsrf, onExpired, onStaleCsrf, fieldErrors, query } from '@/utils/request'

const answer = (status, body, type = 'application/json') =>
  new Response(body === null ? null : typeof body === 'string' ? body : JSON.stringify(body), { status, headers: { 'content-type': type } })
const problem = (status, p) => answer(status, p, 'application/problem+json')

beforeEach(() => {
  setCsrf('t1')
  onExpired(() => {})
  onStaleCsrf(null)
  globalThis.fetch = vi.fn()
})

describe('request', () => {
  it('sends the token and the key with unsafe methods only', async () => {
    fetch.mockResolvedValueOnce(answer(200, {})).mockResolvedValueOnce(answer(200, {}))
    await get('/orders', { q: '', page: 1 })
    expect(fetch.mock.calls[0][0]).toBe('/api/orders?page=1')
    expect(fetch.mock.calls[0][1].headers['X-CSRF-Token']).toBeUndefined()
    await post('/checkout', { a: 1 }, { key: 'k' })
    expect(fetch.mock.calls[1][1].headers).toMatchObject({ 'X-CSRF-Token': 't1', 'Idempotency-Key': 'k' })
  })
  it('turns a problem document into words at the field', async () => {
    fetch.mockResolvedValue(problem(422, { code: 'invalid', words: '有误', fields: [{ field: 'recipient.phone', words: '手机号有误' }], request_id: 'r1' }))
    const e = await post('/checkout', {}).catch(x => x)
    expect([e.status, e.code, e.words, e.requestId]).toEqual([422, 'invalid', '有误', 'r1'])
    expect(fieldErrors(e)).toEqual({ 'recipient.phone': '手机号有误', recipient: '手机号有误' })
  })
  it('says an ended session once and not for the login itself', async () => {
    const told = vi.fn()
    onExpired(told)
    fetch.mockImplementation(async () => problem(401, { code: 'login', words: 'x' }))
    await get('/orders').catch(() => {})
    await get('/session', null, { quiet401: true }).catch(() => {})
    expect(told).toHaveBeenCalledTimes(1)
  })
  it('reads a stale token again and repeats once', async () => {
    fetch.mockResolvedValueOnce(problem(403, { code: 'csrf', words: 'x' })).mockResolvedValueOnce(answer(200, { ok: 1 }))
    onStaleCsrf(async () => setCsrf('t2'))
    expect(await post('/x', {})).toEqual({ ok: 1 })
    expect(fetch.mock.calls[1][1].headers['X-CSRF-Token']).toBe('t2')
  })
  it('has calm words when the network or a proxy answers', async () => {
    fetch.mockRejectedValueOnce(new TypeError('failed')).mockResolvedValueOnce(answer(502, '<html>', 'text/html'))
    expect((await get('/a').catch(e => e)).code).toBe('network')
    expect((await get('/a').catch(e => e)).words).toContain('系统繁忙')
  })
  it('builds queries without empty filters', () => {
    expect(query({ q: '甲', pay: '', page: 2, size: undefined })).toBe('?q=%E7%94%B2&page=2')
    expect(query(null)).toBe('')
  })
})
