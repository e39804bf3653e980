// SPDX-License-Identifier: MIT
/*
 * S15, S16, S19: a certificate is made anew (B1-B4). Lost: a statement, 50 yuan, review,
 * hand-out, the same end. In warranty: free, unless the reviewer finds another reason. A
 * blocked model is told wherever it matters, with the way out.
 */
import { approve, chooseWay, claim, codeOn, lookUp, must, numberOn, openOrder, payInSandbox, serial, signIn } from '../lib/acts.mjs'
import { beginRare, dayIn, imported, platformsOf, stampPaper, stateOf } from '../lib/held.mjs'
import { sql } from '../lib/house.mjs'
import { pdfText } from '../lib/scan.mjs'

export const title = 'S15 reissue'

const tokenState = key => sql(`SELECT state FROM token WHERE serial = '${key}'`)[0][0]
const handedOut = (key, months) => sql(`UPDATE token SET first_handout_at = UNIX_TIMESTAMP(NOW() - INTERVAL ${months} MONTH) WHERE serial = '${key}'`)
const newCert = no => sql(`SELECT c.serial, c.state, DATE(CONVERT_TZ(FROM_UNIXTIME(c.not_after), @@session.time_zone, '+08:00')) FROM cert c JOIN orders o ON o.id = c.order_id WHERE o.no = '${no}'`)[0]

async function begins(t, s) {
  const { p, lost } = s

  await t.clause('S15: CA补办 begins with the warning for bid files', async () => {
    await signIn(p, s.e.user)
    await beginRare(p, 'CA补办', lost.name)
    await p.sees('用户须知')
    await p.sees('应对原招投标文件进行重新生成')
    await t.looksBoth(p, 'notice')
    await p.click('button', '确定')
  })
  await t.clause('the certificate as it is; without a reason: 必填项', async () => {
    for (const words of [lost.cert, lost.key, dayIn(lost.days), '沈阳市公共资源平台', s.e.code]) await p.sees(words)
    await p.click('button', '提交')
    await p.sees('必填项')
    await t.looksBoth(p, 'required')
  })
  await t.clause('证书丢失 costs 50.00', async () => {
    await p.tick('证书丢失', true, { role: 'radio' })
    await p.tick('没有正在进行的投标项目', true, { role: 'radio' })
    await p.fill('情况说明', '出差途中遗失，已登报声明。')
    await p.sees('总价格：50.00元')
  })
  await t.clause('the statement names reason and holder; stamped and brought back', async () => {
    const text = pdfText(await stampPaper(p, '情况说明书'))
    for (const words of ['情况说明书', '证书丢失', lost.name, '出差途中遗失', lost.cert]) must(text.includes(words), 'the statement lacks ' + words)
    await t.looksBoth(p, 'paper')
  })
  await t.clause('what was begun waits in CA管理 and goes on where it was', async () => {
    await p.go('/my/certs')
    await p.sees('未提交的申请')
    await p.click('button', '继续办理')
    await p.click('button', '确定')
    await p.find('button', '查看情况说明书扫描件')
    await p.sees('总价格：50.00元')
  })
}

async function pays(t, s) {
  const { p } = s

  await t.clause('submitted, paid, handed over at a desk', async () => {
    await p.click('button', '提交')
    await p.sees('CA补办确认')
    await t.looksBoth(p, 'confirm')
    await p.click('button', '确定', { within: '[role=dialog]' })
    await p.sees('支付确认')
    await p.sees('CA补办 x1')
    await chooseWay(p, { point: '沈阳办理点' })
    await p.click('button', '立即支付')
    await payInSandbox(t, p, { looks: false })
    await p.click('link', '查看订单')
    await p.sees('补办原因')
    await p.sees('证书丢失')
    s.no = await numberOn(p)
    await t.looksBoth(p, 'order')
  })
}

async function replaces(t, s) {
  const { p, lost, reviewer, maker, desk } = s

  await t.clause('the reviewer sees reason, age of the key and statement, and approves', async () => {
    await signIn(reviewer, 'reviewer', { staff: true })
    await claim(reviewer, s.no)
    await reviewer.sees('出差途中遗失')
    await reviewer.sees('介质使用时间')
    await t.looks(reviewer, 'review')
    await approve(reviewer)
  })
  await t.clause('the new certificate must end when the old one does', async () => {
    await signIn(maker, 'maker', { staff: true })
    s.key = serial('JK2')
    await maker.go('/staff/making?queue=make')
    await maker.click('button', '制证登记 ' + s.no)
    await maker.fill('介质序列号', s.key)
    await maker.fill('证书序列号', serial(''))
    await maker.fill('证书到期日期', dayIn(lost.days + 100))
    maker.expect(422)
    await maker.click('button', '确认登记')
    await maker.sees('应与原证书一致：' + dayIn(lost.days))
    maker.expect()
    await maker.fill('证书到期日期', dayIn(lost.days))
    await maker.click('button', '确认登记')
    await maker.sees('的证书已登记')
    must(stateOf(lost.cert) === 'ACTIVE', 'the old one ended too early')
  })
  await t.clause('handed over: the old one is REPLACED, its key LOST, the end unchanged', async () => {
    await openOrder(p, s.no)
    await p.click('button', '查看领取码')
    const code = await codeOn(p)
    await signIn(desk, 'desk-sy', { staff: true })
    await desk.go('/staff/desk')
    await lookUp(desk, code)
    await desk.fill('介质序列号', s.key)
    await desk.tick('已核对', true, { exact: false })
    await desk.click('button', '确认发放')
    await desk.sees('已发放')
    must(stateOf(lost.cert) === 'REPLACED', 'old: ' + stateOf(lost.cert))
    must(tokenState(lost.key) === 'LOST', 'key: ' + tokenState(lost.key))
    const made = newCert(s.no)
    must(made[1] === 'ACTIVE' && made[2] === dayIn(lost.days), 'new: ' + made)
    must(platformsOf(made[0]) === 'LNJS SY' && platformsOf(lost.cert) === '', 'platforms: ' + platformsOf(made[0]))
  })
}

