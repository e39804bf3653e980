// SPDX-License-Identifier: MIT
/*
 * Issue 2, "Bad input": what is typed wrongly. Every refusal names its field
 * in Chinese beside the field, and what was typed stays.
 */
import { signIn, startApplication, fillItem, toPapers, makePaper, uploadScan, submit, payInSandbox, numberOn, openOrder, chooseWay, BASE, PASSWORD, must } from '../lib/acts.mjs'
import { stampedScan, grown, png, fileOf } from '../lib/scan.mjs'
import { sql } from '../lib/house.mjs'

export const title = 'Bad forms'

const toldOf = async (p, ...list) => { for (const words of list) await p.sees(words) }

async function login(t) {
  const p = await t.person('访客')
  await t.clause('a login without anything names all three', async () => {
    await p.go('/login')
    await p.find('checkbox', '我已阅读并同意', { exact: false })
    await p.click('button', '登录')
    await toldOf(p, '请填写用户名', '请填写密码', '请阅读并勾选协议')
    await t.looksBoth(p, 'login-empty')
  })
  await t.clause('a wrong password is refused, and the name stays', async () => {
    await p.fill('用户名', 'nobody-here')
    await p.fill('密码', 'wrong-password-1')
    await p.tick('我已阅读并同意', true, { exact: false })
    p.expect(422)
    await p.click('button', '登录')
    await p.sees('用户名或密码不正确')
    p.expect()
    await p.keeps('用户名', 'nobody-here')
    await t.looks(p, 'login-wrong')
  })
  await t.clause('an address nobody knows says so', async () => {
    await p.go('/nichts/da')
    await p.sees('页面不存在')
    await t.looksBoth(p, 'missing')
  })
  await t.clause('who is not signed in comes to the login and then to where he wanted', async () => {
    await p.go('/my/orders')
    await p.stands(/\/login\?to=/)
    await p.fill('用户名', 'fengxue')
    await p.fill('密码', PASSWORD)
    await p.tick('我已阅读并同意', true, { exact: false })
    await p.click('button', '登录')
    await p.stands(/\/my\/orders$/)
  })
  return p
}

async function empty(t, p) {
  await t.clause('a fresh enterprise has no orders and is told what to do', async () => {
    await p.sees('还没有订单')
    await p.find('link', '去申请证书')
    await t.looksBoth(p, 'orders-empty')
    await p.go('/my/orders?q=ABC')
    await p.sees('没有符合条件的订单')
    await p.find('button', '清除条件')
    await t.looks(p, 'orders-none-found')
  })
  await t.clause('it has no certificates and is told what to do', async () => {
    await p.go('/my/certs')
    await p.sees('还没有证书。点击上方按钮开始申请')
    await t.looksBoth(p, 'certs-empty')
  })
}

async function mainLockFirst(t) {
  const p = await t.person('新办企业管理员')
  await t.clause('E8: an enterprise without a main lock is refused a personal lock with words', async () => {
    await signIn(p, 'xinban')
    await p.go('/my/apply?kind=PERSONAL')
    await p.tick('项目负责人锁', true, { role: 'radio', exact: false })
    await p.sees('本企业尚未持有主锁，请先申请主锁，再为人员办理个人锁')
    const off = await (await p.find('button', '确定')).evaluate(b => b.disabled)
    must(off, 'the button is not off')
    await t.looksBoth(p, 'no-main-lock')
  })
  await t.clause('and may apply for the main lock, whose holder is the administrator', async () => {
    await p.go('/my/certs')
    await p.click('button', 'CA数字证书(企业证书)申请')
    await startApplication(p, { kind: 'MAIN' })
    await p.sees('郑文博')
    await p.seesNot('冯雪')
    await t.looks(p, 'main-person')
    await p.click('button', '下一步')
    await fillItem(p, ['辽宁建设工程信息网', '沈阳市公共资源平台'], { vendor: 'BJCA' })
    await p.tick('我已阅读并同意', true, { exact: false })
    await p.sees('250.00')
    await toPapers(p)
    await uploadScan(p, '郑文博', stampedScan(await makePaper(p)))
    await submit(p)
    await t.looks(p, 'main-checkout')
  })
  await t.clause('who changes his mind cancels the unpaid order', async () => {
    p.no = await numberOn(p)
    await openOrder(p, p.no)
    await p.sees('待支付')
    await p.click('button', '取消订单')
    await t.looks(p, 'cancel-ask')
    await p.click('button', '取消订单', { within: '[role=dialog]' })
    await p.sees('已关闭')
    await p.findsNot('button', '立即支付')
    await t.looks(p, 'cancelled')
  })
  await p.leave()
}

