import { seedId } from '../../server/seeds/ids.ts'

/** What one would write by hand for one screen and one viewer: one statement whose JSON goes out as it comes. */
const STREET = seedId('organization 130102002')
const COMMUNITY = seedId('organization 130102002019')

const NAME = (column: string): string => `(select json_build_object('id', o.id, 'name', o.name, 'placeName', o.place_name) from organizations o where o.id = ${column})`
const MEETING = `json_build_object('id', m.id, 'kind', m.kind, 'title', m.title, 'stage', m.stage, 'startsAt', m.starts_at, 'endsAt', m.ends_at, 'place', m.place, 'logged', m.logged, 'convener', ${NAME('m.convener_id')},
  'minutes', json_build_object('nodes', (select coalesce(json_agg(json_build_object('id', s.id, 'stage', s.stage, 'edition', s.edition, 'year', s.year, 'number', s.number)), '[]') from (select * from minutes where meeting_id = m.id order by edition desc limit 1) s)))`
const ITEM = `json_build_object('id', i.id, 'text', i.text, 'stage', i.stage, 'dueOn', i.due_on, 'overdue', i.due_on < '2026-03-02', 'extensions', i.extensions, 'askedDueOn', i.asked_due_on, 'convener', ${NAME('i.convener_id')}, 'lead', ${NAME('i.lead_id')},
  'meeting', (select json_build_object('id', m.id, 'title', m.title, 'startsAt', m.starts_at) from joint_meetings m where m.id = i.meeting_id), 'viewerMayVerify', false, 'viewerMayLead', false, 'viewerMayDecide', false)`

/** Convened by the organization or below it, asked to, or issued for everybody. */
const sees = (organization: string): string => `(m.convener_id in (select descendant_id from organization_closure where ancestor_id = '${organization}')
  or m.stage = 'HELD' and m.id in (select meeting_id from invitations where organization_id = '${organization}') or m.public and exists (select 1 from minutes s where s.meeting_id = m.id and s.stage = 'ISSUED'))`
const follows = (organization: string): string => `(i.convener_id in (select descendant_id from organization_closure where ancestor_id = '${organization}') or i.lead_id in (select descendant_id from organization_closure where ancestor_id = '${organization}')
  or i.co_organization_ids && array['${organization}']::uuid[] or exists (select 1 from joint_meetings m where m.id = i.meeting_id and ${sees(organization)}))`

const page = (json: string, from: string): string => `select json_build_object('data', json_build_object('nodes', coalesce(json_agg(j), '[]')))::text as text from (select ${json} as j from ${from}) page`
const meetings = (where: string): string => page(MEETING, `(select * from joint_meetings m where ${where} order by starts_at desc, id desc limit 20) m`)
const items = (where: string): string => page(ITEM, `(select * from resolved_items i where i.stage <> 'NOTED' and ${where} order by created_at desc, id desc limit 20) i`)
const board = (where: string): string =>
  `select json_build_object('data', json_build_object(${['ASSIGNED', 'ACCEPTED', 'RETURNED', 'REPORTED'].map((stage) => `'${stage}', (select coalesce(json_agg(j), '[]') from (select ${ITEM} as j from (select * from resolved_items i where stage = '${stage}' and ${where} order by created_at desc, id desc limit 20) i) page)`).join(', ')}))::text as text`
const overdue = "i.stage in ('ASSIGNED','ACCEPTED','RETURNED','REPORTED') and i.due_on < '2026-03-02'"

const figures = (organization: string): string => `with m as (select id, kind from joint_meetings where stage = 'HELD' and starts_at >= '2025-01-01T00:00+08' and starts_at < '2026-01-01T00:00+08' and convener_id in (select descendant_id from organization_closure where ancestor_id = '${organization}')),
  i as (select i.*, s.at from resolved_items i join m on m.id = i.meeting_id left join item_steps s on s.item_id = i.id and s.kind = 'ASSIGNED' where i.stage <> 'NOTED')
  select json_build_object('data', json_build_object('regular', (select count(*) from m where kind = 'REGULAR'), 'centralTask', (select count(*) from m where kind = 'CENTRAL_TASK'), 'urgent', (select count(*) from m where kind = 'URGENT'), 'resolved', count(*), 'closed', count(*) filter (where stage = 'CLOSED'),
    'overdue', count(*) filter (where stage <> 'CLOSED' and due_on < '2026-03-02'), 'onTime', count(*) filter (where stage = 'CLOSED' and (closed_at at time zone 'Asia/Shanghai')::date <= first_due_on),
    'medianDays', percentile_cont(0.5) within group (order by extract(epoch from closed_at - at) / 86400) filter (where stage = 'CLOSED'), 'satisfaction', avg(satisfaction)))::text as text from i`

/** By figure: whose eyes, which screen, and the statement by hand. */
export const FIGURES_BY_HAND: readonly { name: string; viewer: string; screen?: 'newest meetings' | 'board of open items' | 'overdue items'; place?: string; sql: string }[] = [
  { name: 'newest 20 meetings, city supervisor', viewer: '邓立', screen: 'newest meetings', sql: meetings('true') },
  { name: 'newest 20 meetings, street secretary', viewer: '赵立新', screen: 'newest meetings', sql: meetings(sees(STREET)) },
  { name: 'newest 20 meetings, community', viewer: '李秀英', screen: 'newest meetings', sql: meetings(sees(COMMUNITY)) },
  { name: 'board of four stages, city supervisor', viewer: '邓立', screen: 'board of open items', sql: board('true') },
  { name: 'board of four stages, street secretary', viewer: '赵立新', screen: 'board of open items', sql: board(follows(STREET)) },
  { name: 'overdue items, city supervisor', viewer: '邓立', screen: 'overdue items', sql: items(overdue) },
  { name: 'overdue items, street secretary', viewer: '赵立新', screen: 'overdue items', sql: items(`${overdue} and ${follows(STREET)}`) },
  { name: 'figures of the city', viewer: '邓立', place: '1301', sql: figures(seedId('organization 1301')) },
  { name: 'figures of a street', viewer: '赵立新', place: '130102002', sql: figures(STREET) },
]
