// SPDX-License-Identifier: MIT
/* Orders, certificates, checkout and payment of the applicant. */
import { get, post, put, del, upload } from '@/utils/request'

export const listOrders = q => get('/orders', q)
export const countOrders = q => get('/orders/count', q)
export const readOrder = pid => get('/orders/' + pid)
export const cancelOrder = (pid, key) => post(`/orders/${pid}/cancel`, {}, { key })
export const receiveOrder = (pid, key) => post(`/orders/${pid}/receive`, {}, { key })
/** body: { version, fields } */
export const editOrder = (pid, body) => put(`/orders/${pid}/edit`, body)
export const uploadToOrder = (pid, fields, opt) => upload(`/orders/${pid}/uploads`, fields, opt)
/** body: { version } */
export const resubmitOrder = (pid, body, key) => post(`/orders/${pid}/resubmit`, body, { key })
/** body: { point } */
export const movePoint = (pid, body, key) => post(`/orders/${pid}/point`, body, { key })
export const anotherVoucher = (pid, key) => post(`/orders/${pid}/voucher`, {}, { key })
export const readVoucher = pid => get(`/orders/${pid}/voucher`)
/** body: { no, digits, captcha, answer } -> { no, state, next, at }; for everybody */
export const checkStatus = body => post('/status', body)
/** 移动证书: the link into the holder's phone; a new one when it ran out */
export const readPhone = pid => get(`/orders/${pid}/phone`, null, { background: true })
export const renewPhone = (pid, key) => post(`/orders/${pid}/phone`, {}, { key })
export const readPhoneApp = token => get('/sandbox/phone/' + token, null, { quiet401: true })
export const pressPhoneApp = (token, key) => post('/sandbox/phone/' + token, {}, { key, quiet401: true })
export const listCerts = q => get('/certs', q)
export const countCerts = () => get('/certs/count')

/** body: { orders, way, point?, address? | recipient?, fen } -> group */
export const checkout = (body, key) => post('/checkout', body, { key })
export const readGroup = pid => get('/groups/' + pid)
export const openAttempt = (group, provider, key) => post(`/groups/${group}/attempts`, { provider }, { key })
export const readAttempt = pid => get('/attempts/' + pid, null, { background: true })
export const readSandbox = token => get('/sandbox/' + token, null, { quiet401: true })
export const paySandbox = (token, key) => post(`/sandbox/${token}/pay`, {}, { key, quiet401: true })
export const listMessages = () => get('/demo/messages', null, { quiet401: true })

/* 收件人信息. body: { name, phone, region, address, preferred } -> address */
export const listAddresses = () => get('/addresses').then(r => r.items)
export const addAddress = body => post('/addresses', body)
export const setAddress = (pid, body) => put('/addresses/' + pid, body)
export const dropAddress = pid => del('/addresses/' + pid)
