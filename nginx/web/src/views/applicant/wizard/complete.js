// SPDX-License-Identifier: MIT
/*
 * What each step still needs; '' means it is complete. The server's own list
 * (draft.missing) decides at the end, this one leads through the pages.
 */
import { phone, required } from '@/utils/check'

export const STEPS = ['persons', 'items', 'confirm', 'papers', 'order']
export const STEP_WORDS = ['持锁人员', '厂商与平台', '信息确认', '申请表', '订单确认']

/** { vendor, platforms, handler_phone … } -> words, of one item */
export function itemFaults(item) {
  const f = {}
  if (!item.vendor) f.vendor = '请选择证书厂商'
  if (!item.platforms?.length) f.platforms = '请至少选择一个应用平台'
  if (!item.years) f.years = '请选择证书有效期'
  if (required(item.handler, '经办人')) f.handler = required(item.handler, '经办人')
  if (phone(item.handler_phone)) f.handler_phone = phone(item.handler_phone, '经办人电话')
  return f
}

/** A certificate of the application is a person on a medium. */
export const keyOf = i => `${i.person} ${i.medium}`
export const typesOf = draft => draft?.types || []
export const mediaOf = draft => typesOf(draft).map(t => t.code)
export const typeOf = (draft, item) => typesOf(draft).find(t => t.code === item.medium) || typesOf(draft)[0]

const same = (a, b) => a === b || a == null || b == null

/** The paper of a certificate that fits the present data, or null. */
export const paperOf = (draft, item) => (draft?.papers || []).find(p => p.person === item.person && p.medium === item.medium && p.current) || null
export const uploadOf = (draft, item) => (draft?.uploads || []).find(u => u.person === item.person && u.slot === typeOf(draft, item)?.slot)?.upload || null

/** An upload that counts: not refused, and made from the present paper. */
export function uploadFits(draft, item) {
  const up = uploadOf(draft, item)
  const paper = paperOf(draft, item)
  return !!up && !!paper && up.state !== 'REFUSED' && same(up.paper_version, paper.version)
}

export function lacks(step, draft, data) {
  if (step === 'persons') return data.persons.length ? '' : '请选择办证人员'
  if (step === 'items') {
    if (data.items.length !== data.persons.length * Math.max(1, typesOf(draft).length)) return '请选择厂商与平台'
    if (data.items.some(i => Object.keys(itemFaults(i)).length)) return '请完善每位持锁人的厂商、平台和经办人'
    return data.vendor_agreed ? '' : '请阅读并勾选协议'
  }
  if (step === 'papers') {
    if (!data.items.every(i => paperOf(draft, i))) return '请先生成申请表'
    if (!data.items.every(i => uploadFits(draft, i))) return '请为每位持锁人上传盖章后的申请表'
    return data.items.every(i => uploadOf(draft, i).state === 'READY') ? '' : '申请表扫描件正在检查，请稍候'
  }
  return ''
}

/** The furthest step one may open now. */
export function reachable(draft, data) {
  for (const s of STEPS) if (lacks(s, draft, data)) return s
  return 'order'
}
