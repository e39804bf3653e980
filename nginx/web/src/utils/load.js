// SPDX-License-Identifier: MIT
/*
 * A page's data with its three honest states:
 *   const { data, error, loading, reload } = useLoad(() => readOrder(pid))
 * Older answers that arrive late are dropped. After the session expired the
 * page keeps what it shows: the dialog speaks.
 */
import { shallowRef, ref, onScopeDispose } from 'vue'

export function useLoad(fetcher, { immediate = true } = {}) {
  const data = shallowRef(null)
  const error = shallowRef(null)
  const loading = ref(false)
  let turn = 0

  async function reload(...args) {
    const mine = ++turn
    loading.value = true
    error.value = null
    try {
      const v = await fetcher(...args)
      if (mine === turn) data.value = v
    } catch (e) {
      if (mine === turn && e.name !== 'AbortError') error.value = e
    } finally {
      if (mine === turn) loading.value = false
    }
    return data.value
  }

  onScopeDispose(() => { turn++ })
  if (immediate) reload()
  return { data, error, loading, reload }
}
