// SPDX-License-Identifier: MIT
/*
 * Single-letter keys of a page: useKeys({ j: next, a: approve }). Ignored while
 * typing, with Ctrl/Alt/Meta, and while a dialog is open. They can be switched
 * off (WCAG 2.1.4); the choice stays in this browser.
 */
import { onMounted, onUnmounted, ref, watch } from 'vue'

const NAME = 'caportal.keys'
const read = () => { try { return localStorage.getItem(NAME) !== 'off' } catch { return true } }
export const keysOn = ref(read())
watch(keysOn, on => { try { localStorage.setItem(NAME, on ? 'on' : 'off') } catch { /* private window */ } })

const TYPING = 'input:not([type=checkbox]):not([type=radio]):not([type=button]), textarea, select, [contenteditable=true]'

/** Is this key press meant for the page? */
export function isCommand(e) {
  if (e.ctrlKey || e.altKey || e.metaKey || e.isComposing || e.defaultPrevented) return false
  if (e.target?.closest?.(TYPING)) return false
  return ![...document.querySelectorAll('[role=dialog]')].some(d => d.getClientRects().length)
}

export function useKeys(map) {
  const press = e => {
    const act = map[e.key?.toLowerCase()]
    if (!act || !keysOn.value || e.repeat || !isCommand(e)) return
    e.preventDefault()
    act()
  }
  onMounted(() => document.addEventListener('keydown', press))
  onUnmounted(() => document.removeEventListener('keydown', press))
}
