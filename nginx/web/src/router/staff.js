// SPDX-License-Identifier: MIT
/*
 * Staff pages, inside layout/StaffLayout.vue. A route with meta.menu shows in
 * the side menu under that word, when session.rights holds meta.right (a word
 * or an array, one is enough).
 */
const StaffLayout = () => import('@/layout/StaffLayout.vue')

const pages = [
  { path: '', name: 'staff', component: () => import('@/views/staff/OverviewPage.vue'), meta: { title: '工作台', menu: '工作台' } },
  { path: 'sessions', name: 'staff-sessions', component: () => import('@/views/applicant/SessionsPage.vue'), meta: { title: '登录设备', menu: '登录设备' } }
]

export const staffRoutes = [
  { path: '/staff', component: StaffLayout, children: pages.map(r => ({ ...r, meta: { need: 'staff', ...r.meta } })) }
]

/** Entries of the side menu: [{ path, words, right }]. */
export const staffMenu = pages
  .filter(r => r.meta.menu)
  .map(r => ({ path: r.path ? '/staff/' + r.path : '/staff', words: r.meta.menu, right: r.meta.right }))
