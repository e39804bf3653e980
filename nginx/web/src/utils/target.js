// SPDX-License-Identifier: MIT
/* Where to go after login: only a path of this site. */
export function inside(to, otherwise) {
  return typeof to === 'string' && /^\/(?![/\\])/.test(to) && !to.startsWith('/login') ? to : otherwise
}
