// SPDX-License-Identifier: MIT
/* How many messages the person has not read: shown beside 消息, asked again when a
 * page is turned and when the inbox changes. No number is no reason to complain. */
import { ref } from 'vue'
import { countInbox } from '@/api/message'

export const unread = ref(0)
export const countAnew = () => countInbox().then(r => { unread.value = r.unread }, () => {})
