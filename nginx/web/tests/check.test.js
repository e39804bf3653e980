// SPDX-License-Identifier: MIT
import { describe, it, expect } from 'vitest'
import { phone, required, maxLength, newPassword, same, totp, uploadFile, uploadHint, sizeWords } from '@/utils/check'
import { inside } from '@/utils/target'

const RULE = { types: ['jpg', 'png', 'pdf'], min_bytes: 200 * 1024, max_bytes: 2048 * 1024 }
const file = (name, size) => ({ name, size })

describe('form checks', () => {
  it('names the field in words', () => {
    expect(required('  ', '收件人')).toBe('请填写收件人')
    expect(required('刘建国', '收件人')).toBe('')
    expect(phone('1380000', '联系电话')).toBe('联系电话应为11位数字')
    expect(phone('138 0000 0000')).toBe('')
  })
  it('counts characters, not code units', () => {
    expect(maxLength('欧阳𠮷', 3, '姓名')).toBe('')
    expect(maxLength('欧阳𠮷野', 3, '姓名')).toContain('3个字')
  })
  it('refuses weak new passwords', () => {
    expect(newPassword('short', '', 'liu')).toContain('10')
    expect(newPassword('abcdefghij', 'abcdefghij', 'liu')).toContain('相同')
    expect(newPassword('xxLIU12345', 'old', 'liu')).toContain('用户名')
    expect(newPassword('白云山下种春风十里', 'old', 'liu')).toContain('10')
    expect(newPassword('k9-Feng_shui', 'old', 'liu')).toBe('')
    expect(same('a', 'b')).not.toBe('')
    expect(totp('12345')).not.toBe('')
    expect(totp(' 123456 ')).toBe('')
  })
})

describe('upload checks', () => {
  it('keeps exactly the limits of S21', () => {
    expect(uploadFile(file('a.jpg', 199 * 1024), RULE)).toContain('小于')
    expect(uploadFile(file('a.jpg', 200 * 1024), RULE)).toBe('')
    expect(uploadFile(file('a.jpg', 2048 * 1024), RULE)).toBe('')
    expect(uploadFile(file('a.jpg', 2049 * 1024), RULE)).toContain('超过')
  })
  it('knows jpeg is jpg, and refuses other endings by name', () => {
    expect(uploadFile(file('A.JPEG', 300000), RULE)).toBe('')
    expect(uploadFile(file('表.bmp', 300000), RULE)).toContain('表.bmp')
    expect(uploadFile(null, RULE)).toBe('请选择文件')
    expect(uploadFile(file('a.jpg', 0), RULE)).toContain('空')
  })
  it('tells the rule', () => {
    expect(uploadHint(RULE)).toBe('JPG、PNG、PDF，200 KB至2048 KB')
    expect(uploadHint({ types: ['jpg'], max_bytes: 1024 * 1024 })).toBe('JPG，不超过1024 KB')
    expect(sizeWords(2049 * 1024)).toBe('2049 KB')
    expect(sizeWords(12.5 * 1024 * 1024)).toBe('12.5 MB')
  })
})

describe('the way back after login', () => {
  it('stays on this site', () => {
    expect(inside('/my/orders?page=2', '/')).toBe('/my/orders?page=2')
    expect(inside('//evil.example', '/')).toBe('/')
    expect(inside('/\\evil.example', '/')).toBe('/')
    expect(inside('https://evil.example', '/')).toBe('/')
    expect(inside(['/a', '/b'], '/')).toBe('/')
    expect(inside('/login?to=/login', '/x')).toBe('/x')
  })
})
