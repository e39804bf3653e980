// SPDX-License-Identifier: MIT
/*
 * What a reviewer notes before deciding: marks (field -> reason), general
 * words, "form id and version seen". Kept in memory while he looks at another
 * review or signs in again; the version tick only while the order is the same.
 */
import { computed, reactive, watch } from 'vue'
import { dropUnsaved, keepUnsaved, unsavedOf } from '@/store/draft'

export function useVerdict(pid, review) {
  const note = reactive({ marks: {}, words: '', formSeen: false, overrides: {} })
  const errors = reactive({ form_seen: '', words: '', general: '', marks: {}, overrides: {} })
  const kept = unsavedOf('review:' + pid)
  if (kept) Object.assign(note, kept.data)

  watch(() => review.value?.version, (v, old) => {
    if (v && (old ? old !== v : kept && kept.version !== v)) note.formSeen = false
  })
  watch(note, n => { if (review.value) keepUnsaved('review:' + pid, review.value.version, 0, n) }, { deep: true })

  /* What may be marked: open fields and documents, in the order of the page. */
  const markable = computed(() => [
    ...(review.value?.fields || []).filter(f => !f.frozen),
    ...(review.value?.documents || []).map(d => ({ field: d.slot, words: d.words }))
  ])
  const marks = computed(() => markable.value.filter(f => note.marks[f.field]?.on).map(f => ({ field: f.field, words: f.words, reason: note.marks[f.field].reason.trim() })))

  /* Warnings that are let pass, with the reason (E10). */
  const warned = computed(() => (review.value?.fields || []).filter(f => f.warning))
  const overrides = computed(() => warned.value.map(f => ({ field: f.field, reason: (note.overrides[f.field] || '').trim() })).filter(o => o.reason))

  function clear() { Object.assign(errors, { form_seen: '', words: '', general: '', marks: {}, overrides: {} }) }

  /** A refusal of the server, beside what it is about. */
  function refused(e) {
    clear()
    for (const f of e.fields || []) {
      const m = /^marks\.(\d+)/.exec(f.field)
      if (m && marks.value[m[1]]) errors.marks[marks.value[m[1]].field] ??= f.words
      else if (warned.value.some(x => x.field === f.field)) errors.overrides[f.field] = f.words
      else if (f.field === 'form_seen' || f.field === 'words') errors[f.field] ||= f.words
      else errors.general = [errors.general, f.words].filter(Boolean).join('；')
    }
    if (!e.fields?.length) errors.general = e.words
  }

  function checkReturn() {
    clear()
    for (const m of marks.value) {
      if (!m.reason) errors.marks[m.field] = `请填写“${m.words}”的退回原因`
      else if ([...m.reason].length > 200) errors.marks[m.field] = '退回原因不能超过200个字'
    }
    if (!marks.value.length && !note.words.trim()) errors.words = '请标注需要修改的内容，或填写处理意见'
    return !errors.words && !Object.keys(errors.marks).length
  }

  function checkApprove() {
    clear()
    if (review.value?.has_form && !note.formSeen) errors.form_seen = '请核对申请表编号与版本后勾选'
    for (const f of warned.value) if (!(note.overrides[f.field] || '').trim()) errors.overrides[f.field] = '请填写核准原因，或退回申请人核对'
    return !errors.form_seen && !Object.keys(errors.overrides).length
  }

  return { note, errors, markable, marks, overrides, clear, refused, checkReturn, checkApprove, drop: () => dropUnsaved('review:' + pid) }
}
