// SPDX-License-Identifier: MIT
/* Catalogue and price. */
import { get, post } from '@/utils/request'

/** Children of a division code, '' for the provinces: [{ code, words }] */
export const readRegions = of => get('/regions', of ? { of } : null).then(r => r.items)
export const readCatalog = () => get('/catalog')
/** body: { service, lock_type, medium, items: [{ platforms, years }] } -> { fen, items } */
export const quote = (body, signal) => post('/quote', body, { signal })
