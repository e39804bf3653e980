// SPDX-License-Identifier: MIT
/* One page of each type, as who opens it; see lighthouse.sh. */
import { join } from 'node:path'
import { launch } from '../e2e/lib/browser.mjs'
import { Person } from '../e2e/lib/person.mjs'
import * as acts from '../e2e/lib/acts.mjs'
import { origin, pidText, sql } from '../e2e/lib/house.mjs'
import { stampedScan } from '../e2e/lib/scan.mjs'

const core = join(process.env.LIGHTHOUSE, 'node_modules/lighthouse/core')
const { default: lighthouse } = await import(join(core, 'index.js'))
const { default: desktop } = await import(join(core, 'config/desktop-config.js'))
const rounds = +(process.env.ROUNDS || 3), wanted = (process.env.PAGES || '').split(' ').filter(Boolean)
const FIGURES = ['performance', 'accessibility', 'best-practices', 'seo']

const browser = await launch('chromium')
const arrive = who => Person.arrive(browser, who, origin)
const visitor = await arrive('visitor'), applicant = await arrive('applicant'), reviewer = await arrive('reviewer')

/* A draft left in the wizard, and an order that waits for its review. */
async function prepare() {
  const t = { people: [], person: (who, width) => Person.arrive(browser, who, origin, width), looks() {} }
  await acts.signIn(applicant, 'jia')
  await acts.openApplication(applicant, '赵明辉', acts.BASE)
  await acts.toPapers(applicant)
  await acts.uploadScan(applicant, '赵明辉', stampedScan(await acts.makePaper(applicant)))
  await acts.submit(applicant)
  const no = await acts.pay(t, applicant, { point: '沈阳办理点' })
  await acts.openApplication(applicant, '赵明辉', acts.BASE)
  const draft = new URL(applicant.page.url()).pathname
  await acts.signIn(reviewer, 'reviewer', { staff: true })
  await acts.claim(reviewer, no)
  const order = sql(`SELECT HEX(pid) FROM orders WHERE no = '${no}'`)[0][0]
  return { draft, order: '/my/orders/' + pidText(order), review: new URL(reviewer.page.url()).pathname }
}

async function once(person, path, form, more = 3) {
  const { lhr } = await lighthouse(origin + path, { logLevel: 'error' }, form === 'desktop' ? desktop : undefined, person.page)
  if (lhr.runtimeError && more) return once(person, path, form, more - 1)	// a trace that was not recorded
  if (lhr.runtimeError) throw new Error(`${path}: ${lhr.runtimeError.message}`)
  for (const ref of lhr.categories.accessibility.auditRefs)	// what it costs is worth a line
    if (lhr.audits[ref.id].score === 0 && ref.weight) console.error(`# ${path} ${form}: ${ref.id} ${lhr.audits[ref.id].details?.items?.map(i => i.node?.selector).join(' ')}`)
  return [...FIGURES.map(k => Math.round(lhr.categories[k].score * 100)), Math.ceil(lhr.audits['total-byte-weight'].numericValue / 1024)]
}

const made = await prepare()
const pages = [
  ['printed page', visitor, '/'], ['price explanation', visitor, '/info/price.html'],
  ['sign in', visitor, '/login'], ['register', visitor, '/register'],
  ['certificates', applicant, '/my/certs'], ['list of orders', applicant, '/my/orders'],
  ['one order', applicant, made.order], ['wizard', applicant, made.draft], ['enterprise data', applicant, '/my/company'],
  ['queues of reviewers', reviewer, '/staff/reviews'], ['review desk', reviewer, made.review]
]
console.log('| page | form | performance | accessibility | best practices | SEO | first load KB |\n|---|---|---|---|---|---|---|')
for (const [name, person, path] of pages.filter(([name]) => !wanted.length || wanted.some(w => name.includes(w))))
  for (const form of ['desktop', 'mobile']) {
    const all = []
    for (let n = 0; n < rounds; n++) all.push(await once(person, path, form))
    console.log(`| ${name} | ${form} | ${all.sort((a, b) => a[0] - b[0])[rounds >> 1].join(' | ')} |`)
  }
await browser.close()
process.exit(0)
