// SPDX-License-Identifier: MIT
/* Entries of the catalogue as people read them. */

/* The columns of each list, by member; what is not here stands in the dialog alone. */
export const COLUMNS = {
  OFFER: ['offered', 'vendors', 'platforms', 'max_years'], VENDOR: ['words'], PLATFORM: ['words', 'class'],
  MODEL: ['words', 'media_vendor', 'blocked'], POINT: ['words', 'address', 'hours', 'phone', 'open']
}

/* What yes and no mean: { code of its tag, words }. */
const FLAGS = {
  offered: [{ code: 'ACTIVE', words: '开放办理' }, { code: 'CLOSED', words: '未开放' }],
  open: [{ code: 'ACTIVE', words: '开放领取' }, { code: 'CLOSED', words: '已关闭' }],
  blocked: [{ code: 'REVOKED', words: '停止支持' }, { code: 'ACTIVE', words: '正常' }]
}
export const flag = (field, yes) => FLAGS[field.name]?.[yes ? 0 : 1]

/* A code, codes, a number or a text; many codes are counted. */
export function shown(field, value, options) {
  const of = code => options[field.name]?.find(o => o.code === code)?.words || code
  if (field.type === 'codes') return value.length > 4 ? `${value.length}个` : value.map(of).join('、') || '—'
  if (field.name === 'max_years') return value + '年'
  return options[field.name] ? of(value) : String(value || '—')
}
