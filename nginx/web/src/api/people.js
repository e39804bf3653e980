// SPDX-License-Identifier: MIT
/* Identities of the person signed in; people of the enterprise (人员管理). */
import { get, post, put, del } from '@/utils/request'

export const readPerson = () => get('/person')
/** body: { name, id_number } */
export const listIdentities = () => get('/identities')
export const listIdentityTypes = () => get('/identity-types')
/** body: { company, credit_code, type, channel? } -> identity */
export const askIdentity = body => post('/identities', body)
export const dropIdentity = pid => del('/identities/' + pid)

export const listPeople = q => get('/people', q)
export const countPeople = q => get('/people/count', q)
export const readOnePerson = pid => get('/people/' + pid)
export const checkIdNumber = id_number => post('/people/check', { id_number })
/** body: { name, id_number, phone, type } */
export const addPerson = body => post('/people', body)
/** body: { name?, id_number?, phone?, version } */
export const completePerson = (pid, body) => put('/people/' + pid, body)
export const removeIdentity = pid => del('/people/identities/' + pid)
export const listRequests = q => get('/people/requests', q)
export const countRequests = () => get('/people/requests/count')
export const approveRequest = pid => post(`/people/requests/${pid}/approve`)
export const rejectRequest = (pid, words) => post(`/people/requests/${pid}/reject`, { words })
