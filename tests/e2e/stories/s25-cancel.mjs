// SPDX-License-Identifier: MIT
/*
 * S25 for CANCEL, and X1, X3: two different people approve a cancellation; a change is
 * reviewed and written into the key, a locked key is unlocked at the desk.
 */
import { approve, claim, must, numberOn, openOrder, signIn } from '../lib/acts.mjs'
import { beginRare, imported, platformsOf, stampPaper, stateOf } from '../lib/held.mjs'
import { sql } from '../lib/house.mjs'
import { pdfText } from '../lib/scan.mjs'

export const title = 'S25 cancel, change, unlock'

const state = no => sql(`SELECT state FROM orders WHERE no = '${no}'`)[0][0]
const tokenState = key => sql(`SELECT state FROM token WHERE serial = '${key}'`)[0][0]

/* From the notice to the page of the order that waits for its review. */
async function asks(t, p, { words, paper, label, said, holder, bids }) {
  await beginRare(p, words, holder.name)
  await p.sees('用户须知')
  await p.click('button', '确定')
  await p.fill(label, said)
  if (bids) await p.tick('没有正在进行的投标项目', true, { role: 'radio' })
  const text = pdfText(await stampPaper(p, paper))
  for (const w of [paper, said, holder.name, holder.cert]) must(text.includes(w), `${paper} lacks ${w}`)
  await t.looksBoth(p, 'asks-' + holder.name)
  await p.click('button', '提交')
  await p.click('button', '确定', { within: '[role=dialog]' })
  await p.sees('已提交，等待审核')
  await p.sees('无需支付')
  return numberOn(p)
}

async function cancels(t, s) {
  const { p, gone, reviewer, second } = s

  await t.clause('X2: a cancellation wants words, its stamped form and no money', async () => {
    await signIn(p, s.e.user)
    s.no = await asks(t, p, { words: '注销', paper: '注销申请表', label: '注销原因', said: '持锁人离职，证书不再使用。', holder: gone })
    must(stateOf(gone.cert) === 'ACTIVE', 'revoked before the review')
  })
  await t.clause('S25: the first approval leads to 待复核, the certificate still works', async () => {
    await signIn(reviewer, 'reviewer', { staff: true })
    await claim(reviewer, s.no)
    await reviewer.sees('持锁人离职')
    await t.looks(reviewer, 'first')
    await approve(reviewer)
    must(state(s.no) === 'REVIEW' && stateOf(gone.cert) === 'ACTIVE', 'one was enough')
    await openOrder(p, s.no)
    await p.sees('待复核')
  })
  await t.clause('S25: who approved first finds nothing to approve a second time', async () => {
    await reviewer.go('/staff/reviews?queue=pool')
    await reviewer.sees('审核工作台')
    await reviewer.find('button', '刷新')
    await reviewer.findsNot('button', '领取并审核 ' + s.no)
    await reviewer.go('/staff/reviews?queue=second')
    await reviewer.sees('审核工作台')
    await reviewer.findsNot('button', '领取并审核 ' + s.no)
  })
  await t.clause('S25: another person approves: 已注销 at once, no platform accepts it', async () => {
    await signIn(second, 'second', { staff: true })
    await second.go('/staff/reviews?queue=second')
    await second.click('button', '领取并审核 ' + s.no)
    await second.sees('由您审核')
    await second.sees('已查看')
    await approve(second)
    must(state(s.no) === 'DONE' && stateOf(gone.cert) === 'REVOKED' && platformsOf(gone.cert) === '', 'not revoked')
    await openOrder(p, s.no)
    await p.sees('已生效')
    await p.go('/my/certs?size=50')
    await p.sees('已注销')
    await t.looksBoth(p, 'cancelled')
  })
}

/* A maker at the desk, with the key before him. */
async function update(maker, no, seen, fresh) {
  await maker.go('/staff/making?queue=update&size=50')
  await maker.click('button', '更新登记 ' + no)
  await maker.fill('原证书序列号', seen)
  if (fresh) await maker.fill('新证书序列号', fresh)
}

async function changes(t, s) {
  const { p, changed, reviewer, maker } = s

  await t.clause('X1: a change is reviewed, then the key waits for its update', async () => {
    s.no = await asks(t, p, { words: '变更', paper: '变更申请表', label: '变更内容', said: '法定代表人由张三变更为李四。', holder: changed, bids: true })
    await claim(reviewer, s.no)
    await approve(reviewer)
    must(state(s.no) === 'UPDATE' && stateOf(changed.cert) === 'CHANGE_PENDING', state(s.no) + stateOf(changed.cert))
  })
  await t.clause('X1: updated at the desk: a new serial, the same end', async () => {
    await signIn(maker, 'maker', { staff: true })
    await update(maker, s.no, changed.cert)
    maker.expect(422)
    await maker.click('button', '确认更新完成')
    await maker.sees('请填写变更后的新证书序列号')
    maker.expect()
    const fresh = changed.cert.replace(/^DE/, 'DF')
    await maker.fill('新证书序列号', fresh)
    await maker.click('button', '确认更新完成')
    await maker.sees('的证书已更新')
    must(state(s.no) === 'DONE' && stateOf(fresh) === 'ACTIVE', 'not changed')
  })
}

async function unlocks(t, s) {
  const { p, locked, reviewer, maker } = s

  await t.clause('X3: a locked key is told, reviewed and unlocked', async () => {
    s.no = await asks(t, p, { words: '解锁', paper: '解锁申请表', label: '说明', said: '连续输错密码。', holder: locked })
    must(tokenState(locked.key) === 'PIN_LOCKED', tokenState(locked.key))
    await claim(reviewer, s.no)
    await approve(reviewer)
    await update(maker, s.no, locked.cert)
    await maker.click('button', '确认更新完成')
    await maker.sees('的证书已更新')
    must(tokenState(locked.key) === 'HANDED_OUT' && state(s.no) === 'DONE', tokenState(locked.key))
  })
}

export async function tell(t) {
  const e = imported('演示变更企业' + Date.now() % 1000, [
    { name: '牛主锁', lock: 'MAIN', platforms: 'LNJS|LNZB|LNCG|LNGG|SY', days: 200 },
    { name: '离职者', platforms: 'LNJS|SY', days: 200 },
    { name: '变更者', platforms: 'LNJS|SY', days: 200 },
    { name: '锁定者', platforms: 'LNJS|SY', days: 200 }
  ])
  const [, gone, changed, locked] = e.holders
  const s = { e, gone, changed, locked, p: await t.person('管理员'), reviewer: await t.person('初审员'), second: await t.person('复审员'), maker: await t.person('制证员') }
  await cancels(t, s)
  await changes(t, s)
  await unlocks(t, s)
}
