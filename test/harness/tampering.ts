import pg from 'pg'

/** How a superuser tampers with one chain, and where it must be found. */
export interface Tampering {
  readonly what: string
  /** In order; `$1` is the community. */
  readonly sql: readonly string[]
  readonly seq: number | null
  /** What it must be called; any name will do where it is left out. */
  readonly problem?: string
}

/** Numbers from 0 below `sides`, the same at every run. */
export type Roll = (sides: number) => number

/** mulberry32 */
export function rollsFrom(seed: number): Roll {
  let state = seed
  return (sides) => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) % sides
  }
}

/** A superuser of the cluster, in the same database; on an external server the tables' owner, who may do as much to them. */
export function superuserOf(databaseUrl: string): pg.Client {
  const { TEST_SUPERUSER_URL: superuser } = process.env
  return new pg.Client({ connectionString: superuser ? Object.assign(new URL(superuser), { pathname: new URL(databaseUrl).pathname }).href : databaseUrl, options: '-c timezone=UTC' })
}

/**
 * With the tables wholly in one's hands: every trigger off and every constraint dropped, so that nothing a superuser could do to them is refused,
 * and a function that mends every later hash, the head of the chain and the totals.
 */
export async function takeOver(client: pg.Client): Promise<void> {
  await client.query('set constraints all immediate')
  for (const table of ['service_records', 'service_anchors', 'service_logs', 'service_rechecks', 'service_chains', 'service_totals', 'service_person_totals']) {
    const { rows } = await client.query<{ name: string }>("select conname as name from pg_constraint where conrelid = $1::regclass and contype in ('c','f') union select conname from pg_constraint where conrelid = $1::regclass and conname = 'service_records_place'", [table])
    for (const { name } of rows) await client.query(`alter table ${table} drop constraint "${name}"`)
    await client.query(`alter table ${table} disable trigger user`)
  }
  await client.query('drop index "RECORD_CORRECTED_ALREADY"; drop index service_records_log')
  await client.query(`create function rechain(community uuid, from_seq integer) returns void language plpgsql as $$
    declare
      r service_records;
      last bytea := coalesce((select hash from service_records where community_id = community and seq = from_seq - 1), sha256(convert_to('service-chain 1' || E'\\n' || community, 'UTF8')));
    begin
      for r in select * from service_records where community_id = community and seq >= from_seq order by seq, id loop
        r.previous_hash := last;
        last := sha256(convert_to(service_record_text(r), 'UTF8'));
        update service_records set previous_hash = r.previous_hash, hash = last where id = r.id;
      end loop;
      update service_chains set head_hash = last, length = (select coalesce(max(seq), 0) from service_records where community_id = community) where community_id = community;
      delete from service_totals where community_id = community;
      insert into service_totals select community_id, extract(year from served_on), sum(minutes), sum(case kind when 'REVERSAL' then -1 else 1 end) from service_records where community_id = community group by 1, 2;
      delete from service_person_totals where community_id = community;
      insert into service_person_totals select person_id, community_id, extract(year from served_on), sum(minutes), sum(case kind when 'REVERSAL' then -1 else 1 end) from service_records where community_id = community group by 1, 2, 3;
    end $$`)
}

const COLUMNS: readonly (readonly [column: string, value: string])[] = [
  ['id', 'gen_random_uuid()'], ['person_id', 'recorded_by_id'], ['person_id', 'gen_random_uuid()'], ['minutes', 'minutes + 1'], ['minutes', '-minutes'], ['served_on', 'served_on + 1'], ['served_on', "served_on - interval '1 year'"],
  ['field', "case field when 'SCIENCE' then 'LEGAL_ADVICE' else 'SCIENCE' end"], ['words_digest', "sha256('other')"], ['words_digest', "substr(words_digest, 2) || '\\x00'"], ['kind', "case kind when 'SERVICE' then 'CORRECTION' else 'SERVICE' end"],
  ['log_id', "case when log_id is null then gen_random_uuid() end"], ['corrects_id', 'case when corrects_id is null then id end'], ['reason', "case when reason is null then '' end"], ['reason', "coalesce(reason, '') || '-'"], ['recorded_by_id', 'gen_random_uuid()'],
  ['recorded_at', "recorded_at + interval '1 microsecond'"], ['recorded_at', "recorded_at - interval '1 day'"],
]
const LINKS: readonly (readonly [column: string, value: string])[] = [['previous_hash', "sha256('other')"], ['hash', "sha256('other')"], ['hash', 'previous_hash']]

