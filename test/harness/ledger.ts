import { randomUUID } from 'node:crypto'
import { NOBODY } from '../../server/src/access/actor.ts'
import { type Opened, openEnvironment } from '../../server/src/environment.ts'
import { type NewRecord, appendRecords } from '../../server/src/features/service/ledger.ts'
import { Work, systemContext } from '../../server/src/operation.ts'
import { seedId } from '../../server/seeds/ids.ts'
import { type Story, TEST_KEY, character } from './story.ts'

/** 谈阁社区 of 青园街道, whose ledger the story leaves empty, and the street. */
export const COMMUNITY = seedId('organization 130102002020')
export const STREET = seedId('organization 130102002')
/** Another community, of another street. */
export const ELSEWHERE = seedId('organization 130108002006')

export const personId = (name: string): string => seedId(`person ${character(name).phone}`)

export function service(given: Partial<NewRecord> = {}): NewRecord {
  return { communityId: COMMUNITY, personId: personId('林静'), minutes: 60, servedOn: '2026-02-27', field: 'ELDERLY', words: '陪老人看病', kind: 'SERVICE', logId: null, correctsId: null, reason: null, ...given }
}

/** The ledger without its mutations: entries added the way they add them, each list in a transaction of its own. */
export interface Ledger {
  readonly environment: Opened
  append(entries: readonly NewRecord[], by?: string): Promise<string[]>
  close(): Promise<void>
}

/** @param poolSize connections of its own, beside the story's */
export async function openLedger(story: Story, poolSize = 5): Promise<Ledger> {
  const environment = await openEnvironment(story.databaseUrl, { clock: () => story.clock.now, poolSize, filesDir: story.filesDir, anchorsDir: story.anchorsDir, masterKey: TEST_KEY })
  return {
    environment,
    append: (entries, by = '李秀英') =>
      environment.orm.em.fork().transactional((em) => appendRecords(new Work({ ...systemContext(environment, story.clock.now, environment.newId()), actor: { ...NOBODY, personId: personId(by) } }, em), entries)),
    close: environment.close,
  }
}

/** 谈阁社区 has nobody of the cast: 李秀英 keeps its ledger as its secretary, 李静 as its clerk. */
export async function lendHands({ sql }: Story): Promise<void> {
  for (const [name, role] of [['李秀英', 'SECRETARY'], ['李静', 'CLERK']] as const)
    await sql("insert into role_assignments (id, person_id, organization_id, role, granted_at) values ($1, $2, $3, $4, '2026-03-01T00:00:00Z')", [randomUUID(), personId(name), COMMUNITY, role])
}
