// SPDX-License-Identifier: MIT
/* Writes .gz and .br beside every text file of the built site, so that nginx
 * only picks one (gzip_static, brotli_static) and compresses nothing itself.
 * Same input, same bytes: the gzip header carries no time. */
import { readdirSync, readFileSync, writeFileSync, statSync } from 'node:fs'
import { join, extname } from 'node:path'
import { gzipSync, brotliCompressSync, constants } from 'node:zlib'

const TEXT = new Set(['.js', '.css', '.html', '.svg', '.txt', '.json'])
const SMALLEST = 512

function files(dir) {
  return readdirSync(dir).flatMap(name => {
    const path = join(dir, name)
    return statSync(path).isDirectory() ? files(path) : [path]
  })
}

function squeeze(path) {
  const plain = readFileSync(path)
  if (plain.length < SMALLEST) return
  writeFileSync(path + '.gz', gzipSync(plain, { level: 9 }))
  writeFileSync(path + '.br', brotliCompressSync(plain, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: plain.length }
  }))
}

/** Vite plugin: runs once after the last file is written. */
export function compress() {
  let out = 'dist'
  return {
    name: 'caportal-compress',
    apply: 'build',
    enforce: 'post',
    configResolved(config) { out = config.build.outDir },
    closeBundle() { files(out).filter(f => TEXT.has(extname(f))).forEach(squeeze) }
  }
}
