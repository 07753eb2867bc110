import qrcode from 'qrcode'
import type { CertificateDocument } from '../texts/certificate/document.ts'
import { certificateHtml } from '../texts/certificate/html.ts'
import { pageCount, printPdf } from './pdf.ts'

/**
 * The certificate as a PDF. One that fills several pages is printed twice: only then it is known that they want numbers.
 * @param page the address at which certificates are verified
 * @param code what verifies this one
 */
export async function certificatePdf(document: CertificateDocument, { page, code }: { readonly page: string; readonly code: string }): Promise<Buffer> {
  const verification = { picture: await qrcode.toString(checkAddress(page, document.number, code), { type: 'svg', errorCorrectionLevel: 'M', margin: 0 }), code, page }
  const first = await printPdf(certificateHtml(document, verification))
  const pages = pageCount(first)
  return pages > 1 ? printPdf(certificateHtml(document, verification, pages)) : first
}

/** Where the QR code leads. */
export function checkAddress(page: string, number: string, code: string): string {
  return `${page}/${number}?c=${code}`
}
