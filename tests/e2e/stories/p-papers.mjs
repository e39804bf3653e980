// SPDX-License-Identifier: MIT
/*
 * The papers beside the forms: a sample picture at each upload, 缴费通知 while the
 * order waits for its payment, 订单收据 when it is paid, everything that was sent as
 * one ZIP, 邮寄清单 for the courier, 办理结果单 at the end, and the template of seals
 * of Q2.
 */
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { signIn, openApplication, startApplication, fillItem, toPapers, makePaper, uploadScan, download, submit, chooseWay, payInSandbox, numberOn, openOrder, claim, giveBack, approve, bind, ship, serial, waybill as waybillNumber, must, BASE } from '../lib/acts.mjs'
import { pdfText, stampedScan } from '../lib/scan.mjs'

export const title = 'papers'

const HOLDER = '赵明辉'
const sha = bytes => createHash('sha256').update(bytes).digest('hex')
const says = (pdf, ...words) => { const text = pdfText(pdf); for (const w of words) must(text.includes(w), `the paper does not say ${w}: ${text.slice(0, 400)}`) }

/* The archive as another program reads it: [[name, sha256], ...]. */
const unzip = bytes => JSON.parse(execFileSync('python3', ['-c',
  'import sys,io,json,zipfile,hashlib\nz=zipfile.ZipFile(io.BytesIO(sys.stdin.buffer.read()))\nassert z.testzip() is None\nprint(json.dumps([[n,hashlib.sha256(z.read(n)).hexdigest()] for n in z.namelist()]))'], { input: bytes, encoding: 'utf8' }))

/* A picture in the dialog, drawn; then the dialog goes. */
async function seesPicture(p, button) {
  await p.click('button', button)
  await p.page.waitForFunction(() => [...document.querySelectorAll('[role=dialog] img')].some(i => i.naturalWidth > 0))
}

async function unpaid(t, s) {
  const { p } = s
  await t.clause('beside the upload stands a sample of what it should look like', async () => {
    await signIn(p, 'jia')
    await openApplication(p, HOLDER, BASE)
    await toPapers(p)
    s.first = stampedScan(await makePaper(p), '第一次.png')
    await seesPicture(p, `查看样例：${HOLDER}的申请表扫描件`)
    await t.looks(p, 'sample')
    await p.page.keyboard.press('Escape')
    await p.page.waitForFunction(() => !document.querySelector('[role=dialog] img'))
    await t.looksBoth(p, 'papers')
    await uploadScan(p, HOLDER, s.first)
  })
  await t.clause('every kind of upload has its sample, and each is a picture', async () => {
    const bad = await p.page.evaluate(async () => {
      const { upload_rules: rules } = await (await fetch('/api/catalog')).json()
      const wrong = []
      for (const [slot, r] of Object.entries(rules)) {
        const i = new Image()
        const ok = r.sample && await new Promise(done => { i.onload = () => done(i.naturalWidth > 0); i.onerror = () => done(false); i.src = r.sample })
        if (!ok) wrong.push(slot)
      }
      return wrong
    })
    must(bad.length === 0, 'without a sample: ' + bad)
  })
  await t.clause('an order that waits for its payment has a 缴费通知 over 250.00 with its term, and no receipt', async () => {
    await submit(p)
    await p.go('/my/orders')
    await p.sees('待支付')
    await p.find('button', '查看订单', { exact: false })
    s.no = await numberOn(p)
    await openOrder(p, s.no)
    says(await download(p, '下载缴费通知'), s.no, '缴费通知', '250.00', '贰佰伍拾元整', HOLDER, '演示测试企业', '前登录平台', '400-125-7788')
    await p.findsNot('link', '下载订单收据')
    await p.findsNot('link', '下载办理结果单')
    await t.looksBoth(p, 'notice')
  })
}

