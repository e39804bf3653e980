// SPDX-License-Identifier: MIT
/* The catalogue of the caller's channel, read once per sign-in and identity. */
import { shallowRef } from 'vue'
import { readCatalog } from '@/api/catalog'

export const catalog = shallowRef(null)
let loading = null

export function loadCatalog() {
  if (catalog.value) return Promise.resolve(catalog.value)
  loading ||= readCatalog().then(c => (catalog.value = c)).finally(() => { loading = null })
  return loading
}

export function forgetCatalog() { catalog.value = null }

const find = (list, code) => (list || []).find(x => x.code === code)
/** What a medium takes, with the names platforms have there. */
export const mediumOf = code => find(catalog.value?.media, code)
export const vendorWords = code => find(catalog.value?.vendors, code)?.words || code || '—'
export const platformWords = (code, medium) => find(mediumOf(medium)?.platforms, code)?.words || find(catalog.value?.platforms, code)?.words || code || '—'
export const lockType = code => find(catalog.value?.lock_types, code)
export const uploadRule = slot => catalog.value?.upload_rules?.[slot] || null
/** What the channel calls it: pay, mail, pickup, slip. */
export const wordOf = (name, otherwise) => catalog.value?.words?.[name] || otherwise
export const notices = place => catalog.value?.notices?.[place] || []
