import { randomUUID } from 'node:crypto'
import { globalId, tryParseId } from '../../server/src/graphql/ids.ts'
import { seedId } from '../../server/seeds/ids.ts'
import { type Story, type Visitor, id } from './story.ts'

export const DONGAN = id('Organization', '130102002019')
export const XINTIANDI = id('Organization', '130108002006')

/** What the secretary of 东安社区 can rightly type: tidying the yard on Saturday, two sorts of places. */
export const TIDYING = {
  organizerId: DONGAN,
  kind: 'VOLUNTEER_SERVICE',
  field: 'ENVIRONMENT',
  title: '楼道和院落清扫',
  description: '带手套，工具由社区准备。',
  place: '东安社区北门',
  sessions: [{ startsAt: '2026-03-07T09:00:00+08:00', endsAt: '2026-03-07T11:00:00+08:00' }],
  roles: [{ title: '志愿者', places: 2, serves: true }],
}

/** What the secretary of 新天地社区 can rightly type: a term of drawing for children. */
export const DRAWING = {
  organizerId: XINTIANDI,
  kind: 'COURSE',
  subject: 'ART',
  title: '儿童美术课',
  place: '社区活动室',
  forChildren: true,
  wholeTerm: true,
  sessions: [7, 14, 21].map((day) => ({ startsAt: `2026-03-${String(day).padStart(2, '0')}T09:00:00+08:00`, endsAt: `2026-03-${String(day).padStart(2, '0')}T10:30:00+08:00` })),
  roles: [{ title: '小学员', places: 1 }],
  adults: [{ name: '方老师', role: '授课', vettedById: XINTIANDI, vettedOn: '2026-02-20' }],
}

export interface Laid {
  readonly id: string
  readonly sessions: { readonly nodes: readonly { readonly id: string }[] }
  readonly roles: { readonly nodes: readonly { readonly id: string; readonly taken: number; readonly queued: number; readonly places: number }[] }
}

const LAID = 'id version stage title sessions(first: 60) { nodes { id startsAt } } roles(first: 60) { nodes { id title places taken queued } }'
export const DRAFT = `mutation ($input: ActivityInput!) { draftActivity(input: $input) { ${LAID} } }`
export const PUBLISH = `mutation ($id: ID!) { publishActivity(id: $id) { ${LAID} } }`
export const SIGN_UP = 'mutation ($role: ID!, $person: ID) { signUp(roleId: $role, personId: $person) { id stage queuePosition personName } }'
export const WITHDRAW = 'mutation ($id: ID!) { withdrawSignUp(id: $id) { id stage } }'

export interface SignedUp {
  readonly signUp: { readonly id: string; readonly stage: string; readonly queuePosition: number | null; readonly personName: string }
}

export async function published(who: Visitor, input: object = TIDYING): Promise<Laid> {
  const { draftActivity } = await who.ask<{ draftActivity: Laid }>(DRAFT, { input })
  return (await who.ask<{ publishActivity: Laid }>(PUBLISH, { id: draftActivity.id })).publishActivity
}

export const signUp = async (who: Visitor, role: string, person?: string): Promise<SignedUp['signUp']> => (await who.ask<SignedUp>(SIGN_UP, { role, person })).signUp

/** A neighbour without a phone, or a child of somebody: written by SQL, as the community or the guardian would have entered them. */
export async function neighbour(story: Story, name: string, { community = '130102002019', guardian = null }: { community?: string; guardian?: string | null } = {}): Promise<string> {
  const person = randomUUID()
  await story.sql('insert into people (id, name, residence_community_id, guardian_id, born_year, created_at) values ($1, $2, $3, $4, $5, $6)', [
    person, name, seedId(`organization ${community}`), guardian && tryParseId(guardian)!.uuid, guardian ? 2017 : null, story.clock.now.toISOString(),
  ])
  return globalId('Person', person)
}

/** A draft of the street, one of its activities that is open, somebody signed up, and a wish. */
export async function activityIds(story: Story): Promise<string[]> {
  const zhao = await story.as('赵立新')
  const street = { ...TIDYING, organizerId: id('Organization', '130102002') }
  const { draftActivity } = await zhao.ask<{ draftActivity: Laid }>(DRAFT, { input: street })
  const open = await published(zhao, street)
  const signedUp = await signUp(zhao, open.roles.nodes[0]!.id)
  const { makeWish } = await (await story.as('刘桂兰')).ask<{ makeWish: { id: string } }>('mutation ($community: ID!) { makeWish(communityId: $community, title: "书法课") { id } }', { community: DONGAN })
  return [draftActivity.id, ...[draftActivity, open].flatMap(({ sessions, roles }) => [...sessions.nodes, ...roles.nodes].map((each) => each.id)), open.id, signedUp.id, makeWish.id]
}
