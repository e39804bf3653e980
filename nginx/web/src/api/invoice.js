// SPDX-License-Identifier: MIT
/* Invoices and their headings; the finance desk of them. */
import { get, post, put, del, upload, query } from '@/utils/request'

/** -> { types: [{ code, words, sends, wants, notices }], items: [heading] }; pid null: a suggestion */
export const readHeadings = () => get('/invoice-headings')
/* body: { name, tax_no, address, phone, bank, account, email } -> heading */
export const addHeading = body => post('/invoice-headings', body)
export const setHeading = (pid, body) => put('/invoice-headings/' + pid, body)
export const dropHeading = pid => del('/invoice-headings/' + pid)

/** q: { state, q, page, size } */
export const listInvoices = q => get('/invoices', q)
export const countInvoices = q => get('/invoices/count', q)
/** body: a choice of the same type as before */
export const changeInvoice = (group, body) => put(`/groups/${group}/invoice`, body)
export const resendInvoice = (pid, email) => post(`/invoices/${pid}/resend`, { email })

/* ---- finance ---- */
export const listDesk = q => get('/staff/invoices', q)
export const countDesk = q => get('/staff/invoices/count', q)
export const sheetOf = q => '/api/staff/invoices/csv' + query(q)
/** -> { batch, count } */
export const exportWaiting = () => post('/staff/invoices/export')
/** -> { done, known, refused, lines: [{ line, no, result, words }] } */
export const importResults = file => upload('/staff/invoices/import', { file })
/** body: { carrier, waybill } */
export const postInvoice = (pid, body) => post(`/staff/invoices/${pid}/post`, body)
export const retryInvoice = pid => post(`/staff/invoices/${pid}/retry`)
