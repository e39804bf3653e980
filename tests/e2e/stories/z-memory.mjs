// SPDX-License-Identifier: MIT
/*
 * Issue 2, "Must show": what the house holds in memory after the stories. PSS,
 * so that pages several processes share count once. Last by its name; it also
 * runs alone, on a house that has done less.
 */
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { varDir } from '../lib/house.mjs'
import { must } from '../lib/acts.mjs'

export const title = 'Memory after the stories'

const SMALL = 25 << 10, ALL = 350 << 10		// KB

/* Their scrypt is allowed 32 MB; workers look alike from outside. */
const logins = Number(readFileSync(join(varDir, 'caportal.conf'), 'utf8').match(/^workers_login = (\d+)/m)[1])

const pidOf = name => Number(readFileSync(join(varDir, 'run', name + '.pid'), 'utf8'))
const number = (file, line) => Number(readFileSync(file, 'utf8').match(line)[1])

/* Workers close their /proc to a plain user; their RSS, never less, then counts. */
function pss(pid) {
  try { return number(`/proc/${pid}/smaps_rollup`, /^Pss:\s+(\d+) kB/m) } catch { return number(`/proc/${pid}/status`, /^VmRSS:\s+(\d+) kB/m) }
}

function parents() {
  const out = new Map()
  for (const pid of readdirSync('/proc').filter(n => /^\d+$/.test(n))) {
    try { out.set(Number(pid), Number(readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /s, '').split(' ')[1])) } catch { /* ended */ }
  }
  return out
}

function family(root) {
  const up = parents(), out = [root]
  for (const pid of out) for (const [child, parent] of up) if (parent === pid) out.push(child)
  return out
}

export async function tell(t) {
  const house = ['nginx', 'caportal-worker', 'caportal-clerk', 'mariadb'].flatMap(name => family(pidOf(name)).map(pid => ({ name, pid, kb: pss(pid) })))
  const list = house.map(h => `${h.name} ${h.pid} ${h.kb} KB`).join('\n')
  const sum = house.reduce((n, h) => n + h.kb, 0)

  console.log(list.replace(/^/gm, '# '))
  await t.clause('every worker but those of the logins holds at most 25 MB', async () => {
    const workers = house.filter(h => h.name === 'caportal-worker')
    must(workers.length > 4, 'the workers are not there:\n' + list)
    const over = workers.filter(h => h.kb > SMALL)
    must(over.length <= logins, over.map(h => `${h.pid}: ${h.kb} KB`).join('; '))
  })
  await t.clause(`the whole installation idle holds at most 350 MB (${Math.round(sum / 1024)} MB)`, async () => {
    must(sum <= ALL, `${sum} KB:\n${list}`)
  })
}
