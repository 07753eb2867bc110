import { deflateRawSync } from 'node:zlib'
import JSZip from 'jszip'
import sharp from 'sharp'

/** A photo as a phone takes it: lying on its side, and saying where it was taken. */
export function photoWithPlace(width = 800, height = 600): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background: '#b4532a' } })
    .withExif({ IFD0: { Make: 'Phone', Artist: '某某' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '38/1 2/1 30/1', GPSLongitudeRef: 'E', GPSLongitude: '114/1 30/1 0/1' } })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer()
}

/** A few kilobytes that unfold to `edge`² pixels. */
export function imageBomb(edge = 8000): Promise<Buffer> {
  return sharp({ create: { width: edge, height: edge, channels: 3, background: '#fff' }, limitInputPixels: false }).png({ compressionLevel: 9, palette: true }).toBuffer()
}

const OFFICE = 'application/vnd.openxmlformats-officedocument.'
const TYPES = { docx: ['word/document.xml', `${OFFICE}wordprocessingml.document.main+xml`], xlsx: ['xl/workbook.xml', `${OFFICE}spreadsheetml.sheet.main+xml`], pptx: ['ppt/presentation.xml', `${OFFICE}presentationml.presentation.main+xml`] } as const

/** @param more further parts by their names */
export function office(kind: keyof typeof TYPES, more: Record<string, string | Buffer> = {}): Promise<Buffer> {
  const [part, type] = TYPES[kind]
  const zip = new JSZip()
  zip.file('[Content_Types].xml', `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/${part}" ContentType="${type}"/></Types>`)
  zip.file(part, '<?xml version="1.0"?><document/>')
  for (const [name, content] of Object.entries(more)) zip.file(name, content)
  return zip.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE' })
}

/** An Office file whose parts claim other sizes than they have: `claim` is written where its true size stood. */
export async function lyingOffice(trueBytes: number, claim: number): Promise<Buffer> {
  const file = await office('docx', { 'word/big.xml': Buffer.alloc(trueBytes) })
  const real = Buffer.alloc(4)
  real.writeUInt32LE(trueBytes)
  const said = Buffer.alloc(4)
  said.writeUInt32LE(claim)
  for (let at = file.indexOf(real); at >= 0; at = file.indexOf(real, at + 4)) said.copy(file, at)
  return file
}

/** One packed part that many entries of the directory share. */
export function sharedBytes(entries: number): Buffer {
  const packed = deflateRawSync(Buffer.alloc(1024 * 1024))
  const local = Buffer.alloc(31)
  local.writeUInt32LE(0x04034b50, 0)
  local.writeUInt16LE(8, 8)
  local.writeUInt32LE(packed.length, 18)
  local.writeUInt32LE(1024 * 1024, 22)
  local.writeUInt16LE(1, 26)
  local.write('a', 30)
  const directory = Buffer.concat(Array.from({ length: entries }, () => {
    const entry = Buffer.alloc(47)
    entry.writeUInt32LE(0x02014b50, 0)
    entry.writeUInt16LE(8, 10)
    entry.writeUInt32LE(packed.length, 20)
    entry.writeUInt32LE(1024 * 1024, 24)
    entry.writeUInt16LE(1, 28)
    entry.write('a', 46)
    return entry
  }))
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(entries, 8)
  end.writeUInt16LE(entries, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(local.length + packed.length, 16)
  return Buffer.concat([local, packed, directory, end])
}

export const PDF = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n')
