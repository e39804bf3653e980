// SPDX-License-Identifier: MIT
/* Everything behind the counter. A route here needs the right of its page. */
import { get, post, put, del, query } from '@/utils/request'

export const readOverview = () => get('/staff/overview')

/** q: { queue: 'mine'|'pool'|'second'|'returned'|'done', page, size } */
export const listReviews = q => get('/staff/reviews', q)
export const countReviews = () => get('/staff/reviews/counts')
export const readReview = pid => get('/staff/reviews/' + pid)
/** Takes it, or renews one's own lease. */
export const claimReview = (pid, opt) => post(`/staff/reviews/${pid}/claim`, {}, opt)
export const releaseReview = pid => post(`/staff/reviews/${pid}/release`)
export const seeUpload = (pid, upload) => post(`/staff/reviews/${pid}/seen`, { upload }, { background: true })
/** -> { review: pid|null }: what this reviewer may take next */
export const nextReview = queue => get('/staff/reviews/next', { queue })
/** -> items [{ pid, name, held }] */
export const listReviewers = () => get('/staff/reviewers')
/** body: { version, form_seen, words, overrides: [{ field, reason }] } */
export const approveReview = (pid, body, key) => post(`/staff/reviews/${pid}/approve`, body, { key })
/** body: { version, words, marks: [{ field, reason }] } */
export const returnReview = (pid, body, key) => post(`/staff/reviews/${pid}/return`, body, { key })

/** The second reviewer wants another first look; the lead ends or undoes. body: { version, words } */
export const sendBackReview = (pid, body, key) => post(`/staff/reviews/${pid}/sendback`, body, { key })
export const refuseReview = (pid, body, key) => post(`/staff/reviews/${pid}/refuse`, body, { key })
export const revokeReview = (pid, body, key) => post(`/staff/reviews/${pid}/revoke`, body, { key })
/** body: { version, reason, words } */
export const reclassifyReview = (pid, body, key) => post(`/staff/reviews/${pid}/reclassify`, body, { key })
/** body: { to, words } */
export const reassignReview = (pid, body, key) => post(`/staff/reviews/${pid}/reassign`, body, { key })

/** q: { queue: 'make'|'ship'|'sent'|'pickup', page, size } -> with total */
export const listMaking = q => get('/staff/making', q)
/** body: { key_serial, media_vendor, model, cert_serial, not_before, not_after } */
export const bindKey = (order, body, key) => post(`/staff/making/${order}/bind`, body, { key })
/** body: { seen, serial }: the certificate that was in the key, the new one or '' */
export const updateKey = (order, body, key) => post(`/staff/making/${order}/updated`, body, { key })
/** body: { carrier, waybill } */
export const shipOrder = (order, body, key) => post(`/staff/making/${order}/ship`, body, { key })

/** body: { words } */
export const parcelBack = (order, body, key) => post(`/staff/making/${order}/returned`, body, { key })
/** q: { day } -> { day, sent: [order], waiting: [order] } */
export const readShipping = q => get('/staff/making/shipping', q)

/** body: { carrier, list } -> { done, bad, lines: [{ line, no, waybill, ok, words }] } */
export const shipList = (body, key) => post('/staff/making/shipping', body, { key })

/** body: { key_serial, media_vendor, model, words } */
export const failKey = (order, body, key) => post(`/staff/making/${order}/failed`, body, { key })
/** body: { good, words } */
export const checkKey = (order, body, key) => post(`/staff/making/${order}/check`, body, { key })
export const listBlocked = query => get('/staff/blocked', query)
export const readStock = () => get('/staff/stock')
export const readKey = serial => get('/staff/stock/key', { serial })
/** body: { media_vendor, model, list } -> { done, bad, lines: [{ line, no, ok, words }] } */
export const receiveKeys = (body, key) => post('/staff/stock/receive', body, { key })
/** body: { point, list }; point '': back to the central stock */
export const allocateKeys = (body, key) => post('/staff/stock/allocate', body, { key })
/** body: { words, list }: out of use for good */
export const retireKeys = (body, key) => post('/staff/stock/retire', body, { key })

