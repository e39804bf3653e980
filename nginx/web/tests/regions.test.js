// SPDX-License-Identifier: MIT
import { describe, it, expect, vi, beforeEach } from 'vitest'
import { flushPromises, mount } from '@vue/test-utils'
import RegionSelects from '@/components/RegionSelects.vue'

const api = vi.hoisted(() => ({ readRegions: vi.fn() }))
vi.mock('@/api/catalog', () => api)

const LISTS = {
  '': [{ code: '210000', words: '辽宁省' }],
  210000: [{ code: '210100', words: '沈阳市' }, { code: '210200', words: '大连市' }],
  210100: [{ code: '210102', words: '和平区' }],
  210200: [{ code: '210211', words: '甘井子区' }]
}
let waiting

function open(value) {
  const told = []
  const w = mount(RegionSelects, { props: { label: '企业注册地', modelValue: value, 'onUpdate:modelValue': v => told.push(v) } })
  return { w, told, pick: (i, code) => w.findAll('select')[i].setValue(code) }
}
/* The answers that are due, in this order. */
async function come(...order) {
  await flushPromises()
  const due = waiting.splice(0)
  for (const i of order.length ? order : due.keys()) due[i]()
  await flushPromises()
}

beforeEach(() => {
  waiting = []
  api.readRegions.mockReset().mockImplementation(of => new Promise(ok => { waiting.push(() => ok(LISTS[of])) }))
})

describe('省, 市 and 区', () => {
  it('are loaded one after the other from what is stored', async () => {
    const { w } = open('辽宁省/沈阳市/和平区')
    for (let i = 0; i < 3; i++) await come()
    expect(w.findAll('select').map(s => s.element.value)).toEqual(['210000', '210100', '210102'])
  })
  it('keep a choice that was made while the stored ones were still coming', async () => {
    const { w, told, pick } = open('辽宁省/沈阳市/和平区')
    await come()
    await pick(0, '210000')
    await come(1, 0)
    await pick(1, '210200')
    await come()
    await pick(2, '210211')
    await come()
    expect(w.findAll('select').map(s => s.element.value)).toEqual(['210000', '210200', '210211'])
    expect(told.at(-1)).toBe('辽宁省/大连市/甘井子区')
  })
  it('show the children of the last choice, whichever answer came last', async () => {
    const { w, pick } = open('')
    await come()
    await pick(0, '210000')
    await come()
    await pick(1, '210100')
    await pick(1, '210200')
    await come(1, 0)
    expect(w.findAll('select')[2].findAll('option').map(o => o.text())).toEqual(['区', '甘井子区'])
  })
})
