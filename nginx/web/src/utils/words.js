// SPDX-License-Identifier: MIT
const N = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十']
/** 1 -> 一年 */
export const yearsWords = n => (N[n] || n) + '年'
