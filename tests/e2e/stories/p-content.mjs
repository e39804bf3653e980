// SPDX-License-Identifier: MIT
/*
 * The operator's texts: a notice is written, previewed, published, replaced
 * and withdrawn; visitors see the printed pages. Agreements, sentences on
 * pages, prices.
 */
import { signIn, must } from '../lib/acts.mjs'
import { sql } from '../lib/house.mjs'

export const title = 'P content'

const MARK = Date.now().toString(36)
const TITLE = `停机维护通知${MARK}`

/* Printing is a task of the clerk: the page is there within seconds. */
async function shows(p, path, words, there = true) {
  for (let i = 0; i < 40; i++) {
    await p.go(path)
    if ((await p.text()).includes(words) === there) return
    await new Promise(r => setTimeout(r, 250))
  }
  throw new Error(`${path} ${there ? 'does not show' : 'still shows'} ${words}`)
}

async function publish(p, words = '发布') {
  await p.click('button', words)
  await p.click('button', words, { within: '[role=dialog]' })
}

/* A text of several lines, as one would paste it: three clicks mark a line only. */
async function paste(p, words, all = true) {
  const e = await p.find('textbox', '正文')
  await e.focus()
  await p.page.keyboard.down('Control')
  await p.page.keyboard.press(all ? 'a' : 'End')
  await p.page.keyboard.up('Control')
  await p.page.keyboard.sendCharacter(words)
}

async function find(p, kind, words) {
  await p.go('/staff/content?size=50&kind=' + kind)
  await p.click('link', '查看 ' + words + ' MAIN')
  await p.find('textbox', '正文')
}

async function notice(t, p, v) {
  await t.clause('the system administrator finds all texts in 内容管理', async () => {
    await signIn(p, 'system', { staff: true })
    await p.click('link', '内容管理')
    await p.sees('第1版')
    await p.sees('共')
    await t.looksBoth(p, 'list')
    await p.go('/staff/content?kind=NOTICE&state=WITHDRAWN')
    await t.looks(p, 'list-other')
  })
  await t.clause('a notice is a draft first: the preview shows it, the public page does not', async () => {
    await p.go('/staff/content/new?kind=NOTICE')
    await t.looksBoth(p, 'new')
    await p.fill('标题', TITLE)
    await p.fill('正文', '# 维护时间\n今晚八点至十点暂停服务。\n- <script>document.title="坏"</script>')
    await p.click('button', '保存草稿')
    await p.sees('草稿')
    await p.sees('本版记录')
    await t.looksBoth(p, 'draft')
    await v.go('/news/')
    await v.seesNot(TITLE)
  })
  await t.clause('published with a second confirmation, a visitor sees it within seconds; tags are text', async () => {
    await publish(p)
    await p.sees('已发布')
    await shows(v, '/news/', TITLE)
    await v.click('link', TITLE)
    await v.sees('今晚八点至十点暂停服务')
    await v.sees('<script>document.title="坏"</script>')
    must(!(await v.page.title()).includes('坏') || (await v.page.title()).includes(TITLE), 'a script ran')
    await t.looksBoth(v, 'notice')
  })
  await t.clause('what is published is not edited: a second version replaces it, the first one stays on record', async () => {
    await find(p, 'NOTICE', TITLE)
    await paste(p, '维护改为明晚八点。')
    await p.click('button', '保存草稿')
    await p.sees('第2版')
    await shows(v, '/news/', TITLE)
    await v.click('link', TITLE)
    await v.sees('今晚八点')
    await publish(p)
    await p.sees('已被新版本取代')
    const path = await v.where()
    await shows(v, path, '维护改为明晚八点')
    await v.seesNot('今晚八点')
  })
  await t.clause('withdrawn, it is gone from the public site', async () => {
    await publish(p, '撤下')
    await p.sees('已撤下')
    await shows(v, '/news/', TITLE, false)
    const rows = sql(`SELECT n, state FROM content WHERE title = '${TITLE}' ORDER BY n`)
    must(rows.join(' ') === '1,REPLACED 2,WITHDRAWN', rows.join(' '))
  })
}

async function inForce(t, p, v) {
  await t.clause('a sentence on a page changes where it belongs', async () => {
    await find(p, 'PLACE', '页脚说明')
    const old = await p.value('正文')
    await paste(p, `\n临时提示${MARK}`, false)
    await p.click('button', '保存草稿')
    await p.sees('草稿')
    await publish(p)
    await p.sees('已被新版本取代')
    await shows(v, '/', `临时提示${MARK}`)
    await paste(p, old)
    await p.click('button', '保存草稿')
    await p.sees('草稿')
    await publish(p)
    await shows(v, '/', `临时提示${MARK}`, false)
  })
  await t.clause('a new version of an agreement is what the next login asks for; the old one stays', async () => {
    await find(p, 'AGREEMENT', '隐私政策')
    await p.findsNot('button', '撤下')
    await paste(p, `\n修订说明${MARK}。`, false)
    await p.click('button', '保存草稿')
    await p.sees('草稿')
    await publish(p)
    await p.sees('已被新版本取代')
    await shows(v, '/info/agreements.html', '隐私政策')
    const before = sql("SELECT MAX(id) FROM agreement_tick")[0][0]
    await signIn(v, 'jia')
    const [[body]] = sql(`SELECT a.body FROM agreement_tick t JOIN agreement a ON a.id = t.agreement_id WHERE t.id > ${Number(before) || 0} AND a.code = 'PRIVACY' LIMIT 1`)
    must(body.includes(`修订说明${MARK}`), 'the old text was agreed to')
    must(Number(sql("SELECT COUNT(*) FROM agreement WHERE code = 'PRIVACY'")[0][0]) >= 2, 'the old version is gone')
  })
}

async function pages(t, v) {
  await t.clause('eight menu entries, each with its own page', async () => {
    const menu = { 首页: '/', 通知公告: '/news/', 体验中心: '/info/experience.html', 产品中心: '/info/products.html', 学习中心: '/info/learning.html', 知识库: '/info/knowledge.html', 下载中心: '/info/downloads.html', 关于我们: '/info/about.html' }
    for (const [words, path] of Object.entries(menu)) {
      await v.go('/help/guide.html')
      await v.click('link', words)
      await v.stands(new RegExp('^' + path + '$'))
      await v.find('heading', words === '首页' ? '通知公告' : words)
      await t.looksBoth(v, 'menu')
    }
  })
  await t.clause('the price page says what the tariff engine computes', async () => {
    await v.go('/info/price.html')
    for (const words of ['合计 750.00 元', '合计 250.00 元', '合计 200.00 元']) await v.sees(words)
    await t.looksBoth(v, 'price')
  })
  await t.clause('who must bind and who must register, the browsers, the guide', async () => {
    await v.go('/news/account-binding.html')
    await v.sees('需要绑定的用户')
    await v.go('/help/browser.html')
    await v.sees('Firefox')
    await v.go('/help/guide.html')
    await t.looksBoth(v, 'guide')
    await v.click('link', '立即登录', { n: 0 })
    await v.find('button', '登录')
  })
}

export async function tell(t) {
  const p = await t.person('system')
  const v = await t.person('visitor')

  await pages(t, v)
  await notice(t, p, v)
  await inForce(t, p, v)
}
