import ExcelJS from 'exceljs'
import { type Request, Router } from 'express'
import type { ContextOf } from '../../app.ts'
import { requireClean } from '../../graphql/limits.ts'
import { Refusal } from '../../refusal.ts'
import { csvLine, safeCell } from '../../texts/cell.ts'
import { HOURS_COLUMN, SERVICE_COLUMNS, type ServiceRow, serviceSheetTitle } from '../../texts/service-sheet.ts'
import { type ExportAsked, exportRecords } from './exported-records.ts'

const EXCEL = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/**
 * GET /export/service-records.csv and .xlsx?communityId=&year=: a year's records for the ministry's volunteer system; with `purpose` the document
 * numbers are whole. For the community's own secretary and clerks.
 */
export function exportServiceRecords(contextOf: ContextOf): Router {
  const router = Router()
  router.get('/service-records.csv', async (request, response) => {
    const asked = askedIn(request)
    const { organization, rows } = await exportRecords(await contextOf(request, response), asked)
    const lines = [SERVICE_COLUMNS.map(({ header }) => header), ...rows.map(cellsOf)]
    // The mark lets Excel know that it is UTF-8.
    response.attachment(`${serviceSheetTitle(organization, asked.year)}.csv`).type('text/csv').set('Cache-Control', 'private, no-store').send(`\ufeff${lines.map(csvLine).join('')}`)
  })
  router.get('/service-records.xlsx', async (request, response) => {
    const asked = askedIn(request)
    const { organization, rows } = await exportRecords(await contextOf(request, response), asked)
    const title = serviceSheetTitle(organization, asked.year)
    response.attachment(`${title}.xlsx`).type(EXCEL).set('Cache-Control', 'private, no-store')
    await sheet(title, rows).xlsx.write(response)
    response.end()
  })
  return router
}

function askedIn(request: Request): ExportAsked {
  requireClean(request.query)
  const { communityId, year, purpose } = request.query
  if (typeof communityId !== 'string' || typeof year !== 'string' || !/^\d{4}$/.test(year) || (purpose !== undefined && typeof purpose !== 'string')) throw new Refusal('BAD_INPUT', { fields: ['communityId', 'year', 'purpose'] })
  // A look at whole numbers is written down and told: no page elsewhere may have somebody do it by a link.
  if (purpose !== undefined && request.get('Sec-Fetch-Site') === 'cross-site') throw new Refusal('FORBIDDEN')
  return { communityId, year: Number(year), purpose: purpose ?? null }
}

function cellsOf(row: ServiceRow): (string | number | null)[] {
  return SERVICE_COLUMNS.map(({ value }, index) => {
    const cell = value(row)
    return index === HOURS_COLUMN && typeof cell === 'number' ? cell.toFixed(2) : cell
  })
}

function sheet(title: string, rows: readonly ServiceRow[]): ExcelJS.Workbook {
  const workbook = new ExcelJS.Workbook()
  const worksheet = workbook.addWorksheet(title.slice(0, 31), { views: [{ state: 'frozen', ySplit: 1 }], pageSetup: { paperSize: 9, orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 } })
  worksheet.columns = SERVICE_COLUMNS.map(({ header, width }) => ({ header, width }))
  worksheet.getColumn(HOURS_COLUMN + 1).numFmt = '0.00'
  worksheet.getRow(1).font = { bold: true }
  for (const row of rows) worksheet.addRow(SERVICE_COLUMNS.map(({ value }) => safeCell(value(row))))
  return workbook
}
