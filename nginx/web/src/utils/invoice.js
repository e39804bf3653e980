// SPDX-License-Identifier: MIT
/* What stands at the head of an invoice, and what a type of invoice wants. */
export const HEADING = [
  { key: 'name', words: '单位名称', max: 100 }, { key: 'tax_no', words: '纳税人识别号', max: 20 }, { key: 'address', words: '地址', max: 120 },
  { key: 'phone', words: '电话', max: 30, mode: 'tel' }, { key: 'bank', words: '开户行', max: 60 }, { key: 'account', words: '开户行账号', max: 40, mode: 'numeric' },
  { key: 'email', words: '接收邮箱', max: 100, mode: 'email' }
]
/* Shown as facts; the e-mail has a field of its own beside them. */
export const FACTS = HEADING.slice(0, 6)

export const cleanHeading = h => Object.fromEntries(HEADING.map(f => [f.key, String(h?.[f.key] ?? '').trim()]))

/** Words of what a type wants and a heading lacks: { key: words }. */
export function lacking(type, heading) {
  const out = {}
  for (const f of HEADING) if (type?.wants?.includes(f.key) && !String(heading?.[f.key] ?? '').trim()) out[f.key] = `${type.words}需要填写${f.words}`
  return out
}

/* States people may look for, in the order of the road (modules/invoice/steps.h). */
export const INVOICE = {
  WAIT_ISSUE: '待开票', ISSUING: '开票中', ISSUED: '已开票', SENT: '已发送', POSTED: '已寄出', FAILED: '开票失败', RED_REQUESTED: '待冲红', RED_ISSUED: '已冲红', VOID: '已取消'
}
