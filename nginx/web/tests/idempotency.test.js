// SPDX-License-Identifier: MIT
import { describe, it, expect } from 'vitest'
import { keyKeeper, newKey, isUncertain } from '@/utils/idempotency'
import { ApiError } from '@/utils/request'

const lost = () => Promise.reject(new ApiError(0, { code: 'network', words: 'x' }))
const refused = () => Promise.reject(new ApiError(409, { code: 'conflict', words: 'x' }))

describe('idempotency', () => {
  it('makes version 4 uuids', () => {
    expect(newKey()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(newKey()).not.toBe(newKey())
  })
  it('keeps the key while the answer is unknown', async () => {
    const k = keyKeeper()
    const seen = []
    await k.run({ a: 1 }, key => { seen.push(key); return lost() }).catch(() => {})
    await k.run({ a: 1 }, key => { seen.push(key); return 'ok' })
    await k.run({ a: 1 }, key => { seen.push(key); return 'ok' })
    expect(seen[1]).toBe(seen[0])
    expect(seen[2]).not.toBe(seen[0])
  })
  it('takes a new key for another body and after a refusal', async () => {
    const k = keyKeeper()
    const seen = []
    await k.run({ a: 1 }, key => { seen.push(key); return lost() }).catch(() => {})
    await k.run({ a: 2 }, key => { seen.push(key); return refused() }).catch(() => {})
    await k.run({ a: 2 }, key => { seen.push(key); return 'ok' })
    expect(new Set(seen).size).toBe(3)
  })
  it('sends a double click once', async () => {
    const k = keyKeeper()
    let n = 0
    const send = () => { n++; return Promise.resolve(7) }
    const [a, b] = await Promise.all([k.run({}, send), k.run({}, send)])
    expect([a, b, n]).toEqual([7, 7, 1])
  })
  it('knows which answers leave the effect open', () => {
    expect(isUncertain(new ApiError(503, {}))).toBe(true)
    expect(isUncertain(new ApiError(422, {}))).toBe(false)
    expect(isUncertain(new TypeError('x'))).toBe(true)
  })
})
