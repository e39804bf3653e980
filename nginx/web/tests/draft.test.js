// SPDX-License-Identifier: MIT
import { describe, it, expect, vi, beforeEach, afterEach } from 'vitest'
import { effectScope } from 'vue'
import { ApiError } from '@/utils/request'
import { useDraft } from '@/views/applicant/wizard/useDraft'
import { forgetDrafts, unsavedOf } from '@/store/draft'
import { lacks, reachable, uploadFits } from '@/views/applicant/wizard/complete'

const api = vi.hoisted(() => ({ readDraft: vi.fn(), saveDraft: vi.fn() }))
vi.mock('@/api/apply', () => api)

const item = o => ({ person: 'p1', medium: 'UKEY', vendor: 'CFCA', platforms: ['LNJS'], years: 1, handler: '刘建国', handler_phone: '13800000001', remark: '', ...o })
const served = (version, o = {}) => ({ pid: 'd1', version, step: 1, lock_type: 'PROJECT', types: [{ code: 'UKEY', slot: 'apply_form' }], papers: [], uploads: [], data: { persons: ['p1'], items: [item()], vendor_agreed: true }, ...o })
let scope

function open() {
  scope = effectScope()
  return scope.run(() => useDraft('d1'))
}

beforeEach(() => {
  vi.useFakeTimers()
  api.readDraft.mockReset().mockResolvedValue(served(1))
  api.saveDraft.mockReset().mockImplementation(async (pid, b) => served(b.version + 1, { data: b.data }))
  forgetDrafts(null)
})
afterEach(() => { scope?.stop(); vi.useRealTimers() })

