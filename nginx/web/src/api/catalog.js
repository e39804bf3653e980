// SPDX-License-Identifier: MIT
/* Catalogue and price. */
import { get, post } from '@/utils/request'

/** [{ code, words, items: [...] }]: 省, 市, 区 */
export const readRegions = () => get('/regions').then(r => r.items)
export const readCatalog = () => get('/catalog')
/** body: { service, lock_type, medium, items: [{ platforms, years }] } -> { fen, items } */
export const quote = (body, signal) => post('/quote', body, { signal })
