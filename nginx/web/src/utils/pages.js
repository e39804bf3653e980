// SPDX-License-Identifier: MIT
/** Page numbers to show: first, last and the ones around `page`; 0 = a gap. */
export function pageList(page, pages, around = 2) {
  const want = new Set([1, pages])
  for (let i = page - around; i <= page + around; i++) if (i >= 1 && i <= pages) want.add(i)
  const out = []
  for (const n of [...want].sort((a, b) => a - b)) {
    const last = out[out.length - 1]
    if (last && n - last === 2) out.push(n - 1)
    else if (last && n - last > 2) out.push(0)
    out.push(n)
  }
  return out
}