async function wizard(t, p) {
  await t.clause('an application without lock type or tick is refused', async () => {
    await signIn(p, 'jia')
    await p.go('/my/apply?kind=PERSONAL')
    await p.find('checkbox', '本人已认真阅读并理解接受以上全部内容')
    await p.click('button', '确定')
    await p.sees('请选择锁类型')
    await p.tick('项目负责人锁', true, { role: 'radio', exact: false })
    await p.click('button', '确定')
    await p.sees('请阅读并勾选“本人已认真阅读并理解接受以上全部内容”')
    await t.looksBoth(p, 'apply-unticked')
  })
  await t.clause('somebody has to be chosen', async () => {
    await startApplication(p)
    await p.click('button', '下一步')
    await p.sees('请选择办证人员')
    await t.looksBoth(p, 'persons-none')
  })
  await t.clause('who lacks something cannot be chosen and is told what is lacking', async () => {
    await p.go('/my/apply?kind=PERSONAL')
    await p.find('checkbox', '本人已认真阅读并理解接受以上全部内容')
    await startApplication(p, { lock: '造价师锁' })
    await p.click('tab', '信息不完善人员', { exact: false })
    await p.sees('陈晓梅')
    await p.sees('手机号')
    await t.looks(p, 'persons-incomplete')
  })
  await t.clause('an empty block names vendor, platforms, telephone and agreement', async () => {
    await startApplication(p)
    await p.tick('选择欧阳𠮷')
    await p.tick('选择赵明辉')
    await p.sees('已选择 2 人')
    await p.click('button', '下一步')
    await p.find('radio', 'CFCA')
    await p.fill('经办人', '')
    await p.click('button', '下一步')
    await toldOf(p, '请选择证书厂商', '请至少选择一个应用平台', '请填写经办人', '请填写经办人电话', '请阅读并勾选协议')
    await t.looksBoth(p, 'items-empty')
  })
  await t.clause('a telephone of ten digits is refused beside its field, and everything typed stays', async () => {
    await fillItem(p, BASE, { phone: '1380013800', remark: '加急，谢谢' })
    await p.fill('经办人', '李经办')
    await p.tick('我已阅读并同意', true, { exact: false })
    await p.click('button', '下一步')
    await p.sees('经办人电话应为11位数字')
    await p.keeps('经办人电话', '1380013800')
    await p.keeps('备注', '加急，谢谢')
    await p.keeps('经办人', '李经办')
    await t.looks(p, 'items-phone')
    await p.sees('已自动保存')
    await p.page.reload()
    await p.keeps('备注', '加急，谢谢')
  })
  await t.clause('one choice is copied to all persons, and each has a price', async () => {
    await p.fill('经办人电话', '13800138001')
    await p.click('button', '应用到全部人员')
    await p.sees('合计（2人）')
    await p.sees('500.00')
    await t.looksBoth(p, 'items-two')
  })
}

