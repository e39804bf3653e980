// SPDX-License-Identifier: MIT
/*
 * The house under test: where it is, who may sign in, and what only prepares
 * data or checks effects (never acts for a person): SQL, the clock, the admin
 * program.
 */
import { execFileSync } from 'node:child_process'
import { writeFileSync, renameSync } from 'node:fs'
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

/* Moves the clock of the whole house by so many seconds from the real time. */
export function clock(offset) {
  const file = join(varDir, 'run/clock')
  writeFileSync(file + '.new', `${offset}\n`)
  renameSync(file + '.new', file)
}
