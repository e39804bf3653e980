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
addEventListener('vite:preloadError', e => { if (leaving) e.preventDefault() })
addEventListener('unhandledrejection', e => { if (leaving) e.preventDefault() })
router.onError(e => { if (!leaving) console.error(e) })