async function papers(t, p) {
  await t.clause('without a form one does not go on', async () => {
    await toPapers(p)
    await p.click('button', '下一步')
    await p.sees('请先生成申请表')
  })
  await t.clause('without the scans one does not go on', async () => {
    p.form = await makePaper(p)
    await p.click('button', '下一步')
    await p.sees('请为每位持锁人上传盖章后的申请表')
    await t.looksBoth(p, 'papers-no-scan')
  })
  await t.clause('6 MB are refused with the limit in words', async () => {
    await p.upload('欧阳𠮷的申请表扫描件', fileOf('大.png', grown(png(600, 800, Buffer.alloc(600 * 800 * 3, 0xee)), 6 << 20)))
    await p.sees('文件大小为6144 KB，超过了5120 KB')
    await t.looks(p, 'papers-6mb')
  })
  await t.clause('an empty file and a text are refused', async () => {
    await p.upload('欧阳𠮷的申请表扫描件', fileOf('空.png', Buffer.alloc(0)))
    await p.sees('文件是空的')
    await p.upload('欧阳𠮷的申请表扫描件', fileOf('表.docx', Buffer.from('PK')))
    await p.sees('文件格式应为JPG、PNG、PDF，您选择的是“表.docx”')
  })
  await t.clause('half a picture is refused in words', async () => {
    p.expect(415)
    await p.upload('欧阳𠮷的申请表扫描件', fileOf('半.png', png(600, 800, Buffer.alloc(600 * 800 * 3, 0xee)).subarray(0, 900)))
    await p.sees('文件不完整，请重新扫描或导出后上传')
    p.complaints.length = 0
    p.expect()
  })
}

async function checkout(t, p) {
  await t.clause('two persons become two orders', async () => {
    const scan = stampedScan(p.form)
    await uploadScan(p, '欧阳𠮷', scan)
    await uploadScan(p, '赵明辉', scan)
    await submit(p)
    await p.sees('500.00')
  })
  await t.clause('payment without a way, a point, a recipient names each of them', async () => {
    await p.click('button', '立即支付')
    await p.sees('请选择领取方式')
    await p.tick('现场领取', true, { role: 'radio', exact: false })
    await p.click('button', '立即支付')
    await p.sees('请选择办理点')
    await p.tick('邮寄', true, { role: 'radio', exact: false })
    await p.click('button', '立即支付')
    await toldOf(p, '请填写收件人', '请填写联系电话', '请填写收件地址')
    await t.looksBoth(p, 'checkout-empty')
  })
  await t.clause('a wrong telephone of the recipient is refused, the address stays', async () => {
    await chooseWay(p, { name: '王收件', phone: '12345', address: '辽宁省沈阳市和平区青年大街100号' })
    await p.click('button', '立即支付')
    await p.sees('联系电话应为11位数字')
    await p.keeps('收件地址', '辽宁省沈阳市和平区青年大街100号')
    await p.keeps('联系电话', '12345')
  })
  await t.clause('both are paid together, once', async () => {
    const before = Number(sql('SELECT COUNT(*) FROM orders')[0][0])
    await p.fill('联系电话', '13900139000')
    await p.click('button', '立即支付')
    await p.sees('扫码支付')
    await t.looks(p, 'pay-qr')
    await payInSandbox(t, p, { looks: false })
    await p.sees('欧阳𠮷')
    await p.sees('赵明辉')
    await t.looks(p, 'paid-two')
    must(Number(sql('SELECT COUNT(*) FROM orders')[0][0]) === before, 'paying made orders')
    const rows = sql('SELECT COUNT(DISTINCT o.id), COUNT(DISTINCT g.id), MIN(g.fen) FROM pay_group g JOIN pay_group_order m ON m.group_id = g.id JOIN orders o ON o.id = m.order_id WHERE g.id = (SELECT MAX(id) FROM pay_group)')
    must(rows[0].join() === '2,1,50000', 'paid is ' + rows[0].join())
  })
}

export async function tell(t) {
  const fresh = await login(t)
  await empty(t, fresh)
  await mainLockFirst(t)
  const p = await t.person('管理员')
  await wizard(t, p)
  await papers(t, p)
  await checkout(t, p)
}
