// SPDX-License-Identifier: MIT
/* Catalogue and price. */
import { get, post } from '@/utils/request'

export const readCatalog = () => get('/catalog')
/** body: { service, lock_type, medium, items: [{ platforms, years }] } -> { fen, items } */
export const quote = (body, signal) => post('/quote', body, { signal })
