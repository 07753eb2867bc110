import type { GraphQLResolveInfo } from 'graphql'
import { z } from 'zod'
import type { Context } from '../../graphql/context.ts'
import { globalId } from '../../graphql/ids.ts'
import { checked, line, text } from '../../input.ts'
import { notify } from '../../notices/notify.ts'
import { type Outcome, type Work, operation } from '../../operation.ts'
import { Refusal } from '../../refusal.ts'
import type { NeedInput } from '../lists/need.graphql.ts'
import { newNeed } from '../lists/operations.ts'
import { Organization } from '../organizations/organization.ts'
import type { ActivityInput } from './activity.graphql.ts'
import { newActivity } from './draft.ts'
import { Wish } from './wish.ts'

const words = z.object({ title: line(40), words: text(500).nullish() })
const answered = line(200)

/** Ordered at the community where one lives. */
export function makeWish(context: Context, info: GraphQLResolveInfo, input: { communityId: string; title: string; words?: string | undefined }): Promise<unknown> {
  const said = checked(words, input)
  return operation(context, info, 'wish.make', {
    subject: { type: Organization, id: input.communityId },
    input,
    run: async (work, community) => {
      const { em, now, newId } = work
      const wish = em.create(Wish, {
        id: newId(), community, person: work.me(), title: said.title, words: said.words ?? '', stage: 'OPEN', answer: null, need: null, activity: null, answeredBy: null, answeredAt: null, createdAt: now, updatedAt: now,
      })
      await notify(work, { organizationIds: [community.id], roles: ['SECRETARY', 'CLERK'] }, 'WISH_MADE', { type: 'Wish', id: wish.id }, { title: wish.title })
      return wishOutcome(wish)
    },
  })
}

/** Words alone. */
export function answerWish(context: Context, info: GraphQLResolveInfo, input: { id: string; answer: string }): Promise<unknown> {
  return settle(context, info, input, async () => ({}))
}

/** A draft of a need of the community, which then takes its way through the lists. */
export function turnWishIntoNeed(context: Context, info: GraphQLResolveInfo, input: { id: string; answer: string; input: NeedInput }): Promise<unknown> {
  return settle(context, info, input, async (work, { community }) => {
    requireOwn(community, input.input.ownerId, 'ownerId')
    if (input.input.proxy) throw new Refusal('PROXY_NOT_ALLOWED')
    return { need: await newNeed(work, community, input.input) }
  })
}

/** A draft of a course or another activity of the community. */
export function turnWishIntoActivity(context: Context, info: GraphQLResolveInfo, input: { id: string; answer: string; input: ActivityInput }): Promise<unknown> {
  return settle(context, info, input, async (work, { community }) => {
    requireOwn(community, input.input.organizerId, 'organizerId')
    return { activity: await newActivity(work, await work.em.findOneOrFail(Organization, community.id), input.input) }
  })
}

/** Who ordered is told. @throws Refusal WRONG_STATUS when it is answered already */
function settle(context: Context, info: GraphQLResolveInfo, input: { id: string; answer: string }, into: (work: Work, wish: Wish) => Promise<Parameters<Wish['settle']>[2]>): Promise<unknown> {
  const answer = checked(answered, input.answer)
  return operation(context, info, 'wish.answer', {
    subject: { type: Wish, id: input.id },
    input,
    run: async (work, wish) => {
      if (wish.stage !== 'OPEN') throw new Refusal('WRONG_STATUS', { status: wish.stage })
      wish.settle(work.me(), answer, await into(work, wish), work.now)
      await notify(work, { personIds: [wish.person.id] }, 'WISH_ANSWERED', { type: 'Wish', id: wish.id }, { title: wish.title, answer })
      return wishOutcome(wish)
    },
  })
}

function requireOwn(community: Organization, given: string, field: string): void {
  if (given !== globalId('Organization', community.id)) throw new Refusal('BAD_INPUT', { fields: [field] })
}

function wishOutcome({ id, community, title }: Wish): Outcome {
  return { type: 'Wish', id, organizationId: community.id, parties: [community.id], details: { title } }
}
