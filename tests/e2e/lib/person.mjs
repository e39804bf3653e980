// SPDX-License-Identifier: MIT
/*
 * A person at a browser. Acts only through what is visible: elements are found
 * by role and accessible name or by their text, waited for at most `patience`.
 * Everything the browser complains about (console errors, page errors, CSP
 * violations, failed requests that nobody expected) is kept in `complaints`.
 */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const patience = 15000
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/* Runs in the page: the n-th visible element of the role whose name fits. */
function findOne(role, name, exact, n, within) {
  const tags = {
    button: 'button,[role=button],input[type=submit]', link: 'a[href],[role=link]',
    textbox: 'input:not([type]),input[type=text],input[type=password],input[type=tel],input[type=search],input[type=date],textarea,[role=textbox]',
    checkbox: 'input[type=checkbox],[role=checkbox]', radio: 'input[type=radio],[role=radio]',
    tab: '[role=tab]', menuitem: '[role=menuitem]', option: '[role=option]',
    combobox: '[role=combobox],select', heading: 'h1,h2,h3,h4,[role=heading]',
    dialog: '[role=dialog],dialog', file: 'input[type=file]', row: 'tr,[role=row]', any: '*'
  }
  const norm = s => (s || '').replace(/\s+/g, ' ').trim()
  const nameOf = e => {
    const by = e.getAttribute('aria-labelledby')
    if (by) return norm(by.split(/\s+/).map(i => document.getElementById(i)?.textContent).join(' '))
    if (e.getAttribute('aria-label')) return norm(e.getAttribute('aria-label'))
    if (e.labels && e.labels.length) return norm([...e.labels].map(l => l.textContent).join(' '))
    return norm(e.innerText ?? e.textContent) || norm(e.value) || norm(e.title) || norm(e.placeholder)
  }
  const visible = e => role === 'file' || role === 'checkbox' || role === 'radio'
    ? (e.closest('label') || e.parentElement).getClientRects().length > 0
    : e.getClientRects().length > 0 && getComputedStyle(e).visibility !== 'hidden'
  const fits = e => {
    const n = nameOf(e)
    return exact ? n.replace(/^\*\s*|\s*\*$/g, '').replace(/[:：]$/, '') === name : n.includes(name)
  }
  const inside = e => !within || [...document.querySelectorAll(within)].some(w => w.contains(e))
  return [...document.querySelectorAll(tags[role])].filter(e => inside(e) && visible(e) && fits(e))[n] ?? null
}

/* Runs in the page: it says that something is still under way. */
const isBusy = () => !!document.querySelector('[aria-busy=true], .state .spin')

/* Runs in the page before anything else: every answer comes up to `most` ms late, so that
 * answers come in any order and people meet pages half done. */
function lateAnswers(most) {
  const later = () => new Promise(r => setTimeout(r, Math.random() * most))
  const { fetch: ask } = window
  window.fetch = (...of) => ask(...of).then(a => later().then(() => a), e => later().then(() => { throw e }))
}

/* Runs in the page: something lies over the middle of it, like a dialog's veil. */
function isCovered(x) {
  const r = x.getBoundingClientRect()
  const top = document.elementFromPoint(r.left + r.width / 2, r.top + r.height / 2)
  return !!top && !x.contains(top) && !top.contains(x)
}

let shown = null	// the window that was brought to the front

/* What a page answers, or null when it goes away meanwhile.  With several windows open the
 * browser now and then never answers one question to a window it has just brought to the
 * front, so nobody waits for one answer longer than three seconds: one asks again. */
const answer = asked => Promise.race([asked.catch(() => null), new Promise(r => setTimeout(r, 3000, null))])

/* An answer that comes between aiming and clicking may move the page: then one clicks again.
 * Who leads to another page was hit. */
async function hits(e) {
  await e.evaluate(x => { x.missed = true; x.addEventListener('click', () => { x.missed = false }, { capture: true, once: true }) })
  await e.click()
  return !await e.evaluate(x => x.missed && x.isConnected).catch(() => false)
}

export class Person {
  constructor(who, page, origin) {
    Object.assign(this, { who, page, origin, complaints: [], expected: [] })
  }

  static async arrive(browser, who, origin, width = 1280) {
    return Person.at(await browser.createBrowserContext(), who, origin, width)
  }

