import { type Request, Router } from 'express'
import type { ContextOf } from '../../app.ts'
import { requireClean } from '../../graphql/limits.ts'
import { Refusal } from '../../refusal.ts'
import { csvLine } from '../../texts/cell.ts'
import { SERVICE_COLUMNS, type ServiceRow, serviceSheetTitle } from '../../texts/service-sheet.ts'
import { TWO_DECIMALS, workbook } from '../../texts/workbook.ts'
import { type ExportAsked, exportRecords } from './exported-records.ts'

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
    response.attachment(`${title}.xlsx`).set('Cache-Control', 'private, no-store').send(await workbook(title, SERVICE_COLUMNS, rows))
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
  return SERVICE_COLUMNS.map(({ value, format }) => {
    const cell = value(row)
    return format === TWO_DECIMALS && typeof cell === 'number' ? cell.toFixed(2) : cell
  })
}
