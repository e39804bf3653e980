// SPDX-License-Identifier: MIT
/*
 * A list whose filters and page live in the URL, so that back and reload keep
 * them. The total is its own request (or comes with the list, or is known from
 * a page that is not full); the list does not wait for it.
 *
 *   const { form, items, page, size, total, state, search, reset, turn, reload } =
 *     useListing({ list: listOrders, count: countOrders, filters: { q: '', pay: '' } })
 *   <form @submit.prevent="search"> with v-model="form.q"
 *   <PageState v-bind="state" @retry="reload"> … <Pagination :page :size :total @change="turn" />
 *
 * filters holds the defaults; a filter at its default is not in the URL.
 * list gets { ...filters, page, size }, count gets the filters.
 *
 * Deeper than PAGES_MAX numbered pages a list whose answer names `next` is read
 * on by older(): the address then holds after=, and `deep` is true.
 */
import { computed, reactive, watch } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { useLoad } from './load'

const SIZES = [10, 20, 50]
/** What the server takes (call_page in fcgi/http.h). */
export const PAGES_MAX = 1000

/** Total of a list that does not say it: null while more may follow. */
export function knownTotal(page, size, got, said) {
  if (Number.isInteger(said)) return said
  return got < size && (got > 0 || page === 1) ? (page - 1) * size + got : null
}

/** Query of the URL without what is default or empty. */
export function queryOf(values, defaults) {
  return Object.fromEntries(Object.entries(values)
    .map(([k, v]) => [k, typeof v === 'string' ? v.trim() : v])
    .filter(([k, v]) => v !== '' && v !== null && v !== undefined && v !== defaults[k]))
}

export function useListing({ list, count = null, filters = {}, size: usual = 10 }) {
  const route = useRoute()
  const router = useRouter()
  const name = route.name
  const defaults = { ...filters, page: 1, size: usual }
  const filter = computed(() => Object.fromEntries(Object.keys(filters).map(k => [k, String(route.query[k] ?? filters[k])])))
  const page = computed(() => Math.min(PAGES_MAX, Math.max(1, parseInt(route.query.page, 10) || 1)))
  const deep = computed(() => String(route.query.after || ''))
  const size = computed(() => SIZES.find(n => n === +route.query.size) || usual)
  const form = reactive({ ...filters })
  const rows = useLoad(() => list({ ...filter.value, ...(deep.value ? { after: deep.value } : { page: page.value }), size: size.value }), { immediate: false })
  const counted = useLoad(() => count(filter.value), { immediate: false })

  const items = computed(() => rows.data.value?.items || [])
  const next = computed(() => rows.data.value?.next || null)
  const filtered = computed(() => Object.keys(filters).some(k => filter.value[k] !== filters[k]))
  const total = computed(() => (count ? counted.data.value?.total ?? null : rows.data.value && knownTotal(page.value, size.value, items.value.length, rows.data.value.total)))
  const state = computed(() => ({
    loading: rows.loading.value, error: rows.error.value, ready: !!rows.data.value && !rows.error.value,
    empty: !rows.loading.value && !!rows.data.value && !items.value.length
  }))

  const asked = q => JSON.stringify({ ...q, page: 0, size: 0, after: 0 })

  watch(() => route.query, (q, old) => {
    if (route.name !== name) return
    Object.assign(form, filter.value)
    rows.reload()
    if (count && (!old || asked(q) !== asked(old))) counted.reload()
  }, { immediate: true })

  const reload = () => { if (count) counted.reload(); return rows.reload() }
  /* The same question again is a wish to see it anew. */
  function go(values) {
    const query = queryOf(values, defaults)
    if (JSON.stringify(query) === JSON.stringify(queryOf({ ...filter.value, page: page.value, size: size.value, after: deep.value }, defaults))) return reload()
    return router.push({ query })
  }
  return {
    form, filter, filtered, items, page, size, total, state, rows, next, deep,
    search: () => go({ ...form, size: size.value }),
    reset: () => { Object.assign(form, filters); return go({}) },
    turn: p => go({ ...filter.value, page: p.page, size: p.size }),
    older: () => go({ ...filter.value, size: size.value, after: next.value }),
    reload
  }
}
