/** A die with a hundred sides falls below these shares: closed, reported, accepted, assigned; the rest is returned. */
const STAGES = [78, 83, 92, 97]
const WORDS = `(array['修复北门路灯','拆除院墙，统一改造','开放院内车位','清理楼道杂物','为独居老人加装扶手','协调物业进驻','增设电动车充电桩','整治背街小巷','开设暑期托管班','更换老旧水管'])`
/** 赵立新 and 孙晓梅 report by turns; 高志远 verifies. */
const person = (phone: string): string => `(select id from people where phone = '${phone}')`

/** Two topics a meeting, and those that wait; what was resolved hangs on the first. */
export function agendaSql(items: number): string[] {
  return [
    `insert into agenda_items (id, convener_id, meeting_id, proposer_id, title, demand, position, minutes, source, outcome, discussion, decision, created_at, updated_at)
     select pg_temp.volume_id('topic', m.n * 2 + place), m.convener_id, m.id, m.convener_id, ${WORDS}[1 + pg_temp.roll('topic', m.n * 2 + place, 10)], '居民反映已久，需要共同商议。', place + 1, 20, 'PROPOSED',
       case when m.stage <> 'HELD' then null when place = 0 then 'DECIDED' else (array['INFORMATION','INFORMATION','DECIDED','CARRIED_OVER','DROPPED'])[1 + pg_temp.roll('outcome', m.n, 5)] end,
       case when m.stage = 'HELD' then repeat('各单位发表了意见，认为应当尽快办理。', 1 + pg_temp.roll('length', m.n, 12)) else '' end, case when m.stage = 'HELD' then '由主办单位牵头，限期办结。' else '' end,
       least(m.starts_at, :now) - interval '2 days', least(m.starts_at, :now) from volume_meetings m, generate_series(0, 1) place`,
    `insert into agenda_items (id, convener_id, proposer_id, title, source, created_at, updated_at)
     select pg_temp.volume_id('waiting', row_number() over (order by o.position, nth)), o.id, o.id, ${WORDS}[nth], 'PROPOSED', :now - make_interval(days => nth), :now - make_interval(days => nth)
     from organizations o, generate_series(1, 2) nth where o.kind = 'STREET'`,
    `insert into opinions (id, agenda_item_id, organization_id, stance, words, created_at)
     select pg_temp.volume_id('opinion', m.n * 10 + i.nth), pg_temp.volume_id('topic', m.n * 2), i.organization_id, (array['SUPPORT','SUPPORT','RESERVATION','INFORMATION'])[1 + pg_temp.roll('stance', m.n * 10 + i.nth, 4)], '愿意配合。', m.starts_at
     from volume_meetings m cross join lateral (select organization_id, row_number() over (order by id) as nth from invitations where meeting_id = m.id and organization_id is not null order by id limit 2) i where m.stage = 'HELD'`,
    `insert into resolved_items (id, convener_id, meeting_id, agenda_item_id, text, lead_id, co_organization_ids, due_on, first_due_on, evidence, stage, extensions, reported_by_id, verified_by_id, closed_at, satisfaction, created_at, updated_at)
     with held as (
       select *, row_number() over (order by n) as h, count(*) over () as of from volume_meetings where stage = 'HELD'
     ), each as (
       select m.*, k, (m.starts_at at time zone 'Asia/Shanghai')::date + 7 + pg_temp.roll('due', k, 50) as due, m.starts_at + make_interval(days => 2, hours => pg_temp.roll('took', k, 24 * 55)) as done, pg_temp.roll('stage', k, 100) as luck
       from generate_series(1, ${items}) k join held m on m.h = 1 + (k - 1) % m.of
     ), staged as (
       select *, case when not issued then 'NOTED' when luck < ${STAGES[0]} then case when done < :now then 'CLOSED' else 'ACCEPTED' end
         when luck < ${STAGES[1]} then 'REPORTED' when luck < ${STAGES[2]} then 'ACCEPTED' when luck < ${STAGES[3]} then 'ASSIGNED' else 'RETURNED' end as stands from each
     )
     select pg_temp.volume_id('item', k), convener_id, id, pg_temp.volume_id('topic', n * 2), ${WORDS}[1 + pg_temp.roll('topic', n * 2, 10)] || '（之' || k || '）',
       coalesce(asked[1 + pg_temp.roll('lead', k, cardinality(asked))], convener_id), case when cardinality(asked) > 1 and pg_temp.roll('co', k, 3) = 0 then asked[1:2] else '{}' end,
       due + case when pg_temp.roll('extended', k, 12) = 0 then 15 else 0 end, due, '现场照片', stands, case when pg_temp.roll('extended', k, 12) = 0 then 1 else 0 end,
       case when stands in ('REPORTED','CLOSED') then case when k % 2 = 0 then ${person('19900000003')} else ${person('19900000004')} end end, case when stands = 'CLOSED' then ${person('19900000002')} end,
       case when stands = 'CLOSED' then done end, case when stands = 'CLOSED' and pg_temp.roll('asked', k, 2) = 0 then 3 + pg_temp.roll('content', k, 3) end,
       least(starts_at + interval '1 day', :now), least(case when stands = 'CLOSED' then done else starts_at + interval '5 days' end, :now)
     from staged cross join lateral (select coalesce(array_agg(organization_id order by id), '{}') as asked from invitations i where i.meeting_id = staged.id and organization_id is not null) i`,
    'analyze agenda_items, resolved_items',
  ]
}

