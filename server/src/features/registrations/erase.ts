import type { GraphQLResolveInfo } from 'graphql'
import type { Context } from '../../graphql/context.ts'
import { globalId } from '../../graphql/ids.ts'
import { checked, line } from '../../input.ts'
import { type Outcome, type Work, operation } from '../../operation.ts'
import { Refusal } from '../../refusal.ts'
import { passwordFits } from '../people/password.ts'
import { Person } from '../people/person.ts'

/** One's own name as it is right. */
export function correctMyName(context: Context, info: GraphQLResolveInfo, raw: string): Promise<unknown> {
  const name = checked(line(40), raw)
  return operation(context, info, 'person.correctName', {
    subject: { type: Person, id: globalId('Person', context.actor.personId ?? '') },
    input: { name },
    run: async (_work, person) => {
      person.name = name
      return { type: 'Person', id: person.id, details: {} }
    },
  })
}

/**
 * Everything that tells who it was goes, at once and for good, the children's too; totals and the ledger stay under the bare id. Every log-in ends.
 * @throws Refusal WRONG_PASSWORD
 */
export function eraseMyself(context: Context, info: GraphQLResolveInfo, password: string): Promise<unknown> {
  return operation(context, info, 'person.eraseMyself', {
    subject: { type: Person, id: globalId('Person', context.actor.personId ?? '') },
    input: { password },
    secret: true,
    run: async (work, person) => {
      if (!(await passwordFits(person.passwordHash, password))) throw new Refusal('WRONG_PASSWORD')
      const outcome = await erase(work, person)
      context.setSession(null)
      return outcome
    },
  })
}

/** A child by its guardian, who has no phone by the community; answers with who did it. */
export function erasePerson(context: Context, info: GraphQLResolveInfo, id: string): Promise<unknown> {
  return operation(context, info, 'person.erase', {
    subject: { type: Person, id },
    input: { id },
    run: erase,
  })
}

async function erase({ db, em, now, context }: Work, person: Person): Promise<Outcome> {
  if (person.erasedAt) throw new Refusal('PERSON_ERASED')
  // What was read of the person must not be written back.
  em.clear()
  await db.query({ text: 'select erase_person($1::uuid, $2::timestamptz)', values: [person.id, now.toISOString()] })
  return { type: 'Person', id: context.actor.personId!, details: {} }
}
