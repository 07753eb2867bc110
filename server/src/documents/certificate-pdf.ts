import qrcode from 'qrcode'
import type { CertificateDocument } from '../texts/certificate/document.ts'
import { certificateHtml } from '../texts/certificate/html.ts'
import { pageCount, printPdf } from './pdf.ts'

/**
 * The certificate as a PDF. One that fills several pages is printed twice: only then it is known that they want numbers.
 * @param address the page that verifies it, as its QR code holds it
 * @param code the same check, to be typed
 */
export async function certificatePdf(document: CertificateDocument, address: string, code: string): Promise<Buffer> {
  const verification = { picture: await qrcode.toString(address, { type: 'svg', errorCorrectionLevel: 'M', margin: 0 }), code }
  const first = await printPdf(certificateHtml(document, verification))
  const pages = pageCount(first)
  return pages > 1 ? printPdf(certificateHtml(document, verification, pages)) : first
}
