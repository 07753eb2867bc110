import { open } from 'node:fs/promises'
import { Refusal } from '../refusal.ts'
import { requireHonestZip } from './zip.ts'

const OFFICE = 'application/vnd.openxmlformats-officedocument.'
/** Extensions by what the content is. */
const DOCUMENTS: Record<string, string> = {
  'application/pdf': 'pdf',
  [`${OFFICE}wordprocessingml.document`]: 'docx',
  [`${OFFICE}spreadsheetml.sheet`]: 'xlsx',
  [`${OFFICE}presentationml.presentation`]: 'pptx',
  'text/plain': 'txt',
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
}

export const extensionOf = (mediaType: string): string => DOCUMENTS[mediaType] ?? 'bin'

async function slice(path: string, from: number, length: number): Promise<Buffer> {
  const file = await open(path)
  try {
    const { size } = await file.stat()
    const position = from < 0 ? Math.max(0, size + from) : from
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

/**
 * What the content of a file is, whatever its name says.
 * @param name decides only whether text without any mark of its own is meant to be text
 * @returns its media type: a photo to be remade (photo.ts), or a document that has been found in order
 * @throws Refusal FILE_TYPE_REFUSED, FILE_TOO_LARGE, FILE_BROKEN
 */
export async function mediaTypeOf(path: string, name: string): Promise<string> {
  const zip = (await slice(path, 0, 4)).toString('latin1') === 'PK\x03\x04'
  // Before anything else unpacks a part of it.
  const parts = zip ? await requireHonestZip(path) : []
  const { fileTypeFromFile } = await import('file-type')
  const found = await fileTypeFromFile(path)
  const mediaType = found?.mime ?? (await isText(path, name) ? 'text/plain' : 'application/octet-stream')
  if (['image/jpeg', 'image/png', 'image/webp'].includes(mediaType)) return mediaType
  if (!(mediaType in DOCUMENTS) || parts.some((part) => /vbaProject\.bin$/i.test(part))) throw new Refusal('FILE_TYPE_REFUSED', { type: found?.ext ?? '' })
  if (mediaType === 'application/pdf' && !(await slice(path, -2048, 2048)).includes('%%EOF')) throw new Refusal('FILE_BROKEN')
  return mediaType
}

/** Only what is called text and has nothing in it but text, in UTF-8 or in the older Chinese encoding. */
async function isText(path: string, name: string): Promise<boolean> {
  if (!/\.txt$/i.test(name)) return false
  const content = await slice(path, 0, 20 * 1024 * 1024)
  if (content.some((byte) => byte < 32 && ![9, 10, 12, 13].includes(byte))) return false
  return ['utf-8', 'gb18030'].some((encoding) => {
    try {
      new TextDecoder(encoding, { fatal: true }).decode(content)
      return true
    } catch {
      return false
    }
  })
}
