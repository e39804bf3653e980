// SPDX-License-Identifier: MIT
/* What people do in more than one story, always through visible pages. */
import * as house from './house.mjs'

export const PASSWORD = 'qinghe-bridge-42'

/* The 11 platforms of golden case G01 by their names on the page. */
export const G01 = ['辽宁建设工程信息网', '辽宁省招标投标监管网', '辽宁省政府采购平台', '沈阳市公共资源平台',
  '大连市公共资源平台', '鞍山公共资源平台', '锦州市公共资源平台', '朝阳市公共资源平台', '葫芦岛公共资源平台',
  '华晨集团电子采购平台', '沈抚示范区建设项目管理平台']

export async function signIn(p, user, { staff = false } = {}) {
  await p.go('/login')
  await p.fill('用户名', user)
  await p.fill('密码', PASSWORD)
  await p.tick('我已阅读并同意', true, { exact: false })
  if (staff) {
    p.expect(422)
    await p.click('button', '登录')
    await p.find('textbox', '动态口令')
    p.expect()
    p.complaints.length = 0
    await p.fill('动态口令', house.totp(user))
  }
  await p.click('button', '登录')
  await p.sees(staff ? '工作台' : 'CA管理')
}

/* From CA管理 to the papers step with one person and the given platforms. */
export async function openApplication(p, person, platforms, { vendor = 'CFCA', phone = '13800138001' } = {}) {
  await p.go('/my/apply?kind=PERSONAL')
  const lock = await p.find('radio', '项目负责人锁', { exact: false, wait: 4000 }).catch(() => null)
  if (lock) await p.tick('项目负责人锁', true, { role: 'radio', exact: false })
  await p.tick('本人已认真阅读并理解接受以上全部内容', true)
  await p.click('button', '确定')
  await p.tick('选择' + person)
  await p.click('button', '下一步')
  await p.tick(vendor, true, { role: 'radio' })
  for (const name of platforms) await p.tick(name)
  await p.fill('经办人电话', phone)
  await p.tick('我已阅读并同意', true, { exact: false })
}

/* The bytes behind the link 下载申请表, fetched as the page would. */
export async function download(p, words) {
  const link = await p.find('link', words)
  const url = await link.evaluate(a => a.href)
  const base64 = await p.page.evaluate(async u => {
    const b = new Uint8Array(await (await fetch(u)).arrayBuffer())
    let s = ''
    for (const x of b) s += String.fromCharCode(x)
    return btoa(s)
  }, url)
  return Buffer.from(base64, 'base64')
}

export async function payInSandbox(t, p) {
  const link = await p.find('link', '打开模拟收银台')
  const url = await link.evaluate(a => a.getAttribute('href'))
  const phone = await t.person('手机', 375)
  await phone.go(url)
  await phone.sees('模拟收银台')
  await phone.click('button', '确认付款')
  await phone.sees('付款已提交')
  await t.looks(phone, 'cashier')
  await phone.leave()
  t.people.splice(t.people.indexOf(phone), 1)
  await p.sees('支付成功')
}

