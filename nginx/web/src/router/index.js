// SPDX-License-Identifier: MIT
/*
 * The map of the site. Every page is a lazy chunk. meta.title is the page's
 * h1 and part of the window title; meta.need and meta.right are read by
 * permission.js. meta.free: a member's page that wants no identity.
 * Staff pages live in router/staff.js.
 *
 *   /  /news/  /info/  /help/                    printed by the clerk, not here
 *   /login?to=PATH          登录
 *   /register  /reset       注册账号, 找回密码
 *   /status?no=             进度查询             everybody
 *   /password?to=PATH       修改密码             anybody signed in
 *   /totp?to=PATH           设置动态口令         staff
 *   /sandbox/:token         模拟收银台           demo, test
 *   /sandbox/phone/:token   模拟辽易通           demo, test
 *   /demo/messages          演示消息             demo, test
 *   /my/certs               CA管理               member
 *   /my/held/platform?certs=pid,pid              on certificates that are held
 *   /my/apply?kind=MAIN|PERSONAL                 start: lock type and agreement
 *   /my/drafts/:draft/:step persons items confirm papers order (the wizard)
 *   /my/checkout?orders=a,b 支付确认
 *   /my/pay/:group          扫码支付; becomes 支付成功 when paid
 *   /my/orders  /my/orders/:order  …/edit  …/voucher  …/phone
 *   /my/person              个人信息
 *   /my/handover            管理员变更
 *   /my/people              人员管理             管理员: ?queue=requests 审核人员
 *   /my/identities          关联公司及身份选择
 *   /my/sessions            登录设备
 *   /my/company             企业信息             right enterprise or company
 *   /my/dossiers/:dossier/:step                  编辑 企业信息, 个人信息, 管理员变更
 *   /my/invoices?state=&q=  发票管理
 *   /my/messages?unread=1   消息: inbox, expiry reminders, calendar file
 *   /my/courses             我的课程 (empty as yet)
 *   /staff/…                router/staff.js
 *
 * Labels for end-to-end tests that are not the visible text of a control:
 *   navigation "主导航" (public), "个人中心导航" (member), "工作台导航" (staff)
 *   button "{姓名} 账户菜单" in the header shows buttons 登录设备 修改密码 退出登录;
 *   select "切换身份" in the header, with 个人 as its last
 *   groups named by the person ("乙的证书厂商", "乙的应用平台") in the wizard
 *   file inputs are named "选择{姓名}的申请表扫描件"
 */
import { createRouter, createWebHistory } from 'vue-router'
import { staffRoutes } from './staff'

const PublicLayout = () => import('@/layout/PublicLayout.vue')
const MemberLayout = () => import('@/layout/MemberLayout.vue')

const open = [
  { path: '/', name: 'home', redirect: '/login' },
  { path: '/login', name: 'login', component: () => import('@/views/public/LoginPage.vue'), meta: { title: '登录' } },
  { path: '/register', name: 'register', component: () => import('@/views/public/RegisterPage.vue'), meta: { title: '注册账号' } },
  { path: '/reset', name: 'reset', component: () => import('@/views/public/ResetPage.vue'), meta: { title: '找回密码' } },
  { path: '/status', name: 'status', component: () => import('@/views/public/StatusPage.vue'), meta: { title: '进度查询' } },
  { path: '/password', name: 'password', component: () => import('@/views/public/PasswordPage.vue'), meta: { title: '修改密码', need: 'any' } },
  { path: '/totp', name: 'totp', component: () => import('@/views/public/TotpPage.vue'), meta: { title: '设置动态口令', need: 'staff' } },
  { path: '/sandbox/:token', name: 'sandbox', component: () => import('@/views/public/SandboxPage.vue'), meta: { title: '模拟收银台' } },
  { path: '/sandbox/phone/:token', name: 'phone-app', component: () => import('@/views/public/PhoneAppPage.vue'), meta: { title: '模拟辽易通' } },
  { path: '/demo/messages', name: 'messages', component: () => import('@/views/public/MessagesPage.vue'), meta: { title: '演示消息' } },
  { path: '/denied', name: 'denied', component: () => import('@/views/error/ErrorPage.vue'), meta: { title: '无权访问', kind: 'denied' } },
  { path: '/offline', name: 'offline', component: () => import('@/views/error/ErrorPage.vue'), meta: { title: '暂时无法连接', kind: 'offline' } },
  { path: '/:rest(.*)*', name: 'missing', component: () => import('@/views/error/ErrorPage.vue'), meta: { title: '页面不存在', kind: 'missing' } }
]

