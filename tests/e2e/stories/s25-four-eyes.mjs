// SPDX-License-Identifier: MIT
/*
 * S25: two people look, two who claim in the same moment, leases, own matters. The
 * policy that wants two reviewers for new keys is set up as data (CANCEL, which
 * always wants two, is not offered yet).
 */
import { signIn, paidOrder, openOrder, claim, download, giveBack, approve, must, BASE } from '../lib/acts.mjs'
import { stampedScan } from '../lib/scan.mjs'
import { messageTo } from '../lib/people.mjs'
import { clock, clockBack, sql } from '../lib/house.mjs'

export const title = 'S25 four eyes'

const HOLDER = '赵明辉'
const stateOf = no => sql(`SELECT o.state, o.review_word, r.state FROM orders o JOIN review r ON r.subject = 'order' AND r.subject_id = o.id WHERE o.no = '${no}' ORDER BY r.round DESC LIMIT 1`)[0].join()
const told = words => sql(`${words}; UPDATE catalog_version SET version = version + 1`)
const both = n => told(`UPDATE policy SET reviewers = ${n} WHERE channel = 'MAIN' AND service = 'new' AND medium = 'UKEY'`)
/* A reviewer who may also look a second time, and a lead who is the holder. */
const prepare = () => {
  both(2)
  sql("INSERT IGNORE INTO account_role (account_id, role) SELECT id, 'SECOND' FROM account WHERE username = 'reviewer'")
}
const tidy = () => {
  both(1)
  sql("DELETE r FROM account_role r JOIN account a ON a.id = r.account_id WHERE a.username = 'reviewer' AND r.role = 'SECOND'; UPDATE account SET person_id = NULL WHERE username = 'lead'")
}

/* The newest lines come first; a story that turned the clock may have left later ones. */
async function turnTo(auditor, words) {
  for (let n = 1; n < 20; n++) {
    await auditor.go('/staff/audit?page=' + n)
    await auditor.sees('请求编号')
    if ((await auditor.text()).includes(words)) return
  }
  must(false, 'no page of the audit book says it')
}

async function claims(t, s) {
  const { anna, lead } = s

  await t.clause('a paid order under a policy of two reviewers waits in the pool', async () => {
    prepare()
    await signIn(s.p, 'jia')
    s.no = await paidOrder(t, s.p, HOLDER, BASE, { point: '沈阳办理点' })
    await signIn(anna, 'reviewer', { staff: true })
    await signIn(lead, 'lead', { staff: true })
    for (const p of [anna, lead]) {
      await p.go('/staff/reviews?queue=pool')
      await p.find('button', '领取并审核 ' + s.no)
    }
    await t.looksBoth(anna, 'pool')
  })
  await t.clause('of two who claim it in the same moment one wins, the other is told who', async () => {
    lead.expect(409)
    anna.expect(409)
    const press = p => p.page.evaluate(label => [...document.querySelectorAll('button')].find(b => b.getAttribute('aria-label') === label).click(), '领取并审核 ' + s.no)
    await Promise.all([press(anna), press(lead)])
    const won = await Promise.race([anna, lead].map(p => p.sees('由您审核，占用至').then(() => p)))
    const lost = won === anna ? lead : anna
    await lost.sees('正在审核这笔申请，请选择其他任务')
    await t.looks(lost, 'too-late')
    for (const p of [anna, lead]) { p.expect(); p.complaints.length = 0 }
    if (won === lead) {
      await lead.click('button', '释放')
      await lead.sees('已释放')
    } else {
      await anna.click('button', '释放')
      await anna.sees('已释放')
    }
    must(stateOf(s.no) === 'REVIEW,PENDING,PENDING', stateOf(s.no))
  })
}

async function own(t, s) {
  const { lead } = s

  await t.clause('the holder who is also staff cannot approve the own application', async () => {
    sql(`UPDATE account SET person_id = (SELECT person_id FROM orders WHERE no = '${s.no}') WHERE username = 'lead'`)
    await lead.go('/staff/reviews?queue=pool')
    lead.expect(403)
    await lead.click('button', '领取并审核 ' + s.no)
    await lead.sees('不能审核本人的申请')
    lead.expect()
    lead.complaints.length = 0
    await lead.click('button', '查看 ' + s.no)
    await lead.sees('这是您本人的申请，不能由您审核')
    await lead.findsNot('button', '领取审核')
    await t.looksBoth(lead, 'own')
    sql("UPDATE account SET person_id = NULL WHERE username = 'lead'")
  })
}

async function leases(t, s) {
  const { anna, lead } = s

  await t.clause('a lease that ends gives the task back', async () => {
    await claim(anna, s.no)
    must(stateOf(s.no) === 'REVIEW,IN_REVIEW,IN_REVIEW', stateOf(s.no))
    clock(31 * 60)
    await signIn(lead, 'lead', { staff: true })
    await lead.go('/staff/reviews?queue=pool')
    await lead.find('button', '领取并审核 ' + s.no)
    for (let i = 0; i < 60 && stateOf(s.no) !== 'REVIEW,PENDING,PENDING'; i++) await new Promise(r => setTimeout(r, 250))
    must(stateOf(s.no) === 'REVIEW,PENDING,PENDING', stateOf(s.no))
    clockBack()
    lead.complaints.length = 0
  })
  await t.clause('the lead hands the task to a reviewer, with everybody’s load beside the names', async () => {
    await lead.go('/staff/reviews?queue=pool')
    await lead.click('button', '查看 ' + s.no)
    await lead.click('button', '转派')
    await lead.sees('手上')
    await t.looksBoth(lead, 'reassign')
    await lead.tick('李初审', true, { role: 'radio', exact: false })
    await lead.click('button', '确定转派')
    await lead.sees('已转派')
    await anna.go('/staff/reviews?queue=mine')
    await anna.sees(s.no)
  })
}

