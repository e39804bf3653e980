// SPDX-License-Identifier: MIT
/*
 * Who may open which page. A route's meta (see router/index.js) says:
 *   need: 'member'   signed in as an applicant
 *         'staff'    signed in as staff
 *         'any'      signed in
 *         undefined  everybody
 *   right: 'review'  or an array, one of which is enough
 * The server checks everything again; this only leads people to the right page.
 */
import router from './router'
import { session, loadSession, isStaff, can, channel, markExpired } from './store/session'
import { onExpired } from './utils/request'

export const homeOf = () => (isStaff.value ? '/staff' : can('apply') ? '/my/certs' : can('enterprise') ? '/my/company' : '/my/identities')

function place(to) {
  const need = to.meta.need
  if (!need) return true
  if (!session.signed_in) return { name: 'login', query: { to: to.fullPath } }
  if (session.account?.must_change && to.name !== 'password') return { name: 'password', query: { to: to.fullPath } }
  if (!session.account?.must_change && session.account?.must_enrol && to.name !== 'totp') return { name: 'totp', query: { to: to.fullPath } }
  if (need === 'member' && isStaff.value) return '/staff'
  if (need === 'staff' && !isStaff.value) return { name: 'denied' }
  const right = to.meta.right
  if (right && ![].concat(right).some(can)) return { name: 'denied' }
  return true
}

router.beforeEach(async to => {
  try {
    await loadSession()
  } catch {
    if (to.meta.need) return { name: 'offline', query: { to: to.fullPath } }
    return true
  }
  return place(to)
})

router.afterEach((to, from) => {
  document.title = [to.meta.title, channel.value.brand].filter(Boolean).join(' - ')
  if (from.matched.length && to.path !== from.path)
    requestAnimationFrame(() => document.getElementById('main')?.focus({ preventScroll: true }))
})

onExpired(() => { if (router.currentRoute.value.meta.need) markExpired() })
