import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { deadlocks } from '../../../../test/faults/race.ts'
import { runMatching } from '../../../../test/harness/matching-acts.ts'
import { type Answer, type Story, id, openStory } from '../../../../test/harness/story.ts'

const NEED = id('Need', '居民夜间停车')
const PROPOSE = 'mutation ($remedy: RemedyInput!) { proposeAdjustment(remedy: $remedy) { id } }'
const WITHDRAW = 'mutation ($id: ID!) { withdrawAdjustment(id: $id) { stage } }'
const DECLINE = 'mutation ($id: ID!) { declineAdjustment(id: $id, reason: SAFETY) { stage } }'
const LONGER = { needId: NEED, kind: 'WINDOWS', resourceId: id('Resource', '操场周末停车'), gain: 12 }
const MORE = { needId: NEED, kind: 'QUANTITY_MORE', resourceId: id('Resource', '怡园大厦地下车库'), gain: 12 }
const DAY = 86_400_000

let story: Story
beforeAll(async () => {
  story = await openStory({ poolSize: 20 })
  await runMatching(story)
})
afterAll(async () => {
  expect(story.faults).toEqual([])
  expect(await deadlocks(story)).toBe(0)
  await story.close()
})

const propose = async (remedy: object = LONGER): Promise<Answer<{ proposeAdjustment: { id: string } }>> => (await story.as('赵立新')).attempt(PROPOSE, { remedy })
const later = (ms: number): void => {
  story.clock.now = new Date(story.clock.now.getTime() + ms)
}
const tomorrow = (): string => new Date(story.clock.now.getTime() + DAY).toISOString()
const told = (): Promise<{ count: number }[]> => story.sql("select count(*)::int from notices where kind = 'ADJUSTMENT_PROPOSED' and details ->> 'title' = '操场周末停车'")

describe('赵立新 asks 晨光小学 for longer hours, and asks again', () => {
  let asked: string

  test('what he took back he may ask again after a day, not in a loop; the school is told once', async () => {
    asked = (await propose()).data!.proposeAdjustment.id
    await (await story.as('赵立新')).ask(WITHDRAW, { id: asked })
    const again = tomorrow()
    expect(await propose()).toMatchObject({ code: 'ADJUSTMENT_TOO_SOON', details: { again } })
    later(DAY - 1)
    expect(await propose()).toMatchObject({ code: 'ADJUSTMENT_TOO_SOON', details: { again } })
    expect(await told()).toEqual([{ count: 1 }])
    expect((await propose(MORE)).code).toBeNull()
    later(1)
    asked = (await propose()).data!.proposeAdjustment.id
    expect(await told()).toEqual([{ count: 2 }])
  })

  test('what 韩雪 has declined rests for a day from her answer on', async () => {
    later(3 * DAY)
    await (await story.as('韩雪')).ask(DECLINE, { id: asked })
    const again = tomorrow()
    later(DAY / 2)
    expect(await propose()).toMatchObject({ code: 'ADJUSTMENT_TOO_SOON', details: { again } })
    later(DAY / 2)
    asked = (await propose()).data!.proposeAdjustment.id
  })

  test('taken back and asked again at the same instant it is not asked again', async () => {
    for (let round = 0; round < 4; round += 1) {
      const zhao = await story.as('赵立新')
      const [withdrawn, again] = await Promise.all([zhao.attempt(WITHDRAW, { id: asked }), propose()])
      expect([withdrawn.code, ['ADJUSTMENT_ALREADY', 'ADJUSTMENT_TOO_SOON'].includes(again.code ?? '')]).toEqual([null, true])
      later(DAY)
      asked = (await propose()).data!.proposeAdjustment.id
    }
  })

  test('the database says so too', async () => {
    await (await story.as('赵立新')).ask(WITHDRAW, { id: asked })
    const copy = "insert into adjustments select (json_populate_record(a, json_build_object('id', gen_random_uuid(), 'stage', 'OPEN', 'withdrawn_at', null))).* from adjustments a where stage = 'WITHDRAWN' order by withdrawn_at desc limit 1"
    await expect(story.sql(copy)).rejects.toThrow('asked again within a day')
  })
})
