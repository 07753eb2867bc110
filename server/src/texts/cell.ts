/** What XML does not allow would make the whole file unreadable. */
const UNWRITABLE = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu

/** What may stand in a cell of a sheet: one that begins like a formula is text all the same. */
export function safeCell(value: string | number | null): string | number | null {
  if (typeof value !== 'string') return value
  const written = value.replace(UNWRITABLE, '')
  return /^[=+\-@\t\r]/.test(written) ? `'${written}` : written
}

/** A line of a CSV file. */
export function csvLine(cells: readonly (string | number | null)[]): string {
  return `${cells.map((cell) => quoted(String(safeCell(cell) ?? ''))).join(',')}\r\n`
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
