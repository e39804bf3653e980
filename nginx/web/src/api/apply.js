// SPDX-License-Identifier: MIT
/* New certificate: persons, drafts, forms, uploads, submit. */
import { get, post, put, del, upload } from '@/utils/request'

export const listPersons = lock_type => get('/apply/persons', { lock_type })
export const listDrafts = () => get('/drafts')
/** body: { service: 'new', lock_type, media: ['UKEY', 'MOBILE'], agreements: [pid] } */
export const openDraft = (body, key) => post('/drafts', body, { key })
export const readDraft = pid => get('/drafts/' + pid)
export const dropDraft = pid => del('/drafts/' + pid)
/** body: { version, step, data } */
export const saveDraft = (pid, body) => put('/drafts/' + pid, body)
export const makePapers = (pid, key) => post(`/drafts/${pid}/papers`, {}, { key })
export const uploadToDraft = (pid, fields, opt) => upload(`/drafts/${pid}/uploads`, fields, opt)
export const readUpload = pid => get('/uploads/' + pid, null, { background: true })
export const dropUpload = pid => del('/uploads/' + pid)
/** body: { version, fen } */
export const submitDraft = (pid, body, key) => post(`/drafts/${pid}/submit`, body, { key })
