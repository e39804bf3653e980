// SPDX-License-Identifier: MIT
/* A dialog that comes late is mounted with what it is to show: it must show it. */
import { describe, it, expect } from 'vitest'
import { mount, flushPromises } from '@vue/test-utils'
import BackDialog from '@/views/staff/making/BackDialog.vue'
import BindDialog from '@/views/staff/making/BindDialog.vue'
import CheckDialog from '@/views/staff/making/CheckDialog.vue'
import FailedDialog from '@/views/staff/making/FailedDialog.vue'
import ShipDialog from '@/views/staff/making/ShipDialog.vue'
import UpdateDialog from '@/views/staff/making/UpdateDialog.vue'
import PostDialog from '@/views/staff/invoice/PostDialog.vue'
import AddressDialog from '@/components/AddressDialog.vue'
import HeadingDialog from '@/components/HeadingDialog.vue'
import RefundDialog from '@/components/RefundDialog.vue'

const order = { pid: 'a', no: 'CFCAXZ20211115093000123', holder: '欧阳𠮷', company: '演示企业', fen: 75000, service_words: '新办实体CA锁' }
const late = { AddressDialog, BackDialog, BindDialog, CheckDialog, FailedDialog, HeadingDialog, PostDialog, RefundDialog, ShipDialog, UpdateDialog }

describe('a dialog that comes late', () => {
  for (const [name, dialog] of Object.entries(late)) {
    it(`${name} shows what it was mounted with`, async () => {
      const w = mount(dialog, { props: { modelValue: order, carriers: [{ code: 'SF', words: '顺丰' }] }, attachTo: document.body })
      await flushPromises()
      expect(document.querySelector('[role=dialog] form')).not.toBeNull()
      w.unmount()
      document.body.innerHTML = ''
    })
  }
})
