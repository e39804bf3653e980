// SPDX-License-Identifier: MIT
/* S20 without renewal and subject registry: the old road of ANSHAN, review
 * first, then payment, beside the road of MAIN; D4's upload rules and words. */
import { signIn, openApplication, toPapers, makePaper, uploadScan, download, submit, chooseWay, payInSandbox, numberOn, openOrder, claim, approve, bind, lookUp, codeOn, serial, must, BASE } from '../lib/acts.mjs'
import { fileOf, grown, pdfText, stampedScan } from '../lib/scan.mjs'
import { sql } from '../lib/house.mjs'
import { readFileSync } from 'node:fs'

export const title = 'S20'

const HOLDER = '吴桂芳'
const PLATFORMS = ['辽宁建设工程信息网', '辽宁省招标投标监管网', '辽宁省政府采购平台', '鞍山公共资源平台']
const words = no => sql(`SELECT state, pay_word, review_word, ship_word, fen FROM orders WHERE no = '${no}'`)[0].join()
const cert = no => sql(`SELECT c.state FROM cert c JOIN orders o ON o.id = c.order_id WHERE o.no = '${no}'`)[0][0]

/* The policy of ANSHAN's new keys from now on: pay first, or what the seed says. */
const OLD = "channel = 'ANSHAN' AND service = 'new' AND medium = 'UKEY' AND lock_type = ''"
function policy(first) {
  if (first)
    return sql(`UPDATE policy SET valid_to = valid_from WHERE ${OLD} AND traits NOT LIKE '%FIRST%';
      UPDATE policy SET valid_to = NULL WHERE ${OLD} AND traits LIKE '%FIRST%'; UPDATE catalog_version SET version = version + 1`)
  const now = Math.floor(Date.now() / 1000)
  return sql(`UPDATE policy SET valid_to = ${now} WHERE ${OLD} AND traits LIKE '%FIRST%';
    DELETE d FROM policy_document d JOIN policy p ON p.id = d.policy_id WHERE p.valid_from = ${now};
    INSERT INTO policy (channel, service, medium, lock_type, traits, reviewers, review_minutes, words, valid_from, valid_to)
      VALUES ('ANSHAN', 'new', 'UKEY', '', 'PAID REVIEWED HANDED ACTIVATION', 1, 420, '新办实体CA锁', ${now}, NULL);
    INSERT INTO policy_document (policy_id, slot, form, position) SELECT LAST_INSERT_ID(), 'apply_form', 'apply', 1;
    UPDATE catalog_version SET version = version + 1`)
}

async function applies(t, s) {
  const { p } = s

  await t.clause('an enterprise of ANSHAN sees its own names and the notice of its road', async () => {
    await signIn(p, 'anshan')
    await p.sees('辽宁省网联招标投标综合服务平台')
    await p.go('/my/apply?kind=PERSONAL')
    await p.sees('本渠道先审核后缴费')
    await p.sees('审核通过后点击【下单】完成缴费')
    await t.looksBoth(p, 'apply')
  })
  await t.clause('three province platforms and its own city cost 250.00', async () => {
    await openApplication(p, HOLDER, PLATFORMS, { vendor: 'BJCA' })
    await p.sees('250.00')
    await p.findsNot('radio', 'AXCA')
    await t.looks(p, 'items')
  })
  await t.clause('a scan under 200 KB is refused by the rules of ANSHAN, one of 200 KB is taken', async () => {
    await toPapers(p)
    s.form = await makePaper(p)
    await p.sees('每个材料大小应在200KB至2048KB之间')
    const picture = readFileSync(stampedScan(s.form, '申请表.png', 60))
    await p.upload(HOLDER + '的申请表扫描件', fileOf('小申请表.png', grown(picture, 199 * 1024)))
    await p.sees('文件大小为199 KB，小于200 KB')
    await t.looksBoth(p, 'too-small')
    await uploadScan(p, HOLDER, fileOf('申请表.png', grown(picture, 200 * 1024)))
  })
  await t.clause('the form and the application ask nothing of the legal representative: that is the enterprise\'s data', async () => {
    await p.seesNot('法定代表人身份证')
    must(!pdfText(s.form).includes('法定代表人身份证'), 'the form asks for the representative')
  })
  await t.clause('after the submission no payment is due', async () => {
    await submit(p, { next: '订单已提交，请等待审核' })
    await p.sees('订单编号')
    s.no = await numberOn(p)
    await p.sees('待审核后支付')
    await p.sees('待审核')
    await p.sees('审核预计')
    await p.findsNot('button', '下单')
    await p.findsNot('button', '立即支付')
    must(words(s.no) === 'REVIEW,WAIT_REVIEW,PENDING,UNCHOSEN,25000', words(s.no))
    await t.looksBoth(p, 'submitted')
  })
}

