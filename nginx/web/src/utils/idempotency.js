// SPDX-License-Identifier: MIT
/*
 * One click, one effect. A keeper makes one key per (what, body) and keeps it
 * until the server has given a final answer, so that a retry after a lost
 * answer repeats the same request and a changed body gets a new key.
 *
 *   const keys = keyKeeper()
 *   const answer = await keys.run(body, key => post(path, body, { key }))
 *
 * A second run() while the first is under way returns the same promise: that
 * is the double click.
 */
export function newKey() {
  if (globalThis.crypto?.randomUUID) return crypto.randomUUID()
  const b = crypto.getRandomValues(new Uint8Array(16))
  b[6] = (b[6] & 0x0f) | 0x40
  b[8] = (b[8] & 0x3f) | 0x80
  const h = Array.from(b, x => x.toString(16).padStart(2, '0')).join('')
  return `${h.slice(0, 8)}-${h.slice(8, 12)}-${h.slice(12, 16)}-${h.slice(16, 20)}-${h.slice(20)}`
}

/** No answer, or one that says nothing about the effect: keep the key. */
export function isUncertain(e) {
  return !e || e.status === undefined || e.status === 0 || e.status >= 500 || e.status === 429 || e.status === 401
}

export function keyKeeper() {
  let print = null
  let key = null
  let running = null

  function keyFor(body) {
    const now = JSON.stringify(body ?? null)
    if (now !== print || !key) {
      print = now
      key = newKey()
    }
    return key
  }

  function run(body, send) {
    if (running) return running
    const k = keyFor(body)
    running = Promise.resolve()
      .then(() => send(k))
      .then(v => { key = null; return v }, e => { if (!isUncertain(e)) key = null; throw e })
      .finally(() => { running = null })
    return running
  }

  return { run, keyFor }
}
