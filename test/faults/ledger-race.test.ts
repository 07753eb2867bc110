import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { anchorLedgers, brokenAnchor } from '../../server/src/features/service/anchoring.ts'
import { verifyLedger } from '../../server/src/features/service/verify.ts'
import { COMMUNITY, ELSEWHERE, type Ledger, openLedger, service } from '../harness/ledger.ts'
import { type Story, openStory } from '../harness/story.ts'

const WRITERS = 4
const LISTS = 25

let story: Story
/** Two servers on one database and one folder of anchors. */
let servers: readonly [Ledger, Ledger]
beforeAll(async () => {
  story = await openStory()
  servers = [await openLedger(story), await openLedger(story)]
})
afterAll(async () => {
  for (const server of servers) await server.close()
  await story.close()
})

describe('while people confirm', () => {
  test('two servers anchor and a third checks without a pause: nothing is found, nothing is anchored twice, nothing is left out', async () => {
    let writing = true
    const write = async (writer: number): Promise<void> => {
      for (let list = 0; list < LISTS; list += 1) {
        const entries = Array.from({ length: 1 + ((writer + list) % 4) }, (_, n) => service({ communityId: (list + n) % 3 ? COMMUNITY : ELSEWHERE, minutes: 1 + list }))
        await servers[writer % 2]!.append(entries)
      }
    }
    const anchor = async ({ environment }: Ledger): Promise<void> => {
      while (writing) {
        await environment.jobs.send(anchorLedgers, {})
        await environment.jobs.drain()
      }
    }
    const found: unknown[] = []
    let checks = 0
    const check = async ({ environment: { pool: db, anchors: files, secrets } }: Ledger): Promise<void> => {
      while (writing) {
        for (const community of [COMMUNITY, ELSEWHERE]) {
          const { finding } = await verifyLedger({ db, files, secrets }, community)
          if (finding) found.push(finding)
          checks += 1
        }
      }
    }
    const rest = Promise.all([anchor(servers[0]), anchor(servers[1]), check(servers[0]), check(servers[1])])
    await Promise.all(Array.from({ length: WRITERS }, (_, writer) => write(writer)))
    writing = false
    await rest
    expect(found).toEqual([])
    expect(checks).toBeGreaterThan(5)
    expect((await story.sql('select 1 from service_anchors')).length).toBeGreaterThan(3)

    const [{ environment }] = servers
    await environment.jobs.send(anchorLedgers, {})
    await environment.jobs.drain()
    expect(await brokenAnchor({ db: environment.pool }, environment.anchors)).toBeNull()
    const ends = await story.sql<{ length: number; covered: number; sum: number }>(
      'select c.length, (select max(to_seq) from service_anchors a where a.community_id = c.community_id) as covered, (select sum(to_seq - from_seq + 1)::int from service_anchors a where a.community_id = c.community_id) as sum from service_chains c where c.community_id = any($1::uuid[])',
      [[COMMUNITY, ELSEWHERE]],
    )
    expect(ends.length).toBe(2)
    for (const { length, covered, sum } of ends) expect({ covered, sum }).toEqual({ covered: length, sum: length })
    expect(story.faults).toEqual([])
  }, 60_000)
})
