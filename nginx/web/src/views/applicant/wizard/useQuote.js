// SPDX-License-Identifier: MIT
/*
 * The live price of what is ticked. Only the server computes it; an older
 * answer never replaces a newer one. prices: { "person medium": { fen, lines } };
 * one question for each medium.
 */
import { ref, shallowRef, watch, onScopeDispose, computed } from 'vue'
import { quote } from '@/api/catalog'
import { keyOf } from './complete'

const PAUSE = 150

export function useQuote(draft, data) {
  const prices = shallowRef({})
  const busy = ref(false)
  const failed = ref('')
  let timer = null
  let stop = null

  const wanted = () => data.items.filter(i => i.platforms.length && i.years).map(i => ({ key: keyOf(i), medium: i.medium, platforms: [...i.platforms], years: i.years }))

  async function ask() {
    stop?.abort()
    const list = wanted()
    if (!list.length) { prices.value = {}; busy.value = false; failed.value = ''; return }
    stop = new AbortController()
    const mine = stop
    try {
      const answers = await Promise.all([...new Set(list.map(i => i.medium))].map(async medium => {
        const of = list.filter(i => i.medium === medium)
        const q = await quote({
          service: draft.value.service || 'new', lock_type: draft.value.lock_type, medium,
          items: of.map(({ platforms, years }) => ({ platforms, years }))
        }, mine.signal)
        return of.map((w, i) => [w.key, q.items[i]])
      }))
      if (mine !== stop) return
      prices.value = Object.fromEntries(answers.flat())
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
