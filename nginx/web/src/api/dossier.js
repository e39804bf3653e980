// SPDX-License-Identifier: MIT
/* Data of an enterprise or a person on their way to approval (modules/service/dossiers.h). */
import { get, post, put, del, upload } from '@/utils/request'

/** -> { company, approved, current, history } */
export const readCompany = () => get('/company')
/** kind: 'company' | 'person' | 'handover'; the open one, or a new one. */
export const openDossier = kind => post('/dossiers', { kind })
export const readDossier = pid => get('/dossiers/' + pid)
/** body: { version, step, data } */
export const saveDossier = (pid, body) => put('/dossiers/' + pid, body)
export const dropDossier = pid => del('/dossiers/' + pid)
export const printDossier = (pid, key) => post(`/dossiers/${pid}/papers`, {}, { key })
export const uploadToDossier = (pid, fields, opt) => upload(`/dossiers/${pid}/uploads`, fields, opt)
export const submitDossier = (pid, body, key) => post(`/dossiers/${pid}/submit`, body, { key })
