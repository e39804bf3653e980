// SPDX-License-Identifier: MIT
/*
 * After all stories (the name sorts last): what the house holds in memory.
 * Proportional set size from /proc, summed over every process of this house.
 * Login workers are excepted from the limit of one worker: scrypt wants 37 MiB.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { varDir } from '../lib/house.mjs'

export const title = 'memory of the house'

const read = path => { try { return readFileSync(path, 'utf8') } catch { return '' } }
const pss = pid => Number(read(`/proc/${pid}/smaps_rollup`).match(/^Pss:\s+(\d+)/m)?.[1] ?? 0) / 1024

/* Every process whose command line names this house, and their children. */
function processes() {
  const all = readdirSync('/proc').filter(n => /^\d+$/.test(n)).map(pid => ({
    pid, parent: read(`/proc/${pid}/stat`).replace(/^.*\) . /, '').split(' ')[0],
    words: read(`/proc/${pid}/cmdline`).replace(/\0/g, ' ')
  }))
  const mine = new Set(all.filter(p => p.words.includes(varDir) && !p.words.startsWith('node')).map(p => p.pid))
  for (let grew = true; grew;) {
    grew = false
    for (const p of all) if (!mine.has(p.pid) && mine.has(p.parent)) { mine.add(p.pid); grew = true }
  }
  return all.filter(p => mine.has(p.pid)).map(p => ({ ...p, mib: pss(p.pid) }))
}

export async function tell(t) {
  const house = processes()
  const workers = house.filter(p => /caportal-worker/.test(p.words))
  /* A login worker shows itself by its size only; the largest may be one. */
  const others = workers.sort((a, b) => b.mib - a.mib).slice(1)
  const sum = house.reduce((s, p) => s + p.mib, 0)

  console.log(`# largest worker ${workers[0]?.mib.toFixed(1)} MB, next ${others[0]?.mib.toFixed(1)} MB; ${house.length} processes, ${sum.toFixed(0)} MB`)
  await t.clause("web and slow workers stay below 25 MB", async () => {
    if (workers.length < 4) throw new Error('only ' + workers.length + ' worker processes found')
    for (const p of others) if (p.mib > 25) throw new Error(`worker ${p.pid} holds ${p.mib.toFixed(1)} MB`)
  })
  await t.clause("the whole installation stays below 350 MB", async () => {
    if (sum > 350) throw new Error(house.map(p => `${p.words.slice(0, 40)} ${p.mib.toFixed(1)}`).join('; '))
  })
}
