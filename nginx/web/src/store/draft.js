// SPDX-License-Identifier: MIT
/*
 * Typed but not yet on the server, per draft: kept in memory while the person
 * signs in again, so that a session that ends in the middle loses nothing.
 * Never in localStorage: it holds names and phone numbers.
 */
const kept = new Map()
let owner = null

export function keepUnsaved(pid, version, step, data) {
  kept.set(pid, { version, step, data: JSON.parse(JSON.stringify(data)) })
}
export const unsavedOf = pid => kept.get(pid) || null
export function dropUnsaved(pid) { kept.delete(pid) }

/** Another account signed in, or nobody: nothing of the former may show. */
export function forgetDrafts(account) {
  if (account === null || (owner && account !== owner)) kept.clear()
  owner = account || null
}
