// SPDX-License-Identifier: MIT
/* An enterprise nobody met before whose people hold certificates already, imported as from
 * the old platform; then the first step of a business on one of them. */
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { admin, sql } from './house.mjs'
import { creditCode, idNumber, phoneNumber } from './people.mjs'
import { download, serial } from './acts.mjs'
import { stampedScan } from './scan.mjs'

const HEAD = '类型,统一社会信用代码,单位名称,渠道,注册地,住所,法定代表人,单位电话,姓名,身份证号,手机号,身份,用户名,证书厂商,锁类型,证书序列号,生效日期,到期日期,关联平台,介质序列号'
const COLUMNS = HEAD.split(',')
const line = o => COLUMNS.map(c => o[c] ?? '').join(',')
const day = at => new Date(at + 8 * 3600e3).toISOString().slice(0, 10)
const DAY = 86400e3
const IDENTITY = { COST_ENGINEER: '造价师' }
let count = 0

/* Shanghai's day so many days from now. */
export const dayIn = days => day(Date.now() + days * DAY)

/*
 * holders: [{ name, lock, platforms: 'LNJS|SY', days }]: days to the end of the certificate.
 * The first of them is the administrator and may sign in: { user, name, code, holders with
 * serial and key }.
 */
export function imported(name, holders, { channel = 'MAIN', region = '辽宁省/沈阳市/和平区' } = {}) {
  const code = creditCode(), user = 'held' + Date.now().toString(36) + ++count
  const rows = [{ 类型: '企业', 单位名称: name, 渠道: channel, 注册地: region, 住所: '青年大街100号', 法定代表人: holders[0].name, 单位电话: '024-23450001' }]
  const out = holders.map((h, i) => {
    const id = idNumber(), cert = 'DE' + serial('').slice(-14), key = 'JK2' + serial('').slice(-12), phone = phoneNumber()
    rows.push({ 类型: '人员', 姓名: h.name, 身份证号: id, 手机号: phone, 身份: i ? IDENTITY[h.lock] || '项目负责人或授权委托人' : '管理员', 用户名: i ? user + 'p' + i : user })
    if (h.platforms) rows.push({ 类型: '证书', 身份证号: id, 证书厂商: 'CFCA', 锁类型: h.lock || 'PROJECT', 证书序列号: cert, 生效日期: dayIn(h.days - 365), 到期日期: dayIn(h.days), 关联平台: h.platforms, 介质序列号: key })
    return { ...h, id, phone, cert, key }
  })
  const dir = mkdtempSync(join(tmpdir(), 'held-')), file = join(dir, 'people.csv')
  writeFileSync(file, [HEAD, ...rows.map(r => line({ 统一社会信用代码: code, ...r }))].join('\n') + '\n')
  const said = admin('import', file, join(dir, 'secrets'))
  if (!said.includes('未导入0行')) throw new Error(said)
  sql(`UPDATE account a JOIN account j ON j.username = 'jia' SET a.password = j.password, a.must_change = 0 WHERE a.username LIKE '${user}%'`)
  return { user, code, name, holders: out }
}

const certOf = serial => `(SELECT id FROM cert WHERE serial = '${serial}')`
/* Platforms by their state, sorted: 'ACTIVE' is what is in force. */
export const platformsOf = (cert, state = 'ACTIVE') => sql(`SELECT platform FROM cert_platform WHERE cert_id = ${certOf(cert)} AND state = '${state}' ORDER BY platform`).map(r => r[0]).join(' ')
export const endOf = cert => sql(`SELECT DATE(CONVERT_TZ(FROM_UNIXTIME(not_after), @@session.time_zone, '+08:00')) FROM cert WHERE serial = '${cert}'`)[0][0]
export const stateOf = cert => sql(`SELECT state FROM cert WHERE serial = '${cert}'`)[0][0]

/* From CA管理 to the page of a business on the holder's certificate. */
export async function begin(p, words, holder) {
  await p.go('/my/certs?size=50')
  await p.click('button', words + ' ' + holder, { exact: false })
}

/* The businesses that are asked for less often stand behind 更多业务. */
export async function beginRare(p, words, holder) {
  await p.go('/my/certs?size=50')
  await p.click('button', '更多业务 ' + holder, { exact: false })
  await p.click('button', words + ' ' + holder, { exact: false })
}

/* Types handler and phone, makes the paper, stamps it and brings the scan; the PDF. */
export async function stampPaper(p, paper) {
  await p.fill('经办人', '王经办')
  await p.fill('经办人电话', '13900139000')
  await p.click('button', '生成' + paper)
  await p.sees(paper + '已生成')
  const pdf = await download(p, '下载' + paper)
  await p.upload(paper + '扫描件', stampedScan(pdf))
  await p.find('button', `查看${paper}扫描件`)
  return pdf
}