/** The steps of every item, and minutes numbered in the order of the meetings. */
export function followUpSql(): string[] {
  const step = (nth: number, kind: string, organization: string, at: string, where: string, by = 'null::uuid'): string =>
    `select pg_temp.volume_id('step ' || i.id, ${nth}), i.id, '${kind}', ${organization}, ${by}, case when '${kind}' = 'ASSIGNED' then '' else '按期推进。' end, ${at} from resolved_items i join volume_meetings m on m.id = i.meeting_id where i.stage <> 'NOTED' and ${where}`
  const span = `least(i.created_at, :now) + (coalesce(i.closed_at, :now) - least(i.created_at, :now))`
  return [
    `insert into item_steps (id, item_id, kind, organization_id, person_id, words, at) ${[
      step(1, 'ASSIGNED', 'i.convener_id', 'i.created_at', 'true'),
      step(2, 'RETURNED', 'i.lead_id', `${span} * 0.2`, "i.stage = 'RETURNED'"),
      step(3, 'ACCEPTED', 'i.lead_id', `${span} * 0.2`, "i.stage in ('ACCEPTED','REPORTED','CLOSED')"),
      step(4, 'PROGRESS', 'i.lead_id', `${span} * 0.5`, "i.stage in ('ACCEPTED','REPORTED','CLOSED')"),
      step(5, 'EXTENDED', 'i.convener_id', `${span} * 0.6`, 'i.extensions > 0'),
      step(6, 'REPORTED', 'i.lead_id', `${span} * 0.8`, "i.stage in ('REPORTED','CLOSED')", 'i.reported_by_id'),
      step(7, 'CLOSED', 'i.convener_id', 'i.closed_at', "i.stage = 'CLOSED'", 'i.verified_by_id'),
      step(8, 'LOOKED_BACK', 'i.convener_id', "i.closed_at + interval '1 hour'", 'i.satisfaction is not null'),
    ].join('\nunion all ')}`,
    `insert into minutes (id, meeting_id, convener_id, stage, year, number, document, sha256, issued_at, issued_by_id, created_at)
     with numbered as (
       select *, extract(year from starts_at at time zone 'Asia/Shanghai')::smallint as year from volume_meetings where stage = 'HELD'
     ), issued as (
       select *, case when issued then row_number() over (partition by convener_id, year, issued order by starts_at, id) + coalesce((select max(number) from minutes known where known.convener_id = numbered.convener_id and known.year = numbered.year), 0) end as number from numbered
     ), written as (
       select *, jsonb_build_object('mark', convener || '联席会议纪要', 'number', '〔' || year || '〕' || number || '号', 'title', convener || '联席会议', 'heldOn', starts_at::date, 'issuedOn', starts_at::date, 'issuer', convener, 'opening', '会议由主持人主持。',
         'items', '[]'::jsonb, 'present', '[]'::jsonb, 'onLeave', '[]'::jsonb, 'observers', '[]'::jsonb, 'attachments', '[]'::jsonb, 'sentTo', '[]'::jsonb, 'correction', null, 'sha256', null) as document from issued
     )
     select pg_temp.volume_id('minutes', n), id, convener_id, case when issued then 'ISSUED' else 'DRAFT' end, case when issued then year end, number, case when issued then document end,
       case when issued then sha256(convert_to(document::text, 'UTF8')) end, case when issued then least(starts_at + interval '1 day', :now) end, case when issued then ${person('19900000003')} end, starts_at from written`,
  ]
}
