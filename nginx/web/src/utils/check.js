// SPDX-License-Identifier: MIT
/* Checks before a request is sent. They spare a round trip; the server
 * decides. Each returns '' when fine, else the words for the person. */

const endingOf = name => (/\.([^.]+)$/.exec(String(name || '')) || [])[1]?.toLowerCase() || ''
const alike = { jpeg: 'jpg', tiff: 'tif' }
const plain = t => alike[t.toLowerCase()] || t.toLowerCase()

export const required = (value, what) => String(value ?? '').trim() ? '' : `请填写${what}`

export function phone(value, what = '手机号') {
  const v = String(value ?? '').replace(/[\s-]/g, '')
  if (!v) return `请填写${what}`
  return /^1[3-9]\d{9}$/.test(v) ? '' : `${what}应为11位数字`
}

/** 身份证号: 18 characters with the right last one (GB 11643). */
export function idNumber(value, what = '身份证号') {
  const v = String(value ?? '').trim().toUpperCase()
  if (!v) return `请填写${what}`
  if (!/^\d{17}[\dX]$/.test(v)) return `${what}应为18位`
  const sum = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2].reduce((n, w, i) => n + w * +v[i], 0)
  return '10X98765432'[sum % 11] === v[17] ? '' : `${what}不正确，请核对`
}

const CREDIT = '0123456789ABCDEFGHJKLMNPQRTUWXY'
/** 统一社会信用代码: its shape only. */
export function creditCode(value, what = '统一社会信用代码') {
  const v = String(value ?? '').trim().toUpperCase()
  if (!v) return `请填写${what}`
  return v.length === 18 && [...v].every(c => CREDIT.includes(c)) ? '' : `${what}应为18位数字和大写字母（不含I、O、S、V、Z）`
}

/** Its last character (GB 32100); some real codes fail, so this only warns. */
export function creditCodeFits(value) {
  const v = String(value ?? '').trim().toUpperCase()
  const sum = [...v].slice(0, 17).reduce((n, c, i) => n + CREDIT.indexOf(c) * [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28][i], 0)
  return CREDIT[(31 - sum % 31) % 31] === v[17]
}

export function maxLength(value, n, what) {
  return [...String(value ?? '')].length > n ? `${what}不能超过${n}个字` : ''
}

export function newPassword(value, old, username) {
  const v = String(value ?? '')
  if (!v) return '请填写新密码'
  if ([...v].length < 10) return '新密码至少10个字符'
  if (v === old) return '新密码不能与当前密码相同'
  if (username && v.toLowerCase().includes(String(username).toLowerCase())) return '新密码不能包含用户名'
  return ''
}

export const same = (a, b) => a === b ? '' : '两次输入的新密码不一致'

export const totp = value => /^\d{6}$/.test(String(value ?? '').trim()) ? '' : '请输入6位动态口令'

/** ['jpg', 'jpeg', 'pdf'] -> "JPG、PDF": jpeg is jpg */
const typeWords = types => [...new Set((types || []).map(plain))].join('、').toUpperCase()

/** Size of a file in words: 2048 KB, 3.2 MB */
export function sizeWords(bytes) {
  if (!(bytes >= 0)) return '—'
  const kb = bytes / 1024
  if (kb < 10240) return `${Math.max(1, Math.round(kb))} KB`
  return `${(kb / 1024).toFixed(1)} MB`
}


/** rule = one entry of catalog.upload_rules */
export function uploadFile(file, rule) {
  if (!file) return '请选择文件'
  if (!rule) return ''
  const types = rule.types || []
  if (types.length && !types.map(plain).includes(plain(endingOf(file.name))))
    return `文件格式应为${typeWords(types)}，您选择的是“${file.name}”`
  if (file.size === 0) return '文件是空的，请重新选择'
  if (rule.max_bytes && file.size > rule.max_bytes)
    return `文件大小为${sizeWords(file.size)}，超过了${sizeWords(rule.max_bytes)}`
  if (rule.min_bytes && file.size < rule.min_bytes)
    return `文件大小为${sizeWords(file.size)}，小于${sizeWords(rule.min_bytes)}，可能不清晰，请重新扫描`
  return ''
}

/** "JPG、PNG、PDF，不超过2048 KB" */
export function uploadHint(rule) {
  if (!rule) return ''
  const size = rule.min_bytes > 1
    ? `${sizeWords(rule.min_bytes)}至${sizeWords(rule.max_bytes)}`
    : rule.max_bytes ? `不超过${sizeWords(rule.max_bytes)}` : ''
  return [typeWords(rule.types), size].filter(Boolean).join('，')
}
