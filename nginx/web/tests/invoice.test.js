// SPDX-License-Identifier: MIT
import { describe, expect, it } from 'vitest'
import { cleanHeading, lacking } from '@/utils/invoice'

const PAPER = { words: '纸质专票', wants: ['name', 'tax_no', 'bank', 'recipient'] }

describe('an invoice', () => {
  it('says what its type wants and the heading lacks', () => {
    expect(lacking(PAPER, { name: '甲', tax_no: ' ' })).toEqual({ tax_no: '纸质专票需要填写纳税人识别号', bank: '纸质专票需要填写开户行' })
    expect(lacking(PAPER, { name: '甲', tax_no: '1', bank: '乙' })).toEqual({})
    expect(lacking(undefined, {})).toEqual({})
  })
  it('sends the fields of a heading and nothing else', () => {
    expect(cleanHeading({ name: ' 甲 ', pid: 'x', editable: true })).toEqual({ name: '甲', tax_no: '', address: '', phone: '', bank: '', account: '', email: '' })
  })
})
