// SPDX-License-Identifier: MIT
/*
 * A form that is looked at before it is taken:
 *   const { errors, general, looked, busy, good, run, look } = useDryRun(form)
 * `looked` is what the dry run said, { problems, … }, and is forgotten when the form
 * changes; `good`: nothing speaks against it and nothing is under way. run('save', work)
 * keeps what went wrong; look(send) is the dry run.
 */
import { computed, ref, watch } from 'vue'
import { fieldErrors } from '@/utils/request'

export function useDryRun(form) {
  const errors = ref({})
  const general = ref('')
  const looked = ref(null)
  const busy = ref('')
  const good = computed(() => !busy.value && looked.value && !looked.value.problems.length)
  watch(form, () => { looked.value = null })

  async function run(what, work) {
    if (busy.value) return
    busy.value = what
    errors.value = {}
    general.value = ''
    try { await work() } catch (e) {
      errors.value = fieldErrors(e)
      if (e.status !== 401) general.value = e.words
    } finally { busy.value = '' }
  }
  const look = send => run('check', async () => {
    looked.value = null
    looked.value = await send()
  })
  return { errors, general, looked, busy, good, run, look }
}
