// SPDX-License-Identifier: MIT
/*
 * A form in a dialog. `model` is what it is about, null while it is shut:
 *   const { shown, errors, general, busy, box, opened, send } = useDialog(order, emit, () => { form.words = '' })
 *   const save = () => send({ words: required(form.words, '原因') }, async () => { ... })
 * `begin` fills the form each time it opens. send() sends nothing while a word of the
 * first argument says what is wrong; after the second it shuts the dialog and emits
 * done with its answer, and when that failed it shows the words beside their fields, or
 * above. `shown` outlives the model, so that the form does not jump while the dialog
 * closes. The model may be there before the dialog is: pages load some of them late.
 */
import { nextTick, ref, watch } from 'vue'
import { fieldErrors } from '@/utils/request'

const BAD = ['[aria-invalid=true]', 'fieldset:has(.err) input:not([disabled])']

export function useDialog(model, emit, begin, first = 'input') {
  const shown = ref(null)
  const errors = ref({})
  const general = ref('')
  const busy = ref(false)
  const box = ref(null)

  watch(model, v => {
    if (!v) return
    shown.value = v
    errors.value = {}
    general.value = ''
    begin(v)
  }, { immediate: true })
  /* Who began to type while the dialog was opening keeps the place. */
  const opened = () => { if (!box.value?.querySelector('input:focus, textarea:focus')) box.value?.querySelector(first)?.focus() }
  const toBad = () => nextTick(() => BAD.map(s => box.value?.querySelector(s)).find(Boolean)?.focus())

  async function send(wrong, act) {
    if (busy.value) return
    general.value = ''
    errors.value = wrong
    if (Object.values(wrong).some(Boolean)) return toBad()
    busy.value = true
    try {
      const answer = await act()
      model.value = null
      emit('done', answer)
    } catch (e) {
      errors.value = fieldErrors(e)
      if (!e.fields?.length && e.status !== 401) general.value = e.words
      toBad()
    } finally { busy.value = false }
  }

  return { shown, errors, general, busy, box, opened, send }
}
