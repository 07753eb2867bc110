import pg from 'pg'
import { installJobs } from '../jobs/boss.ts'
import { openOrm } from './orm.ts'

const OLDEST = 150_000

/** A database that cannot be used, in one sentence for whoever starts the server. */
export class DatabaseProblem extends Error {}

/** Brings the schema up to date; several processes may start at once, one of them migrates. */
export async function migrate(url: string): Promise<void> {
  const gate = new pg.Client({ connectionString: url })
  try {
    await gate.connect()
  } catch (error) {
    throw new DatabaseProblem(`数据库连不上，请检查 DATABASE_URL。 Cannot reach the database: ${(error as Error).message}`)
  }
  try {
    const { rows } = await gate.query<{ version: string }>("select current_setting('server_version_num') as version")
    const version = Number(rows[0]?.version)
    if (version < OLDEST) throw new DatabaseProblem(`数据库版本太旧，需要 PostgreSQL 15 或更新。 PostgreSQL 15 or newer is needed (found ${Math.floor(version / 10_000)}).`)
    await gate.query('select pg_advisory_lock(20261122)')
    const orm = await openOrm(url, { poolSize: 2 })
    try {
      await orm.migrator.up()
    } finally {
      await orm.close()
    }
    await installJobs(url)
  } finally {
    await gate.end()
  }
}