  /* The same person with a second window beside the first one. */
  async beside() {
    const p = await Person.at(this.context, this.who + '的第二个窗口', this.origin, 1280)
    this.many = p.many = p.second = true
    return p
  }

  /* A window behind another one draws nothing and is never ready. */
  async front() {
    if (!this.many || shown === this.page) return
    await this.page.bringToFront()
    shown = this.page
  }

  static async at(context, who, origin, width) {
    const page = shown = await context.newPage()
    page.on('popup', () => { shown = null })
    const p = new Person(who, page, origin)
    p.context = context
    await page.setViewport({ width, height: width < 500 ? 812 : 900 })
    page.on('dialog', d => d.accept().catch(() => {}))	// the browser's own question before leaving
    page.on('pageerror', e => p.complaints.push('page error: ' + e.message))
    page.on('console', m => {
      if (m.type() === 'error' && !/status of 4\d\d|Failed to load resource/.test(m.text())) p.complaints.push('console: ' + m.text())
    })
    page.on('response', r => {
      if (r.status() >= 400 && !p.expected.includes(r.status())) p.complaints.push(`${r.status()} ${r.request().method()} ${r.url()}`)
    })
    await page.evaluateOnNewDocument(() => {
      addEventListener('securitypolicyviolation', e => console.error('CSP ' + e.violatedDirective + ' ' + e.blockedURI))
    })
    if (process.env.CAPORTAL_E2E_LATE) await page.evaluateOnNewDocument(lateAnswers, +process.env.CAPORTAL_E2E_LATE)
    return p
  }

  leave() { return this.second ? this.page.close() : this.context.close() }
  expect(...statuses) { this.expected = statuses }

  async go(path) {
    await this.front()
    await this.page.goto(this.origin + path, { waitUntil: 'domcontentloaded' })
  }

  /* The n-th match as a handle; waits. */
  async find(role, name, { exact = true, n = 0, within = null, wait = patience } = {}) {
    const until = Date.now() + wait
    await this.front()
    for (;;) {
      const handle = await answer(this.page.evaluateHandle(findOne, role, name, exact, n, within))
      const element = handle?.asElement()
      if (element) return element
      if (Date.now() > until) throw new Error(`${this.who} does not find ${role} “${name}” on ${await this.where()}`)
      await new Promise(r => setTimeout(r, 100))
    }
  }

  /* A list that is being read again shows the old rows meanwhile, and a page that has
     nothing yet shows nothing of what is wrong with it: first it comes to rest. */
  async rests() {
    const until = Date.now() + patience
    await this.front()
    while (await answer(this.page.evaluate(isBusy)) !== false) {
      if (Date.now() > until) throw new Error(`${this.who} waits for ${await this.where()}`)
      await new Promise(r => setTimeout(r, 50))
    }
  }

  /* Nothing of that role and name is to be seen once the page has come to rest:
     a dialog may still be fading away. */
  async findsNot(role, name, options) {
    await this.rests()
    const until = Date.now() + 2000
    while (await this.find(role, name, { ...options, wait: 0 }).catch(() => null)) {
      if (Date.now() > until) throw new Error(`${this.who} finds ${role} “${name}” on ${await this.where()}`)
      await new Promise(r => setTimeout(r, 100))
    }
  }

  /* Waits until it has gone, with its animation. */
  async goes(role, name, options) {
    const until = Date.now() + patience
    while (await this.find(role, name, { ...options, wait: 0 }).catch(() => null)) {
      if (Date.now() > until) throw new Error(`${this.who} still finds ${role} “${name}”`)
      await new Promise(r => setTimeout(r, 50))
    }
  }

  /* In words: where the pages say one is. */
  async stands(path, wait = patience) {
    const until = Date.now() + wait
    while (!(await this.where()).match(path)) {
      if (Date.now() > until) throw new Error(`${this.who} is at ${await this.where()}, not at ${path}`)
      await new Promise(r => setTimeout(r, 100))
    }
  }

  async where() { return this.page.url().replace(this.origin, '') }

  async click(role, name, options) {
    const until = Date.now() + patience
    for (;;) {
      const e = await this.find(role, name, options)
      const busy = await e.evaluate(x => x.disabled || x.getAttribute('aria-disabled') === 'true')
      if (!busy) {
        await e.evaluate(x => x.scrollIntoView({ block: 'center' }))
        if (await e.evaluate(isCovered) && Date.now() < until) { await new Promise(r => setTimeout(r, 100)); continue }
        try { if (await hits(e)) return } catch (err) {
          if (Date.now() > until) throw err
        }
        if (Date.now() > until) throw new Error(`${this.who}: ${role} “${name}” moves away`)
      } else if (Date.now() > until) throw new Error(`${this.who}: ${role} “${name}” stays disabled`)
      await new Promise(r => setTimeout(r, 100))
    }
  }

