// SPDX-License-Identifier: MIT
/*
 * The main job (issue "One order"): a project leader's key on 11 platforms for
 * 750.00, returned once, corrected, approved, handed over at the desk.
 */
import { signIn, openApplication, toPapers, makePaper, uploadScan, download, chooseWay, payInSandbox, numberOn, claim, giveBack, approve, openBinding, serial, openOrder, codeOn, must, G01 } from '../lib/acts.mjs'
import { stampedScan, pdfText } from '../lib/scan.mjs'
import { sql } from '../lib/house.mjs'

export const title = 'G01 main story'
export const browsers = ['chromium', 'firefox']

const stateOf = no => sql(`SELECT state, pay_word, review_word, ship_word, fen FROM orders WHERE no = '${no}'`)[0].join()

async function applies(t, s) {
  const { admin, holder } = s

  await t.clause('the administrator of an imported enterprise signs in', async () => {
    await signIn(admin, 'jia')
    await t.looksBoth(admin, 'certs')
  })
  await t.clause('chooses the project leader and 11 platforms and sees 750.00 with its lines', async () => {
    await openApplication(admin, holder, G01)
    await admin.sees('750.00')
    await admin.sees('250.00')
    await admin.sees('200.00')
    await t.looksBoth(admin, 'platforms')
  })
  await t.clause('makes the form, whose text holds person, platforms and price', async () => {
    await admin.click('button', '下一步')
    await admin.sees('请核对以下服务商及平台')
    await t.looksBoth(admin, 'confirm')
    await admin.click('button', '确定')
    const pdf = await makePaper(admin)
    const text = pdfText(pdf)
    for (const words of [holder, '750.00', ...G01]) must(text.includes(words), 'the form does not say ' + words)
    s.scan = stampedScan(pdf)
  })
  await t.clause('uploads the stamped scan and looks at its preview', async () => {
    await uploadScan(admin, holder, s.scan)
    await t.looksBoth(admin, 'papers')
    await admin.click('button', `查看${holder}的申请表扫描件`)
    await admin.find('button', '放大')
    await t.looks(admin, 'preview')
    await admin.page.keyboard.press('Escape')
    await admin.goes('button', '放大')
  })
  await t.clause('submits the order of 750.00', async () => {
    await admin.click('button', '下一步')
    await admin.sees('应付金额')
    await t.looksBoth(admin, 'order')
    await admin.click('button', '提交订单')
    await admin.sees('支付确认')
  })
  await t.clause('chooses pickup in 大连 and pays in the sandbox', async () => {
    await chooseWay(admin, { point: '大连办理点' })
    await admin.sees('辽宁省大连市甘井子区和丰园18-6号')
    await t.looksBoth(admin, 'checkout')
    await admin.click('button', '立即支付')
    await admin.find('link', '打开模拟收银台')
    await t.looksBoth(admin, 'qr')
    await payInSandbox(t, admin)
    await t.looksBoth(admin, 'paid')
    await admin.click('link', '查看订单')
    await admin.sees('待审核')
    s.no = await numberOn(admin)
    await t.looksBoth(admin, 'order-page')
  })
  await t.clause('the order is paid once and its words agree with the rooms', async () => {
    must(stateOf(s.no) === 'REVIEW,PAID,PENDING,TO_COLLECT,75000', stateOf(s.no))
  })
}

async function isReturned(t, s) {
  const { admin, reviewer } = s

  await t.clause('the first reviewer sees it in the pool', async () => {
    await signIn(reviewer, 'reviewer', { staff: true })
    await t.looksBoth(reviewer, 'staff')
    await reviewer.go('/staff/reviews?queue=pool')
    await reviewer.sees(s.no)
    await t.looksBoth(reviewer, 'pool')
  })
  await t.clause('claims it and has form, scan and fields before her', async () => {
    await claim(reviewer, s.no)
    await reviewer.sees(s.holder)
    await reviewer.sees('13800138001')
    await t.looksBoth(reviewer, 'review')
  })
  await t.clause('returns it with two marked fields', async () => {
    await giveBack(reviewer, [['经办人电话', '号码无法接通'], ['申请表', '印章不清晰，请重新盖章']], '请修改后重新提交')
    must(stateOf(s.no) === 'RETURNED,PAID,RETURNED,TO_COLLECT,75000', stateOf(s.no))
    await reviewer.go('/staff/reviews?queue=returned')
    await reviewer.sees(s.no)
    await t.looks(reviewer, 'returned')
  })
  await t.clause('CA管理 tells the applicant why', async () => {
    await admin.go('/my/certs')
    await admin.sees('审核未通过原因')
    await admin.sees('号码无法接通')
    await admin.find('button', '重新编辑')
    await t.looksBoth(admin, 'certs-returned')
  })
  await t.clause('订单管理 and the order tell it too', async () => {
    await admin.go('/my/orders')
    await admin.sees('审核未通过')
    await t.looksBoth(admin, 'orders-returned')
    await openOrder(admin, s.no)
    await admin.sees('印章不清晰，请重新盖章')
    await t.looksBoth(admin, 'order-returned')
  })
}

