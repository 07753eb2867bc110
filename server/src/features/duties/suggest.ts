import type { GraphQLResolveInfo } from 'graphql'
import { Bindings } from '../../access/bindings.ts'
import type { Context } from '../../graphql/context.ts'
import { uuidOf } from '../../graphql/ids.ts'
import { type Telling, notifyAll } from '../../notices/notify.ts'
import { operation } from '../../operation.ts'
import { Refusal } from '../../refusal.ts'
import { Organization } from '../organizations/organization.ts'

/** People told in one call. */
const MOST_PEOPLE = 100

const ACTIVE = `('ASKED','PLACED','QUEUED')`

/**
 * Whether the session is one to offer to the person: to come this year, with a free place that serves, in the district where they live or
 * stand, at no time at which they have something, and in a field and at hours that they like where they said so.
 * @param a alias of activity_sessions
 * @param person SQL of the person's uuid
 */
export function suits(a: string, p: Bindings, person: string): string[] {
  const local = (column: string): string => `(${a}.${column} at time zone 'Asia/Shanghai')`
  const minute = `((extract(isodow from ${local('starts_at')})::int - 1) * 1440 + extract(hour from ${local('starts_at')})::int * 60 + extract(minute from ${local('starts_at')})::int)`
  const length = `ceil(extract(epoch from ${a}.ends_at - ${a}.starts_at) / 60)::int`
  // What passes Sunday midnight goes on in Monday's hours.
  const span = `(int4multirange(int4range(${minute}, least(${minute} + ${length}, 10080))) + int4multirange(int4range(0, greatest(${minute} + ${length} - 10080, 0))))`
  const home = `coalesce((select residence_community_id from people where id = ${person}), (select r.organization_id from role_assignments r where r.person_id = ${person} and r.revoked_at is null order by r.granted_at, r.id limit 1))`
  return [
    `${a}.starts_at > ${p.now}`,
    `extract(year from ${local('starts_at')}) = extract(year from ${p.today})`,
    `${a}.removed_at is null and ${a}.cancelled_at is null`,
    `exists (select 1 from activities t join activity_roles r on r.activity_id = t.id and r.removed_at is null and (r.session_id = ${a}.id or r.session_id is null) and r.serves and r.taken < r.places and r.closes_at > ${p.now}
      where t.id = ${a}.activity_id and t.stage = 'PUBLISHED' and not t.for_children
        and (t.field is null or coalesce((select cardinality(w.fields) = 0 or t.field = any(w.fields) from service_profiles w where w.person_id = ${person}), true))
        and (select true from organization_closure up join organizations around on around.id = up.ancestor_id and around.kind = 'DISTRICT' join organization_closure down on down.ancestor_id = around.id and down.descendant_id = t.organizer_id
          where up.descendant_id = ${home} limit 1) is not null)`,
    `coalesce((select w.windows is null or ${span} <@ w.windows from service_profiles w where w.person_id = ${person}), true)`,
    `not exists (select 1 from sign_ups u join activity_sessions other on other.activity_id = u.activity_id and u.scope_id in (other.id, other.activity_id) and other.removed_at is null and other.cancelled_at is null
      where u.person_id = ${person} and u.stage in ${ACTIVE} and other.starts_at < ${a}.ends_at and other.ends_at > ${a}.starts_at)`,
  ]
}

/**
 * Tells members of the community which activities may suit them. An offer: nobody is signed up, and who has nothing to be offered is not told.
 * @throws Refusal NOT_FOUND for somebody who is not registered there; BAD_INPUT beyond 100 people
 */
export function suggestActivities(context: Context, info: GraphQLResolveInfo, input: { communityId: string; personIds: string[] }): Promise<unknown> {
  return operation(context, info, 'activities.suggest', {
    subject: { type: Organization, id: input.communityId },
    input,
    run: async (work, community) => {
      const people = [...new Set(input.personIds.map((id) => uuidOf('Person', id)))]
      if (people.length === 0 || people.length > MOST_PEOPLE) throw new Refusal('BAD_INPUT', { fields: ['personIds'], most: MOST_PEOPLE })
      const p = new Bindings(context.actor, context.now)
      // No other alias within may be called like the member: `suits` looks the person up in its own tables.
      const text = `select member.person_id as id, (select count(*)::int from activity_sessions offered where ${suits('offered', p, 'member.person_id').join(' and ')}) as count
        from registrations member where member.place_id = ${p.bind(community.id, 'uuid')} and member.kind = 'MEMBER' and member.stage = 'CONFIRMED' and member.person_id = any(${p.bind(people, 'uuid[]')}) order by member.person_id`
      const { rows } = await work.db.query<{ id: string; count: number }>({ text, values: p.values })
      if (rows.length < people.length) throw new Refusal('NOT_FOUND', { type: 'Registration' })
      const offered = rows.filter(({ count }) => count > 0)
      await notifyAll(work, offered.map(({ id, count }): Telling => ({ recipients: { personIds: [id] }, kind: 'ACTIVITY_SUGGESTED', subject: { type: 'Organization', id: community.id }, details: { place: community.name, count } })))
      return { type: 'Organization', id: community.id, organizationId: community.id, parties: [community.id], details: { told: offered.length } }
    },
  })
}
