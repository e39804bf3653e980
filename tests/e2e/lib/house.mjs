// SPDX-License-Identifier: MIT
/*
 * The house under test: where it is, who may sign in, and what only prepares
 * data or checks effects (never acts for a person): SQL, the clock, the admin
 * program.
 */
import { execFileSync, spawn } from 'node:child_process'
import { openSync, readFileSync, writeFileSync, renameSync } from 'node:fs'
import { resolve, join } from 'node:path'

const top = resolve(new URL('../../..', import.meta.url).pathname)
export const varDir = process.env.CAPORTAL_VAR || join(top, 'var')
export const origin = `http://127.0.0.1:${process.env.CAPORTAL_PORT || 8080}`
export const data = name => join(top, 'tests/data', name)

export const admin = (...args) =>
  execFileSync(join(varDir, 'bin/caportal-admin'), ['-c', join(varDir, 'caportal.conf'), ...args], { encoding: 'utf8' })

export const totp = user => admin('totp', user).trim().split(/\s+/).pop()

/* Answers of one or more statements, as arrays of texts; like nginx/up, as the
 * owner of the house's own MariaDB. */
export function sql(query) {
  const text = execFileSync('mariadb', ['--no-defaults', '-S', resolve(varDir, 'run/mariadb.sock'), '-u', 'root', '--default-character-set=utf8mb4', '-N', '-B', 'caportal', '-e', query], { encoding: 'utf8' })
  return text.trim() === '' ? [] : text.trim().split('\n').map(l => l.split('\t'))
}

/* A pid as it stands in an address (base32) from what sql() gives for HEX(pid). */
export function pidText(hex) {
  const bits = [...Buffer.from(hex, 'hex')].map(b => b.toString(2).padStart(8, '0')).join('')
  return bits.match(/.{1,5}/g).map(b => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'[parseInt(b.padEnd(5, '0'), 2)]).join('')
}

/* Ends the sessions of a user as time would. */
export const endSessions = user =>
  sql(`UPDATE session s JOIN account a ON a.id = s.account_id SET s.ended_at = UNIX_TIMESTAMP() WHERE a.username = '${user}' AND s.ended_at IS NULL`)

/* The base price of a project leader's key, told to all workers. */
export const price = fen =>
  sql(`UPDATE tariff_base b JOIN tariff t ON t.id = b.tariff_id SET b.fen = ${fen} WHERE t.code = 'T1' AND b.service = 'new' AND b.lock_type = 'PROJECT' AND b.medium = 'UKEY';
    UPDATE catalog_version SET version = version + 1`)

/* ---- a worker or clerk that is gone for a while ---- */

const pidOf = name => Number(readFileSync(join(varDir, 'run', name + '.pid'), 'utf8'))
const alive = pid => { try { process.kill(pid, 0); return true } catch { return false } }
const pause = ms => new Promise(r => setTimeout(r, ms))

export async function stopWorker() {
  const pid = pidOf('caportal-worker')
  process.kill(pid, 'SIGTERM')
  while (alive(pid)) await pause(100)
}

export async function startWorker() {
  const log = openSync(join(varDir, 'log/caportal-worker.log'), 'a')
  spawn(join(varDir, 'bin/caportal-worker'), ['-c', join(varDir, 'caportal.conf')], { cwd: top, detached: true, stdio: ['ignore', log, log] }).unref()
  for (let i = 0; i < 100; i++) {
    if (await fetch(origin + '/readyz').then(r => r.ok, () => false)) return
    await pause(100)
  }
  throw new Error('the worker does not come back')
}

/* Moves the clock of the whole house by so many seconds from the real time. */
export function clock(offset) {
  const file = join(varDir, 'run/clock')
  writeFileSync(file + '.new', `${offset}\n`)
  renameSync(file + '.new', file)
}

/* The clock as people read it in 沈阳: "2021-09-30 16:00". */
export const clockAt = words => clock(Math.ceil((Date.parse(words.replace(' ', 'T') + ':00+08:00') - Date.now()) / 1000) + 1)

/* Back to the real time; what repeats itself was put off or is long over. */
export function clockBack() {
  clock(0)
  sql("UPDATE task SET due_at = UNIX_TIMESTAMP() WHERE tkey = 'every' AND state = 'QUEUED'")
}

/* Orders and messages of a day that has not come would stand above all others in later stories. */
export const datesBack = () => {
  for (const table of ['orders', 'message']) sql(`UPDATE ${table} SET created_at = created_at - CEIL((created_at - UNIX_TIMESTAMP()) / 86400) * 86400 WHERE created_at > UNIX_TIMESTAMP()`)
}

/* As a power cut would: the master and all it started; then they are back. */
export async function killClerk() {
  const pid = pidOf('caportal-clerk')
  process.kill(-pid, 'SIGKILL')
  while (alive(pid)) await pause(100)
  const log = openSync(join(varDir, 'log/caportal-clerk.log'), 'a')
  const child = spawn(join(varDir, 'bin/caportal-clerk'), ['-c', join(varDir, 'caportal.conf')], { cwd: top, detached: true, stdio: ['ignore', log, log] })
  child.unref()
  await pause(1500)
  if (!alive(child.pid)) throw new Error('the clerk does not come back')
}

/* A setting of the clerk, as an operator would change it: the line, then a restart. */
export async function setting(name, value) {
  const file = join(varDir, 'caportal.conf')
  writeFileSync(file, readFileSync(file, 'utf8').replace(new RegExp(`^${name} =.*$`, 'm'), `${name} = ${value}`.trimEnd()))
  await killClerk()
}
