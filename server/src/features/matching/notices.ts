import type { Side } from '@red-alliance/shared/glossary'
import { DECIDING, notify, notifyAll } from '../../notices/notify.ts'
import type { Work } from '../../operation.ts'
import { Need } from '../lists/need.ts'
import type { MatchProposal } from './match-proposal.ts'
import type { MatchRun } from './match-run.ts'

/** What a run proposes waits for the owners of both sides: one notice for each organization, however many proposals it brings. */
export async function tellOfRun(work: Work, run: MatchRun, proposals: readonly MatchProposal[]): Promise<void> {
  const byOwner = new Map<string, MatchProposal[]>()
  for (const proposal of proposals) for (const { id } of [proposal.needOwner, proposal.resourceOwner]) byOwner.set(id, [...(byOwner.get(id) ?? []), proposal])
  await notifyAll(
    work,
    [...byOwner].map(([owner, [first, ...others]]) => ({
      recipients: { organizationIds: [owner], roles: DECIDING },
      kind: 'PROPOSAL_WAITING',
      subject: others.length === 0 ? { type: 'MatchProposal', id: first!.id } : { type: 'MatchRun', id: run.id },
      details: { count: others.length + 1, title: first!.need.title },
    })),
    run.runBy?.id,
  )
}

/** Tells the other side of what one side said to a proposal. */
export async function tellOtherSide(work: Work, proposal: MatchProposal, side: Side, kind: 'PROPOSAL_WAITING' | 'PROPOSAL_CONFIRMED' | 'PROPOSAL_DECLINED', details: Record<string, unknown> = {}): Promise<void> {
  const { title } = await work.em.findOneOrFail(Need, proposal.need.id)
  await notify(work, { organizationIds: [proposal.ownerOf(side === 'NEED' ? 'RESOURCE' : 'NEED').id], roles: DECIDING }, kind, { type: 'MatchProposal', id: proposal.id }, { title, quantity: proposal.quantity, ...details })
}
