// SPDX-License-Identifier: MIT
/*
 * Key stock: a box comes with its list, keys go to a point and back, one cannot
 * be written, one fails the check, both are retired, the good one is handed out and
 * begins its warranty; who is not collected is told; the desk closes its day.
 */
import { signIn, paidOrder, openOrder, claim, approve, bind, openBinding, lookUp, codeOn, fillLines, serial, must, leaves, BASE } from '../lib/acts.mjs'
import { fileOf } from '../lib/scan.mjs'
import { clock, clockBack, sql } from '../lib/house.mjs'

export const title = 'stock'

const HOLDER = '欧阳𠮷'
const state = key => sql(`SELECT state FROM token WHERE serial = '${key}'`)[0]?.[0]
const place = key => sql(`SELECT COALESCE(p.words, '总库') FROM token t LEFT JOIN pickup_point p ON p.id = t.point_id WHERE t.serial = '${key}'`)[0][0]
/* Other stories type what they like: this house has no list again afterwards. */
const unlisted = () => sql('DELETE FROM token_batch')

async function received(t, s) {
  const { maker } = s

  await t.clause('a maker finds 介质库存; nothing in the list is told in words', async () => {
    unlisted()
    await signIn(maker, 'maker', { staff: true })
    await maker.click('link', '介质库存')
    await maker.click('link', '入库')
    await maker.click('button', '登记入库')
    await maker.sees('请粘贴序列号清单或选择文件')
    await t.looksBoth(maker, 'in-empty')
  })
  await t.clause('a list comes in; a duplicate, a stranger and a bad line are named by line', async () => {
    s.keys = Array.from({ length: 12 }, (_, i) => serial('JK2') + String(i).padStart(2, '0'))
    const lines = ['序列号', ...s.keys.slice(0, 6), s.keys[2], 'XX' + s.keys[0], '#坏行', ...s.keys.slice(6)]
    await maker.upload('选择序列号清单文件', fileOf('到货.csv', Buffer.from(lines.join('\r\n') + '\r\n')))
    for (let i = 0; i < 50 && !(await maker.value('序列号清单')).includes(s.keys[0]); i++) await new Promise(r => setTimeout(r, 100))
    await maker.click('button', '登记入库')
    await maker.sees('12 行已入库')
    for (const w of ['3 行未入库', '与第4行重复', '金科的序列号应以JK2开头', '序列号应为6到40位字母、数字或短横线']) await maker.sees(w)
    must(s.keys.every(k => state(k) === 'IN_STOCK'), 'not all in stock')
    await t.looksBoth(maker, 'in-results')
  })
  await t.clause('what is registered already is told', async () => {
    await fillLines(maker, '序列号清单', [s.keys[3]])
    await maker.click('button', '登记入库')
    await maker.sees('该序列号已登记，状态为“库存”')
  })
  await t.clause('the levels show it, and two keys go to 沈阳: there it is low', async () => {
    await maker.click('link', '调拨')
    const to = await maker.find('combobox', '调拨到')
    await to.select(await to.evaluate(x => [...x.options].find(o => o.textContent === '沈阳办理点').value))
    await fillLines(maker, '序列号清单', [s.keys[0], s.keys[1], 'JK2NOSUCHKEY'])
    await maker.click('button', '登记调拨')
    await maker.sees('2 行已调拨')
    await maker.sees('库存中没有这个序列号')
    await t.looksBoth(maker, 'moved')
    must(place(s.keys[0]) === '沈阳办理点' && state(s.keys[0]) === 'ALLOCATED', `${place(s.keys[0])} ${state(s.keys[0])}`)
    await maker.click('link', '库存')
    await maker.sees('库存偏低')
    await maker.sees('沈阳办理点')
    await t.looksBoth(maker, 'levels')
    await maker.click('link', '工作台')
    await maker.sees('库存偏低')
    await t.looks(maker, 'overview')
  })
}

