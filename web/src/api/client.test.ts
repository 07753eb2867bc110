import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { gql } from '@urql/vue'
import { createClient } from './client.ts'

const QUERY = gql('query Duty { node(id: "place") { __typename id dutySettings { id year memberMinutes } } }')
const CHANGE = gql('mutation Set { setDuty(organizationId: "place", year: 2026, memberMinutes: 720, unitActivities: 4) { __typename id year memberMinutes } }')

type Answer = (data: unknown) => void
let sent: { name: string; answer: Answer }[]
const realFetch = globalThis.fetch

beforeEach(() => {
  sent = []
  globalThis.fetch = ((_url: string, options: { body: string }) =>
    new Promise<Response>((resolve) => {
      const { operationName } = JSON.parse(options.body) as { operationName: string }
      sent.push({ name: operationName, answer: (data) => resolve(new Response(JSON.stringify({ data }), { headers: { 'content-type': 'application/json' } })) })
    })) as typeof fetch
})
afterEach(() => {
  globalThis.fetch = realFetch
})

const place = (dutySettings: unknown[]) => ({ node: { __typename: 'Organization', id: 'place', dutySettings } })
const setting = { __typename: 'DutySetting', id: 'setting', year: 2026, memberMinutes: 720 }
const turn = () => new Promise((resolve) => setTimeout(resolve, 20))

test.each(['before', 'after'])('a question that was on its way when something was changed is asked again, its old answer coming %s that of the change', async (when) => {
  const client = createClient(() => undefined)
  const seen: unknown[] = []
  client.query(QUERY, {}, { requestPolicy: 'cache-and-network' }).subscribe(({ data }) => seen.push(data))
  await turn()
  const change = client.mutation(CHANGE, {}).toPromise()
  await turn()
  expect(sent.map(({ name }) => name)).toEqual(['Duty', 'Set'])
  if (when === 'before') {
    sent[0]!.answer(place([]))
    await turn()
    sent[1]!.answer({ setDuty: setting })
  } else {
    sent[1]!.answer({ setDuty: setting })
    await turn()
    sent[0]!.answer(place([]))
  }
  await change
  await turn()
  expect(sent.map(({ name }) => name)).toEqual(['Duty', 'Set', 'Duty'])
  sent[2]!.answer(place([setting]))
  await turn()
  expect(seen.at(-1)).toEqual({ node: { __typename: 'Organization', id: 'place', dutySettings: [{ id: 'setting', year: 2026, memberMinutes: 720 }] } })
})
