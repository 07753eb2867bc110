import type { MinutesDocument } from '../texts/minutes/document.ts'
import { minutesHtml } from '../texts/minutes/html.ts'
import { pageCount, printPdf } from './pdf.ts'

/**
 * The minutes as a PDF. They are printed twice: the imprint stands at the foot of the last page, and which page that is shows only once
 * the whole has been laid out.
 */
export async function minutesPdf(document: MinutesDocument, print: (html: string) => Promise<Buffer> = printPdf): Promise<Buffer> {
  const first = await print(minutesHtml(document))
  return print(minutesHtml(document, pageCount(first)))
}
