import { Document, DocumentGridType, Packer } from 'docx'
import JSZip from 'jszip'
import { minutesBlocks } from './blocks.ts'
import type { MinutesDocument } from './document.ts'
import { pageNumber, written } from './docx-paragraphs.ts'
import { CHARACTER, LINE, STYLES } from './docx-styles.ts'
import { FACES, PAGE, PAGE_NUMBER_DROP, SIZE, twips } from './form.ts'
import { laidOut } from './layout.ts'
import { oneLine } from './words.ts'

/** Word counts the grid's characters from the size of the body, in 4096ths of a point. */
const CHARACTER_SPACE = Math.floor((CHARACTER / 20 - SIZE.sanHao) * 4096)
/** From the bottom of the sheet to that of the page number's line, whose dash stands in the middle of it. */
const FOOTER = twips(PAGE.bottom - PAGE_NUMBER_DROP) - SIZE.siHao * 10

/** The minutes as a Word file (docx). The same document gives the same bytes. */
export async function minutesDocx(document: MinutesDocument): Promise<Buffer> {
  const file = new Document({
    title: oneLine(document.title),
    creator: oneLine(document.issuer),
    lastModifiedBy: oneLine(document.issuer),
    description: document.sha256 ? `SHA-256 ${oneLine(document.sha256)}` : undefined,
    styles: STYLES,
    evenAndOddHeaderAndFooters: true,
    defaultTabStop: Math.round(CHARACTER * 2),
    sections: [
      {
        properties: {
          page: {
            size: { width: twips(PAGE.width), height: twips(PAGE.height) },
            margin: { top: twips(PAGE.top), bottom: twips(PAGE.bottom), left: twips(PAGE.left), right: twips(PAGE.right), header: twips(15), footer: FOOTER, gutter: 0 },
          },
          grid: { type: DocumentGridType.LINES_AND_CHARS, linePitch: LINE, charSpace: CHARACTER_SPACE },
        },
        footers: { default: pageNumber('right'), even: pageNumber('left') },
        children: laidOut(minutesBlocks(document)).flatMap(written),
      },
    ],
  })
  return sealed(await Packer.toBuffer(file, false, [{ path: 'word/fontTable.xml', data: fontTable() }]), document.issuedOn ?? document.heldOn)
}

/** The same file with nothing in it of when it was made: the document's day stands instead. */
async function sealed(docx: Buffer, day: string): Promise<Buffer> {
  const made = await JSZip.loadAsync(docx)
  const zip = new JSZip()
  const date = new Date('1980-01-01T00:00:00Z')
  for (const path of Object.keys(made.files).sort(inOrder)) {
    const entry = made.files[path]
    if (!entry || entry.dir) continue
    zip.file(path, mended(path, await entry.async('string'), day), { date, createFolders: false })
  }
  return zip.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE', compressionOptions: { level: 9 } })
}

/** Readers look for the list of contents first. */
function inOrder(one: string, other: string): number {
  const rank = (path: string): string => (path === '[Content_Types].xml' ? '0' : path === '_rels/.rels' ? '1' : `2${path}`)
  return rank(one) < rank(other) ? -1 : 1
}

/** What the library cannot say itself: the day, and that lines and the words in them keep off the grid, as styles place them. */
function mended(path: string, xml: string, day: string): string {
  if (path === 'docProps/core.xml') return xml.replace(/(<dcterms:(created|modified)[^>]*>)[^<]*/g, `$1${day}T00:00:00Z`)
  if (path === 'word/styles.xml') return xml.replaceAll('<w:overflowPunct/>', '<w:overflowPunct/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/><w:snapToGrid w:val="0"/>')
  return xml
}

/** What may stand in for a face that a computer has not got; nothing is embedded. */
function fontTable(): string {
  const fonts = Object.values(FACES).map(
    ({ name, substitutes }) =>
      `<w:font w:name="${name}"><w:altName w:val="${substitutes.join(',')}"/><w:charset w:val="86"/><w:family w:val="auto"/><w:pitch w:val="default"/></w:font>`,
  )
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${fonts.join('')}</w:fonts>`
}

