// SPDX-License-Identifier: MIT
/*
 * Who is here. `session` mirrors GET /api/session; every answer that carries a
 * session object goes through take(), which also sets the CSRF token.
 *
 * session.rights: what the shell shows (can('review')). The server checks again.
 */
import { reactive, computed } from 'vue'
import * as auth from '@/api/auth'
import { setCsrf, onStaleCsrf } from '@/utils/request'
import { forgetDrafts } from './draft'
import { forgetCatalog } from './catalog'

const EMPTY = {
  loaded: false, signed_in: false, csrf: '', environment: 'production',
  channel: null, account: null, identities: [], identity: null, company: null,
  rights: [], roles: [], point: null
}

export const session = reactive({ ...EMPTY })
/* Set while the dialog 登录状态已过期 is open. */
export const expiry = reactive({ open: false })

const DEFAULT_CHANNEL = { code: '', brand: '数字证书服务平台', product: '数字证书', motto: '' }
export const channel = computed(() => ({ ...DEFAULT_CHANNEL, ...session.channel }))
export const isStaff = computed(() => session.account?.kind === 'staff')
export const identityNow = computed(() => session.identities.find(i => i.pid === session.identity) || null)
export const can = right => session.rights.includes(right)
/* Applies for oneself, or as 管理员 for the whole enterprise. */
export const mayApply = () => can('apply') || can('company')

export function take(answer) {
  const before = session.account?.pid + '|' + session.identity
  for (const k of Object.keys(EMPTY)) session[k] = answer?.[k] ?? (Array.isArray(EMPTY[k]) ? [] : EMPTY[k])
  session.loaded = true
  setCsrf(session.csrf)
  if (session.signed_in && before !== session.account?.pid + '|' + session.identity) {
    forgetCatalog()
    forgetDrafts(session.account?.pid)
  }
  return session
}

let loading = null
export function loadSession(force) {
  if (session.loaded && !force) return Promise.resolve(session)
  loading ||= auth.readSession().then(take).finally(() => { loading = null })
  return loading
}
onStaleCsrf(() => loadSession(true))

export const login = body => auth.login(body).then(take)
export const switchIdentity = pid => auth.switchIdentity(pid).then(take)
export const confirmSeed = code => auth.confirmSeed(code).then(take)
export const register = body => auth.register(body).then(take)
export const changePhone = body => auth.changePhone(body).then(take)
export const changePassword = body => auth.changePassword(body).then(take)

let leaving = false
export async function logout() {
  leaving = true
  try { await auth.logout() } finally { leaving = false }
  session.signed_in = false
  forgetDrafts(null)
  forgetCatalog()
  await loadSession(true)
}

/** After a 401, once: saves that were under way answer 401 too. */
export function markExpired() {
  if (session.signed_in && !leaving) expiry.open = true
}

/** The person has read it: nobody is signed in now. */
export async function leaveExpired() {
  expiry.open = false
  session.signed_in = false
  await loadSession(true).catch(() => {})
}
