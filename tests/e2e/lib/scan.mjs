// SPDX-License-Identifier: MIT
/*
 * What a person does with a form: prints it, puts the company's red chop on it
 * and scans it. pdftoppm is the printer, a PNG the scan.
 */
import { execFileSync } from 'node:child_process'
import { deflateSync } from 'node:zlib'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const table = Array.from({ length: 256 }, (_, n) => {
  for (let k = 0; k < 8; k++) n = n & 1 ? 0xEDB88320 ^ (n >>> 1) : n >>> 1
  return n >>> 0
})
/* zlib has it only from Node 20 on; Debian's is 18. */
const crc = b => (b.reduce((c, x) => table[(c ^ x) & 255] ^ (c >>> 8), 0xFFFFFFFF) ^ 0xFFFFFFFF) >>> 0

function chunk(name, data) {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data])
  const out = Buffer.alloc(body.length + 8)
  out.writeUInt32BE(data.length, 0)
  body.copy(out, 4)
  out.writeUInt32BE(crc(body), body.length + 4)
  return out
}

const SIGNATURE = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')
const END = chunk('IEND', Buffer.alloc(0))

function pngOf(width, height, depth, colour, rows) {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([depth, colour, 0, 0, 0], 8)
  return Buffer.concat([SIGNATURE, chunk('IHDR', head), chunk('IDAT', deflateSync(rows)), END])
}

export function png(width, height, rgb) {
  const rows = Buffer.alloc(height * (width * 3 + 1))
  for (let y = 0; y < height; y++) rgb.copy(rows, y * (width * 3 + 1) + 1, y * width * 3, (y + 1) * width * 3)
  return pngOf(width, height, 8, 2, rows)
}

/* A square of so many black points a side: few bytes, many points. */
export const bomb = side => pngOf(side, side, 1, 0, Buffer.alloc(side * (Math.ceil(side / 8) + 1)))

/* The same picture with comments until it has exactly so many bytes. */
export function grown(picture, bytes) {
  const parts = [picture.subarray(0, picture.length - END.length)]
  let lack = bytes - picture.length
  while (lack > 0) {
    const n = lack > 200000 + 12 + 20 ? 200000 : lack - 12
    parts.push(chunk('tEXt', Buffer.concat([Buffer.from('Comment\0'), Buffer.alloc(n - 8, 0x2e)])))
    lack -= n + 12
  }
  return Buffer.concat([...parts, END])
}

/* 24-bit BMP, a grey sheet. */
export function bmp(width, height) {
  const row = Math.ceil(width * 3 / 4) * 4
  const out = Buffer.alloc(54 + row * height, 0xdd)
  out.fill(0, 0, 54)
  out.write('BM', 0, 'latin1')
  out.writeUInt32LE(out.length, 2)
  out.writeUInt32LE(54, 10)
  out.writeUInt32LE(40, 14)
  out.writeInt32LE(width, 18)
  out.writeInt32LE(height, 22)
  out.writeUInt16LE(1, 26)
  out.writeUInt16LE(24, 28)
  out.writeUInt32LE(row * height, 34)
  return out
}

/* Bytes as a file of that name; returns its path. */
export function fileOf(name, bytes) {
  const file = join(mkdtempSync(join(tmpdir(), 'scan-')), name)
  writeFileSync(file, bytes)
  return file
}

/* A ring of 40 mm where the form leaves room for it. */
function chop(width, height, rgb, dpi) {
  const r = 20 / 25.4 * dpi, cx = width * 0.68, cy = height * 0.72
  for (let y = Math.floor(cy - r); y < cy + r; y++)
    for (let x = Math.floor(cx - r); x < cx + r; x++) {
      const d = Math.hypot(x - cx, y - cy) / r
      if ((d > 0.93 && d < 1) || (d < 0.18)) rgb.set([200, 30, 40], (y * width + x) * 3)
    }
}

/* First page of a PDF as a stamped scan; returns the path of a PNG. */
let sheets = 0
export function stampedScan(pdf, name = `scan-${++sheets}.png`, dpi = 110) {
  const dir = mkdtempSync(join(tmpdir(), 'scan-'))
  writeFileSync(join(dir, 'form.pdf'), pdf)
  execFileSync('pdftoppm', ['-r', String(dpi), '-f', '1', '-l', '1', '-singlefile', join(dir, 'form.pdf'), join(dir, 'page')])
  const ppm = readFileSync(join(dir, 'page.ppm'))
  const [, w, h] = ppm.subarray(0, 40).toString('latin1').match(/^P6\s+(\d+)\s+(\d+)\s+255\s/)
  const start = ppm.subarray(0, 40).toString('latin1').match(/^P6\s+\d+\s+\d+\s+255\s/)[0].length
  const rgb = Buffer.from(ppm.subarray(start))
  chop(+w, +h, rgb, dpi)
  const file = join(dir, name)
  writeFileSync(file, png(+w, +h, rgb))
  return file
}

/* Text of a PDF without white space: what the printed form says. */
export function pdfText(pdf) {
  const dir = mkdtempSync(join(tmpdir(), 'pdf-'))
  writeFileSync(join(dir, 'form.pdf'), pdf)
  return execFileSync('pdftotext', [join(dir, 'form.pdf'), '-'], { encoding: 'utf8' }).replace(/\s+/g, '')
}
