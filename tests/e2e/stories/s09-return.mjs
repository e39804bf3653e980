// SPDX-License-Identifier: MIT
/* S09: a paid order is returned with two marks, corrected, sent in again. */
import { signIn, paidOrder, openOrder, claim, giveBack, approve, download, must, BASE } from '../lib/acts.mjs'
import { stampedScan, pdfText } from '../lib/scan.mjs'
import { sql } from '../lib/house.mjs'

export const title = 'S09 returned'

const HOLDER = '周海燕'
const payments = no => sql(`SELECT COUNT(*), SUM(g.state = 'PAID') FROM pay_group g JOIN pay_group_order m ON m.group_id = g.id JOIN orders o ON o.id = m.order_id WHERE o.no = '${no}'`)[0].join('/')

async function refusals(t, r, no) {
  await t.clause('a return without any reason is refused beside the field', async () => {
    await signIn(r, 'reviewer', { staff: true })
    await claim(r, no)
    await r.click('button', '退回修改', { exact: false })
    await r.sees('请标注需要修改的内容，或填写处理意见')
    await t.looks(r, 'no-reason')
  })
  await t.clause('a mark wants its own reason', async () => {
    await r.tick('标注经办人')
    await r.click('button', '退回修改', { exact: false })
    await r.sees('请填写“经办人”的退回原因')
    await t.looksBoth(r, 'mark-no-reason')
    await r.tick('标注经办人', false)
  })
  await t.clause('what decides the price cannot be marked', async () => {
    for (const f of ['关联平台', '证书有效期', '锁类型', '持锁人']) await r.findsNot('checkbox', '标注' + f)
  })
  await t.clause('an approval wants the look at form id and version', async () => {
    await r.click('button', '审核通过', { exact: false })
    await r.sees('请核对申请表编号与版本后勾选')
    await t.looks(r, 'version-not-seen')
  })
  await t.clause('the reviewer returns it with two field marks', async () => {
    await giveBack(r, [['经办人', '经办人与身份证不符'], ['备注', '请写明办理用途']])
  })
}

async function lists(t, p, no) {
  await t.clause('CA管理 shows 审核未通过 with the reason, and 重新编辑', async () => {
    await p.go('/my/certs')
    await p.sees('审核未通过原因')
    await p.sees('经办人与身份证不符')
    await p.sees('请写明办理用途')
    await p.find('button', '重新编辑')
    await t.looks(p, 'certs')
  })
  await t.clause('订单管理 shows 审核未通过 and 重新编辑', async () => {
    await p.go('/my/orders?q=' + no)
    await p.sees(no)
    await p.sees('审核未通过')
    await p.sees('已支付')
    await t.looksBoth(p, 'orders')
    await p.click('button', '重新编辑')
    await p.sees('需要修改的内容')
  })
}

async function edit(t, p, no) {
  const late = await t.beside(p)
  await t.clause('only what was marked is open; the platform grid is frozen', async () => {
    await p.sees('不可修改的内容')
    await p.find('textbox', '经办人')
    await p.find('textbox', '备注')
    await p.findsNot('textbox', '经办人电话')
    for (const name of BASE) {
      const off = await (await p.find('checkbox', name)).evaluate(x => x.disabled && x.checked)
      must(off, name + ' is not frozen')
    }
    await p.findsNot('checkbox', '大连市公共资源平台')
    await t.looksBoth(p, 'edit')
  })
  await t.clause('resubmitting before anything changed is refused in words, what is typed stays', async () => {
    await p.fill('经办人', '')
    await p.fill('备注', '投标使用')
    p.expect(422)
    await p.click('button', '保存修改并更新申请表')
    await p.sees('请填写经办人')
    p.complaints.length = 0
    p.expect()
    await p.keeps('备注', '投标使用')
    await t.looks(p, 'edit-refused')
  })
  await t.clause('saving makes version 2 of the form at once, because the data changed', async () => {
    await p.fill('经办人', '王经办')
    await p.click('button', '保存修改并更新申请表')
    await p.sees('申请表更新为第 2 版')
    const text = pdfText(p.form = await download(p, '下载申请表'))
    must(text.includes('王经办') && text.includes('投标使用') && text.includes('版本：2'), 'version 2 says something else')
  })
  await t.clause('a second window of hers stays open on the same page', async () => {
    await late.go(await p.where())
    await late.fill('备注', '另一个窗口的备注')
    await late.sees('有未保存的修改')
  })
  await t.clause('without the scan of version 2 it does not go in', async () => {
    await p.click('button', '重新提交')
    await p.sees('请先上传新的申请表扫描件')
    await t.looks(p, 'edit-no-scan')
  })
  await t.clause('with it, it does: 待审核 again, still 已支付, no second charge', async () => {
    await p.upload('申请表扫描件', stampedScan(p.form))
    await p.find('button', '查看申请表扫描件')
    await p.click('button', '重新提交')
    await p.sees('无需再次付款')
    await t.looks(p, 'resubmit-ask')
    await p.click('button', '重新提交', { within: '[role=dialog]' })
    await p.sees('待审核')
    await p.sees('已支付')
    await p.findsNot('button', '立即支付')
    await p.findsNot('button', '重新编辑')
    must(payments(no) === '1/1', 'payments: ' + payments(no))
    await t.looks(p, 'resubmitted')
  })
  return late
}

export async function tell(t) {
  const p = await t.person('锦州管理员')
  let no = ''

  await t.clause('a paid order waits for its review', async () => {
    await signIn(p, 'jinzhou')
    no = await paidOrder(t, p, HOLDER, BASE, { point: '沈阳办理点' })
    await p.sees('待审核')
  })
  const r = await t.person('审核员')
  await refusals(t, r, no)
  await lists(t, p, no)
  const late = await edit(t, p, no)
  await t.clause('round 2 shows the reviewer before and after, the new scan marked', async () => {
    await claim(r, no)
    await r.sees('第2轮')
    await r.sees('孙立军')
    await r.sees('王经办')
    await r.sees('投标使用')
    await r.sees('本轮重新上传')
    await r.sees('经办人与身份证不符')
    await t.looksBoth(r, 'round-2')
  })
  await t.clause('the reviewer approves', async () => {
    await approve(r)
    await openOrder(p, no)
    await p.sees('审核通过')
    must(payments(no) === '1/1', 'payments: ' + payments(no))
    await t.looks(p, 'approved')
  })
  await t.clause('the window that still edits the approved order is refused in words, what is typed stays', async () => {
    late.expect(409)
    await late.click('button', '保存修改并更新申请表')
    await late.find('button', '刷新订单')
    await late.sees('您填写的内容仍在页面上')
    await late.keeps('备注', '另一个窗口的备注')
    late.complaints.length = 0
    late.expect()
    await t.looksBoth(late, 'edit-too-late')
    await late.click('button', '刷新订单')
    await late.sees('订单当前不能修改，可能已重新提交或正在审核')
    await t.looks(late, 'edit-closed')
  })
}
