// SPDX-License-Identifier: MIT
/*
 * The row of reviews a reviewer walks along with J and K: the page of the
 * queue as it was listed. It stays when rows leave the queue by being claimed,
 * so that K leads back.
 */
import { listReviews, nextReview } from '@/api/staff'

const trail = { queue: '', pids: [] }
const SIZE = 50

export function setTrail(queue, items) {
  trail.queue = queue
  trail.pids = items.map(r => r.pid)
}

/** The trail with this review in it; asks the server when it came by link. */
export async function trailAt(queue, pid) {
  if (trail.queue !== queue || !trail.pids.includes(pid)) {
    const { items } = await listReviews({ queue, page: 1, size: SIZE })
    setTrail(queue, items)
    if (!trail.pids.includes(pid)) trail.pids.unshift(pid)
  }
  const i = trail.pids.indexOf(pid)
  return { at: i + 1, of: trail.pids.length, prev: trail.pids[i - 1] || null, next: trail.pids[i + 1] || null }
}

/** After a verdict: what to do next, { queue, pid } or null when all is done.
 * The server knows what this reviewer may take; one's own tasks come first. */
export async function afterVerdict(queue, pid) {
  trail.pids = trail.pids.filter(p => p !== pid)
  const open = ['pool', 'second'].includes(queue) ? [queue, 'mine'] : ['mine', 'pool']
  for (const q of open) {
    const { review } = await nextReview(q)
    if (review && review !== pid) return { queue: q, pid: review }
  }
  return null
}
