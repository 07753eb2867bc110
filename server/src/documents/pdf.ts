import { launchChromium } from './chromium.ts'
import { Printer } from './printer.ts'

const printer = new Printer({
  launch: () => launchChromium({ systemFonts: true, handleSignals: false }),
  atOnce: 2,
  timeout: 30_000,
  idle: 60_000,
})

/**
 * The PDF of a page of HTML, in the size and margins of its own @page rules; printed by the one browser of this process, two at a time.
 * Scripts do not run, and nothing is fetched but the fonts under /fonts/noto-serif-sc/ and /fonts/noto-sans-sc/.
 * Throws PrintTimeout after 30 s, and an Error that says why when the browser does not start.
 */
export function printPdf(html: string): Promise<Buffer> {
  return printer.print(html)
}

/** Ends the browser, for when the process is to end. */
export function closePdfPrinter(): Promise<void> {
  return printer.close()
}

/** How many pages a PDF has that Chromium printed: its page tree stands uncompressed. */
export function pageCount(pdf: Buffer): number {
  const counts = [...pdf.toString('latin1').matchAll(/\/Type\s*\/Pages\b[^>]*?\/Count\s+(\d+)|\/Count\s+(\d+)[^>]*?\/Type\s*\/Pages\b/g)]
  return Math.max(0, ...counts.map(([, after, before]) => Number(after ?? before)))
}
