import type { ApolloServer } from '@apollo/server'
import { Router } from 'express'
import type { ContextOf } from '../../app.ts'
import type { Context } from '../../graphql/context.ts'
import { requireClean } from '../../graphql/limits.ts'
import { Refusal } from '../../refusal.ts'
import { type ExportRow, NEED_COLUMNS, RESOURCE_COLUMNS, sheetTitle } from '../../texts/list-sheet.ts'
import { workbook } from '../../texts/workbook.ts'

const PAGE = 100
const MOST = 5000

const FIELDS = `title category attributes unit windows { start end } startsOn endsOn status owner { name placeName } description contactName contactPhone quantity`
const QUERIES = {
  needs: `query ($filter: EntryFilter, $after: String) { list: needs(filter: $filter, first: ${PAGE}, after: $after) { nodes { ${FIELDS} urgency metQuantity } pageInfo { hasNextPage endCursor } } }`,
  resources: `query ($filter: EntryFilter, $after: String) { list: resources(filter: $filter, first: ${PAGE}, after: $after) { nodes { ${FIELDS} supply takenQuantity } pageInfo { hasNextPage endCursor } } }`,
}

interface ListPage {
  readonly list: { nodes: ExportRow[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } }
}

/** GET /export/needs.xlsx and /export/resources.xlsx: the list as the viewer sees it, with the filter of the page in the query string. */
export function exportLists(apollo: ApolloServer<Context>, contextOf: ContextOf): Router {
  const router = Router()
  router.get('/:list.xlsx', async (request, response) => {
    const list = request.params.list
    if (list !== 'needs' && list !== 'resources') throw new Refusal('NOT_FOUND')
    requireClean(request.query)
    const context = await contextOf(request, response)
    if (!context.actor.personId) throw new Refusal('UNAUTHENTICATED')
    const rows = await readAll(apollo, context, list, filterOf(request.query))
    const title = sheetTitle(list, context.now)
    response.attachment(`${title}.xlsx`).send(await workbook(title, list === 'needs' ? NEED_COLUMNS : RESOURCE_COLUMNS, rows))
  })
  return router
}

async function readAll(apollo: ApolloServer<Context>, contextValue: Context, list: 'needs' | 'resources', filter: object): Promise<ExportRow[]> {
  const rows: ExportRow[] = []
  for (let after: string | null = null; ; ) {
    const { nodes, pageInfo } = await readPage(apollo, contextValue, list, { filter, after })
    rows.push(...nodes)
    if (!pageInfo.hasNextPage) return rows
    if (rows.length >= MOST) throw new Refusal('QUERY_TOO_COSTLY', { most: MOST })
    after = pageInfo.endCursor
  }
}

async function readPage(apollo: ApolloServer<Context>, contextValue: Context, list: 'needs' | 'resources', variables: object): Promise<ListPage['list']> {
  const { body } = await apollo.executeOperation<ListPage>({ query: QUERIES[list], variables: { ...variables } }, { contextValue })
  const data = body.kind === 'single' ? body.singleResult.data : null
  if (!data) throw new Refusal('BAD_INPUT')
  return data.list
}

const LISTS = ['status', 'category']
const WORDS = ['ownerId', 'withinId', 'allianceId', 'search']

/** The filter as the list page writes it into its address: repeated or comma-separated values. */
function filterOf(query: Record<string, unknown>): object {
  const text = (value: unknown): string => (Array.isArray(value) ? value.join(',') : String(value))
  return Object.fromEntries([
    ...LISTS.filter((name) => query[name]).map((name) => [name, text(query[name]).split(',')]),
    ...WORDS.filter((name) => query[name]).map((name) => [name, text(query[name])]),
    ...(query['mine'] === 'true' ? [['mine', true]] : []),
  ])
}
