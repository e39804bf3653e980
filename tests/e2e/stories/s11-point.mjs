// SPDX-License-Identifier: MIT
/*
 * S11: another pickup point after payment. As shipped it is refused with the
 * guide's sentence and the way to 补办; where the road says so it is free until
 * the key is made: the old code is void, the new point has its own, both told.
 * Then 补办 brings another key to another point; a lost code is replaced, the key
 * handed out there, and the one that nobody fetched is worth nothing any more.
 */
import { signIn, paidOrder, openOrder, claim, approve, giveBack, bind, lookUp, codeOn, chooseWay, numberOn, payInSandbox, serial, must, leaves, pickDay, BASE } from '../lib/acts.mjs'
import { stampPaper } from '../lib/held.mjs'
import { admin, clockAt, clockBack, datesBack, sql } from '../lib/house.mjs'

export const title = 'S11'

const HOLDER = '欧阳𠮷'
const ROAD = '新办实体CA锁 · 实体UKey · 辽宁省网联综合服务平台'
const SENTENCE = '缴费后变更办理点，需提交CA锁补办申请'
const pointOf = no => sql(`SELECT p.words FROM orders o JOIN pickup_point p ON p.id = o.point_id WHERE o.no = '${no}'`)[0][0]
const vouchers = no => sql(`SELECT v.state, p.code FROM voucher v JOIN orders o ON o.id = v.order_id JOIN pickup_point p ON p.id = v.point_id WHERE o.no = '${no}' ORDER BY v.id`).map(r => r.join(':')).join(' ')
const cleared = () => sql("DELETE FROM attempt WHERE name LIKE 'voucher.%'")

/* A later day: who was signed in is not any more. */
async function comes(t, who, user, staff = false) {
  const p = await t.person(who)
  await signIn(p, user, { staff })
  return p
}

async function refused(t, s) {
  const p = s.p = await t.person('管理员')

  await t.clause('as shipped a paid order does not change its pickup point: the guide’s sentence', async () => {
    await signIn(p, 'jia')
    s.old = await paidOrder(t, p, HOLDER, BASE, { point: '大连办理点' })
    await p.sees('待审核')
    await p.click('button', '变更办理点')
    await p.sees(SENTENCE)
    await p.findsNot('button', '确认变更')
    await t.looksBoth(p, 'refused')
    must(pointOf(s.old) === '大连办理点', pointOf(s.old))
  })
  await t.clause('and a link leads to 补办 of this certificate, where it says from when on', async () => {
    await p.click('link', '办理CA补办')
    await p.stands(/^\/my\/held\/reissue\?certs=/)
    await p.sees('证书尚未制作完成，制作完成后方可补办')
    await t.looksBoth(p, 'reissue')
  })
}

async function allowed(t) {
  const q = await t.person('系统管理员')

  await t.clause('the operator gives the road a version that allows it from 2027-04-01 on; it is proved', async () => {
    await signIn(q, 'system', { staff: true })
    await q.go('/staff/policies')
    await q.click('button', '编辑新版本 ' + ROAD)
    await q.tick('制证前可变更办理点', true, { within: '[role=dialog]' })
    await pickDay(q, '生效日期', '2027-04-01')
    await q.click('button', '检查流程', { within: '[role=dialog]' })
    await q.sees('检查通过')
    await t.looks(q, 'road')
    await q.click('button', '确定生效', { within: '[role=dialog]', n: 0 })
    await q.click('button', '确定生效', { within: '.el-message-box' })
    await q.sees('自2027-04-01起')
    must(admin('policy', 'lint').includes('every road ends'), 'the proof fails')
  })
  await leaves(t, q)
}