async function made(t, s) {
  const { maker, p } = s

  await t.clause('at making a key nobody received is refused, and one of another place', async () => {
    await signIn(p, 'jia')
    s.no = await paidOrder(t, p, HOLDER, BASE, { point: '大连办理点' })
    s.reviewer = await t.person('审核员')
    await signIn(s.reviewer, 'reviewer', { staff: true })
    await claim(s.reviewer, s.no)
    await approve(s.reviewer)
    await openBinding(maker, s.no)
    await maker.fill('介质序列号', serial('JK2'))
    await maker.fill('证书序列号', serial('00'))
    maker.expect(422)
    await maker.click('button', '确认登记')
    await maker.sees('库存中没有该介质序列号，请核对，或先办理入库')
    await t.looksBoth(maker, 'unknown-key')
    await maker.fill('介质序列号', s.keys[0])
    await maker.click('button', '确认登记')
    await maker.sees('该介质在沈阳办理点，您的制证地点是总库，不能使用')
    maker.expect()
    maker.complaints.length = 0
    await maker.click('button', '取消')
  })
  await t.clause('a key that cannot be written is entered with its reason; the order waits for another', async () => {
    await maker.go('/staff/making?queue=make')
    await maker.click('button', '制证失败 ' + s.no)
    await maker.click('button', '登记失败')
    await maker.sees('请填写失败原因')
    await t.looksBoth(maker, 'failed-errors')
    await maker.fill('介质序列号', s.keys[2])
    await maker.fill('失败原因', '写入时断开')
    await maker.click('button', '登记失败')
    await maker.sees('请为订单')
    must(state(s.keys[2]) === 'DEFECT', state(s.keys[2]))
    must(sql(`SELECT state FROM orders WHERE no = '${s.no}'`)[0][0] === 'MAKE', 'the order went on')
  })
  await t.clause('another key is made, fails the check, and the order comes back', async () => {
    await bind(maker, s.no, s.keys[3], serial('00'))
    await maker.go('/staff/making?queue=pickup')
    await maker.click('button', '质检 ' + s.no)
    await maker.tick('不合格', true, { role: 'radio', exact: false })
    await maker.click('button', '确认登记')
    await maker.sees('请填写不合格原因')
    await t.looksBoth(maker, 'check-errors')
    await maker.fill('不合格原因', '外壳开裂')
    await maker.click('button', '确认登记')
    await maker.sees('已登记不合格，订单回到待制证')
    must(state(s.keys[3]) === 'DEFECT', state(s.keys[3]))
    await openOrder(p, s.no)
    await p.sees('重新制证')
    await p.sees('制证失败')
  })
  await t.clause('both are retired with their reason; one that may still be made with is left where it is told', async () => {
    await maker.go('/staff/stock?queue=levels')
    await maker.click('link', '停用')
    await fillLines(maker, '序列号清单', [s.keys[2], s.keys[3], 'JK2NOSUCHKEY'])
    await maker.click('button', '登记停用')
    await maker.sees('请填写停用原因')
    await t.looksBoth(maker, 'retire-errors')
    await maker.fill('停用原因', '随不良品退回厂家')
    await maker.click('button', '登记停用')
    await maker.sees('2 行已停用')
    await maker.sees('库存中没有这个序列号')
    must(state(s.keys[2]) === 'RETIRED' && state(s.keys[3]) === 'RETIRED', `${state(s.keys[2])} ${state(s.keys[3])}`)
    await t.looksBoth(maker, 'retired')
    await maker.click('link', '介质查询')
    await maker.fill('介质序列号', s.keys[3])
    await maker.click('button', '查询')
    for (const w of ['不良品 → 已停用', '随不良品退回厂家']) await maker.sees(w)
    must(sql(`SELECT COUNT(*) FROM audit WHERE action = 'stock.retire' AND outcome = 'ok'`)[0][0] >= 1, 'not in the audit book')
  })
  await t.clause('the third is good, and the check says so', async () => {
    await bind(maker, s.no, s.keys[4], serial('00'))
    await maker.go('/staff/making?queue=pickup')
    await maker.click('button', '质检 ' + s.no)
    await maker.find('radio', '合格', { exact: false })
    await (await maker.find('radio', '合格')).evaluate(x => x.closest('label').click())
    await maker.click('button', '确认登记')
    await maker.sees('质检合格，已登记')
    must(state(s.keys[4]) === 'CHECKED', state(s.keys[4]))
  })
}

