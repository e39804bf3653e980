// SPDX-License-Identifier: MIT
import { createApp } from 'vue'
import App from './App.vue'
import router from './router'
import './permission'
import './styles/base.css'

createApp(App).use(router).mount('#app')

/* Who leaves while a page is still coming breaks its parts off: no error of ours. */
let leaving = false
addEventListener('pagehide', () => { leaving = true })
addEventListener('beforeunload', () => {
  leaving = true
  setTimeout(() => { leaving = false }, 5000)	// still here: it was a download, or one stayed
})
addEventListener('unhandledrejection', e => { if (leaving) e.preventDefault() })

/* A part that does not come: the house was brought up with other pages since this one was
 * opened, or the line is bad.  A page is then fetched whole; a dialog can only say so. */
let missing = false
addEventListener('vite:preloadError', e => {
  if (leaving) return e.preventDefault()
  missing = true
  import('./utils/say').then(s => s.sayError({ words: '页面的一部分没有加载成功，请刷新页面后重试。' }))
})
router.onError((e, to) => {
  if (leaving) return
  if (missing && router.currentRoute.value.matched.length) location.assign(to.fullPath)
  else console.error(e)
})