async function warranty(t, s) {
  const { p, good, reviewer } = s

  await t.clause('S16: a faulty key of 3 months is free: no payment page, straight to the review', async () => {
    handedOut(good.key, 3)
    await beginRare(p, 'CA补办', good.name)
    await p.click('button', '确定')
    await p.tick('产品本身质量问题', true, { role: 'radio' })
    await p.tick('没有正在进行的投标项目', true, { role: 'radio' })
    await p.sees('总价格：0.00元')
    await stampPaper(p, '情况说明书')
    await chooseWay(p, { point: '沈阳办理点' })
    await t.looksBoth(p, 'free')
    await p.click('button', '提交')
    await p.click('button', '确定', { within: '[role=dialog]' })
    await p.sees('已提交，等待审核')
    await p.sees('无需支付')
    await p.sees('待审核')
    s.free = await numberOn(p)
  })
  await t.clause('the reviewer finds another reason: 50 are due, the order waits for payment', async () => {
    await claim(reviewer, s.free)
    await reviewer.sees('已发放3个月')
    await reviewer.click('button', '核定补办原因')
    await reviewer.tick('证书损坏', true, { role: 'radio' })
    await reviewer.fill('核定依据', '外壳有明显撞击痕迹')
    await t.looksBoth(reviewer, 'judge')
    await reviewer.click('button', '确定核定')
    await reviewer.sees('已核定，金额已更新')
    await approve(reviewer)
    await openOrder(p, s.free)
    await p.sees('待支付')
    await p.sees('50.00')
    await p.sees('证书损坏')
    await t.looksBoth(p, 'due')
    await p.click('button', '支付', { exact: false })
    await p.sees('支付确认')
    await chooseWay(p, { point: '沈阳办理点' })
    await p.click('button', '立即支付')
    await payInSandbox(t, p, { looks: false })
    must(sql(`SELECT state, pay_word FROM orders WHERE no = '${s.free}'`)[0].join() === 'MAKE,PAID', 'not with the makers')
  })
  await t.clause('at 13 months it is 50 at once', async () => {
    handedOut(s.old.key, 13)
    await beginRare(p, 'CA补办', s.old.name)
    await p.click('button', '确定')
    await p.tick('产品本身质量问题', true, { role: 'radio' })
    await p.sees('总价格：50.00元')
  })
}

async function losses(t, s) {
  const { p, old } = s

  await t.clause('挂失 stops the businesses but the reissue; found again it is as before', async () => {
    await beginRare(p, '挂失', old.name)
    await p.click('button', '挂失', { within: '[role=dialog]' })
    await p.sees('证书已挂失')
    must(stateOf(old.cert) === 'SUSPENDED', stateOf(old.cert))
    await p.sees('已挂失')
    await t.looksBoth(p, 'lost')
    await beginRare(p, '解除挂失', old.name)
    await p.click('button', '解除挂失', { within: '[role=dialog]' })
    await p.sees('挂失已解除')
    must(stateOf(old.cert) === 'ACTIVE', stateOf(old.cert))
  })
}

async function blocked(t, s) {
  const { p, old, service } = s

  await t.clause('S19: on a blocked model 新增平台 and 延期年检 warn and offer the reissue', async () => {
    sql(`UPDATE token SET model = (SELECT code FROM key_model WHERE blocked = 1 LIMIT 1) WHERE serial = '${old.key}'`)
    for (const words of ['新增平台', '延期年检']) {
      await p.go('/my/certs?size=50')
      await p.click('button', words + ' ' + old.name, { exact: false })
      await p.sees('中孚厂商硬件')
      await p.findsNot('button', '提交')
      await p.find('link', '办理CA补办')
    }
    await t.looksBoth(p, 'blocked')
    await p.click('link', '办理CA补办')
    await p.sees('用户须知')
  })
  await t.clause('S19: a report lists every holder of such a key', async () => {
    await signIn(service, 'service', { staff: true })
    await service.go('/staff/blocked')
    await service.sees('停止支持的介质')
    await service.sees(old.name)
    await service.sees(s.e.name)
    await service.sees(old.key)
    await service.seesNot(s.good.name)
    await t.looksBoth(service, 'report')
  })
}

export async function tell(t) {
  const e = imported('演示补办企业' + Date.now() % 1000, [
    { name: '马主锁', lock: 'MAIN', platforms: 'LNJS|LNZB|LNCG|LNGG|SY', days: 200 },
    { name: '丢失者', platforms: 'LNJS|SY', days: 200 },
    { name: '质保者', platforms: 'LNJS|SY', days: 200 },
    { name: '超期者', platforms: 'LNJS|SY', days: 60 }
  ])
  const [, lost, good, old] = e.holders
  const s = { e, lost, good, old, p: await t.person('管理员'), reviewer: await t.person('初审员'), maker: await t.person('制证员'), desk: await t.person('柜员'), service: await t.person('客服') }
  await begins(t, s)
  await pays(t, s)
  await replaces(t, s)
  await warranty(t, s)
  await losses(t, s)
  await blocked(t, s)
}
