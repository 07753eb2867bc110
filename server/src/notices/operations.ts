import type { GraphQLResolveInfo } from 'graphql'
import type { Context } from '../graphql/context.ts'
import { operation } from '../operation.ts'
import { Refusal } from '../refusal.ts'
import { Notice } from './notice.ts'

/** Read for good: what was read is not unread again. */
export function markNoticeRead(context: Context, info: GraphQLResolveInfo, id: string): Promise<unknown> {
  return operation(context, info, 'notice.markRead', {
    subject: { type: Notice, id },
    input: { id },
    run: async ({ now }, notice) => {
      notice.read(now)
      return { type: 'Notice', id: notice.id, details: {} }
    },
  })
}

/** Everything that is in the inbox now; what arrives later is unread. */
export function markAllNoticesRead(context: Context, info: GraphQLResolveInfo): Promise<unknown> {
  return operation(context, info, 'notice.markAllRead', {
    input: {},
    run: async ({ db, now, context: { actor } }) => {
      if (!actor.personId) throw new Refusal('UNAUTHENTICATED')
      await db.query({ text: 'update notices set read_at = $2::timestamptz where person_id = $1::uuid and read_at is null', values: [actor.personId, now.toISOString()] })
      return { type: 'Person', id: actor.personId, details: {} }
    },
  })
}
