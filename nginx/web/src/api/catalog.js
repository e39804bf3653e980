// SPDX-License-Identifier: MIT
/* Catalogue and price. */
import { get, post } from '@/utils/request'

/** [{ code, words }]: the provinces, or what lies within a division */
export const readRegions = of => get('/regions', of ? { of } : {}).then(r => r.items)
export const readCatalog = () => get('/catalog')
/** body: { service, lock_type, medium, items: [{ platforms, years }] } -> { fen, items } */
export const quote = (body, signal) => post('/quote', body, { signal })