async function besideMain(t, s) {
  await t.clause('the same business on MAIN at the same time runs pay first', async () => {
    const main = await t.person('沈阳管理员')
    await signIn(main, 'jia')
    await openApplication(main, '赵明辉', BASE)
    await toPapers(main)
    await uploadScan(main, '赵明辉', stampedScan(await makePaper(main)))
    await submit(main, { next: '支付确认' })
    s.main = await numberOn(main)
    must(words(s.main).startsWith('UNPAID,UNPAID,WAIT_PAY,'), words(s.main))
    await t.looks(main, 'main')
    await main.go('/my/orders')
    await main.find('button', '立即支付')
  })
}

/* Its own holder, so that the two do not share a form. */
async function switched(t, s) {
  await t.clause('the policy is switched to pay first: a new order of ANSHAN takes the new road', async () => {
    policy(false)
    s.late = await t.person('鞍山项目负责人')
    await signIn(s.late, 'guifang')
    await openApplication(s.late, HOLDER, PLATFORMS, { vendor: 'CFCA' })
    await toPapers(s.late)
    await uploadScan(s.late, HOLDER, stampedScan(await makePaper(s.late), '申请表.png', 170))
    await submit(s.late, { next: '支付确认' })
    const no = await numberOn(s.late)
    must(words(no).startsWith('UNPAID,UNPAID,WAIT_PAY,'), words(no))
    await t.looks(s.late, 'new-road')
  })
  await t.clause('and the running order stays where it was', async () => {
    await openOrder(s.p, s.no)
    await s.p.sees('待审核后支付')
    must(words(s.no) === 'REVIEW,WAIT_REVIEW,PENDING,UNCHOSEN,25000', words(s.no))
  })
}

async function paysLater(t, s) {
  const { p } = s

  await t.clause('the reviewer approves it on its own road: payment comes next', async () => {
    await signIn(s.reviewer, 'reviewer', { staff: true })
    await claim(s.reviewer, s.no)
    await s.reviewer.sees('待审核后支付')
    await t.looks(s.reviewer, 'review')
    await approve(s.reviewer)
    must(words(s.no) === 'UNPAID,UNPAID,APPROVED,UNCHOSEN,25000', words(s.no))
  })
  await t.clause('审核通过: now 下单 appears', async () => {
    await openOrder(p, s.no)
    await p.sees('审核通过')
    await p.sees('待支付')
    await t.looksBoth(p, 'approved')
    await p.click('button', '下单')
    await p.sees('支付确认')
    await p.sees('250.00')
  })
  await t.clause('250.00 are paid with 自取, and the order goes to the maker at once', async () => {
    await p.find('radio', '自取', { exact: false })
    await t.looks(p, 'checkout')
    await chooseWay(p, { point: '沈阳办理点', words: '自取' })
    await p.click('button', '立即支付')
    await payInSandbox(t, p, { looks: false })
    await p.sees('审核已通过，正在制证')
    await t.looksBoth(p, 'pay-done')
    await p.click('link', '查看订单')
    await p.sees('订单编号')
    await p.sees('已支付')
    await p.sees('自取')
    await p.sees('审核已通过，正在制证')
    must(words(s.no) === 'MAKE,PAID,APPROVED,TO_COLLECT,25000', words(s.no))
    await t.looks(p, 'paid')
  })
}

