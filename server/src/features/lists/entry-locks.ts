import type { Work } from '../../operation.ts'

/**
 * Locks the entries of the pairs that the statement brings as need_id and resource_id: needs before resources, each by id. The triggers
 * that keep the entries' tallies lock in that order too; so whatever changes what is proposed or promised does this before it locks
 * anything else, and no two such changes wait for each other.
 */
export async function lockEntries({ db }: Work, text: string, values: unknown[]): Promise<void> {
  const { rows } = await db.query<{ need_id: string; resource_id: string }>({ text, values })
  if (rows.length === 0) return
  const ids = { needs: rows.map(({ need_id }) => need_id), resources: rows.map(({ resource_id }) => resource_id) }
  for (const table of ['needs', 'resources'] as const) await db.query({ text: `select 1 from ${table} where id = any($1::uuid[]) order by id for no key update`, values: [ids[table]] })
}
