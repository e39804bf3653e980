// SPDX-License-Identifier: MIT
/*
 * Staff pages, inside layout/StaffLayout.vue. A route with meta.menu shows in
 * the side menu under that word, when session.rights holds meta.right (a word
 * or an array, one is enough). meta.right is what the page's API routes ask
 * for (fcgi/routes.c).
 *
 *   /staff                        工作台
 *   /staff/reviews?queue=mine|pool|returned|done      审核工作台
 *   /staff/reviews/:review?queue=                     one review
 *   /staff/making?queue=make|ship|sent|pickup         制证发货
 *   /staff/shipping?day=2026-11-20                    发货清单, to print
 *   /staff/ship-list              批量发货
 *   /staff/blocked                                 停止支持的介质
 *   /staff/stock?queue=levels|in|move|key&serial=   介质库存
 *   /staff/desk                   领取柜台
 *   /staff/desk/day?day=          柜台日结单, to print
 *   /staff/payments?state=&q=     收款
 *   /staff/refunds?state=&q=      退款
 *   /staff/invoices?state=&q=&batch=   发票
 *   /staff/orders?q=&pay=&review=&ship=   订单查询;  /staff/orders/:order
 *   /staff/messages?q=&kind=&state=&event=   消息记录
 *   /staff/content?kind=&state=   内容管理;  /staff/content/:content ("new": a new one)
 *   /staff/tariffs                收费标准;  /staff/tariffs/:tariff   one version, its dry run
 *   /staff/policies               业务流程
 *   /staff/catalog?queue=OFFER|VENDOR|PLATFORM|MODEL|POINT   业务目录
 *   /staff/tasks?state=           任务队列
 *   /staff/accounts               账号
 *   /staff/roles                  岗位权限
 *   /staff/audit                  审计日志
 *   /staff/sessions               登录设备
 *
 * Labels for end-to-end tests that are not the visible text of a control:
 *   queues are links in a navigation: "我的任务 N" …
 *   review page: checkbox "标注{项目}", select "{项目}的常用退回原因", text
 *   "{项目}的退回原因", text "处理意见"; region "{材料}预览", frame "{材料}（第N版）"
 *   row buttons are named with their order: "领取并审核 {订单号}", "制证登记 {订单号}",
 *   "发货登记 {订单号}", "重试 {任务}", "解锁 {用户名}"
 */
const StaffLayout = () => import('@/layout/StaffLayout.vue')

const REVIEW = ['review', 'second']
const ORDERS = ['view', 'review', 'second', 'make', 'desk', 'finance']

