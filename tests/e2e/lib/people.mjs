// SPDX-License-Identifier: MIT
/* People nobody met before, so that stories may run again on one house. */

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
let counter = Date.now() % 1000000

/* A valid ID number of 沈阳. */
export function idNumber() {
  counter++
  const day = String(1 + counter % 28).padStart(2, '0'), month = String(1 + Math.floor(counter / 28) % 12).padStart(2, '0')
  const year = 1960 + Math.floor(counter / 336) % 40
  const head = `210102${year}${month}${day}${String(Math.floor(Math.random() * 1000)).padStart(3, '0')}`
  return head + '10X98765432'[WEIGHTS.reduce((n, w, i) => n + w * head[i], 0) % 11]
}

export const phoneNumber = () => '139' + String(10000000 + Math.floor(Math.random() * 89999999))

const CREDIT = '0123456789ABCDEFGHJKLMNPQRTUWXY'
/* A 统一社会信用代码 of 沈阳 with right check digits; 31^6 of them, as a million met twice. */
export function creditCode() {
  const body = 'MA' + Array.from({ length: 6 }, () => CREDIT[Math.floor(Math.random() * CREDIT.length)]).join('')
  const r = 11 - [3, 7, 9, 10, 5, 8, 4, 2].reduce((n, w, i) => n + w * parseInt(body[i], 36), 0) % 11
  const head = '91210100' + body + (r === 10 ? 'X' : r === 11 ? '0' : r)
  let weight = 1, sum = 0
  for (const c of head) { sum += CREDIT.indexOf(c) * weight; weight = weight * 3 % 31 }
  return head + CREDIT[(31 - sum % 31) % 31]
}

/* A family name and two characters of the number: no two alike in a story. */
export const nameOf = family => family + [...String(counter++ % 100)].map(d => '零一二三四五六七八九'[d]).join('')

/* All the viewer of messages shows, once its list is there. */
export async function messages(p) {
  await p.go('/demo/messages')
  await p.page.waitForFunction(() => document.querySelector('.messages li') || document.body.innerText.includes('还没有发出任何消息'), { polling: 100 })
  return p.text()
}

/* What the viewer of messages shows: the newest to a number that says these words. */
export async function messageTo(p, phone, words) {
  const masked = phone.slice(0, 3) + '****' + phone.slice(7)
  for (let i = 0; i < 40; i++) {
    const text = await messages(p)
    if ((text.includes(phone) || text.includes(masked)) && text.includes(words)) return text
    await new Promise(r => setTimeout(r, 500))
  }
  throw new Error(`no message to ${phone} says “${words}”`)
}
