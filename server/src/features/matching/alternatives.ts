import type { Detour } from '@red-alliance/shared/matching/alternatives'
import type { MatchingInput } from '@red-alliance/shared/matching/types'
import { Bindings } from '../../access/bindings.ts'
import { visible } from '../../access/table.ts'
import type { Context } from '../../graphql/context.ts'
import { globalId, uuidOf } from '../../graphql/ids.ts'
import { Refusal } from '../../refusal.ts'
import { looking, readBoard } from './board.ts'

/** A shift with the titles that the viewer may read. */
export interface NamedShift {
  readonly needTitle: string
  readonly resourceTitle: string
  /** Whether it is the need of the proposal itself. */
  readonly own: boolean
  readonly before: number
  readonly after: number
}

export interface NamedDetour {
  readonly value: number
  readonly exact: boolean
  readonly shifts: readonly NamedShift[]
}

export interface NamedAlternative extends NamedDetour {
  readonly resourceId: string
  readonly title: string
  readonly score: number
  readonly quantity: number
}

export interface ProposalAlternatives {
  /** Units of the pair when everything is matched now; 0 when it would no longer be proposed. */
  readonly quantity: number
  readonly without: NamedDetour
  readonly instead: readonly NamedAlternative[]
}

interface Asked {
  readonly need_id: string
  readonly resource_id: string
  readonly alliance_id: string | null
  readonly quantity: number
  readonly held: boolean
}

/**
 * Why this resource and not another, for an open proposal, among what the viewer sees; solved in the matching thread.
 * @returns null for what is no longer open, or was claimed outside an alliance's board
 * @throws Refusal NOT_FOUND for what the viewer does not see
 */
export async function readAlternatives(context: Context, proposalId: string): Promise<ProposalAlternatives | null> {
  const eyes = looking(context)
  const p = new Bindings(context.actor, context.now)
  const { rows } = await context.pool.query<Asked & { open: boolean }>({
    text: `select a.need_id, a.resource_id, a.alliance_id, a.quantity, a.stage = 'OPEN' and a.expires_at > ${p.now} as open, a.need_confirmed_at is not null or a.resource_confirmed_at is not null as held
      from match_proposals a where a.id = ${p.bind(uuidOf('MatchProposal', proposalId), 'uuid')} and ${visible('MatchProposal')('a', p)}`,
    values: p.values,
  })
  const [asked] = rows
  if (!asked) throw new Refusal('NOT_FOUND', { type: 'MatchProposal' })
  if (!asked.open || !asked.alliance_id) return null
  const input = await readBoard(eyes, { allianceUuid: asked.alliance_id })
  const answer = await context.askMatching('alternatives', { input: asked.held ? released(input, asked) : input, needId: asked.need_id, resourceId: asked.resource_id })
  const titles = await readTitles(context, [answer.without, ...answer.instead], answer.instead.map(({ resourceId }) => resourceId))
  const named = ({ value, exact, shifts }: Detour): NamedDetour => ({
    value,
    exact,
    shifts: shifts.map(({ needId, resourceId, before, after }) => ({ needTitle: titles.get(needId) ?? '', resourceTitle: titles.get(resourceId) ?? '', own: needId === asked.need_id, before, after })),
  })
  return {
    quantity: answer.quantity,
    without: named(answer.without),
    instead: answer.instead.map((one) => ({ ...named(one), resourceId: globalId('Resource', one.resourceId), title: titles.get(one.resourceId) ?? '', score: one.score, quantity: one.quantity })),
  }
}

/** What one side has confirmed is held for the pair; to ask what would be without it, it is let go and only shown. */
function released(input: MatchingInput, { need_id, resource_id, quantity }: Asked): MatchingInput {
  const at = input.committed.findIndex((one) => one.needId === need_id && one.resourceId === resource_id && one.quantity === quantity)
  return { ...input, committed: input.committed.filter((_, i) => i !== at), shown: [...input.shown, { needId: need_id, resourceId: resource_id, quantity }] }
}

async function readTitles({ actor, now, pool }: Context, detours: readonly Detour[], resourceIds: readonly string[]): Promise<Map<string, string>> {
  const shifts = detours.flatMap((detour) => detour.shifts)
  const p = new Bindings(actor, now)
  const { rows } = await pool.query<{ id: string; title: string }>({
    text: `select n.id, n.title from needs n where n.id = any(${p.bind(shifts.map(({ needId }) => needId), 'uuid[]')}) and ${visible('Need')('n', p)}
      union all select r.id, r.title from resources r where r.id = any(${p.bind([...resourceIds, ...shifts.map(({ resourceId }) => resourceId)], 'uuid[]')}) and ${visible('Resource')('r', p)}`,
    values: p.values,
  })
  return new Map(rows.map(({ id, title }) => [id, title]))
}
