import { LockMode } from '@mikro-orm/core'
import type { GraphQLResolveInfo } from 'graphql'
import { readActor } from '../../access/actor.ts'
import type { Context } from '../../graphql/context.ts'
import { type Outcome, type Work, operation } from '../../operation.ts'
import { Refusal } from '../../refusal.ts'
import { hashPassword, passwordFits } from './password.ts'
import { Person, Session } from './person.ts'
import { SESSION_DAYS, tokenHash } from './session.ts'

/**
 * Opens a session in this browser.
 * @throws Refusal BAD_CREDENTIALS alike for an unknown number, a wrong password and a disabled person; LOCKED_OUT after five wrong ones
 */
export function logIn(context: Context, info: GraphQLResolveInfo, { phone, password }: { phone: string; password: string }): Promise<unknown> {
  return operation(context, info, 'person.logIn', {
    input: { phone },
    secret: true,
    run: async (work) => {
      const { em, now, newId } = work
      const person = await em.findOne(Person, { phone: phone.trim() }, { lockMode: LockMode.PESSIMISTIC_WRITE })
      if (!person || person.disabledAt || context.closedPasswords.includes(password)) {
        await passwordFits(null, password)
        throw new Refusal('BAD_CREDENTIALS')
      }
      if (person.isLocked(now)) throw new Refusal('LOCKED_OUT', { until: person.lockedUntil!.toISOString() })
      if (!(await passwordFits(person.passwordHash, password))) {
        person.failLogIn(now)
        return { type: 'Person', id: person.id, refusal: new Refusal('BAD_CREDENTIALS') }
      }
      person.succeedLogIn()
      const token = context.newToken()
      const expiresAt = new Date(now.getTime() + SESSION_DAYS * 86_400_000)
      em.create(Session, { id: newId(), person, tokenHash: tokenHash(token), createdAt: now, expiresAt, endedAt: null })
      await em.flush()
      context.setSession(token)
      return { type: 'Person', id: person.id, as: await readActor(work.db, tokenHash(token), now) }
    },
  })
}

/** Ends this browser's session. */
export function logOut(context: Context, info: GraphQLResolveInfo): Promise<unknown> {
  return operation(context, info, 'person.logOut', {
    input: null,
    run: (work) => endSessions(work, { id: context.actor.sessionId! }),
  })
}

/** Ends the person's sessions in all browsers, this one too. */
export function logOutEverywhere(context: Context, info: GraphQLResolveInfo): Promise<unknown> {
  return operation(context, info, 'person.logOutEverywhere', {
    input: null,
    run: (work) => endSessions(work, { person: work.me() }),
  })
}

async function endSessions({ em, now, context }: Work, which: { id: string } | { person: Person }): Promise<Outcome> {
  for (const session of await em.find(Session, { ...which, endedAt: null })) session.end(now)
  context.setSession(null)
  return { type: 'Person', id: context.actor.personId!, answer: true }
}

/**
 * One's own new password; the other sessions end.
 * @throws Refusal WRONG_PASSWORD, PASSWORD_TOO_WEAK
 */
export function changePassword(context: Context, info: GraphQLResolveInfo, { id, currentPassword, newPassword }: { id: string; currentPassword: string; newPassword: string }): Promise<unknown> {
  return operation(context, info, 'person.changePassword', {
    subject: { type: Person, id },
    input: { id, currentPassword, newPassword },
    secret: true,
    run: async ({ em, now }, person) => {
      if (!(await passwordFits(person.passwordHash, currentPassword))) throw new Refusal('WRONG_PASSWORD')
      person.passwordHash = await hashPassword(newPassword)
      for (const session of await em.find(Session, { person, endedAt: null, id: { $ne: context.actor.sessionId! } })) session.end(now)
      return { type: 'Person', id: person.id }
    },
  })
}