/** What may be done to the anchors in the database besides, from nothing to everything. */
const ANCHORS = [
  [],
  ["update service_anchors a set hashes = coalesce((select string_agg(hash, null order by seq) from service_records where community_id = $1 and seq between a.from_seq and a.to_seq), '') where community_id = $1"],
  ["update service_anchors a set mac = sha256(mac), hashes = coalesce((select string_agg(hash, null order by seq) from service_records where community_id = $1 and seq between a.from_seq and a.to_seq), '') where community_id = $1"],
  ['delete from service_anchors where community_id = $1'],
  ['delete from service_anchors'],
  ['delete from service_anchors where number = (select max(number) from service_anchors where community_id = $1)'],
] as const

const shifted = (from: number, by: number): string => `update service_records set seq = seq + ${by} where community_id = $1 and seq >= ${from}`
const edit = ([column, value]: readonly [string, string], seq: number): string => `update service_records set ${column} = ${value} where community_id = $1 and seq = ${seq}`
const forged = (seq: number, like: number): string => `insert into service_records select (jsonb_populate_record(r, jsonb_build_object('id', gen_random_uuid(), 'seq', ${seq}, 'minutes', 480, 'kind', 'SERVICE', 'log_id', null, 'corrects_id', null))).* from service_records r where r.community_id = $1 and r.seq = ${like}`
const swapped = (one: number, other: number): string => `update service_records set seq = case seq when ${one} then ${other} else ${one} end where community_id = $1 and seq in (${one}, ${other})`

/** One of each kind by turns, at a place that chance gives. @param covered the last anchored place */
export function tampering(index: number, roll: Roll, covered: number): Tampering {
  const seq = 1 + roll(covered)
  const pick = <T>(from: readonly T[]): T => from[roll(from.length)]!
  const mended = (from: number): string[] => [`select rechain($1, ${from})`, ...pick(ANCHORS)]
  // Before the last one, so that there is another to change places with.
  const early = 1 + roll(covered - 1)
  const late = early + 1 + roll(covered - early)
  // Where all that was anchored behind it goes, too, what moves up was never anchored: nobody can tell it from an altered one.
  const missing = (last: number): Pick<Tampering, 'problem'> => (last < covered ? { problem: 'MISSING' } : {})
  switch (index % 14) {
    case 0: case 1: {
      const change = pick([...COLUMNS, ...LINKS])
      return { what: `one value: ${change.join(' = ')}`, sql: [edit(change, seq)], seq, problem: 'ALTERED' }
    }
    case 2: case 3: {
      const change = pick(COLUMNS)
      return { what: `one value, everything mended: ${change.join(' = ')}`, sql: [edit(change, seq), ...mended(seq)], seq, problem: 'ALTERED' }
    }
    case 4: return { what: 'deleted', sql: [`delete from service_records where community_id = $1 and seq = ${seq}`, ...pick(ANCHORS)], seq, problem: 'MISSING' }
    case 5: return { what: 'deleted, the others moved up and mended', sql: [`delete from service_records where community_id = $1 and seq = ${seq}`, shifted(seq, -1), ...mended(seq)], seq, ...missing(seq) }
    case 6: return { what: 'several deleted, the others moved up and mended', sql: [`delete from service_records where community_id = $1 and seq between ${early} and ${late}`, shifted(late, early - late - 1), ...mended(early)], seq: early, ...missing(late) }
    case 7: return { what: 'two swapped', sql: [swapped(early, late), ...pick(ANCHORS)], seq: early, problem: 'OUT_OF_ORDER' }
    case 8: return { what: 'two swapped, everything mended', sql: [swapped(early, late), ...mended(early)], seq: early, problem: 'OUT_OF_ORDER' }
    case 9: return { what: 'one moved to the end, everything mended', sql: [`update service_records set seq = 100000 where community_id = $1 and seq = ${early}`, shifted(early, -1), ...mended(early)], seq: early, problem: 'OUT_OF_ORDER' }
    case 10: return { what: 'one inserted, the others moved down and mended', sql: [shifted(seq, 1), forged(seq, seq + 1), ...mended(seq)], seq, problem: 'OUT_OF_ORDER' }
    case 11: return { what: 'a second one at one place', sql: [forged(seq, seq), ...pick(ANCHORS)], seq, problem: 'OUT_OF_ORDER' }
    case 12: return { what: 'the end cut off, everything mended', sql: [`delete from service_records where community_id = $1 and seq >= ${seq}`, ...mended(seq)], seq, problem: 'MISSING' }
    default: return { what: 'passed to another community, everything mended', sql: [`update service_records set community_id = (select id from organizations where kind = 'STREET' limit 1) where community_id = $1 and seq = ${seq}`, shifted(seq, -1), ...mended(seq)], seq, ...missing(seq) }
  }
}