const pages = [
  { path: '', name: 'staff', component: () => import('@/views/staff/OverviewPage.vue'), meta: { title: '工作台', menu: '工作台' } },
  { path: 'reviews', name: 'reviews', component: () => import('@/views/staff/ReviewsPage.vue'), meta: { title: '审核工作台', menu: '审核工作台', right: REVIEW } },
  { path: 'reviews/:review', name: 'review', component: () => import('@/views/staff/ReviewPage.vue'), meta: { title: '审核申请', right: REVIEW } },
  { path: 'making', name: 'making', component: () => import('@/views/staff/MakingPage.vue'), meta: { title: '制证发货', menu: '制证发货', right: 'make' } },
  { path: 'shipping', name: 'shipping', component: () => import('@/views/staff/ShippingPage.vue'), meta: { title: '发货清单', right: 'make' } },
  { path: 'ship-list', name: 'ship-list', component: () => import('@/views/staff/ShipListPage.vue'), meta: { title: '批量发货', right: 'make' } },
  { path: 'stock', name: 'stock', component: () => import('@/views/staff/StockPage.vue'), meta: { title: '介质库存', menu: '介质库存', right: ['make', 'system'] } },
  { path: 'desk', name: 'desk', component: () => import('@/views/staff/DeskPage.vue'), meta: { title: '领取柜台', menu: '领取柜台', right: 'desk' } },
  { path: 'desk/day', name: 'desk-day', component: () => import('@/views/staff/DeskDayPage.vue'), meta: { title: '柜台日结单', right: 'desk' } },
  { path: 'payments', name: 'payments', component: () => import('@/views/staff/PaymentsPage.vue'), meta: { title: '收款', menu: '收款', right: 'finance' } },
  { path: 'refunds', name: 'staff-refunds', component: () => import('@/views/staff/RefundsPage.vue'), meta: { title: '退款', menu: '退款', right: 'finance' } },
  { path: 'invoices', name: 'staff-invoices', component: () => import('@/views/staff/InvoicesPage.vue'), meta: { title: '发票', menu: '发票', right: 'finance' } },
  { path: 'blocked', name: 'blocked', component: () => import('@/views/staff/BlockedPage.vue'), meta: { title: '停止支持的介质', menu: '停用介质', right: 'view' } },
  { path: 'orders', name: 'staff-orders', component: () => import('@/views/staff/SearchPage.vue'), meta: { title: '订单查询', menu: '订单查询', right: ORDERS } },
  { path: 'orders/:order', name: 'staff-order', component: () => import('@/views/staff/OrderPage.vue'), meta: { title: '订单详情', right: ORDERS } },
  { path: 'messages', name: 'message-log', component: () => import('@/views/staff/LogPage.vue'), meta: { title: '消息记录', menu: '消息记录', right: ['view', 'system'] } },
  { path: 'content', name: 'content', component: () => import('@/views/staff/ContentPage.vue'), meta: { title: '内容管理', menu: '内容管理', right: 'system' } },
  { path: 'content/:content', name: 'content-edit', component: () => import('@/views/staff/ContentEditPage.vue'), meta: { title: '编辑内容', right: 'system' } },
  { path: 'tariffs', name: 'tariffs', component: () => import('@/views/staff/TariffsPage.vue'), meta: { title: '收费标准', menu: '收费标准', right: 'system' } },
  { path: 'tariffs/:tariff', name: 'tariff', component: () => import('@/views/staff/TariffPage.vue'), meta: { title: '收费标准', right: 'system' } },
  { path: 'policies', name: 'policies', component: () => import('@/views/staff/PoliciesPage.vue'), meta: { title: '业务流程', menu: '业务流程', right: 'system' } },
  { path: 'catalog', name: 'catalog', component: () => import('@/views/staff/CatalogPage.vue'), meta: { title: '业务目录', menu: '业务目录', right: 'system' } },
  { path: 'tasks', name: 'tasks', component: () => import('@/views/staff/TasksPage.vue'), meta: { title: '任务队列', menu: '任务队列', right: 'system' } },
  { path: 'accounts', name: 'accounts', component: () => import('@/views/staff/AccountsPage.vue'), meta: { title: '账号', menu: '账号', right: 'security' } },
  { path: 'roles', name: 'roles', component: () => import('@/views/staff/RolesPage.vue'), meta: { title: '岗位权限', menu: '岗位权限', right: ['security', 'audit'] } },
  { path: 'audit', name: 'audit', component: () => import('@/views/staff/AuditPage.vue'), meta: { title: '审计日志', menu: '审计日志', right: 'audit' } },
  { path: 'sessions', name: 'staff-sessions', component: () => import('@/views/applicant/SessionsPage.vue'), meta: { title: '登录设备', menu: '登录设备' } }
]

export const staffRoutes = [
  { path: '/staff', component: StaffLayout, children: pages.map(r => ({ ...r, meta: { need: 'staff', ...r.meta } })) }
]

/** Entries of the side menu: [{ path, words, right }]. */
export const staffMenu = pages
  .filter(r => r.meta.menu)
  .map(r => ({ path: r.path ? '/staff/' + r.path : '/staff', words: r.meta.menu, right: r.meta.right }))
