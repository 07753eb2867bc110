import type { RingCoreFragment } from '../../api/generated/graphql.ts'

export type RingMember = RingCoreFragment['members']['nodes'][number]

/** One gift of a ring: who gives what to whom, numbered from 1 as the loop is drawn. */
export interface Gift {
  readonly number: number
  readonly giver: RingMember
  readonly taker: RingMember
}

export function giftsOf({ members }: Pick<RingCoreFragment, 'members'>): readonly Gift[] {
  return members.nodes.map((giver, i) => ({ number: i + 1, giver, taker: members.nodes[(i + 1) % members.nodes.length] ?? giver }))
}

/** Members for whom the viewer may answer: their own first; a unit's can only be recorded (代录). */
export function answerable({ members }: Pick<RingCoreFragment, 'members'>): readonly RingMember[] {
  return [...members.nodes.filter(({ viewerMayConfirm }) => viewerMayConfirm), ...members.nodes.filter(({ viewerMayConfirm, viewerMayConfirmForUnit }) => !viewerMayConfirm && viewerMayConfirmForUnit)]
}
