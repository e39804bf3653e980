// SPDX-License-Identifier: MIT
/* Businesses on certificates that are held: added platforms, renewal. */
import { get, post } from '@/utils/request'

export const showHeld = (service, certs) => get('/held', { service, certs: certs.join(',') })
/** body: { service, items: [{ cert, platforms: [code] }] } */
export const priceHeld = (body, signal) => post('/held/price', body, { signal, background: true })
/** body: { service, items, reason, remark, handler, handler_phone, bids, bid_day }: keeps and prints */
export const printHeld = (body, key) => post('/held/papers', body, { key })
export const reportLoss = (cert, lost) => post(`/certs/${cert}/loss`, { lost })
/** body: the same with { fen, confirmed } */
export const submitHeld = (body, key) => post('/held', body, { key })
