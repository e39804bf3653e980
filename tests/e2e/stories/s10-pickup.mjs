// SPDX-License-Identifier: MIT
/*
 * S10: collected at 大连. The slip that proves itself offline comes with the
 * signing keys, in a later issue.
 */
import { signIn, paidOrder, openOrder, claim, approve, bind, lookUp, codeOn, download, serial, must, BASE } from '../lib/acts.mjs'
import { pdfText } from '../lib/scan.mjs'
import { sql } from '../lib/house.mjs'

export const title = 'S10 pickup'

const HOLDER = '欧阳𠮷'
const shipWord = no => sql(`SELECT ship_word FROM orders WHERE no = '${no}'`)[0][0]

async function applicant(t, s) {
  const { p } = s

  await t.clause('a paid order is to be collected at 大连; its address is the catalogue’s', async () => {
    await signIn(p, 'jia')
    s.no = await paidOrder(t, p, HOLDER, BASE, { point: '大连办理点' })
    const [[words, address]] = sql("SELECT words, address FROM pickup_point WHERE code = 'DL'")
    await p.sees(words)
    await p.sees(address)
  })
  await t.clause('before the approval there is no 查看领取码', async () => {
    await p.sees('待审核')
    await p.findsNot('button', '查看领取码')
    await t.looks(p, 'before')
    await p.go((await p.where()) + '/voucher')
    await p.sees('审核通过后')
    await p.findsNot('link', '下载领取凭证')
    await t.looksBoth(p, 'no-code-yet')
  })
}

async function code(t, s) {
  const { p } = s

  await t.clause('after the approval it is 待领取 with a code, still 制证中', async () => {
    await signIn(s.reviewer, 'reviewer', { staff: true })
    await claim(s.reviewer, s.no)
    await approve(s.reviewer)
    await openOrder(p, s.no)
    await p.sees('审核通过')
    await p.sees('待领取')
    await p.click('button', '查看领取码')
    s.code = await codeOn(p)
    must(/^[A-Z0-9]{10}$/.test(s.code), 'the code is ' + s.code)
    await p.sees('制证中')
    await t.looksBoth(p, 'in-the-making')
  })
  await t.clause('the slip is a PDF with the code, the holder and the place', async () => {
    for (let i = 0; i < 20 && !await p.find('link', '下载领取凭证', { wait: 500 }).catch(() => null); i++) await p.click('button', '刷新')
    const pdf = await download(p, '下载领取凭证')
    must(pdf.subarray(0, 5).toString() === '%PDF-', 'not a PDF')
    const text = pdfText(pdf)
    for (const words of [s.no, HOLDER, '大连办理点']) must(text.includes(words), 'the slip does not say ' + words)
    must(text.replace(/[-\s]/g, '').includes(s.code), 'the slip does not hold the code')
    await p.click('button', '查看领取凭证')
    await p.find('link', '在新窗口打开')
    await t.looks(p, 'slip')
  })
}

async function elsewhere(t, s) {
  const { sy } = s

  await t.clause('the clerk of 沈阳 does not see it', async () => {
    sql("DELETE FROM attempt WHERE name LIKE 'voucher.%'")
    await signIn(sy, 'desk-sy', { staff: true })
    await sy.go('/staff/desk')
    await sy.sees('本办理点待领取')
    await sy.find('textbox', '领取码')
    await sy.seesNot(s.no)
    await t.looksBoth(sy, 'desk-sy')
    await sy.go('/staff/orders?q=' + s.no)
    await sy.sees('没有')
    await sy.seesNot(HOLDER)
  })
  await t.clause('and the code is refused there, with words', async () => {
    await sy.go('/staff/desk')
    sy.expect(404, 422)
    await lookUp(sy, s.code)
    await sy.sees('没有找到这个领取码。请核对；其他办理点的领取码不能在本办理点使用')
    await sy.seesNot(HOLDER)
    await t.looks(sy, 'other-point')
  })
  await t.clause('wrong codes are limited, with words', async () => {
    await lookUp(sy, 'ABC')
    await sy.sees('领取码应为10位字母和数字')
    sy.expect(404, 422, 429)
    for (let i = 0; i < 9; i++) {
      const answer = sy.page.waitForResponse(r => r.url().includes('/desk/lookup'))
      await lookUp(sy, '23456789A' + 'BCDEFGHJK'[i])
      await answer
    }
    await sy.sees('领取码输入错误次数过多，请15分钟后再试')
    await t.looks(sy, 'limited')
    sy.complaints.length = 0
    sql("DELETE FROM attempt WHERE name LIKE 'voucher.%'")
  })
}

async function desk(t, s) {
  const { dl } = s

  await t.clause('at 大连 the code is found, but nothing can be handed out yet', async () => {
    await signIn(dl, 'desk-dl', { staff: true })
    await dl.go('/staff/desk')
    await lookUp(dl, s.code)
    await dl.sees('制证中，暂不能发放')
    await dl.sees(HOLDER)
    await dl.findsNot('button', '确认发放')
    await t.looks(dl, 'not-ready')
  })
  await t.clause('when the key is made the applicant reads it at once', async () => {
    await signIn(s.maker, 'maker', { staff: true })
    s.key = serial('JK2')
    await bind(s.maker, s.no, s.key, serial('00'))
    await openOrder(s.p, s.no)
    await s.p.click('button', '查看领取码')
    must(await codeOn(s.p) === s.code, 'the code changed')
    await s.p.seesNot('制证中')
    await t.looks(s.p, 'made')
  })
  await t.clause('the desk asks for identity card and serial, in words', async () => {
    await dl.click('button', '刷新')
    await dl.sees(s.no)
    await lookUp(dl, s.code)
    await dl.sees('请核对领取人身份证原件，并扫描介质序列号')
    await dl.click('button', '确认发放')
    await dl.sees('请核对领取人身份证原件后勾选')
    await dl.sees('请扫描或输入介质序列号')
    await t.looksBoth(dl, 'unchecked')
  })
  await t.clause('the serial of another key is refused, what is typed stays', async () => {
    await dl.tick('已核对领取人身份证原件')
    await dl.fill('介质序列号', serial('JK2'))
    const typed = await dl.value('介质序列号')
    dl.expect(422)
    await dl.click('button', '确认发放')
    await dl.sees('介质序列号与该订单绑定的不一致，请核对是否拿错了锁')
    await dl.keeps('介质序列号', typed)
    dl.expect()
    dl.complaints.length = 0
    must(shipWord(s.no) === 'TO_COLLECT', shipWord(s.no))
    await t.looks(dl, 'wrong-serial')
  })
  await t.clause('with the right serial it is handed out: 已领取', async () => {
    await dl.fill('介质序列号', s.key)
    await dl.click('button', '确认发放')
    await dl.sees('已发放')
    await t.looks(dl, 'handed-out')
    must(shipWord(s.no) === 'COLLECTED', shipWord(s.no))
    await openOrder(s.p, s.no)
    await s.p.sees('已领取')
  })
  await t.clause('the same code a second time is refused', async () => {
    await lookUp(dl, s.code)
    await dl.sees('该领取码已使用过，不能重复领取')
    await dl.findsNot('button', '确认发放')
    await t.looks(dl, 'second-use')
  })
}

export async function tell(t) {
  const s = { p: await t.person('管理员') }
  await applicant(t, s)
  s.reviewer = await t.person('审核员')
  await code(t, s)
  s.sy = await t.person('沈阳柜员')
  await elsewhere(t, s)
  s.dl = await t.person('大连柜员')
  s.maker = await t.person('制证员')
  await desk(t, s)
}
