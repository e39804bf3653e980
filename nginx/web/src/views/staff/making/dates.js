// SPDX-License-Identifier: MIT
/* Days as a maker types them. */

/** "20261120", "2026/11/20", "2026-11-20" -> "2026-11-20"; else '' */
export function dayOf(typed) {
  const m = /^(\d{4})[-/.年]?(\d{1,2})[-/.月]?(\d{1,2})日?$/.exec(String(typed ?? '').trim())
  if (!m) return ''
  const [y, mo, d] = [+m[1], +m[2], +m[3]]
  const t = new Date(Date.UTC(y, mo - 1, d))
  if (t.getUTCFullYear() !== y || t.getUTCMonth() !== mo - 1 || t.getUTCDate() !== d) return ''
  return t.toISOString().slice(0, 10)
}

/** The last day of a certificate that begins on `day` and runs for `years`. */
export function lastDay(day, years) {
  const [y, m, d] = day.split('-').map(Number)
  return new Date(Date.UTC(y + (years || 1), m - 1, d - 1)).toISOString().slice(0, 10)
}
