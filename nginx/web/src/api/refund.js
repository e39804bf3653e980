// SPDX-License-Identifier: MIT
/* Refunds, and money that does not fit. */
import { get, post } from '@/utils/request'

/** body: { reason } -> order */
export const askRefund = (order, body) => post(`/orders/${order}/refund`, body)

/* ---- finance ---- */
/** body: { fen, reason } -> order */
export const askPart = (order, body) => post(`/staff/orders/${order}/refund`, body)
/** q: { state, q, page, size } */
export const listRefunds = q => get('/staff/refunds', q)
export const countRefunds = q => get('/staff/refunds/count', q)
export const approveRefund = pid => post(`/staff/refunds/${pid}/approve`)
export const rejectRefund = (pid, words) => post(`/staff/refunds/${pid}/reject`, { words })
export const repeatRefund = pid => post(`/staff/refunds/${pid}/repeat`)
/** act: accept, return */
export const decidePayment = (pid, act, words) => post(`/staff/payments/${pid}/${act}`, { words })
