// SPDX-License-Identifier: MIT
import { describe, it, expect, beforeEach, vi } from 'vitest'
import { nextTick, ref } from 'vue'
import { knownTotal, queryOf } from '@/utils/listing'
import { isCommand } from '@/utils/keys'
import { dayOf, lastDay } from '@/views/staff/making/dates'
import { useVerdict } from '@/views/staff/review/useVerdict'
import { actionWords, outcomeWords } from '@/utils/audit'

vi.mock('@/api/staff', () => ({ listReviews: vi.fn(), nextReview: vi.fn() }))
const { listReviews, nextReview } = await import('@/api/staff')
const { setTrail, trailAt, afterVerdict } = await import('@/views/staff/review/trail')

describe('lists', () => {
  it('know their total when the page says it or is not full', () => {
    expect(knownTotal(1, 20, 7, 99)).toBe(99)
    expect(knownTotal(1, 20, 7)).toBe(7)
    expect(knownTotal(3, 20, 7)).toBe(47)
    expect(knownTotal(1, 20, 0)).toBe(0)
    expect(knownTotal(1, 20, 20)).toBe(null)
    expect(knownTotal(2, 20, 0)).toBe(null)
  })
  it('keep defaults out of the address', () => {
    expect(queryOf({ q: ' a ', queue: 'mine', page: 1, size: 50 }, { q: '', queue: 'mine', page: 1, size: 20 })).toEqual({ q: 'a', size: 50 })
  })
})

describe('days of a certificate', () => {
  it('are read as makers type them and refuse what is no day', () => {
    expect(dayOf('20261120')).toBe('2026-11-20')
    expect(dayOf(' 2026/1/5 ')).toBe('2026-01-05')
    expect(dayOf('2026年11月20日')).toBe('2026-11-20')
    for (const bad of ['', '2026-13-01', '2026-02-30', '20-11-20', 'x']) expect(dayOf(bad)).toBe('')
  })
  it('end the day before the anniversary', () => {
    expect(lastDay('2026-11-20', 1)).toBe('2027-11-19')
    expect(lastDay('2026-01-01', 2)).toBe('2027-12-31')
    expect(lastDay('2028-02-29', 1)).toBe('2029-02-28')
  })
})

describe('keys', () => {
  const press = (html, mods = {}) => {
    document.body.innerHTML = html
    return { target: document.body.firstElementChild, ...mods }
  }
  it('belong to the page, not to who types', () => {
    expect(isCommand(press('<button>x</button>'))).toBe(true)
    expect(isCommand(press('<input type="checkbox">'))).toBe(true)
    for (const typing of ['<input>', '<input type="text">', '<textarea></textarea>', '<select></select>']) expect(isCommand(press(typing))).toBe(false)
    for (const m of ['ctrlKey', 'altKey', 'metaKey', 'isComposing']) expect(isCommand(press('<p>x</p>', { [m]: true }))).toBe(false)
  })
})

describe('the trail of reviews', () => {
  beforeEach(() => { listReviews.mockReset(); nextReview.mockReset(); setTrail('', []) })
  it('walks the listed queue also after a row has left it', async () => {
    setTrail('pool', [{ pid: 'a' }, { pid: 'b' }, { pid: 'c' }])
    expect(await trailAt('pool', 'b')).toEqual({ at: 2, of: 3, prev: 'a', next: 'c' })
    expect(listReviews).not.toHaveBeenCalled()
    nextReview.mockResolvedValue({ review: 'c' })
    expect(await afterVerdict('pool', 'b')).toEqual({ queue: 'pool', pid: 'c' })
    expect((await trailAt('pool', 'c')).prev).toBe('a')
  })
  it('goes on where the server says: in this queue, then with my tasks, then it ends', async () => {
    setTrail('pool', [{ pid: 'a' }])
    nextReview.mockImplementation(async q => ({ review: q === 'mine' ? 'z' : 'a' }))
    expect(await afterVerdict('pool', 'a')).toEqual({ queue: 'mine', pid: 'z' })
    nextReview.mockResolvedValue({ review: null })
    expect(await afterVerdict('pool', 'z')).toBe(null)
  })
})

describe('a verdict', () => {
  const review = () => ({ version: 3, fields: [{ field: 'handler_phone', words: '经办人电话' }, { field: 'years', words: '证书有效期', frozen: true }], documents: [{ slot: 'apply_form', words: '申请表' }] })
  it('marks open fields and documents, never what is frozen', () => {
    const v = useVerdict('r1', ref(review()))
    expect(v.markable.value.map(f => f.field)).toEqual(['handler_phone', 'apply_form'])
    expect(v.checkReturn()).toBe(false)
    expect(v.errors.words).toMatch('请标注')
    v.note.marks = { apply_form: { on: true, reason: ' ' } }
    expect(v.checkReturn()).toBe(false)
    expect(v.errors.marks.apply_form).toMatch('退回原因')
    v.note.marks = { apply_form: { on: true, reason: '不清晰' } }
    expect(v.checkReturn()).toBe(true)
    v.drop()
  })
  it('shows the refusal of a mark beside that mark', () => {
    const v = useVerdict('r2', ref(review()))
    v.note.marks = { apply_form: { on: true, reason: 'x' } }
    v.refused({ words: 'w', fields: [{ field: 'marks.0.reason', words: '太长' }, { field: 'form_seen', words: '请核对' }] })
    expect(v.errors.marks).toEqual({ apply_form: '太长' })
    expect(v.errors.form_seen).toBe('请核对')
    v.drop()
  })
  it('is kept, but the tick on the version only for that version', async () => {
    const r = ref(review())
    const v = useVerdict('r3', r)
    v.note.words = '意见'
    v.note.formSeen = true
    await nextTick()
    expect(useVerdict('r3', ref(review())).note.words).toBe('意见')
    r.value = { ...review(), version: 4 }
    await nextTick()
    expect(v.note.formSeen).toBe(false)
    v.drop()
  })
})

describe('the audit book', () => {
  it('has words, and shows what it does not know', () => {
    expect(actionWords('review.approve')).toBe('审核通过')
    expect(actionWords('order.something')).toBe('订单')
    expect(outcomeWords('ok')).toBe('成功')
    expect(outcomeWords('strange')).toBe('strange')
  })
})
