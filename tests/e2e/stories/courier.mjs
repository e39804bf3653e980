// SPDX-License-Identifier: MIT
/* The courier's road (C4, F1, requirements 7.4): the address book, waybills
 * that are checked, the list of a day, a parcel that comes back, and one that
 * nobody confirms. */
import { signIn, openApplication, toPapers, makePaper, uploadScan, submit, payInSandbox, numberOn, openOrder, claim, approve, bind, waybill, serial, must, BASE, leaves } from '../lib/acts.mjs'
import { stampedScan } from '../lib/scan.mjs'
import { clock, clockBack, sql } from '../lib/house.mjs'

export const title = 'courier'

const HOLDER = '赵明辉'
const HOME = '辽宁省沈阳市和平区青年大街100号'
const addresses = () => sql("SELECT COUNT(*) FROM address a JOIN account c ON c.id = a.account_id WHERE c.username = 'jia'")[0][0]

/* A level of the region, once what lies above it is known. */
async function choose(p, level, words) {
  const e = await p.find('combobox', '所在地区：' + level, { within: '[role=dialog]' })
  const code = () => e.evaluate((x, w) => [...x.options].find(o => o.textContent === w)?.value, words)
  for (let i = 0; i < 50 && !await code(); i++) await new Promise(r => setTimeout(r, 100))
  await e.select(await code())
}

async function writes(p, a) {
  await p.fill('收件人', a.name, { within: '[role=dialog]' })
  await p.fill('联系电话', a.phone, { within: '[role=dialog]' })
  for (const [level, words] of Object.entries(a.region || {}))
    await choose(p, level, words)
  await p.fill('详细地址', a.address, { within: '[role=dialog]' })
}

async function book(t, s) {
  const { p } = s

  sql("DELETE a FROM address a JOIN account c ON c.id = a.account_id WHERE c.username = 'jia'")
  await t.clause('at the checkout an empty address book says so, and one may add to it', async () => {
    await signIn(p, 'jia')
    await openApplication(p, HOLDER, BASE)
    await toPapers(p)
    await uploadScan(p, HOLDER, stampedScan(await makePaper(p)))
    await submit(p)
    await p.tick('邮寄', true, { role: 'radio', exact: false })
    await p.sees('还没有保存收件地址')
    await p.click('button', '新增地址信息')
    await p.click('button', '保存地址')
    await p.sees('请填写收件人')
    await p.sees('请填写详细地址')
    await t.looksBoth(p, 'address-errors')
  })
  await t.clause('the first address is the default one and is chosen', async () => {
    await writes(p, { name: '刘收件', phone: '13900139007', region: { 省: '辽宁省', 市: '沈阳市', 区: '和平区' }, address: '青年大街100号' })
    await p.page.keyboard.press('Enter')
    await p.sees('地址已保存')
    await p.goes('button', '保存地址')
    await p.find('radio', '刘收件 ' + HOME)
    await p.sees('默认')
    await p.findsNot('textbox', '收件地址')
    await t.looksBoth(p, 'address-book')
  })
  await t.clause('a second one is added, corrected, preferred and deleted', async () => {
    await p.click('button', '新增地址信息')
    await writes(p, { name: '王代收', phone: '13900139008', address: '大连市中山区人民路1号' })
    await p.click('button', '保存地址')
    await p.find('radio', '王代收 大连市中山区人民路1号')
    await p.goes('button', '保存地址')
    await p.click('button', '编辑地址 王代收 大连市中山区人民路1号')
    await p.keeps('详细地址', '大连市中山区人民路1号', { within: '[role=dialog]' })
    await p.fill('详细地址', '大连市中山区人民路2号', { within: '[role=dialog]' })
    await p.tick('设为默认地址', true, { within: '[role=dialog]' })
    await p.click('button', '保存地址')
    await p.find('radio', '王代收 大连市中山区人民路2号')
    await p.goes('button', '保存地址')
    must(addresses() === '2', addresses())
    await p.click('button', '删除地址 王代收 大连市中山区人民路2号')
    await p.click('button', '删除地址', { within: '[role=dialog]' })
    await p.sees('地址已删除')
    await p.goes('radio', '王代收 大连市中山区人民路2号')
    must(addresses() === '1', addresses())
  })
  await t.clause('the order keeps a copy of the address it was sent to', async () => {
    await p.tick('刘收件 ' + HOME, true, { role: 'radio' })
    await p.click('button', '立即支付')
    await payInSandbox(t, p, { looks: false })
    await p.sees('前完成，审核结果以短信形式告知')
    await t.looksBoth(p, 'pay-done')
    await p.click('link', '查看订单')
    await p.sees('订单编号')
    s.no = await numberOn(p)
    sql("DELETE a FROM address a JOIN account c ON c.id = a.account_id WHERE c.username = 'jia'")
    await p.page.reload()
    await p.sees('刘收件 13900139007')
    await p.sees(HOME)
  })
}