async function paid(t, s) {
  const { p } = s
  await t.clause('when it is paid it has a 订单收据: 250.00, how, when and under which number', async () => {
    await p.click('button', '立即支付')
    await chooseWay(p, { name: '刘收件', phone: '13900139007', address: '辽宁省沈阳市和平区青年大街100号' })
    await p.click('button', '立即支付')
    await payInSandbox(t, p, { looks: false })
    await openOrder(p, s.no)
    says(await download(p, '下载订单收据'), s.no, '模拟支付', '250.00', '贰佰伍拾元整', '交易流水号SB', '不是发票', '已退金额', '0.00')
    await p.findsNot('link', '下载缴费通知')
    await p.click('button', '查看订单收据')
    await t.looks(p, 'receipt')
    await p.page.keyboard.press('Escape')
  })
  await t.clause('what was sent comes as one ZIP, byte for byte', async () => {
    const files = unzip(await download(p, '下载全部申请材料'))
    must(files.length === 1, files.join())
    must(files[0][0].startsWith(s.no + '/01-CA互联互通（辽宁版）申请表-') && files[0][0].endsWith('.png'), files[0][0])
    must(files[0][1] === sha(readFileSync(s.first)), 'other bytes')
  })
  await t.clause('a scan that another replaced is in it too, and says so', async () => {
    await signIn(s.reviewer, 'reviewer', { staff: true })
    await claim(s.reviewer, s.no)
    await giveBack(s.reviewer, [['申请表', '印章不清晰']])
    await openOrder(p, s.no)
    await p.click('button', '重新编辑')
    s.second = stampedScan(await download(p, '下载申请表'), '第二次.png', 90)
    await p.upload('申请表扫描件', s.second)
    await p.sees('第二次.png')
    await p.find('button', '查看申请表扫描件')
    await p.click('button', '重新提交')
    await p.click('button', '重新提交', { within: '[role=dialog]' })
    await p.sees('待审核')
    await openOrder(p, s.no)
    const files = unzip(await download(p, '下载全部申请材料'))
    must(files.length === 2 && files[0][0].includes('-已替换.') && !files[1][0].includes('已替换'), files.map(f => f[0]).join())
    must(files[0][1] === sha(readFileSync(s.first)) && files[1][1] === sha(readFileSync(s.second)), 'other bytes')
    await claim(s.reviewer, s.no)
    await approve(s.reviewer)
  })
}

async function sent(t, s) {
  const { p } = s, number = waybillNumber()
  await t.clause('the maker takes the 邮寄清单 of the day to the courier: what waits, then what was sent', async () => {
    const maker = await t.person('制证员')
    await signIn(maker, 'maker', { staff: true })
    await bind(maker, s.no, serial('JK2'), s.cert = serial('00'))
    await maker.go('/staff/shipping')
    await maker.sees(s.no)
    says(await download(maker, '下载邮寄清单'), s.no, '刘收件', '13900139007', '青年大街100号', '待发货')
    await ship(maker, s.no, number)
    await maker.go('/staff/shipping')
    await maker.sees(number)
    says(await download(maker, '下载邮寄清单'), number, '顺丰速运', '收件员（签字）')
    await t.looksBoth(maker, 'shipping')
  })
  await t.clause('at the end there is a 办理结果单 with the certificate and each step', async () => {
    await openOrder(p, s.no)
    await p.findsNot('link', '下载办理结果单')
    await p.click('button', '确认收货')
    await p.click('button', '确认收货', { within: '[role=dialog]' })
    await p.sees('已收货')
    says(await download(p, '下载办理结果单'), s.no, '已办结', '已收货', s.cert, '提交订单', '支付成功', '退回修改', '印章不清晰', '重新提交', '审核通过', '制证完成', '寄出', '确认收货')
    await t.looksBoth(p, 'result')
  })
}

async function template(t) {
  const a = await t.person('鞍山管理员')
  await t.clause('an enterprise of ANSHAN gets its 签章格式彩色扫描件模板 beside the form', async () => {
    await signIn(a, 'anshan')
    await startApplication(a)
    await a.tick('选择吴桂芳')
    await a.click('button', '下一步')
    await fillItem(a, ['辽宁建设工程信息网'], { vendor: 'BJCA' })
    await a.tick('我已阅读并同意', true, { exact: false })
    await toPapers(a)
    await a.sees('签章格式彩色扫描件模板')
    says(await download(a, '下载签章格式彩色扫描件模板'), '演示鞍山企业', '91210302MA0DEM03X7', '马春生', '法定代表人印章', '300DPI')
    await t.looksBoth(a, 'template')
  })
}

export async function tell(t) {
  const s = { p: await t.person('管理员'), reviewer: await t.person('审核员') }
  await unpaid(t, s)
  await paid(t, s)
  await sent(t, s)
  await template(t)
}
