// SPDX-License-Identifier: MIT
/* Money is an integer number of fen everywhere; only these functions make yuan. */

/** 75000 -> "750.00"; not a number -> "—" */
export function yuan(fen) {
  if (!Number.isSafeInteger(fen)) return '—'
  const a = Math.abs(fen)
  const whole = String(Math.floor(a / 100)).replace(/\B(?=(\d{3})+$)/g, ',')
  return (fen < 0 ? '-' : '') + whole + '.' + String(a % 100).padStart(2, '0')
}

/** 75000 -> "750.00元" */
export const yuanWords = fen => Number.isSafeInteger(fen) ? yuan(fen) + '元' : '—'

/** 75000 -> "¥750.00" */
export const yuanSign = fen => Number.isSafeInteger(fen) ? (fen < 0 ? '-¥' + yuan(-fen) : '¥' + yuan(fen)) : '—'

/** "750", "750.5", "1,750.00" -> fen; null when it is no amount */
export function fenOf(text) {
  const m = /^(\d{1,9})(?:\.(\d{1,2}))?$/.exec(String(text ?? '').replace(/[,\s]/g, ''))
  return m ? +m[1] * 100 + +(m[2] || '').padEnd(2, '0') : null
}

/** Sum of the fen of lines or items; they must add up to the total shown. */
export const sumFen = list => (list || []).reduce((s, x) => s + (x.fen || 0), 0)
