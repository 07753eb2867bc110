import { safeCell } from './cell.ts'

export interface SheetColumn<Row> {
  readonly header: string
  /** In characters. */
  readonly width: number
  readonly value: (row: Row) => string | number | null
  /** Of numbers, as Excel writes it. */
  readonly format?: string
}

/** A format of numbers. */
export const TWO_DECIMALS = '0.00'

/** An Excel file of one sheet, ready to print: A4 across, the head stays in sight. */
export async function workbook<Row>(title: string, columns: readonly SheetColumn<Row>[], rows: readonly Row[]): Promise<Buffer> {
  // Slow to load, and few ask for it.
  const { default: ExcelJS } = await import('exceljs')
  const book = new ExcelJS.Workbook()
  const worksheet = book.addWorksheet(title.slice(0, 31), { views: [{ state: 'frozen', ySplit: 1 }], pageSetup: { paperSize: 9, orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 } })
  worksheet.columns = columns.map(({ header, width, format }) => ({ header, width, style: format ? { numFmt: format } : {} }))
  worksheet.getRow(1).font = { bold: true }
  for (const row of rows) worksheet.addRow(columns.map(({ value }) => safeCell(value(row))))
  return Buffer.from(await book.xlsx.writeBuffer())
}
