import jsQR from 'jsqr'

/** Sides at which a photo is looked at: a small picture is fast, a larger one shows a code that is far away. */
const SIDES = [900, 1600] as const

/** What the QR code on a photo says, or null; the photo stays on the phone. */
export async function readPhoto(file: Blob): Promise<string | null> {
  const bitmap = await createImageBitmap(file)
  try {
    for (const side of SIDES) {
      const scale = Math.min(1, side / Math.max(bitmap.width, bitmap.height))
      const canvas = document.createElement('canvas')
      canvas.width = Math.max(1, Math.round(bitmap.width * scale))
      canvas.height = Math.max(1, Math.round(bitmap.height * scale))
      const context = canvas.getContext('2d', { willReadFrequently: true })
      if (!context) return null
      context.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
      const { data, width, height } = context.getImageData(0, 0, canvas.width, canvas.height)
      const found = jsQR(data, width, height)
      if (found?.data) return found.data
    }
    return null
  } finally {
    bitmap.close()
  }
}
