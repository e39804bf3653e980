// SPDX-License-Identifier: MIT
/* Short messages and questions, in one voice. */

export const sayGood = words => ElMessage({ type: 'success', message: words, duration: 2500 })

/** Shows what a failed act says; the expired session has its own dialog. */
export function sayError(e) {
  if (!e || e.name === 'AbortError' || e.status === 401) return
  ElMessage({ type: 'error', message: e.words || '操作没有成功，请稍后再试。', duration: 6000, showClose: true })
}

/** true when the person agrees. */
export async function ask(title, words, yes = '确定', no = '取消') {
  try {
    await ElMessageBox.confirm(words, title, { confirmButtonText: yes, cancelButtonText: no, autofocus: true, closeOnClickModal: false })
    return true
  } catch {
    return false
  }
}
