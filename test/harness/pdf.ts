import { type Canvas, createCanvas } from '@napi-rs/canvas'
import { type PDFPageProxy, getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'

/** One line of print, in points from the upper left corner of the page. */
export interface Line {
  readonly text: string
  readonly left: number
  readonly right: number
  readonly baseline: number
}

export interface PdfPage {
  /** From top to bottom. */
  readonly lines: readonly Line[]
  /** As it is seen, at so many pixels to the point. */
  draw(scale: number): Promise<Canvas>
}

/** Reads a PDF as a reader's program does, on any machine: text with its places, and pages as pictures. */
export async function readPdf(pdf: Buffer): Promise<PdfPage[]> {
  const document = await getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise
  return Promise.all(Array.from({ length: document.numPages }, async (_, index) => read(await document.getPage(index + 1))))
}

async function read(page: PDFPageProxy): Promise<PdfPage> {
  const { height } = page.getViewport({ scale: 1 })
  const { items } = await page.getTextContent()
  const written = items.flatMap((item) => ('str' in item && item.str.trim() ? [{ text: item.str, left: Number(item.transform[4]), right: Number(item.transform[4]) + item.width, baseline: height - Number(item.transform[5]) }] : []))
  const lines = Map.groupBy(written, ({ baseline }) => Math.round(baseline))
  return {
    lines: [...lines.values()]
      .map((parts) => ({
        text: parts.toSorted((one, other) => one.left - other.left).map(({ text }) => text).join(''),
        left: Math.min(...parts.map(({ left }) => left)),
        right: Math.max(...parts.map(({ right }) => right)),
        baseline: parts[0]!.baseline,
      }))
      .toSorted((one, other) => one.baseline - other.baseline),
    draw: async (scale) => {
      const viewport = page.getViewport({ scale })
      const canvas = createCanvas(Math.round(viewport.width), Math.round(viewport.height))
      // What draws like a browser's canvas, without being of its type.
      await page.render({ canvas: canvas as unknown as HTMLCanvasElement, viewport }).promise
      return canvas
    },
  }
}
