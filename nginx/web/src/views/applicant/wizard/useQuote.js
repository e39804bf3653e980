// SPDX-License-Identifier: MIT
/*
 * The live price of what is ticked. Only the server computes it; an older
 * answer never replaces a newer one. prices: { person: { fen, lines } }.
 */
import { ref, shallowRef, watch, onScopeDispose, computed } from 'vue'
import { quote } from '@/api/catalog'

const PAUSE = 150

export function useQuote(draft, data) {
  const prices = shallowRef({})
  const busy = ref(false)
  const failed = ref('')
  let timer = null
  let stop = null

  const wanted = () => data.items.filter(i => i.platforms.length && i.years).map(i => ({ person: i.person, platforms: [...i.platforms], years: i.years }))

  async function ask() {
    stop?.abort()
    const list = wanted()
    if (!list.length) { prices.value = {}; busy.value = false; failed.value = ''; return }
    stop = new AbortController()
    const mine = stop
    try {
      const q = await quote({
        service: draft.value.service || 'new', lock_type: draft.value.lock_type, medium: 'UKEY',
        items: list.map(({ platforms, years }) => ({ platforms, years }))
      }, mine.signal)
      if (mine !== stop) return
      prices.value = Object.fromEntries(list.map((w, i) => [w.person, q.items[i]]))
      failed.value = ''
      busy.value = false
    } catch (e) {
      if (mine !== stop || e.name === 'AbortError') return
      failed.value = e.words
      busy.value = false
    }
  }

  function soon() {
    busy.value = true
    clearTimeout(timer)
    timer = setTimeout(ask, PAUSE)
  }

  watch(() => JSON.stringify(wanted()), soon)
  onScopeDispose(() => { clearTimeout(timer); stop?.abort() })
  const total = computed(() => Object.values(prices.value).reduce((s, p) => s + p.fen, 0))
  return { prices, total, busy, failed, ask: soon }
}
