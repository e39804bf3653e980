// SPDX-License-Identifier: MIT
import { describe, it, expect } from 'vitest'
import { fenOf, yuan, yuanWords, yuanSign, sumFen } from '@/utils/money'

describe('money', () => {
  it('shows fen as yuan with two decimals and thousands', () => {
    expect(yuan(75000)).toBe('750.00')
    expect(yuan(1)).toBe('0.01')
    expect(yuan(0)).toBe('0.00')
    expect(yuan(123456789)).toBe('1,234,567.89')
    expect(yuan(100000000)).toBe('1,000,000.00')
  })
  it('keeps the sign of a discount', () => {
    expect(yuan(-5005)).toBe('-50.05')
    expect(yuanSign(-5005)).toBe('-¥50.05')
  })
  it('never invents an amount', () => {
    expect(yuan(undefined)).toBe('—')
    expect(yuan(1.5)).toBe('—')
    expect(yuanWords('75000')).toBe('—')
  })
  it('reads what people type, to the fen', () => {
    expect(['750', '750.5', '1,750.05', ' 0.01 '].map(fenOf)).toEqual([75000, 75050, 175005, 1])
    expect(['', '-1', '1.234', 'abc', null, '1e3'].map(fenOf)).toEqual([null, null, null, null, null, null])
  })
  it('adds lines up exactly', () => {
    expect(sumFen([{ fen: 834 }, { fen: 833 }, { fen: 833 }])).toBe(2500)
    expect(sumFen(null)).toBe(0)
  })
})
