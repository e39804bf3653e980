// SPDX-License-Identifier: MIT
const N = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十']
/** 1 -> 一年 */
export const yearsWords = n => (N[n] || n) + '年'

/* What is printed as 表号 beneath a form. */
export const paperNo = p => p?.code || p?.form_id || '—'

/** 表号 QLXFNYRX5QAB，第 1 版 */
export const paperWords = p => `表号 ${paperNo(p)}，第 ${p.version} 版`
