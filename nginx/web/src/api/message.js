// SPDX-License-Identifier: MIT
/* Messages: the inbox, what one chose to be told, the log of staff. */
import { get, post, put } from '@/utils/request'

/** q: { unread: 1, page, size } -> items [{ pid, title, words, target, at, read }] */
export const listInbox = q => get('/messages', q)
/** -> { total, unread } */
export const countInbox = () => get('/messages/count', null, { background: true })
export const readMessage = pid => post(`/messages/${pid}/read`, {}, { background: true })
export const readAll = () => post('/messages/read')
/** -> { offered: [90, 60 …], days, kinds: ['SMS', 'MAIL', 'SITE'], email } */
export const readReminders = () => get('/account/reminders')
export const saveReminders = body => put('/account/reminders', body)
export const CALENDAR = '/api/certs.ics'

/** q: { q, kind, state, event, page, size } */
export const listLog = q => get('/staff/messages', q)
export const countLog = q => get('/staff/messages/count', q)
export const listEvents = () => get('/staff/messages/events').then(r => r.items)
export const sendAgain = pid => post(`/staff/messages/${pid}/again`)
