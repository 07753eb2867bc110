import type pg from 'pg'

/** People of a volume who served, each in the community where they live. */
const A_COMMUNITY = 12
const WORDS = '陪老人看病'

/**
 * Fills a seeded database with `records` hours of three years, each with its confirmed log, spread evenly over the city's communities: as the owner, with
 * plain SQL. The triggers rest meanwhile; what they would have written is written set by set: place by place for all communities at once, with
 * the same hashes, so that every chain verifies, and the totals at the end.
 * @returns how many there are now
 */
export async function fillHours(client: pg.Client, records: number): Promise<{ records: number; communities: number }> {
  await client.query('begin')
  await client.query('alter table service_records disable trigger user')
  await client.query(`create temp table place on commit drop as select id, row_number() over (order by position, id) as n, count(*) over () as of
    from organizations where kind = 'COMMUNITY' and id not in (select community_id from service_chains)`)
  // A small volume fills a few communities as deep as a large one fills all.
  await client.query('delete from place where n > greatest(1, ceil($1::numeric / 350))', [records])
  await client.query('update place set of = (select count(*) from place)')
  await client.query('alter table place add primary key (id)')
  await client.query(`insert into people (id, name, residence_community_id, created_at) select gen_random_uuid(), '志愿者' || n || '-' || k, id, '2024-01-01' from place, generate_series(1, ${A_COMMUNITY}) k`)
  await client.query('create temp table server on commit drop as select id, residence_community_id as place, row_number() over (partition by residence_community_id) as k from people where residence_community_id in (select id from place) and phone is null')
  await client.query('create index on server (place, k)')
  await client.query('create temp table hour (like service_records) on commit drop')
  await client.query('create index on hour (community_id, seq)')
  const { rows } = await client.query<{ clerk: string; communities: number }>("select p.id as clerk, (select count(*)::int from place) as communities from people p where p.phone = '19900000013'")
  const { clerk, communities } = rows[0]!
  for (let seq = 1; seq <= Math.ceil(records / communities); seq += 1) {
    await client.query(
      `with layer as materialized (
         select s.record as id, p.id as community_id, $1::integer as seq, s.id as person_id, (30 + ($1 * 7 + p.n) % 200)::integer as minutes, date '2024-01-01' + (($1 * 31 + p.n) % 1000)::integer as served_on,
           (array['CIVILITY','LEGAL_ADVICE','SCIENCE','ENVIRONMENT','ELDERLY','DISABLED','POVERTY'])[1 + ($1 + p.n) % 7] as field, sha256(convert_to(s.record || E'\\n' || $4, 'UTF8')) as words_digest, 'SERVICE' as kind, gen_random_uuid() as log_id, null::uuid as corrects_id, null as reason,
           $2::uuid as recorded_by_id, (date '2024-01-02' + (($1 * 31 + p.n) % 1000)::integer)::timestamptz as recorded_at, coalesce(before.hash, sha256(convert_to('service-chain 1' || E'\\n' || p.id, 'UTF8'))) as previous_hash, ''::bytea as hash
         from place p left join hour before on before.community_id = p.id and before.seq = $1 - 1 join lateral (select id, gen_random_uuid() as record from server where place = p.id and k = 1 + ($1 + p.n) % ${A_COMMUNITY}) s on true where ($1 - 1) * p.of + p.n <= $3
       ) insert into hour select (l.r).id, (l.r).community_id, (l.r).seq, (l.r).person_id, (l.r).minutes, (l.r).served_on, (l.r).field, (l.r).words_digest, (l.r).kind, (l.r).log_id, (l.r).corrects_id, (l.r).reason, (l.r).recorded_by_id, (l.r).recorded_at,
           (l.r).previous_hash, sha256(convert_to(service_record_text(l.r), 'UTF8')) from (select row(layer.*)::service_records as r from layer) l`,
      [seq, clerk, records, WORDS],
    )
  }
  // Checked one by one, foreign keys take longer than everything else; put back, they are checked at once.
  const { rows: keys } = await client.query<{ drop: string; add: string }>(
    `select format('alter table %s drop constraint %I', conrelid::regclass, conname) as drop, format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) as add
     from pg_constraint where contype = 'f' and conrelid in ('service_records'::regclass, 'service_logs'::regclass, 'service_person_totals'::regclass)`,
  )
  for (const key of keys) await client.query(key.drop)
  await client.query(`insert into service_logs (id, person_id, community_id, source, served_on, minutes, field, words, entered_by_id, stage, decided_at, decided_by_id, created_at, updated_at)
    select log_id, person_id, community_id, 'SELF', served_on, minutes, field, $1, person_id, 'CONFIRMED', recorded_at, recorded_by_id, recorded_at, recorded_at from hour`, [WORDS])
  await client.query('insert into service_records select * from hour')
  await client.query('insert into service_chains select distinct on (community_id) community_id, seq, hash from hour order by community_id, seq desc')
  await client.query('insert into service_totals select community_id, extract(year from served_on), sum(minutes), count(*) from hour group by 1, 2')
  await client.query('insert into service_person_totals select person_id, community_id, extract(year from served_on), sum(minutes), count(*) from hour group by 1, 2, 3')
  for (const key of keys) await client.query(key.add)
  await client.query('alter table service_records enable trigger user')
  await client.query('commit')
  await client.query('vacuum analyze')
  const { rows: counted } = await client.query<{ records: number }>('select count(*)::int as records from service_records')
  return { records: counted[0]!.records, communities }
}