async function collects(t, s) {
  const { p } = s

  await t.clause('领取表 is a PDF to print, with title, order and place', async () => {
    await p.click('button', '查看领取码')
    await codeOn(p)
    for (let i = 0; i < 20 && !await p.find('link', '下载领取表', { wait: 500 }).catch(() => null); i++) await p.click('button', '刷新')
    const text = pdfText(await download(p, '下载领取表'))
    for (const x of ['数字证书领取表', s.no, HOLDER, '沈阳办理点', '本领取表']) must(text.includes(x), `领取表 lacks ${x}`)
    await p.sees('请下载领取表，打印后到所选办理点领取')
    await t.looksBoth(p, 'slip')
  })
  await t.clause('the key is made', async () => {
    await signIn(s.maker, 'maker', { staff: true })
    s.key = serial('JK2')
    await bind(s.maker, s.no, s.key, serial('00'))
  })
  await t.clause('and collected in 沈阳 against the code', async () => {
    await openOrder(p, s.no)
    await p.click('button', '查看领取码')
    const code = await codeOn(p)
    await t.looks(p, 'voucher')
    sql("DELETE FROM attempt WHERE name LIKE 'voucher.%'")
    await signIn(s.desk, 'desk-sy', { staff: true })
    await s.desk.go('/staff/desk')
    await lookUp(s.desk, code)
    await s.desk.tick('已核对领取人身份证原件')
    await s.desk.fill('介质序列号', s.key)
    await s.desk.click('button', '确认发放')
    await s.desk.sees('已发放')
    await t.looks(s.desk, 'handed-out')
    must(words(s.no) === 'DONE,PAID,APPROVED,COLLECTED,25000', words(s.no))
  })
  await t.clause('nobody vouches for the subject: the certificate is 待激活, and how to go on is said', async () => {
    await openOrder(p, s.no)
    await p.sees('已领取')
    await p.sees('待激活')
    await p.sees('在鞍山市公共资源交易服务平台完成主体注册，审核通过后自行激活')
    must(cert(s.no) === 'NEEDS_ACTIVATION', cert(s.no))
    await t.looksBoth(p, 'to-activate')
    await p.go('/my/certs')
    await p.sees('待激活')
    await t.looks(p, 'certs')
  })
}

/* The subject's registration is the trading platform's: prepared here, as is the passing of the year. */
async function renews(t, s) {
  const { p } = s

  await t.clause('next year the renewal costs 200.00 on this channel, without a review', async () => {
    sql(`UPDATE cert c JOIN orders o ON o.id = c.order_id SET c.state = 'ACTIVE', c.not_after = UNIX_TIMESTAMP() + 40 * 86400 WHERE o.no = '${s.no}'`)
    await p.go('/my/certs?size=50')
    await p.click('button', '延期年检 ' + HOLDER, { exact: false })
    await p.sees('总价格：200.00元')
    await p.tick('没有正在进行的投标项目', true, { role: 'radio' })
    await p.click('button', '提交')
    await p.click('button', '确定', { within: '[role=dialog]' })
    await p.sees('支付确认')
    await p.click('button', '立即支付')
    await payInSandbox(t, p, { looks: false })
    await p.click('link', '查看订单')
    await p.sees('无需审核')
    await p.sees('请更新CA，完成延期。')
    must(cert(s.no) === 'RENEWAL_PENDING', cert(s.no))
  })
}

export async function tell(t) {
  const s = { p: await t.person('鞍山管理员') }
  await applies(t, s)
  await besideMain(t, s)
  s.reviewer = await t.person('审核员')
  try {
    await switched(t, s)
    await paysLater(t, s)
  } finally { policy(true) }
  s.maker = await t.person('制证员')
  s.desk = await t.person('沈阳柜员')
  await collects(t, s)
  await renews(t, s)
}
