// SPDX-License-Identifier: MIT
/* What a right of the staff lets one do, in the order of 岗位权限. */
export const RIGHTS = [
  { code: 'view', words: '查询订单' }, { code: 'full', words: '查看完整证件与材料' }, { code: 'review', words: '初审' }, { code: 'second', words: '复核' },
  { code: 'lead', words: '不予办理、撤销、转派' }, { code: 'make', words: '制证发货' }, { code: 'desk', words: '柜台发放' }, { code: 'finance', words: '收款、退款与发票' },
  { code: 'system', words: '系统任务与内容' }, { code: 'security', words: '账号与岗位' }, { code: 'audit', words: '审计日志' }
]
export const rightWords = code => RIGHTS.find(r => r.code === code)?.words || code