async function changes(t, s) {
  clockAt('2027-04-01 09:00')
  await t.clause('an order of that day may go elsewhere before its key is made', async () => {
    const p = s.p = await comes(t, '管理员', 'jia')
    s.no = await paidOrder(t, p, HOLDER, BASE, { point: '大连办理点' })
    await p.click('button', '变更办理点')
    await p.sees('变更后原领取码立即作废')
    await p.click('button', '确认变更')
    await p.sees('请选择新的办理点')
    await p.findsNot('radio', '大连办理点', { exact: false })
    await t.looksBoth(p, 'choose')
    await p.tick('沈阳办理点', true, { role: 'radio', exact: false })
    await p.click('button', '确认变更')
    await p.sees('办理点已变更为沈阳办理点')
    await p.goes('button', '确认变更')
    await p.sees('北陵大街34号3号楼15层')
    must(pointOf(s.no) === '沈阳办理点', pointOf(s.no))
  })
  await t.clause('the history, the audit book and a message say so', async () => {
    await s.p.sees('大连办理点 → 沈阳办理点')
    await t.looksBoth(s.p, 'changed')
    must(sql(`SELECT outcome FROM audit WHERE action = 'order.point' AND object = '${s.no}' ORDER BY at DESC LIMIT 1`)[0]?.[0] === 'ok', 'not in the audit book')
    const other = await t.beside(s.p)
    await other.go('/demo/messages')
    await other.sees(`订单${s.no}的办理点已变更为沈阳办理点`)
    await leaves(t, other)
  })
  await t.clause('an order of the day before keeps its road: still refused', async () => {
    await openOrder(s.p, s.old)
    await s.p.click('button', '变更办理点')
    await s.p.sees(SENTENCE)
    await s.p.click('button', '关闭')
  })
}

async function withCode(t, s) {
  const { p } = s

  await t.clause('after the approval the change voids the code and gives another', async () => {
    s.reviewer = await comes(t, '审核员', 'reviewer', true)
    await claim(s.reviewer, s.old)		/* does not stay in the pool of the next stories */
    await giveBack(s.reviewer, [], '请重新上传清晰的申请表')
    await claim(s.reviewer, s.no)
    await approve(s.reviewer)
    await openOrder(p, s.no)
    await p.click('button', '查看领取码')
    s.first = await codeOn(p)
    await openOrder(p, s.no)
    await p.click('button', '变更办理点')
    await p.tick('大连办理点', true, { role: 'radio', exact: false })
    await p.click('button', '确认变更')
    await p.sees('办理点已变更为大连办理点')
    await p.goes('button', '确认变更')
    await p.click('button', '查看领取码')
    s.code = await codeOn(p)
    must(s.code !== s.first, 'the code stayed')
    await p.sees('和丰园18-6号')
    must(vouchers(s.no) === 'VOID:SY ISSUED:DL', vouchers(s.no))
    await t.looksBoth(p, 'another-code')
  })
  await t.clause('the old point reads that its code is void; the new point finds the new one', async () => {
    cleared()
    const sy = s.sy = await comes(t, '沈阳柜员', 'desk-sy', true)
    await sy.go('/staff/desk')
    await lookUp(sy, s.first)
    await sy.sees('该领取码已作废')
    await sy.findsNot('button', '确认发放')
    await t.looks(sy, 'void')
    s.dl = await comes(t, '大连柜员', 'desk-dl', true)
    await s.dl.go('/staff/desk')
    await lookUp(s.dl, s.code)
    await s.dl.sees('制证中，暂不能发放')
    await s.dl.sees(HOLDER)
  })
  await t.clause('a key that is made stays where it lies: refused, with the way to 补办', async () => {
    s.maker = await comes(t, '制证员', 'maker', true)
    s.key = serial('JK2')
    await bind(s.maker, s.no, s.key, serial('00'))
    await openOrder(p, s.no)
    await p.click('button', '变更办理点')
    await p.sees('CA锁已制作完成，变更办理点需提交CA锁补办申请')
    await p.find('link', '办理CA补办')
    await t.looks(p, 'made')
  })
}

