// SPDX-License-Identifier: MIT
import { describe, it, expect } from 'vitest'
import { paperWords, yearsWords } from '@/utils/words'
import { buttonsOf } from '@/utils/acts'

describe('words', () => {
  it('says years and forms as they are printed', () => {
    expect(yearsWords(1)).toBe('一年')
    expect(yearsWords(12)).toBe('12年')
    expect(paperWords({ code: 'QLXFNYRX5QAB', form_id: 'apply', version: 2 })).toBe('表号 QLXFNYRX5QAB，第 2 版')
  })
  it('shows exactly the acts the server lists, the inviting ones first', () => {
    expect(buttonsOf({ acts: ['cancel', 'pay', 'unknown'] }).map(b => b.words)).toEqual(['立即支付', '取消订单'])
    expect(buttonsOf({})).toEqual([])
  })
})
