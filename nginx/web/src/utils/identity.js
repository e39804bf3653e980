// SPDX-License-Identifier: MIT
/* One line for an identity: 演示测试企业 · 管理员 */
export const identityLabel = i => (i.company ? `${i.company.name} · ${i.type_words}` : i.type_words)

/* A request nobody has decided cannot be acted for; the 管理员 of a new enterprise
   can, to fill in its data. */
export const selectable = i => i.selectable ?? (!i.state || i.state === 'ACTIVE')