describe('a draft', () => {
  it('is saved a moment after the last change, with the version it came with', async () => {
    const d = open()
    await d.load()
    d.data.items[0].remark = 'a'; d.touch()
    await vi.advanceTimersByTimeAsync(300)
    d.data.items[0].remark = 'ab'; d.touch()
    await vi.advanceTimersByTimeAsync(800)
    expect(api.saveDraft).toHaveBeenCalledTimes(1)
    expect(api.saveDraft.mock.calls[0][1]).toMatchObject({ version: 1, data: { items: [{ remark: 'ab' }] } })
    expect(d.save.state).toBe('saved')
  })
  it('saves again what was typed while a save was under way', async () => {
    const d = open()
    await d.load()
    let answer
    api.saveDraft.mockImplementationOnce(() => new Promise(ok => { answer = ok }))
    d.data.items[0].remark = 'a'; d.touch()
    const done = d.flush()
    d.data.items[0].remark = 'b'; d.touch()
    answer(served(2))
    await done
    expect(api.saveDraft.mock.calls.map(c => [c[1].version, c[1].data.items[0].remark])).toEqual([[1, 'a'], [2, 'b']])
    expect(d.data.items[0].remark).toBe('b')
  })
  it('shows the conflict of two windows and loses neither content', async () => {
    const d = open()
    await d.load()
    api.saveDraft.mockRejectedValueOnce(new ApiError(409, { code: 'conflict', words: 'x' }))
    api.readDraft.mockResolvedValueOnce(served(5, { data: { persons: ['p1'], items: [item({ remark: 'theirs' })], vendor_agreed: true } }))
    d.data.items[0].remark = 'mine'; d.touch()
    await expect(d.flush()).rejects.toThrow()
    expect([d.conflict.value.version, d.data.items[0].remark]).toEqual([5, 'mine'])
    d.keepMine()
    await d.flush()
    expect(api.saveDraft.mock.calls.at(-1)[1]).toMatchObject({ version: 5, data: { items: [{ remark: 'mine' }] } })
  })
  it('keeps an upload that came while an older answer was on its way', async () => {
    const d = open()
    await d.load()
    const scan = [{ person: 'p1', slot: 'apply_form', upload: { pid: 'u1' } }]
    let answer
    api.saveDraft.mockImplementationOnce(() => new Promise(ok => { answer = ok }))
    d.touch()
    const done = d.flush()
    d.keep({ uploads: scan })
    api.readDraft.mockResolvedValue(served(2, { uploads: scan }))
    answer(served(2))
    await done
    expect(d.draft.value).toMatchObject({ version: 2, uploads: scan })
    api.readDraft.mockImplementationOnce(() => new Promise(ok => { answer = ok }))
    const heard = d.hear()
    d.keep({ uploads: scan })
    answer(served(2))
    await heard
    expect(d.draft.value).toMatchObject({ version: 2, uploads: scan })
  })
  it('asks again for what a save has overtaken', async () => {
    const d = open()
    await d.load()
    let answer
    const heard = d.hear(() => new Promise(ok => { answer = ok }))
    d.touch()
    await d.flush()
    api.readDraft.mockResolvedValue(served(2, { papers: [{ version: 1 }] }))
    answer(served(1, { papers: [{ version: 1 }] }))
    await heard
    expect([d.draft.value.version, d.draft.value.papers.length, d.conflict.value]).toEqual([2, 1, null])
  })
  it('notices another window when it hears how things stand', async () => {
    const d = open()
    await d.load()
    api.readDraft.mockResolvedValueOnce(served(5))
    await d.hear()
    expect([d.conflict.value.version, d.draft.value.version]).toEqual([5, 1])
  })
  it('takes the other window when the person says so', async () => {
    const d = open()
    await d.load()
    api.saveDraft.mockRejectedValueOnce(new ApiError(409, { code: 'conflict', words: 'x' }))
    api.readDraft.mockResolvedValueOnce(served(5, { data: { persons: ['p1'], items: [item({ remark: 'theirs' })], vendor_agreed: true } }))
    d.data.items[0].remark = 'mine'; d.touch()
    await d.flush().catch(() => {})
    d.takeTheirs()
    expect([d.data.items[0].remark, d.save.state, unsavedOf('d1')]).toEqual(['theirs', 'saved', null])
  })
  it('is there after the session ended in the middle', async () => {
    const d = open()
    await d.load()
    api.saveDraft.mockRejectedValue(new ApiError(401, { code: 'login', words: 'x' }))
    d.data.items[0].remark = 'typed'; d.touch()
    await d.flush().catch(() => {})
    scope.stop()
    await vi.advanceTimersByTimeAsync(10)
    api.saveDraft.mockReset().mockImplementation(async (pid, b) => served(b.version + 1, { data: b.data }))
    const again = open()
    await again.load()
    expect(again.data.items[0].remark).toBe('typed')
    await again.flush()
    expect(again.save.state).toBe('saved')
  })
  it('is not shown to another account', async () => {
    forgetDrafts('a1')
    const d = open()
    await d.load()
    d.data.items[0].remark = 'secret'; d.touch()
    expect(unsavedOf('d1')).not.toBeNull()
    forgetDrafts('a2')
    expect(unsavedOf('d1')).toBeNull()
  })
  it('tries again after the network failed', async () => {
    const d = open()
    await d.load()
    api.saveDraft.mockRejectedValueOnce(new ApiError(0, { code: 'network', words: 'x' }))
    d.touch()
    await d.flush().catch(() => {})
    expect(d.save.state).toBe('failed')
    await vi.advanceTimersByTimeAsync(4100)
    expect(d.save.state).toBe('saved')
  })
})

describe('the wizard', () => {
  it('leads to the first step that is not complete', () => {
    const d = served(1)
    expect(reachable(d, { persons: [], items: [], vendor_agreed: false })).toBe('persons')
    expect(reachable(d, { ...d.data, vendor_agreed: false })).toBe('items')
    expect(reachable(d, d.data)).toBe('papers')
    expect(lacks('items', d, { ...d.data, items: [item({ platforms: [] })] })).not.toBe('')
    expect(lacks('items', d, { ...d.data, items: [item({ handler_phone: '' })] })).not.toBe('')
  })
  it('does not count the scan of an older form', () => {
    const paper = { person: 'p1', medium: 'UKEY', version: 2, current: true }
    const up = v => [{ person: 'p1', slot: 'apply_form', upload: { state: 'READY', paper_version: v } }]
    expect(uploadFits(served(1, { papers: [paper], uploads: up(1) }), item())).toBe(false)
    expect(uploadFits(served(1, { papers: [paper], uploads: up(2) }), item())).toBe(true)
    expect(reachable(served(1, { papers: [paper], uploads: up(2) }), served(1).data)).toBe('order')
  })
})
