// SPDX-License-Identifier: MIT
import { describe, it, expect } from 'vitest'
import { dateTime, minute, day, countdown } from '@/utils/time'

describe('time', () => {
  it('shows Asia/Shanghai whatever the zone of the computer', () => {
    expect(dateTime(1650500706)).toBe('2022-04-21 08:25:06')
    expect(minute(1650500706)).toBe('2022-04-21 08:25')
    expect(day(1640966400)).toBe('2022-01-01')
  })
  it('passes a ready date through and shows nothing for nothing', () => {
    expect(day('2027-11-20')).toBe('2027-11-20')
    expect(day(null)).toBe('—')
    expect(dateTime(0)).toBe('—')
  })
  it('counts down and stops at zero', () => {
    expect(countdown(899)).toBe('14:59')
    expect(countdown(3723)).toBe('1:02:03')
    expect(countdown(-5)).toBe('00:00')
  })
})