const my = [
  { path: '', redirect: '/my/certs' },
  { path: 'certs', name: 'certs', component: () => import('@/views/applicant/CertsPage.vue'), meta: { title: 'CA管理', tab: 'certs' } },
  { path: 'apply', name: 'apply', component: () => import('@/views/applicant/ApplyPage.vue'), meta: { title: '新增证书', tab: 'certs' } },
  { path: 'held/:service', name: 'held', component: () => import('@/views/applicant/HeldPage.vue'), meta: { title: '办理业务', tab: 'certs' } },
  { path: 'drafts/:draft/:step?', name: 'draft', component: () => import('@/views/applicant/WizardPage.vue'), meta: { title: '新增证书', tab: 'certs' } },
  { path: 'checkout', name: 'checkout', component: () => import('@/views/applicant/CheckoutPage.vue'), meta: { title: '支付确认', tab: 'orders' } },
  { path: 'pay/:group', name: 'pay', component: () => import('@/views/applicant/PayPage.vue'), meta: { title: '扫码支付', tab: 'orders' } },
  { path: 'orders', name: 'orders', component: () => import('@/views/applicant/OrdersPage.vue'), meta: { title: '订单管理', tab: 'orders' } },
  { path: 'orders/:order', name: 'order', component: () => import('@/views/applicant/OrderPage.vue'), meta: { title: '订单详情', tab: 'orders' } },
  { path: 'orders/:order/edit', name: 'order-edit', component: () => import('@/views/applicant/EditPage.vue'), meta: { title: '重新编辑', tab: 'orders' } },
  { path: 'orders/:order/voucher', name: 'voucher', component: () => import('@/views/applicant/VoucherPage.vue'), meta: { title: '领取码', tab: 'orders' } },
  { path: 'orders/:order/phone', name: 'phone-cert', component: () => import('@/views/applicant/PhoneCertPage.vue'), meta: { title: '移动证书', tab: 'certs' } },
  { path: 'person', name: 'person', component: () => import('@/views/applicant/PersonPage.vue'), meta: { title: '个人信息', tab: 'person', free: true } },
  { path: 'phone', name: 'phone', component: () => import('@/views/applicant/PhonePage.vue'), meta: { title: '更换手机号', tab: 'person', free: true } },
  { path: 'company', name: 'company', component: () => import('@/views/applicant/CompanyPage.vue'), meta: { title: '企业信息', tab: 'company', right: ['enterprise', 'company'] } },
  { path: 'dossiers/:dossier/:step?', name: 'dossier', component: () => import('@/views/applicant/DossierPage.vue'), meta: { title: '编辑资料', free: true } },
  { path: 'invoices', name: 'invoices', component: () => import('@/views/applicant/InvoicesPage.vue'), meta: { title: '发票管理', tab: 'invoices', right: 'apply' } },
  { path: 'messages', name: 'inbox', component: () => import('@/views/applicant/InboxPage.vue'), meta: { title: '消息', tab: 'messages', free: true } },
  { path: 'courses', name: 'courses', component: () => import('@/views/applicant/LaterPage.vue'), meta: { title: '我的课程', tab: 'courses', free: true } },
  { path: 'handover', name: 'handover', component: () => import('@/views/applicant/HandoverPage.vue'), meta: { title: '管理员变更', tab: 'identities', free: true } },
  { path: 'people', name: 'people', component: () => import('@/views/applicant/PeoplePage.vue'), meta: { title: '人员管理', tab: 'people', right: 'company' } },
  { path: 'identities', name: 'identities', component: () => import('@/views/applicant/IdentitiesPage.vue'), meta: { title: '关联公司及身份选择', tab: 'identities', free: true } },
  { path: 'sessions', name: 'sessions', component: () => import('@/views/applicant/SessionsPage.vue'), meta: { title: '登录设备', tab: 'sessions', free: true } }
]

const withNeed = (list, need) => list.map(r => (r.redirect ? r : { ...r, meta: { need, ...r.meta } }))

export default createRouter({
  history: createWebHistory(),
  routes: [
    { path: '/my', component: MemberLayout, children: withNeed(my, 'member') },
    ...staffRoutes,
    { path: '/', component: PublicLayout, children: open }
  ],
  scrollBehavior: (to, from, saved) => saved || (to.path === from.path ? undefined : { top: 0 })
})
