// SPDX-License-Identifier: MIT
/*
 * S07: a project leader's key on 11 platforms for 750, the form and its
 * versions, sent by courier. (G01 tells the same order with pickup.)
 */
import { signIn, openApplication, toPapers, makePaper, uploadScan, download, submit, chooseWay, payInSandbox, numberOn, openOrder, claim, approve, openBinding, bind, ship, serial, waybill as waybillNumber, must, G01, leaves } from '../lib/acts.mjs'
import { stampedScan, pdfText } from '../lib/scan.mjs'
import { sql } from '../lib/house.mjs'

export const title = 'S07 by courier'

const HOLDER = '赵明辉'
const LINES = [['数字证书及电子印章首年费用', '250.00'], ['沈阳市公共资源平台', '0.00'],
  ...['大连市', '鞍山', '锦州市', '朝阳市', '葫芦岛'].map(c => [c + '公共资源平台', '50.00']),
  ['华晨集团电子采购平台', '50.00'], ['沈抚示范区建设项目管理平台', '200.00']]

/* The lines of the price as they stand on the page: [[words, yuan], ...]. */
const linesOn = async p => (await (await p.find('any', `${HOLDER}的价格明细`)).evaluate(e => e.innerText))
  .split('\n').map(l => l.trim()).filter(Boolean)

async function price(t, p) {
  await t.clause('11 platforms cost 750.00 while they are ticked', async () => {
    await signIn(p, 'jia')
    await openApplication(p, HOLDER, G01)
    await p.sees('750.00')
    await t.looks(p, 'price')
  })
  await t.clause('the lines say 250 + 5 × 50 + 50 + 200, the own city nothing', async () => {
    const lines = (await linesOn(p)).join(' ')
    for (const [words, yuan] of LINES) must(new RegExp(`${words}[^0-9]*${yuan.replace('.', '\\.')}`).test(lines), `no line ${words} ${yuan} in: ${lines}`)
    must(lines.match(/(^|[^0-9.])50\.00/g).length === 6, '50.00 does not stand six times: ' + lines)
  })
  await t.clause('without 葫芦岛 it is 700.00', async () => {
    await p.tick('葫芦岛公共资源平台', false)
    await p.sees('700.00')
    await p.seesNot('750.00')
  })
  await t.clause('with it again 750.00', async () => {
    await p.tick('葫芦岛公共资源平台', true)
    await p.sees('750.00')
    await p.seesNot('700.00')
  })
}

async function versions(t, p) {
  let first
  await t.clause('the form names holder, vendor, platforms, lines and price, and is version 1', async () => {
    await toPapers(p)
    const pdf = await makePaper(p)
    const text = pdfText(pdf)
    for (const words of [HOLDER, 'CFCA', '750.00', '版本：1', ...G01, ...LINES.map(l => l[1])]) must(text.includes(words), 'the form does not say ' + words)
    first = stampedScan(pdf, '第一版.png')
    await uploadScan(p, HOLDER, first)
  })
  await t.clause('after a change the form is old, and the page says so', async () => {
    await p.click('button', '上一步')
    await p.sees('请核对以下服务商及平台')
    await p.click('button', '上一步')
    await p.fill('备注', '请尽快办理')
    await p.click('button', '下一步')
    await p.sees('请核对以下服务商及平台')
    await p.click('button', '确定')
    await p.sees('信息已修改，请重新生成申请表，并上传新版申请表的扫描件')
    await t.looks(p, 'form-old')
  })
  await t.clause('the scan of version 1 is refused beside the field once version 2 is printed', async () => {
    await p.click('button', '重新生成', { exact: false })
    await p.sees('此扫描件对应第1版申请表，当前为第2版，请重新上传')
    await p.sees('第一版.png')
    await t.looksBoth(p, 'scan-old')
  })
  await t.clause('with it one does not come to the order', async () => {
    await p.click('button', '下一步')
    await p.sees('请为每位持锁人上传盖章后的申请表')
    await p.stands(/\/papers$/)
    must(sql(`SELECT COUNT(*) FROM orders o JOIN draft d ON d.id = o.draft_id WHERE HEX(d.pid) = ''`)[0][0] === '0', 'an order')
  })
  await t.clause('the scan of version 2 is taken', async () => {
    const pdf = await download(p, '下载申请表')
    const text = pdfText(pdf)
    must(text.includes('请尽快办理') && text.includes('版本：2'), 'version 2 does not say what changed')
    await uploadScan(p, HOLDER, stampedScan(pdf, '第二版.png'))
    await p.seesNot('此扫描件对应第1版')
    await t.looks(p, 'scan-new')
  })
}

