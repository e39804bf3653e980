// SPDX-License-Identifier: MIT
/* Session, account, agreements. */
import { get, post, del } from '@/utils/request'

export const readSession = () => get('/session', null, { quiet401: true })
/** body: { username, password, totp?, agreements: [pid] } */
export const login = body => post('/session', body, { quiet401: true })
export const logout = () => del('/session', { quiet401: true })
export const listSessions = () => get('/sessions')
export const endSession = pid => del('/sessions/' + pid)
/** '': the role 个人, no enterprise */
export const switchIdentity = identity => post('/session/identity', { identity })
/** body: { old, new } */
export const changePassword = body => post('/account/password', body)
/** A new seed of one's own: { seed, uri, qr }; it counts once a code of it was shown. */
export const newSeed = () => post('/account/totp')
export const confirmSeed = code => post('/account/totp/confirm', { code })
/** -> { pid, image, ends_at }: an arithmetic question, good for one try */
export const newCaptcha = () => post('/captcha', {})
/** purpose: register | reset | account/phone; body: { phone, captcha, answer } -> { resend_at } */
export const sendCode = (purpose, body) => post(`/${purpose}/code`, body)
/** body: { phone, code, password, agreements } -> session */
export const register = body => post('/register', body, { quiet401: true })
/** body: { phone, code, password } */
export const resetPassword = body => post('/reset', body)
export const changePhone = body => post('/account/phone', body)
/** event: LOGIN REGISTER APPLY VENDOR */
export const listAgreements = event => get('/agreements', { event })