  /* Ticks or unticks what a label stands for. */
  async tick(name, on = true, options = {}) {
    const e = await this.find(options.role || 'checkbox', name, options)
    const state = x => x.type ? x.checked : x.getAttribute('aria-checked') === 'true'
    if (await e.evaluate(state) === on) return
    await e.evaluate(x => { (x.closest('label') || x).scrollIntoView({ block: 'center' }); (x.closest('label') || x).click() })
  }

  /* A dialog that is still opening takes the focus once more when it stands. */
  async settled(e) {
    const opening = x => !!x.closest('[role=dialog]') &&
      !!document.querySelector('.dialog-fade-enter-active, .dialog-fade-enter-from')
    for (let i = 0; i < 30 && await e.evaluate(opening); i++) await new Promise(r => setTimeout(r, 100))
    if (await e.evaluate(x => !!x.closest('[role=dialog]'))) await new Promise(r => setTimeout(r, 150))
  }

  async fill(name, value, options) {
    const e = await this.find('textbox', name, options)
    await this.settled(e)
    await e.evaluate(x => { x.focus(); x.select?.() })
    await e.click({ count: 3 })
    await this.page.keyboard.press('Backspace')
    if (value !== '') await e.type(value)
  }

  /* What stands in a field, chosen or typed. */
  async value(name, options) {
    return (await this.find('textbox', name, options)).evaluate(x => x.value)
  }

  async keeps(name, value, options) {
    const now = await this.value(name, options)
    if (now !== value) throw new Error(`${this.who}: “${name}” holds “${now}”, not “${value}”`)
  }

  async upload(name, file, options = {}) {
    const e = await this.find('file', name, { exact: false, ...options })
    await e.uploadFile(file)
  }

  text() { return this.page.evaluate(() => document.body.innerText) }

  /* The rows of the page's table, each in one line. */
  async rows() {
    await this.rests()
    return this.page.$$eval('main tbody tr', all => all.map(r => r.innerText.replace(/\s+/g, ' ')))
  }

  async sees(words, wait = patience) {
    await this.front()
    const until = Date.now() + wait
    for (;;) {
      const t = (await answer(this.text()) || '').replace(/\s+/g, ' ')
      if (t.includes(words.replace(/\s+/g, ' '))) return
      if (Date.now() > until) throw new Error(`${this.who} does not see “${words}” on ${await this.where()}; the page says: ${t.slice(0, 600)}`)
      await new Promise(r => setTimeout(r, 100))
    }
  }

  async seesNot(words) {
    await this.rests()
    const t = await this.text()
    if (t.includes(words)) throw new Error(`${this.who} sees “${words}” on ${await this.where()}`)
  }

  /* Like turning a telephone: the same page in another width. */
  width(width) { return this.page.setViewport({ width, height: width < 500 ? 812 : 900 }) }

  /* 0 findings of axe in the state the page is in now. */
  async axe() {
    await this.page.evaluate(axeSource)
    let found
    for (let turn = 0; turn < 2 && (!found || found.length); turn++) {
      await new Promise(r => setTimeout(r, turn ? 900 : 300))	// half-faded messages count as low contrast
      found = await this.findings()
    }
    if (found.length) throw new Error(`axe on ${await this.where()}: ${found.join('; ')}`)
  }

  findings() {
    return this.page.evaluate(async () => (await window.axe.run(document, { resultTypes: ['violations'] }))
      .violations.map(v => `${v.id}: ${v.nodes.slice(0, 3).map(n => n.target.join(' ')).join(' | ')}`))
  }

  /* No sideways scrolling, whatever the width; a page may take a moment to lay itself out anew. */
  async fits() {
    let over
    for (let i = 0; i < 10 && (over = await this.page.evaluate(() => document.documentElement.scrollWidth - innerWidth)) > 0; i++) await new Promise(r => setTimeout(r, 100))
    if (over > 0) throw new Error(`${await this.where()} is ${over} px too wide`)
  }
}