export async function tell(t) {
  const p = await t.person('管理员')
  const waybill = waybillNumber()
  let no = ''

  await price(t, p)
  await versions(t, p)
  await t.clause('the order of 750.00 is submitted and paid with an address for the courier', async () => {
    await submit(p)
    await chooseWay(p, { name: '刘收件', phone: '13900139007', address: '辽宁省沈阳市和平区青年大街100号' })
    await p.sees('邮寄方式为顺丰到付')
    await t.looksBoth(p, 'checkout')
    await p.click('button', '立即支付')
    await payInSandbox(t, p, { looks: false })
    await p.click('link', '查看订单')
    await p.sees('订单编号')
    no = await numberOn(p)
  })
  await t.clause('it is paid, waits for its review, and has not been sent', async () => {
    await p.sees('已支付')
    await p.sees('待审核')
    await p.sees('待发货')
    await p.sees('辽宁省沈阳市和平区青年大街100号')
    await p.findsNot('button', '查看领取码')
    await t.looks(p, 'paid')
  })
  const reviewer = await t.person('审核员')
  await t.clause('the review approves it', async () => {
    await signIn(reviewer, 'reviewer', { staff: true })
    await claim(reviewer, no)
    await approve(reviewer)
    await p.page.reload()
    await p.sees('审核通过')
    await p.sees('待发货')
  })
  const maker = await t.person('制证员')
  await t.clause('a blocked model is refused to the maker with its reason', async () => {
    await signIn(maker, 'maker', { staff: true })
    await openBinding(maker, no)
    await maker.tick('中孚', true, { role: 'radio', exact: false })
    await maker.sees('已停止支持，不能用于制证')
    await t.looks(maker, 'blocked-model')
    await maker.click('button', '取消')
  })
  await t.clause('the maker binds a key, then types the waybill', async () => {
    await bind(maker, no, serial('JK2'), serial('00'))
    await maker.go('/staff/making?queue=ship')
    await maker.sees('刘收件')
    await t.looksBoth(maker, 'to-ship')
    await ship(maker, no, waybill)
    await maker.go('/staff/making?queue=sent')
    await maker.sees(waybill)
    await t.looks(maker, 'sent')
  })
  await t.clause('the applicant sees courier and waybill, and the message says them', async () => {
    await openOrder(p, no)
    await p.sees('已发货')
    await p.sees(waybill)
    await p.sees('顺丰速运')
    await t.looksBoth(p, 'tracking')
    const other = await t.beside(p)
    await other.go('/demo/messages')
    await other.sees(`订单${no}已发货，顺丰速运运单号${waybill}`)
    await leaves(t, other)
  })
  await t.clause('she confirms the receipt: 已收货, and nothing more to press', async () => {
    await p.click('button', '确认收货')
    await t.looks(p, 'receive-ask')
    await p.click('button', '确认收货', { within: '[role=dialog]' })
    await p.sees('已收货')
    await p.sees('业务已办结')
    await p.goes('button', '确认收货')
    await t.looks(p, 'received')
    const rows = sql(`SELECT state, pay_word, review_word, ship_word, fen FROM orders WHERE no = '${no}'`)
    must(rows[0].join() === 'DONE,PAID,APPROVED,RECEIVED,75000', rows[0].join())
  })
}
