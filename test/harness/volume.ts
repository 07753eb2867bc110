import type pg from 'pg'
import { agendaSql, followUpSql } from './volume-items.ts'

/** What the city counts in a year, and how many of its streets and towns take part. */
export const MEETINGS = 4200
export const ITEMS = 6821
export const STREETS = 280

/** Of the meetings: still to come, and called off. The others have been held. */
const TO_COME = 84
const CALLED_OFF = 42
const OF_A_DISTRICT = 4
const OF_A_STREET = 5
const OF_A_COMMUNITY = 8
/** Of 24 districts and 280 streets, and then communities as many as it takes to come to 4,200. */
const COMMUNITIES = (MEETINGS - 24 * OF_A_DISTRICT - STREETS * OF_A_STREET) / OF_A_COMMUNITY

export interface Volume {
  readonly meetings: number
  readonly items: number
  readonly steps: number
  readonly invitations: number
  readonly streets: number
}

/**
 * Fills a seeded database with a year of 石家庄's joint meetings up to `now`, and some to come: as the database's owner, with plain SQL, in
 * one transaction, the same rows for the same `now`. People are the story's own; chance is a hash of the row's number.
 * @throws Error when it has been filled already; the few meetings of the story may be there
 */
export async function fillVolume(client: pg.Client | pg.PoolClient, now: Date): Promise<Volume> {
  await client.query('begin')
  try {
    await client.query(HELPERS)
    const { rows } = await client.query("select 1 from joint_meetings where id = pg_temp.volume_id('meeting', 1)")
    if (rows.length > 0) throw new Error('this database has its year already')
    for (const sql of [...meetingsSql(), ...agendaSql(ITEMS), ...followUpSql()]) await client.query(sql.replaceAll(':now', `'${now.toISOString()}'::timestamptz`))
    const { rows: counted } = await client.query<Volume>(COUNTED)
    await client.query('commit')
    await client.query('analyze')
    return counted[0]!
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}

/** `volume_id` names a row by what it is; `roll` is a die with `n` sides, from 0. */
const HELPERS = `
create or replace function pg_temp.volume_id(what text, n bigint) returns uuid language sql immutable as $$ select overlay(overlay(md5('volume ' || what || ' ' || n) placing '8' from 13) placing '8' from 17)::uuid $$;
create or replace function pg_temp.roll(what text, n bigint, sides integer) returns integer language sql immutable as $$ select ('x' || substr(md5(what || ' ' || n), 1, 7))::bit(28)::integer % sides $$;`

const COUNTED = `select (select count(*)::int from volume_meetings) as meetings, (select count(*)::int from resolved_items i join volume_meetings m on m.id = i.meeting_id) as items,
  (select count(*)::int from item_steps s join resolved_items i on i.id = s.item_id join volume_meetings m on m.id = i.meeting_id) as steps,
  (select count(*)::int from invitations i join volume_meetings m on m.id = i.meeting_id) as invitations,
  (select count(distinct up.ancestor_id)::int from volume_meetings m join organization_closure up on up.descendant_id = m.convener_id join organizations o on o.id = up.ancestor_id and o.kind = 'STREET') as streets`

/** Communities with people of the story meet first, so that somebody can look at what they see. */
function meetingsSql(): string[] {
  return [
    `create temp table volume_meetings on commit drop as
     with conveners as (
       select o.id, o.kind, o.name, case o.kind when 'DISTRICT' then ${OF_A_DISTRICT} when 'STREET' then ${OF_A_STREET} else ${OF_A_COMMUNITY} end as many from organizations o
       where o.kind in ('DISTRICT','STREET') or o.id in (
         select c.id from organizations c where c.kind = 'COMMUNITY'
         order by exists (select 1 from role_assignments r where r.organization_id = c.id) desc, md5('volume ' || c.position) limit ${COMMUNITIES})
     ), each as (
       select c.*, row_number() over (order by md5(c.id::text || ' ' || nth)) as n, count(*) over () as of from conveners c, generate_series(1, c.many) nth
     ), dated as (
       -- The last ones are still to come; the others stand in the year before.
       select *, case when n > of - ${TO_COME} then :now + make_interval(days => 1 + pg_temp.roll('coming', n, 40), hours => pg_temp.roll('hour', n, 8))
         else :now - make_interval(days => 1 + pg_temp.roll('day', n, 364), hours => pg_temp.roll('hour', n, 8)) end as starts_at from each
     )
     select pg_temp.volume_id('meeting', n) as id, n, id as convener_id, kind as level, name as convener, starts_at,
       case when n > of - ${TO_COME} then case when n % 2 = 0 then 'PLANNED' else 'ANNOUNCED' end when n <= ${CALLED_OFF} then 'CANCELLED' else 'HELD' end as stage,
       (array['REGULAR','REGULAR','REGULAR','REGULAR','REGULAR','REGULAR','CENTRAL_TASK','CENTRAL_TASK','CENTRAL_TASK','URGENT'])[1 + pg_temp.roll('kind', n, 10)] as kind,
       -- Minutes lie open a while; what is old is issued.
       pg_temp.roll('issued', n, 100) >= 3 or starts_at < :now - interval '60 days' as issued
     from dated`,
    'create unique index on volume_meetings (id)',
    'analyze volume_meetings',
    `insert into joint_meetings (id, convener_id, kind, title, starts_at, ends_at, place, chair, stage, announced_at, cancel_reason, logged, public, check_in_code, created_at, updated_at)
     select id, convener_id, kind, left(convener, 60) || '联席会议', starts_at, starts_at + interval '90 minutes', (array['会议室','党群服务中心','居民议事厅','社区活动室'])[1 + pg_temp.roll('place', n, 4)], '主持人' || n % 97,
       stage, case when stage in ('ANNOUNCED','HELD') then starts_at - interval '3 days' end, case when stage = 'CANCELLED' then '改期' end, stage = 'HELD' and pg_temp.roll('logged', n, 100) < 85, pg_temp.roll('public', n, 10) = 0, left(md5('code ' || n), 16),
       least(starts_at + interval '1 day', :now), least(starts_at + interval '1 day', :now) from volume_meetings`,
    // Those below and beside the convener, and somebody by name.
    `insert into invitations (id, meeting_id, organization_id, name, capacity, answer, attendance, answered_at, created_at)
     select pg_temp.volume_id('invitation', m.n * 10 + i.place), m.id, i.id, i.name, i.capacity, case when m.stage = 'HELD' then 'COMING' else 'WAITING' end,
       case when m.stage <> 'HELD' then 'UNKNOWN' else (array['PRESENT','PRESENT','PRESENT','PRESENT','ON_LEAVE','ABSENT'])[1 + pg_temp.roll('came', m.n * 10 + i.place, 6)] end,
       case when m.stage = 'HELD' then m.starts_at - interval '1 day' end, least(m.starts_at, :now) - interval '3 days'
     from volume_meetings m cross join lateral (
       (select row_number() over () as place, id, '' as name, 'UNIT' as capacity from (select o.id from organizations o where o.parent_id = m.convener_id order by md5(o.id::text || m.n) limit 5) below)
       union all select 6, o.parent_id, '', 'SUPERVISOR' from organizations o where o.id = m.convener_id and pg_temp.roll('watched', m.n, 3) = 0
       union all select 7, o.parent_id, '', 'UNIT' from organizations o where o.id = m.convener_id and pg_temp.roll('watched', m.n, 3) <> 0
       union all select 8, null, '居民代表' || pg_temp.roll('resident', m.n, 500), 'RESIDENT') i`,
    'analyze joint_meetings, invitations',
  ]
}
