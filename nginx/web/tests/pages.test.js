// SPDX-License-Identifier: MIT
import { describe, it, expect } from 'vitest'
import { pageList } from '@/utils/pages'

describe('pages', () => {
  it('shows all of few and the neighbours of many', () => {
    expect(pageList(1, 1)).toEqual([1])
    expect(pageList(2, 5)).toEqual([1, 2, 3, 4, 5])
    expect(pageList(10, 20)).toEqual([1, 0, 8, 9, 10, 11, 12, 0, 20])
    expect(pageList(1, 20, 1)).toEqual([1, 2, 0, 20])
    expect(pageList(4, 20, 1)).toEqual([1, 2, 3, 4, 5, 0, 20])
  })
})
