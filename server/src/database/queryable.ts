import type { QueryResult, QueryResultRow } from 'pg'

/** The little of `pg` that reading needs: a pool, or the connection of a transaction. */
export interface Queryable {
  query<R extends QueryResultRow>(query: { name?: string; text: string; values: unknown[] }): Promise<Pick<QueryResult<R>, 'rows'>>
}
