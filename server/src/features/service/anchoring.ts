import { defineJob } from '../../jobs/job.ts'
import type { Work } from '../../operation.ts'
import { type Anchor, HASH_BYTES, NO_MAC, type Unsigned, isGenuine, macOf } from './anchor.ts'
import { checkLedgers } from './check.ts'
import { chainRows } from './chain-rows.ts'
import { chainBegins, recordHash } from './record-text.ts'

/** Records of one anchor at most: a bigger stretch becomes several. */
const MOST = 20_000

/** The last anchor of all, and what the next one builds on. */
interface Last {
  readonly number: number
  readonly mac: Buffer
}

/**
 * Every night: whatever a chain has grown by is anchored, in the database and in a file outside it. The file comes first: a process that dies between
 * the two leaves a genuine file that the next anchoring brings in.
 */
export const anchorLedgers = defineJob({
  name: 'service.anchor',
  cron: '10 0 * * *',
  run: async (work) => {
    await work.db.query({ text: "select pg_advisory_xact_lock(hashtextextended('service.anchor', 20261125))", values: [] })
    let last = await bringIn(work, await lastAnchor(work))
    let anchored = 0
    for (const chain of await grownChains(work))
      for await (const stretch of stretchesOf(work, chain)) {
        const anchor = signed(work, { ...stretch, number: last.number + 1, communityId: chain.communityId, at: instant(work.now), previousMac: last.mac })
        await work.context.anchors.keep(anchor)
        await insert(work, anchor)
        last = anchor
        anchored += 1
      }
    await work.context.jobs.sendOn(work.db, checkLedgers, {}, { singletonKey: checkLedgers.name })
    return anchored === 0 ? null : { type: 'ServiceAnchor', id: work.newId(), details: { anchored, last: last.number } }
  },
})

const instant = (now: Date): string => now.toISOString().replace('Z', '000Z')

function signed(work: Work, unsigned: Unsigned): Anchor {
  return { ...unsigned, mac: macOf(work.context.secrets, unsigned) }
}

async function lastAnchor({ db }: Work): Promise<Last> {
  const { rows } = await db.query<Last>({ text: 'select number::int, mac from service_anchors order by number desc limit 1', values: [] })
  return rows[0] ?? { number: 0, mac: NO_MAC }
}

/**
 * Genuine files that the database lacks: of a process that died, or from after the backup that was restored.
 * @throws Error when a file stands under the next number that nobody with the key has written
 */
async function bringIn(work: Work, last: Last): Promise<Last> {
  const { anchors, secrets } = work.context
  let newest = last
  for (const { number, communityId } of (await anchors.list()).filter((file) => file.number > last.number)) {
    const anchor = await anchors.read(communityId, number)
    if (!anchor || anchor.number !== newest.number + 1 || anchor.communityId !== communityId || !anchor.previousMac.equals(newest.mac) || !isGenuine(secrets, anchor))
      throw new Error(`the anchor's file ${communityId}/${number} is not genuine or does not follow no. ${newest.number}; nothing is anchored until somebody has looked`)
    await insert(work, anchor)
    newest = anchor
  }
  return newest
}

function insert({ db }: Work, { number, communityId, fromSeq, toSeq, hashes, at, previousMac, mac }: Anchor): Promise<unknown> {
  return db.query({
    text: 'insert into service_anchors (number, community_id, from_seq, to_seq, hashes, at, previous_mac, mac) values ($1, $2, $3, $4, $5, $6, $7, $8)',
    values: [number, communityId, fromSeq, toSeq, hashes, at, previousMac, mac],
  })
}

interface Chain {
  readonly communityId: string
  readonly coveredTo: number
  /** The last anchored hash; null where nothing is anchored yet. */
  readonly coveredHash: Buffer | null
}

async function grownChains({ db }: Work): Promise<Chain[]> {
  const { rows } = await db.query<Chain>({
    text: `select c.community_id as "communityId", coalesce(a.to_seq, 0) as "coveredTo", substr(a.hashes, length(a.hashes) - ${HASH_BYTES - 1}) as "coveredHash"
      from service_chains c left join lateral (select to_seq, hashes from service_anchors where community_id = c.community_id order by from_seq desc limit 1) a on true
      where exists (select from service_records r where r.community_id = c.community_id and r.seq > coalesce(a.to_seq, 0)) order by 1`,
    values: [],
  })
  return rows
}

/** What has come since, as far as it is linked rightly: what is broken already is not vouched for (the check after this names it). */
async function* stretchesOf({ db }: Work, { communityId, coveredTo, coveredHash }: Chain): AsyncGenerator<Pick<Anchor, 'fromSeq' | 'toSeq' | 'hashes'>> {
  let previous = coveredHash ?? chainBegins(communityId)
  let hashes: Buffer[] = []
  let to = coveredTo
  const stretch = (): Pick<Anchor, 'fromSeq' | 'toSeq' | 'hashes'> => ({ fromSeq: to - hashes.length + 1, toSeq: to, hashes: Buffer.concat(hashes) })
  for await (const row of chainRows(db, communityId, coveredTo)) {
    const hash = recordHash(row, previous)
    if (row.seq !== to + 1 || !row.previousHash.equals(previous) || !row.hash.equals(hash)) break
    hashes.push(hash)
    previous = hash
    to += 1
    if (hashes.length === MOST) {
      yield stretch()
      hashes = []
    }
  }
  if (hashes.length > 0) yield stretch()
}

/** The first number that is missing among all anchors, or whose link to the one before is broken; null where none is. */
export async function brokenAnchor(work: Pick<Work, 'db'>, files: Work['context']['anchors']): Promise<number | null> {
  const { rows } = await work.db.query<{ number: number; fits: boolean }>({
    text: `select number::int, previous_mac = lag(mac, 1, decode('${NO_MAC.toString('hex')}', 'hex')) over (order by number) as fits from service_anchors order by number`,
    values: [],
  })
  const known = new Map(rows.map(({ number, fits }) => [number, fits]))
  const numbers = [...new Set([...known.keys(), ...(await files.list()).map(({ number }) => number)])].sort((a, b) => a - b)
  const wrong = numbers.findIndex((number, index) => number !== index + 1 || (known.get(number) === false && known.has(number - 1)))
  return wrong < 0 ? null : wrong + 1
}
