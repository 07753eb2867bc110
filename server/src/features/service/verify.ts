import type { Queryable } from '../../database/queryable.ts'
import type { Secrets } from '../../secrets.ts'
import type { AnchorFiles } from './anchor-files.ts'
import { type ChainRow, chainRows } from './chain-rows.ts'
import { type Covered, type Finding, readCovered } from './covered.ts'
import { chainBegins, recordHash, wordsDigest } from './record-text.ts'

/** What recomputing a community's chain and comparing it with its anchors found. */
export interface Verification {
  readonly records: number
  /** The last record that an anchor covers, 0 without one, and when it was anchored. */
  readonly coveredTo: number
  readonly coveredAt: string | null
  /** Records that came after: linked to each other, but nobody outside the database vouches for them yet. */
  readonly uncovered: number
  /** The first bad entry; null where all is well, and where it is the totals that are wrong. */
  readonly finding: Finding | { readonly seq: null; readonly problem: 'TOTALS_DIFFER' } | null
}

export interface Evidence {
  readonly db: Queryable
  readonly files: AnchorFiles
  readonly secrets: Secrets
}

/**
 * Recomputes the whole chain with code of its own, record by record, and compares it with the anchors in the database and in the files: whatever was
 * edited, deleted, inserted or put in another order among anchored records is found, though every later hash, the head of the chain, the totals
 * and the anchors in the database were mended to fit. Needs no lock: a chain only grows, and what comes while it is read is read, too.
 */
export async function verifyLedger({ db, files, secrets }: Evidence, communityId: string): Promise<Verification> {
  const covered = await readCovered(db, files, secrets, communityId)
  const bad = await firstBad(db, communityId, covered)
  const { records, head, totals } = await readSums(db, communityId)
  return {
    records,
    coveredTo: covered.to,
    coveredAt: covered.at,
    uncovered: Math.max(records - covered.to, 0),
    // A record is named before the anchor that was to hide it.
    finding: bad ?? covered.finding ?? head ?? (totals ? null : { seq: null, problem: 'TOTALS_DIFFER' }),
  }
}

/** A place where the chain is not what it was, with what stands there and what stood before it. */
interface Break {
  readonly seq: number
  readonly row: ChainRow | null
  readonly previous: Buffer
  /** One too many at its place. */
  readonly extra?: true
}

async function firstBad(db: Queryable, communityId: string, covered: Covered): Promise<Finding | null> {
  const found = await firstBreak(db, communityId, covered)
  return found && { seq: found.seq, problem: await problemOf(db, communityId, covered, found) }
}

async function firstBreak(db: Queryable, communityId: string, covered: Covered): Promise<Break | null> {
  let previous = chainBegins(communityId)
  let seq = 1
  for await (const row of chainRows(db, communityId)) {
    if (row.seq < seq) return { seq: row.seq, row, previous, extra: true }
    if (row.seq > seq) return { seq, row: null, previous }
    const hash = recordHash(row, previous)
    const anchored = covered.hashAt(seq)
    const wordsStand = row.words === null || wordsDigest(row.id, row.words).equals(row.wordsDigest)
    if (!hash.equals(row.hash) || !row.previousHash.equals(previous) || (anchored && !anchored.equals(hash)) || !wordsStand) return { seq, row, previous }
    previous = hash
    seq += 1
  }
  return seq <= covered.to ? { seq, row: null, previous } : null
}

/** Looks for the record that stood at the place, and for the place of the one that stands there now. */
async function problemOf(db: Queryable, communityId: string, covered: Covered, { seq, row, previous, extra }: Break): Promise<Finding['problem']> {
  if (extra) return 'OUT_OF_ORDER'
  const anchored = covered.hashAt(seq)
  const stoodHere = (each: ChainRow): boolean => anchored !== null && recordHash({ ...each, seq }, previous).equals(anchored)
  if (row && row.seq === seq && stoodHere(row)) return 'ALTERED'
  for await (const each of chainRows(db, communityId)) if (each.id !== row?.id && stoodHere(each)) return 'OUT_OF_ORDER'
  if (!row) return 'MISSING'
  for (let other = seq + 1; other <= covered.to; other += 1) {
    const [before, there] = [covered.hashAt(other - 1), covered.hashAt(other)]
    if (before && there && recordHash({ ...row, seq: other }, before).equals(there)) return 'MISSING'
  }
  return 'ALTERED'
}

interface Sums {
  readonly records: number
  readonly head: Finding | null
  readonly totals: boolean
}

/** One statement, so that what is added meanwhile is in all of it or in nothing. */
const SUMS = `with own as materialized (select person_id, extract(year from served_on)::smallint as year, sum(minutes)::bigint as minutes, sum(case kind when 'REVERSAL' then -1 else 1 end)::int as records, count(*)::int as entries
    from service_records where community_id = $1::uuid group by 1, 2),
  last as (select seq, hash from service_records where community_id = $1::uuid order by seq desc limit 1)
  select (select coalesce(sum(entries), 0)::int from own) as records, c.length, c.head_hash = last.hash as fits, last.seq,
    not exists ((select person_id, year, minutes, records from own except select person_id, year, minutes, records from service_person_totals where community_id = $1::uuid)
      union all (select person_id, year, minutes, records from service_person_totals where community_id = $1::uuid except select person_id, year, minutes, records from own))
    and not exists (select from (select year, sum(minutes)::bigint as minutes, sum(records)::int as records from own group by 1) o full join (select * from service_totals where community_id = $1::uuid) t using (year)
      where (o.minutes, o.records) is distinct from (t.minutes, t.records)) as totals
  from (select 1) one left join service_chains c on c.community_id = $1::uuid left join last on true`

async function readSums(db: Queryable, communityId: string): Promise<Sums> {
  const { rows } = await db.query<{ records: number; length: number | null; fits: boolean | null; seq: number | null; totals: boolean }>({ text: SUMS, values: [communityId] })
  const { records, length, fits, seq, totals } = rows[0]!
  return { records, totals, head: headFinding(length ?? 0, seq ?? 0, fits ?? true) }
}

/** Where the chain says it ends, against where it ends. */
function headFinding(length: number, seq: number, fits: boolean): Finding | null {
  if (length > seq) return { seq: seq + 1, problem: 'MISSING' }
  if (length < seq) return { seq: length + 1, problem: 'OUT_OF_ORDER' }
  return fits ? null : { seq, problem: 'ALTERED' }
}
