// SPDX-License-Identifier: MIT
/* Enterprise data through the pages: what stories about 企业信息 share. */
import { readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { download } from './acts.mjs'
import { admin, data } from './house.mjs'
import { fileOf, png, stampedScan } from './scan.mjs'

/* A scan of nothing in particular: an even sheet with a few grey lines. */
export function picture(name, shade = 220) {
  const w = 900, h = 600, rgb = Buffer.alloc(w * h * 3, 250)
  for (let y = 60; y < h; y += 60) rgb.fill(shade, y * w * 3, (y + 3) * w * 3)
  return fileOf(name, png(w, h, rgb))
}

/* A PDF as an office makes it. */
export function pdf(name) {
  const out = join(tmpdir(), `pdf-${process.pid}-${name}`)
  admin('form', 'imprint', '--data', data('form-imprint.json'), '-o', out)
  return fileOf(name, readFileSync(out))
}

export async function choose(p, name, words) {
  const select = await p.find('combobox', name)
  for (let i = 0; i < 50 && !await select.evaluate((x, w) => [...x.options].some(o => o.textContent === w), words); i++) await new Promise(r => setTimeout(r, 100))
  await select.evaluate((x, w) => {
    x.value = [...x.options].find(o => o.textContent === w).value
    x.dispatchEvent(new Event('change', { bubbles: true }))
  }, words)
}

export async function region(p, label, province, city, district) {
  await choose(p, label + '：省', province)
  await choose(p, label + '：市', city)
  if (district) await choose(p, label + '：区', district)
}

/* 单位基本信息; texts that are not given stay as they are. */
export async function fillBasics(p, e = {}) {
  const texts = { 单位名称: e.name, 住所: e.address ?? '辽宁省沈阳市和平区南京街1号', '注册资本（万元）': '500', 法定代表人: e.legal ?? '冯雪', 法定代表人身份证号: e.legalId ?? '210106199404090000', 法定代表人手机号: '13800000032', 公司详细地址: '南京街1号' }
  for (const [label, value] of Object.entries(texts)) if (value !== undefined) await p.fill(label, value)
  await region(p, '企业注册地', '辽宁省', '沈阳市', e.district ?? '和平区')
  await region(p, '公司地址', '辽宁省', '沈阳市', '和平区')
  await p.tick('投标单位')
  await p.tick('身份证', true, { role: 'radio' })
  await p.tick('沈阳办理点', true, { role: 'radio' })
}

export async function fillInvoice(p) {
  for (const [label, value] of Object.entries({ 发票地址: '沈阳市和平区南京街1号', 发票电话: '024-23450001', 开户行: '演示银行沈阳分行', 开户行账号: '6222020200112233' })) await p.fill(label, value)
}

/* Uploads into one slot and waits until it is looked through. */
export async function bring(p, words, file) {
  await p.upload(words + '扫描件', file)
  await p.find('button', `查看${words}扫描件`, { wait: 30000 })
}

export const SEALS = '电子签章印模采集表'

/* 签署信息: generated, stamped, uploaded. */
export async function seal(p) {
  await p.click('button', '生成' + SEALS)
  await p.sees(SEALS + '已生成，内容与当前信息一致')
  await bring(p, SEALS, stampedScan(await download(p, '下载' + SEALS)))
}

export async function handIn(p) {
  await p.click('button', '提交审核')
  await p.sees('请再次核对填写的信息及上传的附件')
  await p.click('button', '确定', { within: '[role=dialog]' })
  await p.sees('已提交审核')
}