async function corrects(t, s) {
  const { admin } = s

  await t.clause('the applicant finds what was marked, the remark beside it', async () => {
    await admin.click('button', '重新编辑')
    await admin.sees('审核意见：号码无法接通')
    await admin.keeps('经办人电话', '13800138001')
    await t.looksBoth(admin, 'edit')
  })
  await t.clause('corrects it and gets the second version of the form at once', async () => {
    await admin.fill('经办人电话', '13900139001')
    await admin.click('button', '保存修改并更新申请表')
    await admin.sees('第 2 版')
    await admin.sees('请重新打印、签字盖章并上传扫描件')
    await t.looks(admin, 'edit-saved')
    const pdf = await download(admin, '下载申请表')
    must(pdfText(pdf).includes('13900139001'), 'the second version does not say the new number')
    s.scan = stampedScan(pdf)
  })
  await t.clause('uploads the new stamped scan and resubmits without paying again', async () => {
    await admin.upload('申请表扫描件', s.scan)
    await admin.find('button', '查看申请表扫描件')
    await t.looks(admin, 'edit-scan')
    await admin.click('button', '重新提交')
    await admin.click('button', '重新提交', { within: '[role=dialog]' })
    await admin.sees('已重新提交')
    await admin.sees('待审核')
    await admin.sees('已支付')
    must(stateOf(s.no) === 'REVIEW,PAID,PENDING,TO_COLLECT,75000', stateOf(s.no))
  })
}

async function isMade(t, s) {
  const { admin, reviewer, maker } = s

  await t.clause('the same reviewer sees before and after and approves', async () => {
    await claim(reviewer, s.no)
    await reviewer.sees('第2轮')
    await reviewer.sees('13800138001')
    await reviewer.sees('13900139001')
    await t.looksBoth(reviewer, 'review-2')
    await approve(reviewer)
    must(stateOf(s.no) === 'MAKE,PAID,APPROVED,TO_COLLECT,75000', stateOf(s.no))
    await reviewer.go('/staff/reviews?queue=done')
    await reviewer.sees(s.no)
    await t.looks(reviewer, 'done')
  })
  await t.clause('the maker binds key and certificate', async () => {
    await signIn(maker, 'maker', { staff: true })
    await openBinding(maker, s.no)
    s.key = serial('JK2')
    await maker.fill('介质序列号', s.key)
    await maker.fill('证书序列号', serial('00'))
    await t.looksBoth(maker, 'bind')
    await maker.click('button', '确认登记')
    await maker.sees('的证书已登记')
    await maker.go('/staff/making?queue=pickup')
    await maker.sees(s.key)
    await t.looksBoth(maker, 'made')
  })
  await t.clause('the applicant reads the code', async () => {
    await openOrder(admin, s.no)
    await admin.sees('待领取')
    await admin.click('button', '查看领取码')
    await admin.sees('大连办理点')
    s.code = await codeOn(admin)
    await t.looksBoth(admin, 'voucher')
  })
}

async function isHandedOut(t, s) {
  const { admin, desk } = s

  await t.clause('the desk of 大连 finds the holder by the code', async () => {
    await signIn(desk, 'desk-dl', { staff: true })
    await desk.go('/staff/desk')
    await desk.sees(s.no)
    await desk.fill('领取码', s.code)
    await desk.click('button', '查询')
    await desk.find('button', '确认发放')
    await desk.sees(s.holder)
    await t.looksBoth(desk, 'desk')
  })
  await t.clause('checks the identity card, scans the key and hands it over', async () => {
    await desk.tick('已核对领取人身份证原件')
    await desk.fill('介质序列号', s.key)
    await desk.click('button', '确认发放')
    await desk.sees('已发放')
    await t.looks(desk, 'handed-out')
    must(stateOf(s.no) === 'DONE,PAID,APPROVED,COLLECTED,75000', stateOf(s.no))
  })
  await t.clause('the applicant sees 已领取 and the key in use', async () => {
    await openOrder(admin, s.no)
    await admin.sees('已领取')
    await admin.sees('业务已办结')
    await t.looksBoth(admin, 'collected')
    await admin.go('/my/certs')
    await admin.sees(s.holder)
    await t.looksBoth(admin, 'certs-end')
  })
  await t.clause('the short messages told each turn', async () => {
    await admin.go('/demo/messages')
    for (const words of [`您的订单${s.no}已支付成功，金额750.00元`, `订单${s.no}审核未通过`, `订单${s.no}审核通过`, `订单${s.no}的CA锁可领取，领取码`]) await admin.sees(words)
    await t.looksBoth(admin, 'messages')
  })
}

export async function tell(t) {
  const s = { holder: t.kind === 'firefox' ? '赵明辉' : '欧阳𠮷', admin: await t.person('管理员') }

  await applies(t, s)
  s.reviewer = await t.person('审核员')
  await isReturned(t, s)
  await corrects(t, s)
  s.maker = await t.person('制证员')
  await isMade(t, s)
  s.desk = await t.person('大连柜员')
  await isHandedOut(t, s)
}
