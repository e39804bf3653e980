// SPDX-License-Identifier: MIT
/* isPhone: true under 768 px; lists become cards. */
import { ref } from 'vue'

export const isPhone = ref(false)
if (globalThis.matchMedia) {
  const m = matchMedia('(max-width: 767px)')
  isPhone.value = m.matches
  m.addEventListener?.('change', e => { isPhone.value = e.matches })
}