async function sends(t, s) {
  const { maker } = s

  await t.clause('a waybill without the shape of its courier is refused by its field', async () => {
    await maker.go('/staff/making?queue=ship')
    await maker.click('button', '发货登记 ' + s.no)
    await maker.fill('运单号', 'SF12345')
    maker.expect(422)
    await maker.click('button', '确认发货')
    await maker.sees('顺丰速运的运单号应为SF加12或13位数字')
    maker.expect()
    await t.looksBoth(maker, 'waybill-refused')
  })
  await t.clause('a right one sends the parcel', async () => {
    s.first = waybill()
    await maker.fill('运单号', s.first)
    await maker.click('button', '确认发货')
    await maker.sees('的证书已登记发货')
  })
  await t.clause('the list of the day holds it, ready to be printed', async () => {
    await maker.go('/staff/making?queue=sent')
    await maker.click('link', '发货清单')
    await maker.sees('已发货（')
    await maker.sees(s.first)
    await maker.sees(HOME)
    await t.looksBoth(maker, 'shipping-list')
    await maker.page.emulateMediaType('print')
    await maker.findsNot('button', '打印清单')
    await t.shot(maker, 'shipping-print')
    await maker.page.emulateMediaType(null)
    await maker.go('/staff/shipping?day=2020-01-01')
    await maker.sees('这一天没有要寄的快件')
    await t.looks(maker, 'shipping-empty')
  })
}

async function comesBack(t, s) {
  const { maker, p } = s

  await t.clause('a parcel that comes back is entered with its reason', async () => {
    await maker.go('/staff/making?queue=sent')
    await maker.click('button', '登记退回 ' + s.no)
    await maker.click('button', '确认退回')
    await maker.sees('请填写退回原因')
    await t.looksBoth(maker, 'back-errors')
    await maker.fill('退回原因', '收件人电话无人接听')
    await maker.click('button', '确认退回')
    await maker.sees('的快件已登记退回')
    await maker.go('/staff/making?queue=ship')
    await maker.sees('已退回寄件人')
    must(sql(`SELECT state, ship_word FROM orders WHERE no = '${s.no}'`)[0].join() === 'SHIP,TO_SHIP', 'not back in SHIP')
  })
  await t.clause('the applicant reads the reason in the history and by message', async () => {
    await openOrder(p, s.no)
    await p.sees('待发货')
    await p.sees('快件退回')
    await p.sees('收件人电话无人接听')
    await p.sees('已退回寄件人')
    await t.looksBoth(p, 'came-back')
    const other = await t.beside(p)
    await other.go('/demo/messages')
    await other.sees(`订单${s.no}的快件被退回：收件人电话无人接听`)
    await leaves(t, other)
  })
  await t.clause('it is sent again with a new waybill', async () => {
    s.second = waybill()
    await maker.click('button', '发货登记 ' + s.no)
    await maker.fill('运单号', s.second)
    await maker.click('button', '确认发货')
    await maker.sees('的证书已登记发货')
    await openOrder(p, s.no)
    await p.sees(s.second)
    await p.sees('已发货')
  })
}

export async function tell(t) {
  const s = { p: await t.person('管理员') }

  await book(t, s)
  await t.clause('the order is approved and its key made', async () => {
    const reviewer = await t.person('审核员')
    await signIn(reviewer, 'reviewer', { staff: true })
    await claim(reviewer, s.no)
    await approve(reviewer)
    s.maker = await t.person('制证员')
    await signIn(s.maker, 'maker', { staff: true })
    await bind(s.maker, s.no, serial('JK2'), serial('00'))
  })
  await sends(t, s)
  await comesBack(t, s)
  await t.clause('nobody confirms it: after ten days it counts as received', async () => {
    try {
      clock(9 * 86400)
      await new Promise(r => setTimeout(r, 7000))
      must(sql(`SELECT state FROM orders WHERE no = '${s.no}'`)[0][0] === 'SENT', 'received too early')
      clock(10 * 86400 + 60)
      const late = await t.person('管理员')
      await signIn(late, 'jia')
      await openOrder(late, s.no)
      for (let i = 0; i < 20 && !(await late.text()).includes('已收货'); i++) {
        await new Promise(r => setTimeout(r, 1000))
        await late.page.reload()
        await late.sees('订单编号')
      }
      await late.sees('已收货')
      await late.sees('超过确认期限，系统自动确认')
      await t.looks(late, 'received-by-time')
    } finally { clockBack() }
  })
}
