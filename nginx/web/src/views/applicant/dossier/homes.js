// SPDX-License-Identifier: MIT
/* Where a dossier of each kind belongs, and what its pages call things. */
export const HOMES = {
  company: { path: '/my/company', words: '企业信息', submit: '提交审核', good: '已提交审核，请等待短信通知' },
  person: { path: '/my/person', words: '个人信息', submit: '确认完善信息，返回主页', good: '个人信息已完善' },
  handover: { path: '/my/handover', words: '管理员变更', submit: '提交审核', good: '已提交审核，请等待短信通知' }
}