async function collected(t, s) {
  const { p } = s

  await t.clause('who does not come in seven days is told once more', async () => {
    try {
      clock(7 * 86400 + 60)
      const late = await t.person('管理员')
      for (let i = 0; i < 20; i++) {
        await late.go('/demo/messages')
        if ((await late.text()).includes(`订单${s.no}的CA锁自`)) break
        await new Promise(r => setTimeout(r, 1000))
      }
      await late.sees(`订单${s.no}的CA锁自`)
      await late.sees('等待领取，请携带本人身份证和领取码尽快领取')
      await leaves(t, late)
    } finally { clockBack() }
  })
  await t.clause('the key is handed out: its warranty begins that day, its whole life is on one page', async () => {
    sql("DELETE FROM attempt WHERE name LIKE 'voucher.%'")
    await openOrder(p, s.no)
    await p.click('button', '查看领取码')
    const code = await codeOn(p)
    const dl = s.dl = await t.person('大连柜员')
    await signIn(dl, 'desk-dl', { staff: true })
    await dl.go('/staff/desk')
    await lookUp(dl, code)
    await dl.tick('已核对领取人身份证原件')
    await dl.fill('介质序列号', s.keys[4])
    await dl.click('button', '确认发放')
    await dl.sees('已发放')
    const q = await t.person('系统管理员')
    await signIn(q, 'system', { staff: true })
    await q.click('link', '介质库存')
    await q.findsNot('link', '入库')
    await q.click('link', '介质查询')
    await q.fill('介质序列号', s.keys[4])
    await q.click('button', '查询')
    await q.sees('保修期自此日起算')
    for (const w of ['库存 → 已制证', '已制证 → 已质检', '已质检 → 已发放', '大连柜员', '许制证']) await q.sees(w)
    await t.looksBoth(q, 'history')
    q.expect(422)
    await q.fill('介质序列号', 'JK2NEVERSEEN')
    await q.click('button', '查询')
    await q.sees('没有登记过这个介质序列号')
    q.expect()
    q.complaints.length = 0
  })
}

async function closing(t, s) {
  const { dl } = s

  await t.clause('the desk closes its day: the count is the list, and the list is the database', async () => {
    await dl.go('/staff/desk')
    await dl.click('link', '柜台日结单')
    await dl.sees('当日发放')
    await dl.sees(s.keys[4])
    await dl.sees(s.no)
    const rows = (await dl.rows()).length
    const said = +(await dl.text()).match(/当日发放\s*(\d+)\s*枚/)[1]
    must(said === rows && said >= 1, `${said} said, ${rows} rows`)
    must(said === +sql(`SELECT COUNT(*) FROM voucher v JOIN pickup_point x ON x.id = v.point_id WHERE x.code = 'DL' AND v.state = 'USED' AND FLOOR((v.used_at + 28800) / 86400) = FLOOR((UNIX_TIMESTAMP() + 28800) / 86400)`)[0][0], 'not the database')
    await t.looksBoth(dl, 'day')
    await dl.page.emulateMediaType('print')
    await dl.findsNot('button', '打印日结单')
    await t.shot(dl, 'day-print')
    await dl.page.emulateMediaType(null)
    await dl.go('/staff/desk/day?day=2020-01-01')
    await dl.sees('这一天没有发放')
    await t.looks(dl, 'day-empty')
  })
}

export async function tell(t) {
  const s = { maker: await t.person('制证员'), p: await t.person('管理员') }

  try {
    await received(t, s)
    await made(t, s)
    await collected(t, s)
    await closing(t, s)
  } finally { unlisted() }
}
