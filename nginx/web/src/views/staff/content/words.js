// SPDX-License-Identifier: MIT
/* Kinds and states of the operator's texts, as modules/content says them. */
export const KINDS = { NOTICE: '通知公告', HELP: '帮助页面', PAGE: '栏目页面', PLACE: '页面提示', CONTACT: '联系方式', AGREEMENT: '协议', SMS: '短信模板', MAIL: '邮件模板', SITE: '站内消息模板' }
export const STATES = { DRAFT: '草稿', PUBLISHED: '已发布', WITHDRAWN: '已撤下', REPLACED: '已被新版本取代', DROPPED: '已删除' }

/** How the text of a kind is written. */
export const HINTS = {
  PLACE: '每行一句提示，发布后立即显示在对应页面。',
  CONTACT: '每行一项，格式为“名称：内容”。',
  SMS: '地址代码为消息事件，如 pay.paid。{ } 中是发送时填入的位置，可用的位置见预览。最多300字；标题不发送。',
  MAIL: '地址代码为消息事件。标题为邮件主题，每行一段；{ } 中是发送时填入的位置，可用的位置见预览。',
  SITE: '地址代码为消息事件。{ } 中是发送时填入的位置，可用的位置见预览。',
  AGREEMENT: '每行一段。发布后成为新版本，用户下次登录、注册或申请时须重新同意；已同意的旧版本不变。'
}
export const HINT = '每行一段。行首“# ”为标题，“## ”为小标题，“- ”为列表，“1. ”为编号；[文字](/路径)为站内链接。'

/** The address of what is published; null: it has no page of its own. */
export function addressOf(c) {
  return { NOTICE: `/news/${c.slug}.html`, HELP: `/help/${c.slug}.html`, PAGE: `/info/${c.slug}.html`, AGREEMENT: '/info/agreements.html' }[c.kind] || null
}
