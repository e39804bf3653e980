// SPDX-License-Identifier: MIT
/* Times come as epoch seconds and are shown in Asia/Shanghai, whatever the
 * computer's own zone. China has no summer time: UTC+8 all year. */

const OFFSET = 8 * 3600

function parts(sec) {
  const d = new Date((sec + OFFSET) * 1000)
  const p = n => String(n).padStart(2, '0')
  return {
    date: `${d.getUTCFullYear()}-${p(d.getUTCMonth() + 1)}-${p(d.getUTCDate())}`,
    hm: `${p(d.getUTCHours())}:${p(d.getUTCMinutes())}`,
    s: p(d.getUTCSeconds())
  }
}

const good = sec => typeof sec === 'number' && Number.isFinite(sec) && sec > 0

/** 2026-11-20 23:43:01 */
export function dateTime(sec) {
  if (!good(sec)) return '—'
  const t = parts(sec)
  return `${t.date} ${t.hm}:${t.s}`
}

/** 2026-11-20 23:43 */
export function minute(sec) {
  if (!good(sec)) return '—'
  const t = parts(sec)
  return `${t.date} ${t.hm}`
}

/** 2026-11-20; a ready "YYYY-MM-DD" passes through */
export function day(sec) {
  if (typeof sec === 'string' && /^\d{4}-\d\d-\d\d/.test(sec)) return sec.slice(0, 10)
  return good(sec) ? parts(sec).date : '—'
}

/** Seconds left as "14:59" or "1:02:03"; never negative. */
export function countdown(left) {
  const n = Math.max(0, Math.floor(left))
  const h = Math.floor(n / 3600)
  const m = Math.floor(n / 60) % 60
  const s = String(n % 60).padStart(2, '0')
  return h ? `${h}:${String(m).padStart(2, '0')}:${s}` : `${String(m).padStart(2, '0')}:${s}`
}

export const nowSec = () => Math.floor(Date.now() / 1000)
