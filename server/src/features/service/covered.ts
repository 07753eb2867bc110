import type { LedgerProblem } from '@red-alliance/shared/glossary'
import type { Queryable } from '../../database/queryable.ts'
import type { Secrets } from '../../secrets.ts'
import { type Anchor, HASH_BYTES, isGenuine } from './anchor.ts'
import type { AnchorFiles, FiledAnchor } from './anchor-files.ts'

/** Where something is wrong, and what. */
export interface Finding {
  readonly seq: number
  readonly problem: LedgerProblem
}

/** What the anchors vouch for. */
export interface Covered {
  /** Up to this place; 0 without an anchor. */
  readonly to: number
  readonly at: string | null
  /** The hash that stood at the place when it was anchored; null beyond the anchors, and where they are lost. */
  hashAt(seq: number): Buffer | null
  /** The first anchor that is lost or altered. */
  readonly finding: Finding | null
}

export const ANCHOR_COLUMNS = `number::int, community_id as "communityId", from_seq as "fromSeq", to_seq as "toSeq", hashes, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, previous_mac as "previousMac", mac`

/**
 * Puts together what the database and the files hold of a community's anchors. Each is there twice: as long as one of the two is genuine, the
 * records are compared with it; that the other is gone or changed is said as well.
 */
export async function readCovered(db: Queryable, files: AnchorFiles, secrets: Secrets, communityId: string): Promise<Covered> {
  // In this order: an anchor is filed before it is committed. One that is filed and not yet a row is newer than the newest; a row whose file was
  // not there a moment ago has it now.
  const { rows: newest } = await db.query<{ number: number }>({ text: 'select coalesce(max(number), 0)::int as number from service_anchors', values: [] })
  const filed = await files.of(communityId)
  const { rows } = await db.query<Anchor>({ text: `select ${ANCHOR_COLUMNS} from service_anchors where community_id = $1::uuid order by number`, values: [communityId] })
  const later = rows.some(({ number }) => !filed.some((file) => file.number === number)) ? await files.of(communityId) : filed
  return covered(secrets, communityId, rows, later, newest[0]!.number)
}

function covered(secrets: Secrets, communityId: string, rows: readonly Anchor[], filed: readonly FiledAnchor[], newest: number): Covered {
  const inDatabase = new Map(rows.map((anchor) => [anchor.number, anchor]))
  const inFiles = new Map(filed.map(({ number, anchor }) => [number, anchor]))
  const stretches: Anchor[] = []
  let finding: Finding | null = null
  let to = 0
  const find = (seq: number, problem: LedgerProblem): void => {
    finding ??= { seq, problem }
  }
  for (const number of [...new Set([...inDatabase.keys(), ...inFiles.keys()])].sort((a, b) => a - b)) {
    const [row, file] = [inDatabase.get(number), inFiles.get(number)]
    const genuine = [row, file].find((anchor) => anchor?.number === number && anchor.communityId === communityId && isGenuine(secrets, anchor))
    if (!genuine) {
      find(to + 1, 'ANCHOR_ALTERED')
      continue
    }
    const { fromSeq, toSeq } = genuine
    if (fromSeq > to + 1) find(to + 1, 'ANCHOR_MISSING')
    if (fromSeq <= to) find(fromSeq, 'ANCHOR_ALTERED')
    // One that is filed and newer than all of the database was on its way when a process died: the next anchoring brings it in.
    if ((!row && number <= newest) || file === undefined) find(fromSeq, 'ANCHOR_MISSING')
    else if ((row && !same(row, genuine)) || !file || !same(file, genuine)) find(fromSeq, 'ANCHOR_ALTERED')
    stretches.push(genuine)
    to = Math.max(to, toSeq)
  }
  return { to, at: stretches.at(-1)?.at ?? null, finding, hashAt: hashesOf(stretches) }
}

const same = (one: Anchor, other: Anchor): boolean =>
  one.mac.equals(other.mac) && one.hashes.equals(other.hashes) && one.fromSeq === other.fromSeq && one.toSeq === other.toSeq && one.at === other.at && one.previousMac.equals(other.previousMac) && one.communityId === other.communityId

/** Asked for places mostly in order: the stretch of the last one is looked at first. */
function hashesOf(stretches: readonly Anchor[]): (seq: number) => Buffer | null {
  let last: Anchor | undefined
  const holds = (anchor: Anchor | undefined, seq: number): boolean => anchor !== undefined && anchor.fromSeq <= seq && seq <= anchor.toSeq
  return (seq) => {
    if (!holds(last, seq)) last = stretches.find((anchor) => holds(anchor, seq))
    if (!last) return null
    const start = (seq - last.fromSeq) * HASH_BYTES
    return last.hashes.subarray(start, start + HASH_BYTES)
  }
}
