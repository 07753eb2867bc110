import type { MatchChangeKind } from '@red-alliance/shared/glossary'
import type { Work } from '../../operation.ts'

/** Uuids of entries that something has happened to. */
export interface TouchedEntries {
  readonly needIds?: readonly string[]
  readonly resourceIds?: readonly string[]
}

/** The job that matching does with it (matching/reoptimise.ts); the lists know no more of it than its name. */
export const REOPTIMISE = { name: 'matching.reoptimise', retryLimit: 3 } as const

/**
 * Says, with the operation, that these entries changed in a way that what was matched may change with them: they came, went, were answered or
 * became free. What they can reach is matched anew at once where people have started to match. Of a burst, the first job takes all.
 * @param freed other sides of what ended with it: free again, though nothing happened to themselves
 */
export async function touchMatching(work: Work, kind: MatchChangeKind, { needIds = [], resourceIds = [] }: TouchedEntries, freed: TouchedEntries = {}): Promise<void> {
  const { db, now, newId, context } = work
  const row = (of: MatchChangeKind, column: 'need_id' | 'resource_id') => (id: string): object => ({ id: newId(), kind: of, [column]: id })
  const rows = [
    ...[...new Set(needIds)].map(row(kind, 'need_id')),
    ...[...new Set(resourceIds)].map(row(kind, 'resource_id')),
    ...[...new Set(freed.needIds)].map(row('FREED', 'need_id')),
    ...[...new Set(freed.resourceIds)].map(row('FREED', 'resource_id')),
  ]
  if (rows.length === 0) return
  await db.query({
    text: `insert into match_changes (id, need_id, resource_id, kind, at) select c.id, c.need_id, c.resource_id, c.kind, $2::timestamptz from jsonb_to_recordset($1::jsonb) c (id uuid, kind text, need_id uuid, resource_id uuid)`,
    values: [JSON.stringify(rows), now.toISOString()],
  })
  await context.jobs.sendOn(db, REOPTIMISE, {})
}