async function comments(t, s) {
  const { anna, p, auditor } = s
  const words = '经办人授权书编号不清晰'

  await t.clause('a return with a comment', async () => {
    await claim(anna, s.no)
    await giveBack(anna, [['经办人', '与身份证不符']], words)
  })
  await t.clause('the comment is in the list, the detail, the SMS and the audit book', async () => {
    await p.go('/my/certs')
    await p.sees(words)
    await openOrder(p, s.no)
    await p.sees(words)
    await t.looks(p, 'detail')
    await messageTo(await t.person('手机'), '13800000001', words)
    await signIn(auditor, 'auditor', { staff: true })
    await turnTo(auditor, words)
    await t.looksBoth(auditor, 'audit')
  })
  await t.clause('corrected and handed in again it goes to the same reviewer first', async () => {
    await p.click('button', '重新编辑')
    await p.fill('经办人', '王经办')
    await p.click('button', '保存修改并更新申请表')
    await p.sees('第 2 版')
    await p.upload('申请表扫描件', stampedScan(await download(p, '下载申请表')))
    await p.find('button', '查看申请表扫描件')
    await new Promise(r => setTimeout(r, 1500))
    await p.click('button', '重新提交')
    await p.click('button', '重新提交', { within: '[role=dialog]' })
    await p.sees('已重新提交')
  })
}

async function looksTwice(t, s) {
  const { anna, second } = s

  await t.clause('the first approval leads to 待复核, not to the makers', async () => {
    await claim(anna, s.no)
    await approve(anna)
    must(stateOf(s.no) === 'REVIEW,SECOND,SECOND', stateOf(s.no))
    await openOrder(s.p, s.no)
    await s.p.sees('待复核')
  })
  await t.clause('who approved first may not look a second time, even with the right to', async () => {
    await anna.go('/staff/reviews?queue=second')
    await anna.sees(s.no)
    anna.expect(403, 409)
    await anna.click('button', '领取并审核 ' + s.no)
    await anna.sees('初审和复核须由不同的人员完成')
    await t.looks(anna, 'not-twice')
    anna.expect()
    anna.complaints.length = 0
  })
  await t.clause('the second reviewer sends it back once, with a reason', async () => {
    await signIn(second, 'second', { staff: true })
    await second.go('/staff/reviews?queue=second')
    await second.click('button', '领取并审核 ' + s.no)
    await second.sees('由您审核')
    await second.sees('初审通过：李初审')
    await t.looksBoth(second, 'second')
    await second.click('button', '退回初审')
    await second.click('button', '确定退回初审')
    await second.sees('请填写退回初审的原因')
    await t.looks(second, 'sendback')
    await second.fill('退回初审的原因', '请再核对印章')
    await second.click('button', '确定退回初审')
    await second.sees('已退回初审')
    must(stateOf(s.no) === 'REVIEW,PENDING,PENDING', stateOf(s.no))
  })
  await t.clause('both approve, two different people, and the makers have it', async () => {
    await claim(anna, s.no)
    await anna.sees('请再核对印章')
    await approve(anna)
    await second.go('/staff/reviews?queue=second')
    await second.click('button', '领取并审核 ' + s.no)
    await second.sees('由您审核')
    await second.sees('已查看')
    await approve(second)
    must(stateOf(s.no) === 'MAKE,APPROVED,APPROVED', stateOf(s.no))
    await second.go('/staff/reviews?queue=done')
    await second.sees(s.no)
    const who = sql(`SELECT first, reviewer FROM review r JOIN orders o ON o.id = r.subject_id WHERE r.subject = 'order' AND o.no = '${s.no}' ORDER BY round DESC LIMIT 1`)[0].join()
    must(who === '李初审,张复核', who)
  })
}

async function leadDecides(t, s) {
  const { lead, p } = s

  await t.clause('the lead takes the approval back before the key is made: a reason, an SMS, a new round', async () => {
    await lead.go('/staff/reviews?queue=done')
    await lead.click('button', '查看 ' + s.no)
    await lead.click('button', '撤销审核通过')
    await lead.fill('撤销的原因', '发现授权书过期')
    await t.looks(lead, 'revoke')
    await lead.click('button', '确定撤销审核通过')
    await lead.sees('已撤销')
    must(stateOf(s.no) === 'REVIEW,PENDING,PENDING', stateOf(s.no))
    await messageTo(await t.person('手机'), '13800000001', '审核通过已撤销：发现授权书过期')
  })
  await t.clause('and refuses it for good: what was paid goes back', async () => {
    await claim(lead, s.no)
    await lead.click('button', '不予办理')
    await lead.fill('不予办理的原因', '单位资质不符合办理条件')
    await lead.click('button', '确定不予办理')
    await lead.sees('已终止办理')
    await openOrder(p, s.no)
    await p.sees('不予办理')
    for (let i = 0; i < 60 && sql(`SELECT pay_word FROM orders WHERE no = '${s.no}'`)[0][0] !== 'REFUNDED'; i++) await new Promise(r => setTimeout(r, 250))
    await p.page.reload()
    await p.sees('已退款')
    await t.looksBoth(p, 'refused')
  })
}

export async function tell(t) {
  const s = { p: await t.person('管理员'), anna: await t.person('初审员'), lead: await t.person('审核组长'), second: await t.person('复核员'), auditor: await t.person('审计员') }
  try {
    await claims(t, s)
    await own(t, s)
    await leases(t, s)
    await comments(t, s)
    await looksTwice(t, s)
    await leadDecides(t, s)
  } finally { tidy(); clockBack() }
}
