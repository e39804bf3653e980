// SPDX-License-Identifier: MIT
/* Makes a photographed page small enough to send, in the browser and without
 * a blob: address. Only when the person asks for it. */

export const canShrink = file => /^image\/(jpeg|png)$/.test(file?.type || '') &&
  typeof createImageBitmap === 'function' && typeof OffscreenCanvas === 'function'

const LONG_SIDES = [3508, 2480, 2000]
const QUALITIES = [0.9, 0.8, 0.7]

async function draw(bitmap, longSide, quality) {
  const scale = Math.min(1, longSide / Math.max(bitmap.width, bitmap.height))
  const w = Math.round(bitmap.width * scale)
  const h = Math.round(bitmap.height * scale)
  const canvas = new OffscreenCanvas(w, h)
  const pen = canvas.getContext('2d')
  pen.fillStyle = '#ffffff'
  pen.fillRect(0, 0, w, h)
  pen.drawImage(bitmap, 0, 0, w, h)
  return canvas.convertToBlob({ type: 'image/jpeg', quality })
}

/** The best looking JPEG that is not larger than maxBytes. */
export async function shrink(file, maxBytes) {
  const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' })
  try {
    for (const side of LONG_SIDES)
      for (const q of QUALITIES) {
        const blob = await draw(bitmap, side, q)
        if (blob.size <= maxBytes) return new File([blob], file.name.replace(/\.[^.]+$/, '') + '.jpg', { type: 'image/jpeg' })
      }
  } finally { bitmap.close() }
  throw new Error('too large')
}
