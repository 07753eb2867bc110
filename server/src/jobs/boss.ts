import { PgBoss } from 'pg-boss'
import { APP_ROLE } from '../database/app-role.ts'
import { withClient } from '../database/with-client.ts'

export const SCHEMA = 'pgboss'

/** Puts up or brings up to date the tables in which jobs wait, as the owner, and lets the application's role work with their rows. */
export async function installJobs(url: string): Promise<void> {
  const boss = new PgBoss({ connectionString: url, schema: SCHEMA, max: 1, supervise: false, schedule: false })
  boss.on('error', () => undefined)
  await boss.start()
  await boss.stop({ graceful: false })
  await withClient(url, (client) =>
    client.query(`grant usage on schema ${SCHEMA} to ${APP_ROLE}; grant select, insert, update, delete on all tables in schema ${SCHEMA} to ${APP_ROLE}; grant usage on all sequences in schema ${SCHEMA} to ${APP_ROLE}`))
}

/** @param serving whether this process also sends what comes round by the calendar, and clears away what is done */
export async function openBoss(url: string, serving: boolean, report: (error: unknown) => void): Promise<PgBoss> {
  const boss = new PgBoss({
    connectionString: url,
    options: `-c role=${APP_ROLE} -c timezone=UTC`,
    application_name: 'red-alliance-jobs',
    schema: SCHEMA,
    max: 2,
    migrate: false,
    createSchema: false,
    // Only the owner may rebuild an index.
    reindex: false,
    monitorVacuum: false,
    supervise: serving,
    schedule: serving,
  })
  boss.on('error', report)
  await boss.start()
  return boss
}
