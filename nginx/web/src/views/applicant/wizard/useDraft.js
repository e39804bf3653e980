// SPDX-License-Identifier: MIT
/*
 * One draft on the server (an application, a dossier) and what the person typed here.
 *
 *   draft   the server's last answer (price, papers, uploads, missing)
 *   data    what is on the page; every change is saved 0.7 s later
 * draft.step is the number of the step in wizard/complete.js STEPS, 0 = persons.
 *
 *   save    { state: 'saved'|'dirty'|'saving'|'failed', words }
 *   conflict  the server's newer draft, when another window changed it
 *
 * flush() saves now and resolves when the server has everything; it throws
 * when it could not. Uploads and forms come to a draft beside the saves: keep()
 * and hear() put them into it, and no older answer takes them away. Nothing
 * typed is thrown away: after a lost session it
 * waits in store/draft.js, after a conflict the person chooses.
 */
import { reactive, ref, shallowRef, onScopeDispose } from 'vue'
import { readDraft, saveDraft } from '@/api/apply'
import { keepUnsaved, unsavedOf, dropUnsaved } from '@/store/draft'
import { fieldErrors } from '@/utils/request'

const DELAY = 700
const AGAIN = 4000
const copy = x => JSON.parse(JSON.stringify(x))
const APPLICATION = { read: readDraft, send: saveDraft, empty: { persons: [], items: [], vendor_agreed: false } }

/** how: { read, send, empty }: whose routes, and what nothing typed yet looks like. */
export function useDraft(pid, how = APPLICATION) {
  const fresh = d => ({ ...copy(how.empty), ...copy(d?.data || {}) })
  const draft = shallowRef(null)
  const data = reactive(fresh(null))
  const save = reactive({ state: 'saved', words: '' })
  const errors = ref({})
  const conflict = shallowRef(null)
  const error = shallowRef(null)
  const loading = ref(false)
  let step = 0
  let timer = null
  let running = null
  let edits = 0
  let told = 0	// what came to the draft beside its saves
  let closed = false

  function show(d) {
    draft.value = d
    Object.assign(data, fresh(d))
    step = d.step || 0
    save.state = 'saved'
    errors.value = {}
  }

  async function load() {
    loading.value = true
    error.value = null
    try {
      const d = await read()
      const mine = unsavedOf(pid)
      show(d)
      if (mine) resume(d, mine)
    } catch (e) { error.value = e } finally { loading.value = false }
  }

  function resume(d, mine) {
    Object.assign(data, copy(mine.data))
    if (mine.version === d.version) touch()
    else { save.state = 'dirty'; conflict.value = d }
  }

  function touch(nextStep) {
    if (nextStep !== undefined) step = nextStep
    edits++
    save.state = 'dirty'
    keepUnsaved(pid, draft.value.version, step, data)
    arm(DELAY)
  }

  function arm(ms) {
    clearTimeout(timer)
    if (!closed && !conflict.value) timer = setTimeout(() => { flush().catch(() => {}) }, ms)
  }

  const read = () => how.read(pid)
  const send = () => how.send(pid, { version: draft.value.version, step, data: copy(data) })

  /* What the server answers; asked again when something came to it meanwhile. */
  async function newest(question) {
    for (let ask = question; ; ask = read) {
      const at = told
      const d = await ask()
      if (at === told) return d
    }
  }

  /* Whatever is read afterwards: the version is the one of this save. */
  async function put() {
    const at = edits
    let version
    save.state = 'saving'
    const d = await newest(() => send().then(x => { ({ version } = x); return x }))
    draft.value = { ...d, version }
    errors.value = {}
    if (at === edits) { save.state = 'saved'; dropUnsaved(pid) } else { save.state = 'dirty'; keepUnsaved(pid, version, step, data) }
  }

  async function refused(e) {
    save.state = 'failed'
    save.words = e.words
    errors.value = fieldErrors(e)
    if (e.status === 409) conflict.value = await read().catch(() => null)
    else if (e.status === 0 || e.status >= 500 || e.status === 429) arm(AGAIN)
  }

  /* One save at a time; repeats until the page holds nothing newer. */
  async function flush() {
    clearTimeout(timer)
    while (save.state !== 'saved') {
      if (conflict.value) throw new Error('conflict')
      running ||= put().finally(() => { running = null })
      try { await running } catch (e) {
        if (save.state === 'saving') await refused(e)
        throw e
      }
    }
    return draft.value
  }

  /* After a conflict: the other window's content, or this page's. */
  function takeTheirs() { dropUnsaved(pid); show(conflict.value); conflict.value = null }
  function keepMine() { draft.value = { ...conflict.value }; conflict.value = null; touch() }

  /* What the server has already, put into what the page shows. */
  function keep(part) { told++; draft.value = { ...draft.value, ...part } }

  /* Asks (for a form, or how things stand) and shows the answer.  One that a save has
     overtaken is asked for again; one ahead of every save is another window's. */
  async function hear(question = read) {
    let d = await newest(question)
    told++
    await running?.catch(() => {})
    while (d.version < draft.value.version) d = await newest(read)
    if (d.version > draft.value.version) conflict.value = d
    else draft.value = d
  }

  const warn = e => { if (save.state !== 'saved') e.preventDefault() }
  window.addEventListener('beforeunload', warn)
  onScopeDispose(() => {
    window.removeEventListener('beforeunload', warn)
    flush().catch(() => {})
    closed = true
    clearTimeout(timer)
  })

  return { draft, data, save, errors, conflict, error, loading, load, touch, flush, takeTheirs, keepMine, keep, hear }
}