export const listWaiting = q => get('/staff/desk/waiting', q)
/** q: { day } -> { day, point, total, waiting, clerks, items } */
export const readDeskDay = q => get('/staff/desk/day', q)
export const lookupCode = code => post('/staff/desk/lookup', { code })
/** body: { code, key_serial, id_checked } */
export const handOut = (body, key) => post('/staff/desk/handout', body, { key })

export const listPayments = q => get('/staff/payments', q)
export const countPayments = q => get('/staff/payments/count', q)
export const sumPayments = q => get('/staff/payments/sum', q)

export const searchOrders = q => get('/staff/orders', q)
export const countFound = q => get('/staff/orders/count', q)
/** Address of the same list as CSV. */
export const ordersCsv = q => '/api/staff/orders.csv' + query(q)
/** -> { items: [{ pid, name, filter }] }; one's own */
export const listFilters = () => get('/account/filters')
/** body: { name, filter }; the same name is replaced */
export const saveFilter = body => post('/account/filters', body)
export const dropFilter = pid => del('/account/filters/' + pid)
export const readAnyOrder = pid => get('/staff/orders/' + pid)

export const listTasks = q => get('/staff/tasks', q)
export const retryTask = pid => post(`/staff/tasks/${pid}/retry`)
export const listAccounts = () => get('/staff/accounts')
/** body: { username, name, roles: [code], point } -> { account, password, seed, uri, qr }, shown once */
export const addAccount = body => post('/staff/accounts', body)
/** body: { name, roles, point, version } */
export const setAccount = (pid, body) => put('/staff/accounts/' + pid, body)
export const closeAccount = pid => post(`/staff/accounts/${pid}/close`)
export const resetAccount = pid => post(`/staff/accounts/${pid}/reset`)
export const reseedAccount = pid => post(`/staff/accounts/${pid}/totp`)
export const listRoles = () => get('/staff/roles')
export const unlockAccount = pid => post(`/staff/accounts/${pid}/unlock`)
export const listAudit = q => get('/staff/audit', q)
export const checkAudit = () => get('/staff/audit/check')

/** q: { kind, state, page, size }; kind NOTICE HELP PAGE PLACE CONTACT AGREEMENT */
export const listContent = q => get('/staff/content', q)
export const countContent = q => get('/staff/content/count', q)
export const readContent = pid => get('/staff/content/' + pid)
/** body: { kind, channel, slug, title, body } */
export const addContent = body => post('/staff/content', body)
/** body: { title, body, version }; of a published text it makes the next version */
export const saveContent = (pid, body) => put('/staff/content/' + pid, body)
/** act: publish, withdraw, drop; body: { version } */
export const actContent = (pid, act, version) => post(`/staff/content/${pid}/${act}`, { version })
export const previewContent = (pid, version) => `/api/staff/content/${pid}/preview?v=${version}`

export const listTariffs = () => get('/staff/tariffs')
export const readTariff = pid => get('/staff/tariffs/' + pid)
/** file: the parsed JSON of docs/TARIFF.md */
export const loadTariff = file => post('/staff/tariffs', { file })
/** q: { from, to }, days */
export const replayTariff = (pid, q) => get(`/staff/tariffs/${pid}/replay`, q)
/** act: activate (with date), withdraw, drop */
export const actTariff = (pid, act, body) => post(`/staff/tariffs/${pid}/${act}`, body)

export const listCatalog = () => get('/staff/catalog')
/** body: { list, code, date, values } */
export const checkEdition = body => post('/staff/catalog/check', body)
export const addEdition = body => post('/staff/catalog', body)
export const withdrawEdition = pid => post(`/staff/catalog/${pid}/withdraw`)

export const listPolicies = () => get('/staff/policies')
/** body: { channel, service, medium, lock_type, words, traits, reviewers, review_minutes, documents: [slot], date } */
export const checkPolicy = body => post('/staff/policies/check', body)
export const addPolicy = body => post('/staff/policies', body)
/** body: { channel, service, medium, lock_type, valid_from } */
export const withdrawPolicy = body => post('/staff/policies/withdraw', body)