async function elsewhere(t, s) {
  const { p } = s

  await t.clause('补办 of a key that waits has one reason, the point, and costs 50.00', async () => {
    await p.click('link', '办理CA补办')
    await p.click('button', '确定')
    await p.find('radio', '缴费后变更办理点')
    await p.findsNot('radio', '证书丢失')
    await p.tick('没有正在进行的投标项目', true, { role: 'radio' })
    await p.fill('情况说明', '人员调往沈阳，改在沈阳领取。')
    await p.sees('总价格：50.00元')
    await t.looksBoth(p, 'reason')
    await stampPaper(p, '情况说明书')
    await p.click('button', '提交')
    await p.click('button', '确定', { within: '[role=dialog]' })
    await p.sees('支付确认')
    await chooseWay(p, { point: '沈阳办理点' })
    await p.click('button', '立即支付')
    await payInSandbox(t, p, { looks: false })
    await p.click('link', '查看订单')
    s.again = await numberOn(p)
    await p.sees('缴费后变更办理点')
  })
  await t.clause('another key is made; the first one can be fetched until it is handed over', async () => {
    await claim(s.reviewer, s.again)
    await approve(s.reviewer)
    s.other = serial('JK2')
    await bind(s.maker, s.again, s.other, serial('00'))
    await lookUp(s.dl, s.code)
    await s.dl.find('button', '确认发放')
    await openOrder(p, s.again)
    await p.click('button', '查看领取码')
    s.fresh = await codeOn(p)
  })
}

async function lost(t, s) {
  const { p, sy } = s

  await t.clause('a lost code is replaced: the old one is void at once', async () => {
    await p.click('button', '补发领取码')
    await p.click('button', '补发', { within: '[role=dialog]' })
    await p.sees('已补发新的领取码')
    for (let i = 0; i < 50 && await codeOn(p) === s.fresh; i++) await new Promise(r => setTimeout(r, 100))
    s.newest = await codeOn(p)
    must(s.newest !== s.fresh, 'the code stayed')
    await t.looksBoth(p, 'reissued')
    await lookUp(sy, s.fresh)
    await sy.sees('该领取码已作废')
    const other = await t.beside(p)
    await other.go('/demo/messages')
    await other.sees(`订单${s.again}的CA锁可领取，领取码${s.newest.slice(0, 5)}-${s.newest.slice(5)}`)
    await leaves(t, other)
  })
  await t.clause('with the newest code the key is handed out at the new point', async () => {
    await lookUp(sy, s.newest)
    await sy.tick('已核对领取人身份证原件')
    await sy.fill('介质序列号', s.other)
    await sy.click('button', '确认发放')
    await sy.sees('已发放')
    must(vouchers(s.again) === 'VOID:SY USED:SY', vouchers(s.again))
    await openOrder(p, s.again)
    await p.sees('已领取')
    await p.findsNot('button', '变更办理点')
  })
  await t.clause('and the first key, that nobody fetched, is worth nothing: code, order, certificate', async () => {
    await lookUp(s.dl, s.code)
    await s.dl.sees('该领取码已作废')
    await s.dl.findsNot('button', '确认发放')
    await openOrder(p, s.no)
    await p.sees('本订单的CA锁未领取，已由补办的CA锁替代')
    await p.sees('由补办替代')
    await p.findsNot('button', '查看领取码')
    await t.looksBoth(p, 'replaced')
    const ends = sql(`SELECT o.state, c.state, k.state FROM orders o JOIN cert c ON c.order_id = o.id JOIN token k ON k.serial = '${s.key}' WHERE o.no = '${s.no}'`)[0].join()
    must(ends === 'REPLACED,REPLACED,RETURNED' && vouchers(s.no) === 'VOID:SY VOID:DL', ends)
  })
}

export async function tell(t) {
  const s = {}

  try {
    await refused(t, s)
    await allowed(t)
    await changes(t, s)
    await withCode(t, s)
    await elsewhere(t, s)
    await lost(t, s)
  } finally {
    clockBack()
    datesBack()
    sql("DELETE d FROM policy_document d JOIN policy p ON p.id = d.policy_id WHERE p.valid_from > UNIX_TIMESTAMP(); DELETE FROM policy WHERE valid_from > UNIX_TIMESTAMP(); UPDATE catalog_version SET version = version + 1")
  }
}
