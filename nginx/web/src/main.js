// SPDX-License-Identifier: MIT
import { createApp } from 'vue'
import App from './App.vue'
import router from './router'
import './permission'
import './styles/base.css'

createApp(App).use(router).mount('#app')
