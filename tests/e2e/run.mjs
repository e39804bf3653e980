// SPDX-License-Identifier: MIT
/*
 * Runs one story: `node tests/e2e/run.mjs tests/e2e/stories/s07-g01.mjs`.
 * A story exports `title`, `browsers` (default chromium) and `tell(t)`; every
 * t.clause(sentence, action) is one TAP line. After a clause that failed the
 * story ends: later clauses stand on it and are reported as failed.
 */
import { mkdirSync } from 'node:fs'
import { basename, resolve, join } from 'node:path'
import { launch } from './lib/browser.mjs'
import { Person } from './lib/person.mjs'
import * as house from './lib/house.mjs'

const story = await import(resolve(process.argv[2]))
const out = resolve(process.env.CAPORTAL_E2E_OUT || join(import.meta.dirname ?? new URL('.', import.meta.url).pathname, 'out'))
mkdirSync(out, { recursive: true })
let number = 0
let failed = 0

class Telling {
  constructor(kind, browser) { Object.assign(this, { kind, browser, house, people: [], shots: 0, broken: false }) }

  async person(who, width) {
    const p = await Person.arrive(this.browser, who, house.origin, width)
    p.many = this.kind === 'firefox'	// its windows lie behind each other
    this.people.push(p)
    return p
  }

  async beside(person) {
    const p = await person.beside()
    this.people.push(p)
    return p
  }

  async clause(sentence, action) {
    number++
    const words = `${story.title}${this.kind === 'firefox' ? ' (firefox)' : ''}: ${sentence}`
    if (this.broken) { failed++; console.log(`not ok ${number} - ${words} (not reached)`); return }
    try {
      await action()
      const complaints = this.people.flatMap(p => p.complaints.splice(0).map(c => `${p.who}: ${c}`))
      if (complaints.length) throw new Error('the browser complains: ' + complaints.join('; '))
      console.log(`ok ${number} - ${words}`)
    } catch (e) {
      failed++
      this.broken = true
      console.log(`not ok ${number} - ${words}`)
      console.error(e.stack)
      for (const p of this.people) await this.shot(p, 'failed').catch(() => {})
    }
  }

  /* A picture of the page as it is, kept as output of the tests. */
  async shot(p, name) {
    this.shots++
    const file = `${basename(process.argv[2], '.mjs')}-${this.kind}-${String(this.shots).padStart(2, '0')}-${name}.png`
    await p.page.screenshot({ path: join(out, file), fullPage: true })
  }

  /* What every new page must stand: axe, no sideways scrolling, a picture. */
  async looks(p, name) {
    await p.rests()
    await p.fits()
    if (this.kind !== 'firefox') await p.axe()
    await this.shot(p, name)
  }

  /* The same, and once more on a telephone. */
  async looksBoth(p, name) {
    await this.looks(p, name)
    await p.width(375)
    try { this.kind === 'firefox' ? await p.fits() : await this.looks(p, name + '-375') } finally { await p.width(1280) }
  }
}

for (const kind of process.env.CAPORTAL_E2E_BROWSER?.split(',') ?? story.browsers ?? ['chromium']) {
  const browser = await launch(kind)
  const t = new Telling(kind, browser)
  try {
    await story.tell(t)
  } catch (e) {
    failed++
    console.log(`not ok ${++number} - ${story.title}: the story itself broke`)
    console.error(e.stack)
  }
  await browser.close()
}
console.log(`1..${number}`)
process.exit(failed ? 1 : 0)
