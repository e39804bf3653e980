// SPDX-License-Identifier: MIT
/*
 * The main job (issue "One order"): a project leader's key on 11 platforms for
 * 750.00, returned once, corrected, approved, handed over at the desk.
 */
import { signIn, openApplication, download, payInSandbox, G01 } from '../lib/acts.mjs'
import { stampedScan, pdfText } from '../lib/scan.mjs'
import { sql } from '../lib/house.mjs'

export const title = 'G01 main story'
export const browsers = ['chromium', 'firefox']

export async function tell(t) {
  const admin = await t.person('管理员')
  let no = ''

  await t.clause('the administrator of an imported enterprise signs in', async () => {
    await signIn(admin, 'jia')
    await t.looks(admin, 'certs')
  })
  await t.clause('chooses the project leader and 11 platforms and sees 750.00 with its lines', async () => {
    await openApplication(admin, '欧阳𠮷', G01)
    await admin.sees('750.00')
    await admin.sees('250.00')
    await admin.sees('200.00')
    await t.looks(admin, 'platforms')
  })
  await t.clause('makes the form, whose text holds person, platforms and price', async () => {
    await admin.click('button', '下一步')
    await admin.sees('请核对以下服务商及平台')
    await t.looks(admin, 'confirm')
    await admin.click('button', '确定')
    await admin.click('button', '生成CA互联互通（辽宁版）申请表')
    await admin.sees('申请表已生成，内容与当前信息一致')
    const pdf = await download(admin, '下载申请表')
    const text = pdfText(pdf)
    for (const words of ['欧阳𠮷', '750.00', ...G01]) if (!text.includes(words)) throw new Error('the form does not say ' + words)
    admin.scan = stampedScan(pdf)
  })
  await t.clause('uploads the stamped scan and looks at its preview', async () => {
    await admin.upload('申请表扫描件', admin.scan)
    await admin.find('button', '查看欧阳𠮷的申请表扫描件')
    await t.looks(admin, 'papers')
  })
  await t.clause('submits the order of 750.00', async () => {
    await admin.click('button', '下一步')
    await admin.sees('应付金额')
    await t.looks(admin, 'order')
    await admin.click('button', '提交订单')
    await admin.sees('支付确认')
  })
  await t.clause('chooses pickup in 大连 and pays in the sandbox', async () => {
    await admin.tick('现场领取', true, { role: 'radio', exact: false })
    await admin.tick('大连办理点', true, { role: 'radio', exact: false })
    await admin.sees('辽宁省大连市甘井子区和丰园18-6号')
    await t.looks(admin, 'checkout')
    await admin.click('button', '立即支付')
    await payInSandbox(t, admin)
    await t.looks(admin, 'paid')
    await admin.click('link', '查看订单')
    await admin.sees('待审核')
    no = (await admin.text()).match(/[A-Z]{4,6}\d{17}/)[0]
    await t.looks(admin, 'order-page')
  })
  await t.clause('the order is paid once and its words agree with the rooms', async () => {
    const rows = sql(`SELECT state, pay_word, review_word, ship_word, fen FROM orders WHERE no = '${no}'`)
    if (rows[0].join() !== 'REVIEW,PAID,PENDING,TO_COLLECT,75000') throw new Error(rows[0].join())
  })
}
