// SPDX-License-Identifier: MIT
/* One line for an identity: 演示测试企业 · 管理员 */
export const identityLabel = i => (i.company ? `${i.company.name} · ${i.type_words}` : i.type_words)

/* A request the administrator has not approved cannot be acted for. */
export const selectable = i => !i.state || i.state === 'ACTIVE'
